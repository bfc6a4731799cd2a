"""Ranks: second place, ranked 12th, the world's third-largest, No. 1, leads the world."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import any_of, listed
from theodolite.reading.quantities.nouns import noun_after, plural
from theodolite.reading.quantities.numbers import SMALL
from theodolite.reading.quantities.quantity import Quantity

_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENTHS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_ORDINALS = {word: value for value, word in enumerate(_FIRST, start=1)} | {
    f"{tens}{end}": 10 * ten + one
    for ten, tens in enumerate(_TENTHS, start=2)
    for one, end in enumerate(("ieth", *(f"y-{first}" for first in _FIRST[:9])))
}
_NUMBERS = {word: value for word, value in SMALL.items() if 0 < value <= 12}
_ORD = rf"(?P<rank>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))"
_CLOSE = r"(?:(?P<close>close )|distant |joint )?"
_PLACE = r"[ -](?:place|position|rank|spot)\b(?! to )"
_AMONG = any_of(
    r"globally worldwide in_the_world internationally overall nationally regionally among in_Europe in_Asia "
    r"in_Africa in_ASEAN "
    r"in_the_EU of_\d+ out_of_\d+"
)
_VERB = any_of(
    r"rank(?:s|ed|ing)? plac(?:es|ed|ing) com(?:es|ing) came stands? stood sits? sat finish(?:es|ed)? is was been are "
    r"were now rose_to "
    r"climbed_to fell_to falls_to drops_to rises_to climbs_to slipped_to dropped_to moved_up_to jumped_to up_to "
    r"from at positioned slid_to advanced_to "
    r"improved_to while"
)
_SUPERLATIVE = any_of(
    r"largest biggest highest most best fastest leading strongest busiest top lowest smallest cheapest greatest "
    r"richest most[_-]\w+ "
    r"heaviest longest oldest deepest broadest"
)
_OWNER = any_of(
    r"world's world globe's continent's region's Europe's Asia's Africa's Latin_America's Southeast_Asia's bloc's "
    r"country's"
)
_REGION = any_of(
    r"world Middle_East continent region country European_Union EU Europe Africa Asia Latin_America South_America "
    r"North_America "
    r"Southeast_Asia Gulf bloc OECD southern_hemisphere Nordics earth"
)
_MANY = any_of("companies firms powers economies nations countries players universities banks")
_MEASURE = any_of(
    "number share volume list ranking table index world region size value per_capita global overall absolute terms_of"
)
_FORMS = {
    "rank-verb": rf"\b(?:{_VERB})(?: (?:a(?= close| distant| joint)|the|only|now|currently|just|as|in|at))*? "
    rf"{_CLOSE}{_ORD}"
    rf"(?:{_PLACE}| (?={_AMONG})|(?= (?:to|behind|after|in|on|for|by|and|from|with|only)\b)"
    r"|(?= (?:a|the|two|three|one) (?:year|years|edition)\b| last year| previously)|(?=[,.;)]|$))",
    "rank-place": rf"{_CLOSE}{_ORD}{_PLACE}",
    "rank-by": rf"{_ORD}(?= in (?:the |its )?(?:{_MEASURE})\b)",
    "rank-super": rf"{_ORD}[ -](?:{_SUPERLATIVE})(?!\w)",
    "rank-among": rf"{_ORD}(?= (?:{_AMONG}))",
    "rank-only": r"(?<!\w)(?P<rank>second|third|fourth)(?= only to\b)",
    "rank-number": r"(?<!\w)(?:(?-i:No\.|no\.)|#|number|rank) ?(?P<rank>\d{1,3}|NUMBERS)"
    r"(?= (?:in|globally|worldwide|spot|position|place|ranking|ranked|out of|of \d|on the)\b|[,.;)]|$)".replace(
        "NUMBERS", "|".join(_NUMBERS)
    ),
    "rank-the": r"\b(?:the|world's|its) (?-i:No\.|number) ?(?P<rank>\d{1,2}|one)(?= [a-z])",
    "rank-behind": rf"{_ORD}(?=,? (?:just |only )?(?:behind|ahead of|after) [A-Z])",
    "rank-leads": r"(?P<lead>\b(?:lead(?:s|ing)?|led) "
    r"(?:the world|globally|all (?:other )?(?:countries|nations|economies))\b"
    r"|\btop(?:s|ped)? the (?:list|ranking|rankings|table|index)\b|\b(?:ranks?|ranked|came|comes) (?:top"
    r"|first)\b(?! and)"
    r"|\bby far the (?:most|largest|biggest|highest)\b"
    r"|\b(?:took|takes|taking|holds?|held|claims?|claimed) (?:the )?(?:top spot|top place|first place|pole "
    r"position|lead)\b)",
    "rank-largest": rf"(?<!one of )(?<!among )(?P<lead>\b(?:(?:the|its|their) )?(?:{_OWNER}) (?:single )?"
    rf"(?:largest|biggest|leading|top|highest|fastest|number one|most \w+))\b(?!-)(?! (?:\w+ ){{0,2}}(?:{_MANY}))",
    "rank-in-region": r"(?<!one of )(?<!among )\bthe (?:single )?(?P<lead>largest|biggest|fastest|highest|strongest"
    r"|fastest-growing|most \w+)\b"
    rf"(?= (?:[\w-]+ ){{1,4}}(?:(?:in|on) (?:the )?(?:{_REGION})|of its (?:kind|type))\b)",
    "rank-in": r"(?<!the )(?<!-)\b(?P<lead>largest|biggest|fastest|highest|strongest)\b(?= in (?:the )?"
    rf"(?:{_REGION})\b)",
}
_RANK = {name: re.compile(form, re.IGNORECASE) for name, form in _FORMS.items()}
_AND = re.compile(
    rf"(?:\band|,|\bbut|;) (?:only )?{_ORD}(?= (?:in|on|for|among|worldwide|globally|overall|by|per)\b)", re.IGNORECASE
)
_ORDINAL_WORDS = frozenset(part for word in _ORDINALS for part in word.split("-")) | {"st", "nd", "rd", "th"}
_LARGE_WORDS = listed("largest biggest leading top highest fastest strongest most number")
_HINTS = {
    "rank-number": (listed("no number rank"),),
    "rank-the": (listed("no number"),),
    "rank-leads": (
        listed("lead leads leading led top tops topped ranks rank ranked came comes far took takes holds held claims"),
        listed("world globally all list ranking rankings table index top first most largest biggest spot place lead"),
    ),
    "rank-largest": (
        _LARGE_WORDS,
        listed(
            "world globe continent region europe asia africa america bloc country nation kingdom union eu oecd gulf"
        ),
    ),
    "rank-in": (_LARGE_WORDS, frozenset({"in"})),
    "rank-in-region": (
        _LARGE_WORDS,
        listed(
            "world east continent region country union eu europe africa asia america gulf bloc oecd earth kind type"
        ),
    ),
}
"""Form → sets of words, of each of which a sentence must hold one; for the other forms, an ordinal."""

_ORDERS = any_of(
    r"half quarter party plenary plenum session phase stage step time round century generation countr(?:y|ies) "
    r"part(?:y|ies) wave year "
    r"week month day edition reading pillar priority objective chapter section reason point option hand term "
    r"amendment lady anniversary "
    r"congress industrial world meeting summit draft version report iteration tranche batch cohort floor"
)
_NO_RANK = re.compile(rf"[ -]?(?:{_ORDERS})s?\b", re.IGNORECASE)
_ONE_OF = re.compile(
    r"\b(?:one|some|many|several|two|three|four|five|few|most) of (?:the )?$|\bamong (?:the )?$", re.IGNORECASE
)
_TO_LEAD = re.compile(r"\b(?:to|will|could|can|may|might|should|must|would) (?:one day |soon |eventually )?$")
"""What says that the lead is wished for and not held."""

_OF = re.compile(r" (?:of|out of|among) (\d{1,3})\b")


def ranks(text: str, said: frozenset[str]) -> Iterator[Quantity]:
    """Every rank that a plain text says, in the order of the forms; a lead of the world is rank 1.

    `said` are the words of the text, in small letters.
    """
    found_one = False
    for name, form in _RANK.items():
        hints = _HINTS.get(name, (_ORDINAL_WORDS,))
        if any(said.isdisjoint(words) for words in hints) and not (name == "rank-number" and "#" in text):
            continue
        for found in form.finditer(text):
            if (rank := _rank(text, name, found)) is not None:
                found_one = True
                yield rank
    for found in _AND.finditer(text) if found_one else ():
        if (rank := _rank(text, "rank-and", found)) is not None:
            yield rank


def _rank(text: str, name: str, found: re.Match[str]) -> Quantity | None:
    group = "lead" if "lead" in found.re.groupindex else "rank"
    start, end = found.span(group)
    if _ONE_OF.search(text, 0, start) or (name == "rank-largest" and _of_many(text, end)):
        return None
    if name == "rank-leads" and _TO_LEAD.search(text, 0, start):
        return None
    if name in ("rank-verb", "rank-among", "rank-and") and _NO_RANK.match(text, end):
        return None
    place = re.compile(_PLACE).match(text, end)
    end = place.end() if place else found.end() if name == "rank-super" else end
    start = found.start() if name == "rank-number" else start
    close = found.groupdict().get("close")
    of = _OF.match(text, end)
    return Quantity(
        start, end, text[start:end], _value(group, found[group]), None, None, "rank", "rank", "rank", name,
        "close" if close else None, denominator=float(of[1]) if of else None,
    )  # fmt: skip


def _value(group: str, said: str) -> float:
    if group == "lead":
        return 1.0
    word = said.lower()
    return float(_NUMBERS.get(word) or _ORDINALS.get(word) or re.sub(r"\D", "", word))


def _of_many(text: str, end: int) -> bool:
    """Whether a superlative is of a plural (the world's fastest machines), which ranks nobody."""
    noun = noun_after(text, end)
    return noun is not None and plural(noun[0])
