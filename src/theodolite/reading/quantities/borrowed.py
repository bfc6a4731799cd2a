"""Units that a bare number borrows: of the quantity before it, of the one after it, of its row, or of its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from theodolite.core.unit import UnitClass
from theodolite.reading.quantities.amounts import Amount, amount_at
from theodolite.reading.quantities.looking import REACH, ends
from theodolite.reading.quantities.numbers import Number, numbers_in
from theodolite.reading.quantities.page import Page
from theodolite.reading.quantities.quantity import Quantity

_HEDGE = (
    r"(?:(?:just under|just over|well under|well over|about|around|just|only|nearly|over|roughly|under|almost|some"
    r"|below|above) )?"
)
_LINK = re.compile(
    r"\b(?:lies|stands at|stood at|(?:in|for) [A-Z]\w+,?|to|from|than|against|versus|vs\.?|and|or|is|was|been"
    rf"|instead of|rather than|at|it is|it was|only|just|with) {_HEDGE}$",
    re.IGNORECASE,
)
_TO_OR_FROM = re.compile(rf"\b(?:from|to|than|against|versus|instead of) {_HEDGE}$", re.IGNORECASE)
_IS = re.compile(rf"\b(?:it (?:is|was|had been)|lies|stands at|stood at|(?:in|for) [A-Z]\w+,?) {_HEDGE}$")
_AND_OR = re.compile(r" (?:and|or) ")
_LISTED = re.compile(rf"(?:(?:,|;| and) |\(){_HEDGE}$")
_FROM_OR_IN = re.compile(r" (?:from|in|for|by|on|at|among)\b|[.;)]|$")
_LAST_PERCENT = re.compile(r"\d ?(?:%|per ?cent|pc\b)[^\d(]*(?:\([^()]*\)[^\d]*)?$", re.IGNORECASE)
_ENDS = re.compile(r"[.,;)]|$| (?:in|for|by|a|the|last|on|and|among|between|at|per|this|within|from)\b")
_FROM = re.compile(r"\bfrom (?:\w+ )?$", re.IGNORECASE)
_TO = re.compile(rf"(?: to| and| or|,) {_HEDGE}", re.IGNORECASE)
_RATIO_NAME = re.compile(r"\b(?:PUE|[Uu]sage [Ee]ffectiveness|ratio|coefficient)\b[^.;,\d]{0,24}$")
_OF_IT = re.compile(r" of (?:it|this|that|which)\b")
_ROW = re.compile(r"[^\t|]*?[,(] ?(?P<unit>%|[A-Za-z/]{1,9})[ )]*(?:of [\w ]+)?[\t|]")

_LARGEST_PERCENTAGE = 400
"""A bare number larger than this is no percentage: up 7 % to 590,000."""

_OF_PEOPLE = re.compile(
    r"\b(?:populations?|workforce|inhabitants|people|citizens|households|users|subscribers|downloads|views)\b",
    re.IGNORECASE,
)
"""What a number behind it counts, whatever money was spoken of before."""

LONGEST_LIST = 8
"""Numbers of a list that share the unit of its last."""

Unit = tuple[str, UnitClass]


def borrowed(page: Page, number: Number, amount: Amount) -> Amount | None:
    """The amount of a bare number in the unit that it borrows; None where it has one of its own, or borrows none."""
    if amount.unit is not None or amount.hyphen:
        return None
    for lender in _LENDERS:
        if unit := lender(page, number):
            value = number.value * (_shared_scale(page, number) if lender is _of_the_next else 1.0)
            return Amount(amount.start, amount.end, value, *unit)
    return None


def _shared_scale(page: Page, number: Number) -> float:
    """The scale that a bare number shares with the one that `and` or `or` joins to it: 8 and 70 billion parameters."""
    joint = _AND_OR.match(page.text, number.end)
    following = (
        next(numbers_in(page.text[joint.end() : joint.end() + 24]), None) if joint and not number.scaled else None
    )
    shares = following is not None and following.scaled and not following.spelt and number.value < following.bare * 10
    return following.value / following.bare if following is not None and shares else 1.0


_SPAN = re.compile(r"\b(?:in|over|within|for|during|every|per) $", re.IGNORECASE)
"""What leads a time that only says how long something took; it lends its unit to nothing."""

_LENDING = ("percent", "time", "money", "power", "energy", "other", "ratio")
"""Classes of units that a quantity lends the bare number behind it."""


def _of_the_last(page: Page, number: Number) -> Unit | None:
    """From seven years to three; 6 per cent, among others it is 41.0; up from zero."""
    last = page.last() or _percent_before(page)
    if last is None or last.unit_class not in _LENDING or number.scaled:
        return None
    if last.rule == "percent-before" and not _IS.search(page.text, max(0, number.start - REACH), number.start):
        return None
    if last.unit_class == "ratio" and (last.rule != "amount" or not ends(_TO_OR_FROM, page.text, number.start)):
        return None
    if last.unit_class == "time" and ends(_SPAN, page.text, last.start):
        return None
    linked = ends(_LINK, page.text, number.start) or ends(_LISTED, page.text, number.start)
    if not linked or not (number.value == 0 or _ENDS.match(page.text, number.end)):
        return None
    if last.unit_class == "percent" and number.value > _LARGEST_PERCENTAGE:
        return None
    plain = last.unit_class == "percent" and "." not in page.text[number.start : number.end]
    goes_on = ends(_LISTED, page.text, number.start) and _FROM_OR_IN.match(page.text, number.end)
    if (
        plain
        and not goes_on
        and not ends(_IS, page.text, number.start)
        and not ends(_TO_OR_FROM, page.text, number.start)
    ):
        return None
    return last.unit, last.unit_class


def _percent_before(page: Page) -> Quantity | None:
    """A percentage that ends the sentence before, which a bare number goes on from."""
    found = _LAST_PERCENT.search(page.before)
    if found is None:
        return None
    return Quantity(0, 0, "", None, None, None, "percent", "percent", "share", "percent-before")


def _of_the_next(page: Page, number: Number, longest: int = LONGEST_LIST) -> Unit | None:
    """From 44 to 62.5 per cent; 12 and 15 firms; 12, 7 and 9 firms."""
    to = _TO.match(page.text, number.end)
    if to is None or (to[0].startswith(" to ") and not ends(_FROM, page.text, number.start)):
        return None
    following = next(numbers_in(page.text[to.end() : to.end() + 24]), None)
    if following is None or following.start != 0:
        return None
    placed = replace(following, start=to.end(), end=to.end() + following.end)
    other = amount_at(page.text, placed, page.words)
    if other.unit is None and to[0].startswith(",") and not placed.scaled and longest > 1:
        return _of_the_next(page, placed, longest - 1)
    return (other.unit, other.unit_class) if other.unit is not None else None


def _of_the_row(page: Page, number: Number) -> Unit | None:
    """Data-centre capacity, MW | 350 | 92."""
    head = _ROW.match(page.text)
    if head is None or number.start < head.end():
        return None
    if head["unit"] == "%":
        return "percent", "percent"
    found = page.words.measure_at(head["unit"] + " ", 0)
    return (found[0], found[1].class_) if found else None


def _of_its_name(page: Page, number: Number) -> Unit | None:
    """A PUE of 1.3."""
    return ("ratio", "ratio") if ends(_RATIO_NAME, page.text, number.start) else None


def _of_money_before(page: Page, number: Number) -> Unit | None:
    """So far 479 million has been found, of sums that the sentence before names; not: its population is 51 million."""
    if not number.scaled or page.quantities or _OF_PEOPLE.search(page.text, 0, number.start):
        return None
    last = max(numbers_in(page.before), key=lambda one: one.start, default=None)
    if last is None:
        return None
    sign = page.words.currency_before(page.before, last.start) or page.words.currency_at(page.before, last.end + 1)
    return (sign[0], "money") if sign else None


def _of_a_sum(page: Page, number: Number) -> Unit | None:
    """It raised €1.4bn, though one firm took 600 million of it."""
    money = [found for found in page.quantities if found.unit_class == "money"]
    return (money[-1].unit, "money") if money and number.scaled and _OF_IT.match(page.text, number.end) else None


_LENDERS: tuple[Callable[[Page, Number], Unit | None], ...] = (
    _of_the_last, _of_the_next, _of_the_row, _of_its_name, _of_a_sum, _of_money_before,
)  # fmt: skip
