"""Shares in words: two-thirds, a tenth, half of, one in five, three out of four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.numbers import SMALL, TENS
from theodolite.reading.quantities.qualifiers import bounds, qualifier_before
from theodolite.reading.quantities.quantity import Quantity

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fiftieth": 50, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SMALL = "|".join([*SMALL, *TENS])
_PART = "|".join(_PARTS)
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<top>an?|{_SMALL})[ -](?:(?P<part>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|twentieth|thirtieth|fiftieth|hundredth|thousandth)s?)(?![\w-])"
    rf"|(?P<half>half)(?= of\b| the (?:world|total|country|population|nation|market|global|users|firms|companies|companies|work|people|budget|respondents|electricity|capacity|jobs|world's)| (?:is|are|was|were|has|have|had|come|comes|came|went|goes)\b|"
    rf" (?:its|their|our|his|her|all|those|that)\b))",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"(?<![\w-])(?P<n>{_SMALL}|\d{{1,3}}) (?:in(?: every)?|out of(?: every)?) (?P<m>{_SMALL}|\d{{1,4}}|a hundred|a thousand|hundred|thousand)"
    r"(?![\w-]|,\d|\.\d)(?! (?:years?|months?|days?|weeks?|decades?)\b)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r" (?:quarter|century|half)?\s?(?:of|in) (?:the year|\d{4}|the (?:year|century|decade|fiscal|financial)|this|last|fiscal|FY)|(?<=quarter) (?:after|running|in a row|earnings)",
    re.IGNORECASE,
)
_NOT_SHARE = re.compile(
    r"^ (?:time|year|party|country|phase|quarter|world|plenum|plenary|round|generation|option|term|session|century|pillar|place|place|"
    r"largest|biggest|most|version|edition|wave|model|step|reason|consecutive|and final|annual|summit|meeting|straight|day|week|month|reading|attempt)",
    re.IGNORECASE,
)


def shares(text: str) -> Iterator[Quantity]:
    """Every share that words say, as a percentage: two-thirds is 66.67, one in five 20; a quarter of a year is none."""
    for found in _FRACTION.finditer(text):
        share = _fraction(text, found)
        if share is not None:
            yield share
    for found in _IN.finditer(text):
        top, whole = _number(found["n"]), _number(found["m"])
        if 0 < top < whole and whole >= 2 and whole not in range(1900, 2101):
            yield _share(text, found.start(), found.end(), 100 * top / whole, "share-in")


def _fraction(text: str, found: re.Match[str]) -> Quantity | None:
    if found["half"]:
        if re.search(r"\b(?:second|first|other|latter|better|former|third|next|last|this|that|a|each) $", text[: found.start()], re.IGNORECASE):
            return None
        return _share(text, found.start(), found.end(), 50.0, "share-half")
    top = 1.0 if found["top"].lower() in ("a", "an") else _number(found["top"])
    part = _PARTS[found["part"].lower()]
    one = found["top"].lower() in ("a", "an")
    if top >= part or (
        one
        and found["part"].lower() in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
        and _NOT_SHARE.match(text[found.end() :])
    ):
        return None
    if found["part"].lower() == "quarter" and _CALENDAR.match(text, found.end()):
        return None
    if one and not re.match(
        r" of\b| (?:more|less|fewer|higher|lower|larger|smaller|to)\b|[,.;)]|$| (?:the|its|their)\b",
        text[found.end() :],
    ):
        return None
    return _share(text, found.start(), found.end(), 100 * top / part, "share-fraction")


def _number(said: str) -> float:
    word = said.lower().removeprefix("a ")
    if word in ("hundred", "thousand"):
        return 100.0 if word == "hundred" else 1000.0
    return float(SMALL.get(word, TENS.get(word, 0)) if word.isalpha() else word)


def _share(text: str, start: int, end: int, value: float, rule: str) -> Quantity:
    qualifier, start = qualifier_before(text, start) or (None, start)
    low, high = bounds(value, qualifier)
    return Quantity(
        start, end, text[start:end], round(value, 4), low, high, "percent", "percent", "share", rule, qualifier
    )
