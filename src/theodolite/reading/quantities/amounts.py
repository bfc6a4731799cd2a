"""Amounts: a number with what it is of: a currency, a percentage, a unit, a time, or the noun that it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from theodolite.core.unit import UnitClass
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.nouns import noun_after
from theodolite.reading.quantities.numbers import SHORT, Number
from theodolite.reading.quantities.qualifiers import qualifier_after

_SHORT = re.compile(r" ([mbkMBK])(?![A-Za-z0-9/])")
"""A scale of one letter that stands apart from an amount of money: KRW 30 m."""

PERCENT = re.compile(
    r" ?(?:%|percent(?!ag)(?: points?\b)?|per cent\b(?: points?\b)?|per-cent\b|pct\b|pc\b)", re.IGNORECASE
)
_POINTS = re.compile(
    r" ?-?(?:percentage[ -]points?|per ?cent(?:age)?[ -]points?|%-?points?|ppts?\b|pps?\b|p\.p\.|percent points?)",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(r"^ ?(?:percentage|percentile)")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number is of: `start` to `end` with sign and unit, its value in it, and the noun that is counted."""

    start: int
    end: int
    value: float
    unit: str | None
    """None where nothing says what is counted."""
    unit_class: UnitClass
    noun: str | None = None
    hyphen: bool = False
    """Whether unit and number are one word before a noun (a 500-megawatt campus, five-year plan)."""
    times: float = 1
    """How many of the unit one of what is written is: a decade is ten years."""


def amount_at(text: str, number: Number, words: Lexicon) -> Amount:
    """The amount that a number of a plain text is part of; its `unit` is None where no sign, unit or noun stands."""
    sign = words.currency_before(text, number.start)
    if sign and not only_a_letter(text, number, sign[1]):
        return _money(text, number, words, *sign)
    if points := _POINTS.match(text, number.end):
        return Amount(number.start, points.end(), number.value, "percentage_points", "percent")
    if (percent := PERCENT.match(text, number.end)) and not _PERCENTAGE.match(text[number.end :]):
        return Amount(number.start, percent.end(), number.value, "percent", "percent")
    return _of_unit(text, number, words) or _in_points(text, number) or _counted(text, number)


def only_a_letter(text: str, number: Number, start: int) -> bool:
    """Whether a sign is one letter before a small number (N95, R1), which is a name and no amount."""
    sign = text[start : number.start].strip()
    small = not number.scaled and number.bare < 100 and "." not in text[number.start : number.end]
    return len(sign) == 1 and sign.isalpha() and small


def _money(text: str, number: Number, words: Lexicon, code: str, start: int) -> Amount:
    """An amount after a sign; a word of currency after it too is part of it (US$5 million USD)."""
    at = number.end + (text[number.end : number.end + 1] == " ")
    if not number.scaled and (short := _SHORT.match(text, number.end)):
        return Amount(start, short.end(), float(f"{number.value * SHORT[short[1].lower()]:.12g}"), code, "money")
    again = words.currency_at(text, at)
    end = again[1] if again and (again[0] == code or code == "CNY") else number.end
    if again and code == "CNY" and again[0] in ("JPY",):
        code, end = again
    return Amount(start, end, number.value, code, "money")


def _of_unit(text: str, number: Number, words: Lexicon) -> Amount | None:
    """An amount with a currency's word or a unit after it, maybe joined by a hyphen."""
    full = _FULL.match(text, number.end)
    joined = text[number.end : number.end + 1] == "-"
    for at, hyphen in ((number.end, False), (number.end + 1, joined), (full.end() if full else 0, False)):
        if not at or (at == number.end + 1 and text[number.end : at] not in (" ", "-")):
            continue
        if coin := words.currency_at(text, at):
            return Amount(number.start, coin[1], number.value, coin[0], "money", hyphen=hyphen)
        if measure := words.measure_at(text, at):
            unit, known, end = measure
            return Amount(
                number.start, end, number.value * known.times, unit, known.class_, hyphen=hyphen, times=known.times
            )
    return None


def _in_points(text: str, number: Number) -> Amount | None:
    """Points of an index, or of a percentage that the sentence speaks of; points of an argument are none."""
    points = _POINT.match(text, number.end)
    exact = "." in text[number.start : number.end] or ends(_GAINED, text, number.start)
    if points is None or number.spelt or not exact:
        return None
    if _PERCENT_SIGN.search(text):
        return Amount(number.start, points.end(), number.value, "percentage_points", "percent")
    return Amount(number.start, points.end(), number.value, "points", "other")


def _counted(text: str, number: Number) -> Amount:
    at = number.end
    hyphen = bool(_HYPHEN.match(text, at))
    if number.letter and text[at - 1] in "mt" and not _COUNTED.match(text, at):
        return Amount(number.start, at, number.bare, text[at - 1], "other")
    more = qualifier_after(text, at)
    found = None if hyphen else noun_after(text, more[1] if more else _over_of(text, at, number), one=number.value <= 1)
    if found is None:
        return Amount(number.start, at, number.value, None, "count", hyphen=hyphen)
    head, phrase, _ = found
    return Amount(number.start, at, number.value, head, "count", phrase)


_FULL = re.compile(r" (?:working|business|calendar|consecutive|full|whole|more|extra|additional|further) ")
"""What may stand between a number and its unit: five working days."""

_COUNTED = re.compile(r" (?!(?:deep|long|wide|high|tall|away|from|above|below|and|or|to|of|in|on|at|by|per)\b)[A-Za-z]")
_POINT = re.compile(r" points?\b")
_GAINED = re.compile(
    r"\b(?:by|with|scor\w+|score of|gained|lost|rose|fell|is|of) (?:about |some |nearly |only |just )?$"
)
_PERCENT_SIGN = re.compile(r"%|per ?cent\b|\bpc\b")
_HYPHEN = re.compile(r"-(?!plus\b|odd\b|strong\b)[A-Za-z]")
_OF = re.compile(r" of (?:the |its |their |these |those |our |all |the world's |[A-Z]\w+'s )?")


def _over_of(text: str, at: int, number: Number) -> int:
    """Where the noun begins: after `of` where a scale counts by it (a million of their users), else at once."""
    found = _OF.match(text, at)
    return found.end() - 1 if found and number.spelt and number.scaled else at
