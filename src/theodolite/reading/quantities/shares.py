"""Shares in words: two-thirds, a tenth, half of, one in five, three out of four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import NO_NOUNS, any_of
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.nouns import noun_after, plural
from theodolite.reading.quantities.numbers import SMALL, TENS
from theodolite.reading.quantities.qualifiers import bounds, qualifier_before
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.quantities.types import typed

_PARTS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "eightieth": 80, "hundredth": 100,
    "thousandth": 1000,
}  # fmt: skip
HINTS = frozenset(_PARTS) | {f"{part}s" for part in _PARTS}
"""A sentence without one of these words says no fraction."""

_SMALL = "|".join([*SMALL, *TENS])
_FRACTION = re.compile(
    rf"(?<![\w-])(?P<top>an?|{_SMALL})(?: good)?[ -](?P<part>{'|'.join(_PARTS)})s?(?![\w-])", re.IGNORECASE
)
_WHOLE = any_of(
    "world total country population nation market global users firms companies work people budget respondents "
    "electricity capacity "
    "jobs world's"
)
_HALF = re.compile(
    rf"(?<![\w-])half(?= of\b| the (?:{_WHOLE})\b| (?:its|their|our|his|her|all|those|that)\b"
    r"| (?:is|are|was|were|has|have|had|come|comes|came|went|goes|could|can|would|will|do|did|say|said|use|used"
    r"|share)\b)"
    r"|(?<=than )half(?! an? )|(?<=nearly )half(?! an? )|(?<=almost )half(?! an? )|(?<=about )half(?! an? )",
    re.IGNORECASE,
)
_ONE_HALF = re.compile(
    r"(?:\b(?:second|first|other|latter|better|former|third|next|last|this|that|a|each|top|bottom)|\d(?:st|nd)) $",
    re.IGNORECASE,
)
_WHOLE_NUMBER = rf"(?P<m>{_SMALL}|\d{{1,4}}|(?:a )?hundred|(?:a )?thousand)"
_NO_TIME = r"(?![\w-]|,\d|\.\d)(?! (?:years?|months?|days?|weeks?|decades?|quarters?)\b)"
_IN = re.compile(
    rf"(?<![\w-])(?<!\d[.,])(?P<n>{_SMALL}|\d{{1,3}}) (?:(?:in|of|out of) every|in|out of) {_WHOLE_NUMBER}{_NO_TIME}",
    re.IGNORECASE,
)
_NOUN_IN = re.compile(
    rf"(?<![\w-])(?P<n>{_SMALL}|\d{{1,3}}) (?:[a-z]+ ){{1,2}}(?:in|out of) (?:every )?{_WHOLE_NUMBER}{_NO_TIME}",
    re.IGNORECASE,
)
_EVERY = re.compile(rf"(?<![\w-])every (?P<part>other|second|{'|'.join(_PARTS)})(?= [a-z])", re.IGNORECASE)
_RHYTHM = re.compile(
    r" (?:year|month|day|week|quarter|time|hour|minute|decade|summer|winter|spring|autumn|sunday|monday)", re.IGNORECASE
)
_FROM = rf"(?:an?|one|two|three|four)[ -](?:half|{'|'.join(_PARTS)})s?|half"
_RANGE = re.compile(
    rf"(?<![\w-])(?:between (?P<a>{_FROM}) and (?P<b>{_FROM})|(?P<c>{_FROM}) to (?P<d>{_FROM}))(?![\w-])", re.IGNORECASE
)
_AFTER_A_WORD = re.compile(
    r"\b(?:by|than|nearly|about|almost|roughly|around|over|under|from|to|fell|rose|grew|cut|up|down) $", re.IGNORECASE
)
_OF_A_YEAR = re.compile(
    r" (?:of|in) (?:the (?:year|century|decade|fiscal|financial)|\d{4}|this|last|fiscal|FY)| (?:after|running|in "
    r"a row|earnings)",
    re.IGNORECASE,
)
_IS_SHARE = re.compile(
    r" of\b| (?:more|less|fewer|higher|lower|larger|smaller)\b| (?:the|its|their)\b|,", re.IGNORECASE
)


def shares(text: str, said: frozenset[str], *, numbers: bool) -> Iterator[Quantity]:
    """Every share that words say, as a percentage: two-thirds is 66.67, one in five 20; a quarter of a year is none.

    `said` are the words of the text in small letters, `numbers` whether it holds a number at all.
    """
    parts = not said.isdisjoint(HINTS)
    for found in _RANGE.finditer(text) if parts or "half" in said else ():
        if not text.endswith("from ", 0, found.start()):
            yield _range(found)
    for found in _FRACTION.finditer(text) if parts else ():
        if (value := _fraction(text, found)) is not None:
            yield _share(text, found.start(), found.end(), value, "share-fraction")
    for found in _HALF.finditer(text) if "half" in said else ():
        if not ends(_ONE_HALF, text, found.start()):
            yield _share(text, found.start(), found.end(), 50.0, "share-half")
    for found in _EVERY.finditer(text) if "every" in said else ():
        if not _RHYTHM.match(text, found.end()):
            part = found["part"].lower()
            yield _share(text, found.start(), found.end(), 100 / _PARTS.get(part, 2), "share-every")
    for found in (*_IN.finditer(text), *_NOUN_IN.finditer(text)) if numbers else ():
        top, whole = _number(found["n"]), _number(found["m"])
        if 0 < top < whole and whole >= 2 and whole not in range(1900, 2101) and not _of_others(text, found):
            yield _share(text, found.start(), found.end(), 100 * top / whole, "share-in")


def _of_others(text: str, found: re.Match[str]) -> bool:
    """Whether what follows is counted by the second number itself: two firms in ten countries are no fifth."""
    noun = noun_after(text, found.end()) if found.re is _NOUN_IN else None
    return noun is not None and plural(noun[0]) and noun[0] not in NO_NOUNS


def _range(found: re.Match[str]) -> Quantity:
    """A range of two fractions: between a third and a half."""
    low, high = (_percentage(found[a] or found[b]) for a, b in (("a", "c"), ("b", "d")))
    return Quantity(
        found.start(), found.end(), found[0], None, low, high, "percent", "percent", "share", "share-range", "range"
    )


def _percentage(said: str) -> float:
    words = re.split(r"[ -]", said.lower())
    top = 1.0 if words[0] in ("a", "an", "half") else _number(words[0])
    return round(100 * top / _PARTS.get(words[-1].removesuffix("s"), 2), 4)


def _fraction(text: str, found: re.Match[str]) -> float | None:
    """The percentage that a fraction stands for; None for a third time, a quarter of the year, four fifths of none."""
    one = found["top"].lower() in ("a", "an")
    top, whole = 1.0 if one else _number(found["top"]), _PARTS[found["part"].lower()]
    if top >= whole or (whole == 4 and _OF_A_YEAR.match(text, found.end())):
        return None
    if one and not _IS_SHARE.match(text, found.end()) and not ends(_AFTER_A_WORD, text, found.start()):
        return None
    return 100 * top / whole


def _number(said: str) -> float:
    word = said.lower().removeprefix("a ")
    if word in ("hundred", "thousand"):
        return 100.0 if word == "hundred" else 1000.0
    return float(SMALL.get(word, TENS.get(word, 0)) if word.isalpha() else word)


def _share(text: str, start: int, end: int, value: float, rule: str) -> Quantity:
    qualifier, start = qualifier_before(text, start) or (None, start)
    value = round(value, 4)
    low, high = bounds(value, qualifier)
    said = text[start:end]
    share = Quantity(start, end, said, value, low, high, "percent", "percent", "share", rule, qualifier)
    return typed(text, share)
