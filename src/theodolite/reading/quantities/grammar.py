"""The grammar of quantities: every number of a sentence is a quantity of one form, or is rejected with a reason."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from theodolite.reading.quantities.amounts import Amount, amount_at
from theodolite.reading.quantities.articles import articles
from theodolite.reading.quantities.borrowed import borrowed
from theodolite.reading.quantities.chinese import chinese_quantities, is_chinese
from theodolite.reading.quantities.counts import RESPECTIVE, refused_count
from theodolite.reading.quantities.distractors import masks
from theodolite.reading.quantities.english import any_of
from theodolite.reading.quantities.heads import Cell
from theodolite.reading.quantities.lexicon import Lexicon, lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.names import part_of_a_name
from theodolite.reading.quantities.numbers import WORDS, Number, numbers_in
from theodolite.reading.quantities.page import Page
from theodolite.reading.quantities.periods import dates_a_period, periods_of_others
from theodolite.reading.quantities.qualifiers import bounds, qualifier_after, qualifier_before
from theodolite.reading.quantities.quantity import Quantity, Rejected
from theodolite.reading.quantities.ranges import joined
from theodolite.reading.quantities.ranks import ranks
from theodolite.reading.quantities.ratios import FACTOR, how_often, ratio, ratio_words, times_after
from theodolite.reading.quantities.shares import shares
from theodolite.reading.quantities.targets import year_targets
from theodolite.reading.quantities.types import typed
from theodolite.reading.quantities.vague import vague_quantities

Found = tuple[tuple[Quantity, ...], tuple[Rejected, ...]]

_WORD = re.compile(r"[a-z]+|\d")
_NUMERALS = WORDS | {str(digit) for digit in range(10)}
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d|2100)$")
_COUNTED = re.compile(
    rf"(?:{any_of('about around nearly over than least almost roughly approximately')}) $", re.IGNORECASE
)
_OF_MANY = re.compile(r" (?:out )?of (?:a total of )?(?:the |its |all |some )?(?:[\w'-]+ ){0,2}?\d")
"""What lets a bare number stand: it is the N of N of M."""

_MINUS = re.compile(r"(?:^|[\s(\[,;:])-$")
_OF = re.compile(
    r" (?:out )?of (?:a total of |(?:the |its |all |all the |some )?(?:world's |country's |global |total "
    r")?(?:[\w-]+ )?)$"
)


def find_quantities(text: str, before: str = "", words: Lexicon | None = None, cells: Sequence[Cell] = ()) -> Found:
    """The quantities of one plain sentence in order, and its numbers that are none, with the reason of each.

    `before` is the sentence before it, for what a number without a noun of its own counts; `words` are those of measure
    that a catalogue knows, of the shipped one where none are given; `cells` are those of a row of a table, with what
    heads each of them. Offsets count from the start of `text`. A sentence
    in Chinese is read by the Chinese forms.
    """
    words = words or lexicon()
    if is_chinese(text):
        return chinese_quantities(text, words)
    page = Page(text, before, words, cells)
    said = frozenset(_WORD.findall(text.lower()))
    numbers = not said.isdisjoint(_NUMERALS)
    for start, end, reason in masks(text, words) if numbers else ():
        if page.free(start, end):
            page.refuse(start, end, reason)
    for found in _without_numbers(text, said, page.words, numbers=numbers):
        if page.free(found.start, found.end):
            page.take(found)
    if numbers:
        _read_numbers(page)
    return _finished(page)


def _without_numbers(text: str, said: frozenset[str], words: Lexicon, *, numbers: bool) -> Iterator[Quantity]:
    """What is no number with its unit: ranks, shares, ratios, orders of magnitude, and units after an article."""
    yield from ranks(text, said)
    yield from shares(text, said, numbers=numbers)
    yield from ratio_words(text, said)
    yield from vague_quantities(text, said, words)
    yield from articles(text, said, words)


def _finished(page: Page) -> Found:
    """What was read, less the times that only date others, with the years that are goals, each N of M with its M."""
    dating = periods_of_others(page.text, page.quantities)
    kept = [found for found in page.quantities if found not in dating]
    rejected = page.rejected + [Rejected(one.start, one.end, one.text, "a period of another claim") for one in dating]
    for goal in year_targets(page.text, [(found.start, found.end) for found in kept if found.unit_class != "rank"]):
        rejected = [one for one in rejected if one.end <= goal.start or goal.end <= one.start]
        kept.append(goal)
    kept.sort(key=lambda found: found.start)
    return tuple(_denominated(page.text, kept)), tuple(sorted(rejected, key=lambda one: one.start))


def _read_numbers(page: Page) -> None:
    numbers: list[Number] = []
    for number in numbers_in(page.text):
        if not page.free(number.start, number.end):
            continue
        if math.isfinite(number.value):
            numbers.append(number)
        else:
            page.refuse(number.start, number.end, "too large to be a number")
    at = 0
    while at < len(numbers):
        number, following = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        span = joined(page.text, number, following, page.words)
        at += 1 if span is None else 2
        found = (_in_a_cell(page, number) or _one(page, number)) if span is None else _of_its_cell(page, span)
        if isinstance(found, Quantity) and found.unit == "count":
            found = _named(page, found)
        if isinstance(found, Quantity):
            if page.free(found.start, found.end):
                page.take(found)
        elif page.free(number.start, number.end):
            page.refuse(number.start, number.end, found)


def _in_a_cell(page: Page, number: Number) -> Quantity | None:
    """The quantity of a bare figure that has a cell to itself, in the unit that the heads of the cell lend it."""
    lent = page.lent(number.start, number.end)
    if lent is None:
        return None
    amount = Amount(number.start, number.end, _product(number.value, lent.times), lent.unit, lent.unit_class, lent.noun)
    found = replace(_quantity(page.text, amount), rule="cell")
    return replace(found, type="rank") if lent.unit == "rank" else found


def _of_its_cell(page: Page, span: Quantity) -> Quantity:
    """A range that has a cell to itself, in the unit that the heads of the cell lend it."""
    lent = page.lent(span.start, span.end) if span.unit == "count" else None
    if lent is None or span.low is None or span.high is None:
        return span
    low, high = (_product(bound, lent.times) for bound in (span.low, span.high))
    return replace(span, low=low, high=high, unit=lent.unit, unit_class=lent.unit_class, noun=lent.noun, rule="cell")


def _product(value: float, times: float) -> float:
    """A product without the noise of binary fractions."""
    return float(f"{value * times:.12g}")


def _named(page: Page, found: Quantity) -> Quantity | str:
    """A count without a noun of its own, with what it counts and the rule by which that is known; or why it is none."""
    noun = page.noun(found.start)
    shared = _OF_MANY.match(page.text, found.end) or RESPECTIVE.match(page.text, found.start)
    if noun is None and not shared:
        return "what it counts is not said"
    unit, rule = noun or ("count", "count-of-many")
    return replace(found, unit=unit, rule=rule if found.rule == "amount" else found.rule)


def _one(page: Page, number: Number) -> Quantity | str:
    """The quantity of one number, or the reason why it is none."""
    text = page.text
    if reason := part_of_a_name(text, number, page.words):
        return reason
    if times := times_after(text, number.end):
        return ratio(text, number.start, times[0], number.value, "ratio-times", times[1])
    if FACTOR.search(text, max(0, number.start - 40), number.start):
        return ratio(text, number.start, number.end, number.value, "ratio-factor")
    if often := how_often(text, number.start, number.end, number.value):
        return often
    amount = amount_at(text, number, page.words)
    if amount.unit == "nm":
        return "a process node"
    if amount.unit_class == "count" and _dates(text, number, amount):
        return "a year that dates"
    if lent := borrowed(page, number, amount):
        return _quantity(text, lent)
    return dates_a_period(text, amount) or refused_count(text, number, amount, page.words) or _quantity(text, amount)


def _dates(text: str, number: Number, amount: Amount) -> bool:
    """Whether four digits are a year, and count nothing (more than 2000 companies)."""
    if number.spelt or not _YEAR.match(text[number.start : number.end]):
        return False
    return amount.unit is None or not ends(_COUNTED, text, number.start)


def _quantity(text: str, amount: Amount) -> Quantity:
    """The quantity of an amount, with qualifier, bounds, type and direction; `count` is a noun not yet known."""
    before, after = qualifier_before(text, amount.start), qualifier_after(text, amount.end)
    qualifier = (
        after[0] if after else before[0] if before else "approx" if "-odd " in text[amount.start : amount.end] else None
    )
    start = before[1] if before else amount.start
    end = after[1] if after else amount.end
    value = amount.value
    if qualifier is None and amount.unit_class != "count" and ends(_MINUS, text, start):
        start, value = start - 1, -value
    low, high = bounds(value, qualifier)
    found = Quantity(
        start, end, text[start:end], value, low, high, amount.unit or "count", amount.unit_class, "level",
        "amount", qualifier, noun=amount.noun,
    )  # fmt: skip
    return typed(text, found)


def _denominated(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities with the M of each N of M, of one kind with it; what N counts is then what M counts."""
    for one, other in zip(found, [*found[1:], None][: len(found)], strict=True):
        counts = other is not None and one.unit_class == other.unit_class == "count" and one.value and other.value
        if other is not None and counts and _OF.match(text[one.end : other.start]):
            yield replace(one, denominator=other.value, unit=other.unit, noun=other.noun)
        else:
            yield one
