"""Speakers: who a sentence names as saying something, and the words that do so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from theodolite.reading.subjects.words import FINITE, REPORT, STUDY

SpeakerKind = Literal["named", "anaphor", "unnamed", "own"]
"""Named by the text; a study or a pronoun that stands for one named before; somebody without a name; the author."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words at `start` to `end` that say who says something; a verb or `according to` of theirs ends at `verb`."""

    start: int
    end: int
    name: str | None
    kind: SpeakerKind
    verb: int
    last: bool = False
    """Whether they stand after what is said: according to the ministry, said the minister."""


LONGEST_NAME = 130
"""Characters between the beginning of a speaker's name and the verb: what is longer is no name."""

_STOPS = re.compile(
    r"[;:\"] ?|, (?:but |and |while |as |though |although )?| \b(?:while|but|and|that|as|because|though|although"
    r"|whereas|if|when) | [–—] ?"
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s (?:reported|cited|estimated|published|noted|calculated) by|[Ss]ource:"
    r"|[Ii]n the (?:view|words|"
    r"estimate|assessment) of|[Oo]n the (?:estimates|figures|numbers) of|[Bb]y the (?:estimate|count|reckoning) of) "
)
_PUBLISHED = re.compile(
    r"\b(?:[Dd]ata|[Ff]igures|[Ss]tatistics|[Ee]stimates|[Nn]umbers|[Rr]esearch|[Aa]nalysis|(?:[Aa]|[Aa]n|[Tt]he"
    r"|[Oo]ne) (?:[\w-]+ )?"
    r"(?:report|study|survey|paper|count|analysis|poll|estimate|index|ranking)) (?:\w+ )?(?:by|from|of"
    r"|compiled by|published by) (?=the [A-Z]|[A-Z])"
)
_SAID_BY = re.compile(
    r"(?:,\"|\",|,|\") ?(?:said|says|noted|added|wrote|writes|argues|warned|estimates|reckons) (?!that\b|it\b|\d)"
)
_PERSON_OF = re.compile(
    r"(?:Dr\.? |Prof\.? |Professor )?(?P<name>(?:[A-ZÀ-ÖØ-Þ][\w'-]+ ){1,3}[A-ZÀ-ÖØ-Þ][\w'-]+)(?: of (?:the )?.*|$)"
)
_PUT_BY = re.compile(
    r"\bput (?:by (?:the )?(?P<name>(?:[A-Z][\w&-]*(?: |$)?){1,4}) at\b"
    r"|at [^,;:]{3,70}? by (?:the )?(?P<after>(?:[A-Z][\w&-]*(?: (?=[A-Z])|(?=[,. )]))){1,4}))"
)
_COUNT_OF = re.compile(
    r"\b[BbIiOo][yn] (?:the )?(?P<name>(?:[A-Z][\w&-]*(?: |(?='))){1,4})'s? (?:own |latest )?"
    r"(?:estimates?|measure|count|reckoning|calculations?|data|figures|view|projections?)"
)
_COUNT_HAS = re.compile(
    r"(?P<name>(?:[A-Z][\w&-]*(?: |(?='))){1,4})'s? (?:\w+ )?(?:count|index|ranking|survey|tracker|tally|league table) "
    r"(?:has|have|had|gives|places|placed)\b"
)
_ENDS = re.compile(
    r"[,;:()\"\n]|\.(?= |$)| [–—-] | (?:and (?=\d)|in (?=\d)|on (?=[A-Z][a-z]+day|\d))"
    r"| (?:that|which|who|has|have|had|is|are|was|were|will|would|but|while|released|issued|show|shows|suggests?|"
    r"indicates?|puts?|reveals?)(?![\w-])"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|an|a|the|of|by|already|than|generally|widely|often|usually|commonly"
    r"|currently|"
    r"its|their|for|with|in|on|at) (?:\w+ly )?$"
)
_TAIL = re.compile(
    r"(?:,| also| further| itself| now| recently| still| then| has| have| had| just| even| earlier| separately)+$"
)
_LEADS_IN = re.compile(
    r"^(?:In (?:\w+ )?\d{4}|However|Still|Meanwhile|Moreover|Indeed|For instance|For example|Similarly|Separately|"
    r"Last (?:year|month|week)|This (?:year|month|week)|Earlier|Recently|Today|Yet|And|But),? "
)
_REPORTEDLY = re.compile(
    r"\b(?:[Rr]eportedly|[Aa]llegedly|generally considered|widely (?:considered|believed|regarded|estimated)"
    r"|rumou?red)\b"
)
_ACRONYM = re.compile(r"\(([A-Z]{2}[A-Za-z&*-]{0,10}|[A-Z][a-z]?[A-Z][A-Za-z]*)\)")
_BRACKET = re.compile(r" ?\([^)]*\)")
_BASED = re.compile(r"\b[A-Z][\w. ]*?-based ")
_ARTICLES = re.compile(
    r"^(?:(?:the|an?|this|that|its|their|another|one|recent|new|latest|separate|in|but|and|yet) )+", re.IGNORECASE
)
_HOUSE = re.compile(
    r"\b(?:by|from|at|of) (?:(?:scholars|researchers|analysts|economists|experts|scientists|a team|staff"
    r"|economists) (?:at|from|of) )?"
    r"(?:the )?(?=[A-Z])"
)
_APPOSED = re.compile(r", (?:an?|the|which|who|whose|chief|head|director|founder|president|chair\w*) .*")
_ITS_DATA = re.compile(
    r"(?:'s?)?(?: own| latest| new| most recent| annual| \d{4})* (?:data|figures|estimates?|statistics|numbers"
    r"|projections?|"
    r"forecasts?|analysis|report|study|survey|research|researchers|analysts|economists)$"
)
_GENERIC = re.compile(
    r"^(?:(?:some|many|most|several|industry|independent|outside|government|senior|other|local|foreign|policy|few"
    r"|all|these|"
    r"those|the|recent|early|published|available|previous|earlier|current|company|market) )*"
    r"(?:analysts|experts|officials|observers|critics|economists|researchers|scholars|commentators|insiders|some"
    r"|many|most|"
    r"others|people|estimates?|studies|surveys|reports|sources|forecasters|executives|specialists|scientists|authors|"
    r"optimists|supporters|opponents|advocates|polls?|lawyers|one|everyone|nobody|evidence|results|research"
    r"|findings|there|this|that|"
    r"which|who|what|data|figures|projections?|forecasts?|statistics|numbers|ministers|lawmakers|investors|firms"
    r"|companies)$",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"^(?:the |this |that |its |their )?(?:same |new |latest |\w+'s )?(?:it|they|he|she|report|study|survey"
    r"|analysis|paper|authors|"
    r"researchers|document|index|agency|organisation|organization|institute|think tank|body|firm|company|audit|ranking|"
    r"consultancy|bank|forecast|projection|scenario|association|review|brief|poll|publication|scholars|team)$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:we|i(?: am| always| have| would|'d)?|our [\w ]+|this (?:report|study|paper|memo|brief|note|chapter"
    r"|analysis))$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:ministry|minister|industry|regulator|bank|agency|office|bureau|authority|department|company|firm|institute|"
    r"association|spokes\w+|chief|director|president|government|body|operator|committee|council|union|shop|lab|centre|"
    r"center|academy|university|auditors?|commission|utility|developer|chairman|head|secretary|treasury|labs)\b",
    re.IGNORECASE,
)
_ALSO_FIGURES = re.compile(
    r"answered|replied|added|adds|announced|asked|assumes|cited|cites|claim|claims|confirmed|counted|counts|declared"
    r"|disclosed|"
    r"documented|documents|estimate|estimated|expected|expects|find|finds|forecast|forecasts|found|listed|"
    r"lists|measured|notes|observed|project|projected|projects|put|puts|ranked|ranks|recorded|report|reported|"
    r"reports|show|shows|states"
)
"""Verbs that also take a figure of one's own: a country that reported 12 cases is no source."""

_CLAUSE = re.compile(
    r" (?:that|it|they|there|to have|in [A-Z\d])\b| (?:[\w' -]{1,70}) (?:at|to|will|would|could|as|is|are|was"
    r"|were|has|had|have|may|can)\b"
)
_FIGURE = re.compile(
    r" (?:an? |some |about |over |more than |nearly |its |up to )?(?:[$€£¥₹]|\d|record |new |growth|profits?|revenues?)"
)


_SAME = re.compile(r"\b(?:the|that) same [\w ]+$")
_FIGURED = re.compile(r"(?<=, say) (?:[$€£¥₹]|\d|a )")


def speakers_of(text: str, start: int, end: int) -> tuple[Speaker, ...]:
    """Those whom the sentence at `start` to `end` of a plain text names as saying something, in order.

    `The report`, `it` and the like are anaphors, whose name is None here; so is that of unnamed people (`analysts`).
    """
    found = [*_after_words(text, start, end), *_at_verbs(text, start, end), *_reportedly(text, start, end)]
    kept: list[Speaker] = []
    for speaker in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or speaker.start >= kept[-1].end:
            kept.append(speaker)
    return tuple(kept)


def _at_verbs(text: str, start: int, end: int) -> Iterator[Speaker]:
    """Speakers before a verb of reporting: `the IEA projects that`."""
    for verb in REPORT.finditer(text, start, end):
        if not _PASSIVE.search(text, max(start, verb.start() - 30), verb.start()):
            first = _beginning(text, start, verb.start())
            if speaker := _before(text, first, verb):
                yield speaker


def _beginning(text: str, start: int, verb: int) -> int:
    """Where the words before the verb begin that are its subject: no verb of another clause stands among them."""
    closed = text[verb - 2 : verb] == ", "
    first, barred = start, False
    stops = list(_STOPS.finditer(text, start, verb - 2 if closed else verb))
    for stop in reversed(stops):
        if text.count("(", stop.end(), verb) < text.count(")", stop.end(), verb):
            continue
        comma, conjunction = stop[0] == ", ", stop[0] == " and "
        crossed = FINITE.search(text, start, stop.start()) if conjunction else None
        if conjunction and not crossed:
            continue
        if comma and closed and not barred:
            barred = True
            continue
        first = stop.end()
        break
    return first


def _before(text: str, first: int, verb: re.Match[str]) -> Speaker | None:
    """The speaker whose name stands from `first` to the verb, None where it is no speaker."""
    said = _TAIL.sub("", text[first : verb.start()].rstrip())
    if said.endswith((" than they", " than it", " than we")):
        return None
    if led := _LEADS_IN.match(said):
        first, said = first + led.end(), said[led.end() :]
    if not said or len(said) > LONGEST_NAME:
        return None
    if same := _SAME.search(said):
        first, said = first + same.start(), said[same.start() :]
    span = (first, first + len(said))
    if _FIGURED.match(text, verb.end()) or (verb[0] in ("ranks", "ranked") and not STUDY.search(said)):
        return None
    if _OWN.match(said):
        return Speaker(*span, None, "own", verb.end())
    clause = _CLAUSE.match(text, verb.end()) and not _FIGURE.match(text, verb.end())
    study = STUDY.search(said)
    if _ANAPHOR.match(said):
        told = clause or study or not _ALSO_FIGURES.fullmatch(verb[0])
        return Speaker(*span, None, "anaphor", verb.end()) if told else None
    if _GENERIC.match(_ARTICLES.sub("", said)):
        return Speaker(*span, None, "unnamed", verb.end()) if clause or not _ALSO_FIGURES.fullmatch(verb[0]) else None
    if _ALSO_FIGURES.fullmatch(verb[0]) and not study and not clause:
        return None
    if not (study or _SAYING.search(said) or re.search(r"[A-Z]", said)):
        return None
    name = speaker_name(said)
    return Speaker(*span, name, "named" if name else "unnamed", verb.end()) if name or study else None


def speaker_name(said: str) -> str | None:
    """The name in the words that name a speaker: the acronym in brackets, the house of a study, else all of it.

    None where they name nobody: `analysts`, `the report`.
    """
    said = said.strip(" ,.\"'(")
    if acronym := _ACRONYM.search(said):
        return acronym[1]
    said = _BRACKET.sub("", said)
    if STUDY.search(said):
        for house in _HOUSE.finditer(said):
            said = said[house.end() :]
            break
    said = _ARTICLES.sub("", _BASED.sub("", _ARTICLES.sub("", said)))
    said = _ITS_DATA.sub("", _APPOSED.sub("", said)).strip(" ,")
    if not said or _GENERIC.match(said) or _ANAPHOR.match(said) or not re.search(r"[^\W\d]", said):
        return None
    if not re.search(r"[A-Z]", said):
        return said if _SAYING.search(said) and not STUDY.search(said) else None
    return None if re.search(r"^\W*\d|\d\W*$", said) and " " not in said else said


def _after_words(text: str, start: int, end: int) -> Iterator[Speaker]:
    """Speakers after words that announce them: according to X, data from X, by X's count, said X."""
    for pattern in (_ACCORDING, _PUBLISHED, _SAID_BY):
        for led in pattern.finditer(text, start, end):
            stop = _ENDS.search(text, led.end(), end)
            last = stop.start() if stop else end
            if text[last : last + 1] == "(" and (acronym := _ACRONYM.match(text, last)):
                last = acronym.end()
            said = text[led.end() : last].strip(" .")
            name = speaker_name(said)
            if pattern is _SAID_BY and name is None:
                continue
            if pattern is _ACCORDING and not name and re.search(r"[a-z]s$", said) and not STUDY.search(said):
                name = _ARTICLES.sub("", said)
            if pattern is _SAID_BY and name and (person := _PERSON_OF.match(name)):
                name = person["name"]
            kind: SpeakerKind = "named" if name else "anaphor" if _ANAPHOR.match(said) else "unnamed"
            yield Speaker(led.start(), last, name, kind, led.end(), last=led.start() > start + 2)
    for put in _PUT_BY.finditer(text, start, end):
        name = (put["name"] or put["after"]).strip()
        yield Speaker(put.start(), put.end(), name, "named", put.end(), last=True)
    for pattern in (_COUNT_OF, _COUNT_HAS):
        for led in pattern.finditer(text, start, end):
            yield Speaker(led.start(), led.end(), led["name"].strip(), "named", led.end())


def _reportedly(text: str, start: int, end: int) -> Iterator[Speaker]:
    """Words that say that somebody says so, and not who."""
    for found in _REPORTEDLY.finditer(text, start, end):
        yield Speaker(found.start(), found.end(), f"{found[0].lower()} (unnamed)", "unnamed", found.end())
