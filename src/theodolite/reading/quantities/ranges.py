"""Ranges: between 12 and 15 per cent, six to twenty-four months, $2-3 billion; a change from A to B is none."""

from __future__ import annotations

import re

from theodolite.reading.quantities.amounts import Amount, amount_at, only_a_letter
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.numbers import Number, scale_value
from theodolite.reading.quantities.qualifiers import qualifier_before
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.quantities.ratios import times_after
from theodolite.reading.quantities.types import typed

_JOINT = re.compile(
    r"(?P<unit>(?:[ -]?(?!of\b|in\b|and\b|to\b|or\b)[^\W\d_]+){0,2}? ?[^\w\s()]{0,2}?)"
    r"(?P<joint> ?[–—-] ?| to | and | or )(?P<sign>[^\w\s]{0,3}|US\$|[A-Z]{1,3} ?)$"
)
_BETWEEN = re.compile(
    r"\b(?P<word>between|from|rang(?:e|es|ed|ing) from|anywhere from|anywhere between)\s+[^\w\s]{0,3}$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:r[io]se[ns]?|rising|grew|grow(?:s|n|ing)?|fell|fall(?:s|en|ing)?|increas\w+|decreas\w+|decline[ds]?"
    r"|declining|drop(?:s|ped|ping)?|jump(?:s|ed|ing)?|"
    r"surg\w+|expand\w*|cut|climb\w*|rais\w+|reduc\w+|up|down|went|go|gone|goes|mov\w+|shrank|shr[iu]nk\w*|soar\w*"
    r"|lift\w*|slid|slipp\w+|doubl\w+|tripl\w+|"
    r"chang\w+|shift\w+|improv\w+|swell\w*|widen\w*|narrow\w*|plung\w+|slump\w*|scal\w+|lower\w*|boost\w*"
    r"|quadrupl\w+|extend\w*|growth|increase|rise|decline|"
    r"upgrade\w*|advance\w*|brought|bring\w*|compress\w*|halv\w+|leap\w*|leapt|swung|going|eased|edged"
    r"|revised|hiked|trebl\w+|accelerat\w+)\b",
    re.IGNORECASE,
)
_LARGEST_GAP = 40


def joined(text: str, first: Number, second: Number | None, words: Lexicon) -> Quantity | None:
    """The range that two neighbouring numbers of a plain text span; None where they are two quantities or none."""
    if text[first.start : first.end].lower() == "one" and text.startswith(" or two", first.end):
        return None
    if second is None or second.start - first.end > _LARGEST_GAP:
        return None
    joint = _JOINT.match(text[first.end : second.start])
    sign = words.currency_before(text, first.start)
    if sign and only_a_letter(text, first, sign[1]) and not second.scaled:
        return None
    if joint is None or not _is_range(text, first, second, joint, words):
        return None
    if times := times_after(text, second.end):
        return _range(
            text,
            first,
            second,
            Amount(second.start, times[0], second.value, "ratio", "ratio"),
            words,
        )
    amount = amount_at(text, second, words)
    if sign and amount.unit_class == "count":
        amount = Amount(second.start, second.end, second.value, sign[0], "money")
    if _year(text, first) and (amount.unit_class != "count" or _year(text, second) or second.scaled):
        return None
    return _range(text, first, second, amount, words)


def _is_range(text: str, first: Number, second: Number, joint: re.Match[str], words: Lexicon) -> bool:
    word = joint["joint"].strip()
    sign = words.currency_before(text, first.start)
    before = ends(_BETWEEN, text, sign[1] if sign else first.start)
    opened = before["word"].lower() if before else ""
    if text[first.start - 1 : first.start] == "-":
        return False
    if word == "and":
        return opened.endswith("between") and _lower(first, second)
    if word == "to" and opened == "from":
        return not _CHANGE.search(
            text, max(0, before.start() - 60) if before else 0, before.start() if before else 0
        ) and _lower(first, second)
    if word == "or":
        return (
            joint["unit"] == ""
            and second.bare - first.bare in (1, 2, 5, 10)
            and first.spelt == second.spelt
            and first.bare < 100
        )
    if word == "to" and _CHANGE.search(text, max(0, first.start - 24), first.start) and joint["unit"]:
        return False
    return _lower(first, second) or not second.scaled


def _lower(first: Number, second: Number) -> bool:
    return first.value < second.value or first.bare < second.bare


def _year(text: str, number: Number) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text[number.start : number.end]))


def _range(text: str, first: Number, second: Number, amount: Amount, words: Lexicon) -> Quantity | None:
    """The range from the first number, which shares the second's scale where it has none of its own, to the second."""
    low = first.value
    factor = (
        second.value / second.bare if second.scaled and not second.spelt and second.bare else _spelt_scale(text, second)
    )
    if not first.scaled and factor > 1 and low < second.value / factor * 10:
        low = first.bare * factor
    low, high = low * amount.times, amount.value
    if not low < high:
        return None
    sign = words.currency_before(text, first.start)
    start = sign[1] if sign else first.start
    opened = ends(_BETWEEN, text, start)
    start = opened.start() if opened else start
    qualifier = qualifier_before(text, start)
    start = qualifier[1] if qualifier else start
    unit = amount.unit or "count"
    found = Quantity(
        start, amount.end, text[start : amount.end], None, float(f"{low:.12g}"), high, unit, amount.unit_class,
        "ratio" if unit == "ratio" else "level", "range", "range", noun=amount.noun,
    )  # fmt: skip
    return typed(text, found)


def _spelt_scale(text: str, number: Number) -> float:
    """The scale that ends a number in words: three million is a million; 1 where none does."""
    last = text[number.start : number.end].lower().split()[-1].rsplit("-")[-1]
    return (
        scale_value(last)
        if number.spelt and number.scaled and last in ("thousand", "million", "billion", "trillion", "crore", "lakh")
        else 1.0
    )
