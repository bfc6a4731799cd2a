"""English words that the grammar of quantities goes by: what ends a noun phrase, what is no plural."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


STOPS = listed(
    """
    of in for by to and or but that which who whom whose when where while as at on per from with within without
    than then was were is are be been being has have had will would could can may might must shall should do
    does did into onto over under above below after before since until through across among between against
    during about around if because so yet not no nor this these those their its his her our your they we it he
    she i you also only just both either each all any some more most less fewer such annually yearly monthly
    daily worldwide globally nationwide today now currently alone together respectively compared according up
    down out off there here how why what via plus minus versus vs amid despite following including based behind
    ahead last next a an the short away apart worth them us abroad elsewhere already too ever
    """
)
"""Words that end the phrase of what is counted."""

IRREGULAR_PLURALS = listed(
    """
    people children men women staff data personnel police aircraft alumni criteria media headcount spacecraft
    cattle
    """
)

FIELDS = listed(
    """
    politics economics ethics physics mathematics robotics statistics electronics logistics analytics informatics
    genomics graphics photonics optics aerospace news business series
    """
)
"""Words in -s that name a field and are no plural."""

ATTRIBUTES = listed(
    "data systems sales operations communications arms goods sports electronics services graphics analytics"
)
"""Plurals that stand before another noun as its attribute: systems engineers, graphics processors."""

PARTICIPLES_OF_NOUNS = listed(
    """
    training computing manufacturing engineering learning processing funding speed feed seed charging filing
    advanced skilled unmanned connected related qualified licensed registered peer-reviewed dedicated trained
    """
)
"""Words in -ed and -ing that belong to a noun phrase; others after its first word end it."""

NO_NOUNS = listed(
    """
    years months weeks days decades hours minutes seconds milliseconds falls ranks accounts remains shows says
    leads rises holds makes takes gives goes plans aims lags reaches stands includes requires amounts comes
    counts employs hosts runs costs uses wants needs claims spends expects estimates reports measures exports
    totals drops grows keeps lists names numbers means has does adds trails percent gigawatts megawatts
    terawatts terabytes petabytes hectares tonnes litres euros dollars pounds yuan rupees terms times states
    points others ones tops knows stays plus thus perhaps always besides afterwards sometimes
    """
)
"""Words in -s before a number that are verbs or times, and not what it counts."""

PARTS_OF_A_DOCUMENT = listed(
    "page pages table tables figure figures exhibit exhibits chart charts footnote annex annexes"
)

NAMED_BY_NUMBER = (
    "Article", "Articles", "Section", "Sections", "Sec.", "Chapter", "Chapters", "Figure", "Figures", "Fig.",
    "Table", "Tables", "Box", "Annex", "Appendix", "Part", "Title", "Page", "Pages", "p.", "pp.", "page", "pages",
    "column", "Column", "extension", "ext.", "Extension", "Paragraph", "Para.", "Clause", "Clauses", "Schedule",
    "Chart", "Exhibit", "Volume", "Vol.", "Issue", "Note", "Footnote", "Item", "Level", "Levels", "Tier", "Phase",
    "Stage", "Step", "Type", "Class", "Category", "Version", "Release", "Release ID", "ID", "Resolution",
    "Directive", "Regulation", "Order", "Act", "Law", "Bill", "Decree", "Document", "Circular", "Notice",
    "Decision", "Recommendation", "Goal", "SDG", "Target", "Pillar", "Objective", "Priority", "Action", "Question",
    "Q", "Room", "Route", "Highway", "Window", "Web", "Industry", "Industrie", "Society", "Agenda", "Vision",
    "Horizon", "Channel", "Formula", "Boeing", "Airbus", "Apollo", "Model", "Series", "Mark", "Grade", "Line",
    "Unit", "Block", "Zone", "Round", "Day", "Week", "Row", "ISO", "ISO/IEC", "IEC", "IEEE", "Cmnd", "CP", "HB",
    "SB", "H.R.", "S.", "E.O.", "EO", "Executive Order", "Recital", "Recitals", "Rule", "Rules", "Protocol",
    "Paper", "Working Paper", "Report No.", "Ref", "Ref.", "Doc", "Doc.", "question", "chapter", "section",
    "article", "articles", "clause", "clauses", "paragraph", "annex", "Scope", "Scopes", "Terminal", "Gate",
    "Building", "Wave", "Cohort", "Lot", "figure", "table", "Route départementale", "Thought", "Option", "Scenario",
)  # fmt: skip
"""Words that a number names and does not count: Article 5, Level 4, page 1187."""

OF_AN_ORDINAL = (
    "century", "centuries", "Party", "National", "Congress", "Plenum", "plenary", "Five-Year", "Session", "session",
    "meeting", "anniversary", "edition", "amendment", "Amendment", "generation", "Parliament", "Assembly",
    "birthday", "floor", "grade", "Street", "Avenue", "Conference", "Summit", "CPC", "Central", "Lok", "President",
    "round", "day", "hour", "minute",
)  # fmt: skip
"""Words after an ordinal that it does not rank: the 21st century, the 18th Party Congress."""


def any_of(words: str) -> str:
    """An alternation of the words or short forms of a regular expression that a text lists between white space.

    A form with a space in it is written with `_` for the space.
    """
    return "|".join(form.replace("_", " ") for form in words.split())
