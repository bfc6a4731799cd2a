"""Ratios: three times, threefold, 3x, doubled, twice, half as many, a factor of ten."""

from __future__ import annotations

import re

from theodolite.reading.quantities.numbers import NUMBER, SMALL, TENS
from theodolite.reading.quantities.qualifiers import bounds, qualifier_before
from theodolite.reading.quantities.quantity import Direction, Quantity

WORDS = {
    "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "twice": 2.0, "twofold": 2.0, "two-fold": 2.0,
    "triple": 3.0, "tripled": 3.0, "triples": 3.0, "tripling": 3.0, "trebled": 3.0, "treble": 3.0, "trebling": 3.0, "thrice": 3.0,
    "quadruple": 4.0, "quadrupled": 4.0, "quadruples": 4.0, "quadrupling": 4.0, "quintupled": 5.0, "quintuple": 5.0,
    "halve": 0.5, "halved": 0.5, "halving": 0.5, "halves": 0.5, "tenfold": 10.0, "hundredfold": 100.0, "thousandfold": 1000.0,
    "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0, "sevenfold": 7.0, "eightfold": 8.0, "ninefold": 9.0,
}  # fmt: skip
WORDS |= {f"{word}{hyphen}fold": float(value) for word, value in {**SMALL, **TENS}.items() for hyphen in ("", "-") if value > 1}
GROWS = frozenset(
    ["double", "doubled", "doubles", "doubling", "triple", "tripled", "triples", "tripling", "trebled", "trebling", "quadruple", "quadrupled", "quadruples", "quadrupling", "quintupled", "quintuple"]
)
_WORD = re.compile(
    r"(?<![\w-])(?:(?P<word>"
    + "|".join(sorted(WORDS, key=len, reverse=True))
    + r")|(?P<half>half) (?:as (?:many|much|large|big|fast)|the "
    r"(?:size|number|level|rate|cost|price)\b|that of)|(?P<order>an order of magnitude|orders of magnitude))(?![\w-])",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"^(?:double[ -](?:digit|down|check|edged|blind|standard|taxation|counting|major)|doubl(?:ing|ed|e) down|twice (?:a|per|each) |"
    r"half[ -]year|triple[ -](?:helix|A)\b|double[ds]? up\b|half of)",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"(?: times\b(?! (?:a|per|each) (?:day|week|month|year)\b| (?:in|during|this|last|on|over|under|since|between)\b)|-?fold\b| ?[x×](?![\w])|-times\b)(?P<as> (?:as (?:many|much|large|fast|high|big)|more|less|larger|higher|"
    r"faster|bigger|greater|the|that|lower|cheaper|smaller|slower))?",
    re.IGNORECASE,
)
FACTOR = re.compile(
    r"(?:(?:a|by a) factor of|multipl\w+ (?:[\w-]+ ){0,3}by) (?:about |around |roughly |nearly |more than |over |at least )?$", re.IGNORECASE
)
ODDS = re.compile(r"(?<![\w:.])(\d+(?:\.\d+)?) ?(?::|to) ?(1)(?![\w:])(?= (?:ratio|against|in favou?r)|[.,;)]| )")


def ratio_words(text: str) -> list[Quantity]:
    """The ratios of a plain text that one word says: doubled, twice, half as many; a multiple in digits is `times_at`'s."""
    found: list[Quantity] = []
    for match in _WORD.finditer(text):
        if _NOT.match(text, match.start()):
            continue
        word = (match["word"] or "").lower()
        value = WORDS[word] if word else 0.5 if match["half"] else 10.0
        end = match.start() + len("half") if match["half"] else match.end()
        found.append(ratio(text, match.start(), end, value, "ratio-word", _way(word)))
    return found


def _way(word: str) -> Direction | None:
    if word in GROWS or word.endswith("fold"):
        return "increase"
    return "decrease" if word.startswith("halv") else None


def ratio(text: str, start: int, end: int, value: float, rule: str, direction: Direction | None = None) -> Quantity:
    """A ratio at `start` to `end`, with the qualifier before it."""
    qualifier, start = qualifier_before(text, start) or (None, start)
    low, high = bounds(value, qualifier)
    return Quantity(
        start, end, text[start:end], value, low, high, "ratio", "ratio", "ratio", rule, qualifier, direction
    )


_TO_ONE = re.compile(r"(?<![\w:.])(?P<n>\d{1,4}(?:\.\d+)?)(?::| to )1(?![\w:,.]\d|\d)")


def odds(text: str) -> list[Quantity]:
    """The ratios of a plain text that are written against one: 4:1 is four."""
    return [ratio(text, f.start(), f.end(), float(f["n"]), "ratio-odds") for f in _TO_ONE.finditer(text)]


__all__ = ["FACTOR", "NUMBER", "ODDS", "TIMES", "ratio", "ratio_words"]
