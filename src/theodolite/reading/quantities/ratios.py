"""Ratios: three times, threefold, 3x, doubled, twice, half as many, a factor of ten, 4:1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import any_of, listed
from theodolite.reading.quantities.numbers import SMALL, TENS
from theodolite.reading.quantities.qualifiers import bounds, qualifier_before
from theodolite.reading.quantities.quantity import Direction, Quantity

_FOLD = {f"{word}{hyphen}fold": float(value) for word, value in {**SMALL, **TENS}.items() for hyphen in ("", "-")}
WORDS = {
    **dict.fromkeys(listed("double doubled doubles doubling twice"), 2.0),
    **dict.fromkeys(listed("triple tripled triples tripling treble trebled trebling thrice"), 3.0),
    **dict.fromkeys(listed("quadruple quadrupled quadruples quadrupling"), 4.0),
    **dict.fromkeys(listed("quintuple quintupled"), 5.0),
    **dict.fromkeys(listed("halve halved halves halving"), 0.5),
    **{word: value for word, value in _FOLD.items() if value > 1},
    "hundredfold": 100.0,
    "thousandfold": 1000.0,
}
"""Words that are ratios by themselves."""

HINTS = frozenset(word for form in WORDS for word in form.split("-")) | listed("half magnitude fold")
"""A sentence without one of these words, and without a colon or a `to`, holds no such ratio."""

_WORD = re.compile(
    rf"(?<![\w-])(?:(?P<word>{any_of(' '.join(sorted(WORDS, key=len, reverse=True)))})"
    r"|(?P<again>half as (?:much|many|large|big) again|half again as)|(?P<half>half) (?:as (?:many|much|large|big"
    r"|fast)|the (?:size|number|level|rate|cost|price)\b|that of)"
    r"|(?P<order>(?P<orders>an|one|two|three|four|five|six) orders? of magnitude))(?![\w-])",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(
    r"double[ -](?:bind|digit|down|check|edged|blind|standard|taxation|counting|major)|doubl(?:ing|ed|es?) down"
    r"|double[ds]? up\b"
    r"|half[ -]year"
    r"|triple[ -](?:helix|A)\b|half of",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"(?: times\b(?! (?:a|per|each) (?:day|week|month|year)\b| (?:in|during|on|over|under|since|between)\b"
    r"| (?:this|last)\b(?! \w+'s))"
    r"|-?fold\b| ?[x×](?!\w)|-times\b)"
    r"(?P<as> (?:as (?:many|much|large|fast|high|big)|more|less|larger|higher|faster|bigger|greater|the|that"
    r"|lower|cheaper|smaller|"
    r"slower))?",
    re.IGNORECASE,
)
"""What makes a multiple of the number right before it."""

FACTOR = re.compile(
    r"(?:(?:a|by a) factor of|multipl\w+ (?:[\w-]+ ){0,3}by) (?:about |around |roughly |nearly |more than |over "
    r"|at least )?$",
    re.IGNORECASE,
)
"""What makes a multiple of the number right after it."""

_MULTIPLE = re.compile(
    r" (?:as|the|that|those|what|its|their|his|her|our|over|more)\b| (?:this|last) \w+'s|-", re.IGNORECASE
)
_FREQUENCY = re.compile(r"[.,;:)]|$| (?:in|by|during|since|before|already|this|last)\b", re.IGNORECASE)
"""What follows twice where it multiplies (twice the sum), and where it counts how often (delayed twice)."""

_TO_ONE = re.compile(r"(?<![\w:.])(?P<n>\d{1,4}(?:\.\d+)?)(?::| to )1(?![\w:,.]\d|\d)")


def ratio_words(text: str, said: frozenset[str]) -> Iterator[Quantity]:
    """The ratios of a plain text that words say (doubled, twice, half as many), and those against one (4:1).

    `said` are the words of the text, in small letters.
    """
    for found in () if said.isdisjoint(HINTS) else _WORD.finditer(text):
        if not _OTHER_SENSE.match(text, found.start()):
            word = (found["word"] or "").lower()
            if word in ("twice", "thrice") and not _MULTIPLE.match(text, found.end()):
                if _FREQUENCY.match(text, found.end()):
                    yield frequency(text, found.start(), found.end(), WORDS[word])
                continue
            value = (
                WORDS[word]
                if word
                else 1.5
                if found["again"]
                else 0.5
                if found["half"]
                else 10.0 ** SMALL.get(found["orders"].lower(), 1)
            )
            end = found.end("half") if found["half"] else found.end()
            yield ratio(text, found.start(), end, value, "ratio-word", _way(word))
    for found in _TO_ONE.finditer(text) if ":1" in text or " to 1" in text else ():
        yield ratio(text, found.start(), found.end(), float(found["n"]), "ratio-to-one")


def frequency(text: str, start: int, end: int, value: float) -> Quantity:
    """How often: a count of times, with the qualifier before it."""
    qualifier, start = qualifier_before(text, start) or (None, start)
    low, high = bounds(value, qualifier)
    said = text[start:end]
    return Quantity(start, end, said, value, low, high, "times", "count", "level", "frequency", qualifier, noun="times")


def how_often(text: str, start: int, end: int, value: float) -> Quantity | None:
    """The frequency that `times` after a number says (opened 12 times in May), a ratio where something grew so often.

    None where no `times` follows, and of a rhythm (three times a week).
    """
    if not _OFTEN.match(text, end):
        return None
    if _GREW.search(text, max(0, start - 30), start):
        return ratio(text, start, end + len(" times"), value, "ratio-times")
    return frequency(text, start, end, value)


_OFTEN = re.compile(r" times\b(?! (?:an?|per|each|every) )")
_GREW = re.compile(
    r"\b(?:r[io]se[sn]?|grew|grows?|grown|growing|increas\w+|expand\w*|multipl\w+|up|fell|fall\w*|surged?|jumped?"
    r"|cut|dropped)(?: [a-z-]+)?(?: by)? (?:about |around |some |nearly |over |more than )?$",
    re.IGNORECASE,
)


def times_after(text: str, at: int) -> tuple[int, Direction | None] | None:
    """Where the ratio ends whose number ends at `at` (3 times, threefold, 3x), and its direction; or None."""
    found = TIMES.match(text, at)
    if found is None:
        return None
    return found.start("as") if found["as"] else found.end(), "increase" if "fold" in found[0] else None


def ratio(text: str, start: int, end: int, value: float, rule: str, direction: Direction | None = None) -> Quantity:
    """A ratio at `start` to `end`, with the qualifier before it."""
    qualifier, start = qualifier_before(text, start) or (None, start)
    low, high = bounds(value, qualifier)
    said = text[start:end]
    return Quantity(start, end, said, value, low, high, "ratio", "ratio", "ratio", rule, qualifier, direction)


def _way(word: str) -> Direction | None:
    if word.startswith("halv"):
        return "decrease"
    return "increase" if word and word not in ("twice", "thrice") else None
