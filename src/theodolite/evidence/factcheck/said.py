"""Said: the interval that a claim's words stand for, by its qualifier and the digits in which its number is written."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np

from theodolite.evidence.tolerance import printed_unit, rounded_unit
from theodolite.reading.claim import Claim

ABOUT = 0.05
"""`approx` stands for this share of the number either way, or twice its rounding where that is more."""

SLIGHTLY = 0.10
"""Nearly and just under, a little over: up to this share of the number below it, or above it."""

IN_WORDS = 0.025
"""A fraction in words (two-thirds, a tenth) stands for this share of itself either way."""

TIMES = 0.10
"""A ratio (double, three times) stands for this share of itself either way."""

NEAR = 0.05
"""A figure outside the interval by less than this share of itself is near it: the claim is imprecise, not wrong."""

NEAR_CHANGE = 0.10
"""The same for a change."""

NEAR_RATIO = 0.25
"""The same for a ratio: `double` is loosely said."""

_DIGIT = re.compile(r"\d")


class Interval(NamedTuple):
    """All values from `low` to `high`, both included; an end that is open is infinite."""

    low: float
    high: float

    def meets(self, low: float, high: float) -> bool:
        """Whether the interval has a value in common with another one."""
        return self.low <= high and low <= self.high

    @property
    def finite(self) -> bool:
        """Whether neither end is open."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def over(self, other: Interval) -> Interval:
        """What one number may be over another, both above zero."""
        return Interval(self.low / other.high, self.high / other.low)

    def quotient(self, other: Interval) -> Interval | None:
        """The same; None where either may be zero or below it, or has no end."""
        above = min(*self, *other) > 0 and self.finite and other.finite
        return self.over(other) if above else None

    def times(self, factor: float) -> Interval:
        """The interval in another unit."""
        return Interval(self.low * factor, self.high * factor)

    def near(self, low: float, high: float, share: float = NEAR) -> bool:
        """Whether another interval is met once it is stretched by a `share` of its own size."""
        return self.meets(low - share * abs(low), high + share * abs(high))


def meant(claim: Claim) -> Interval | None:
    """What the words of a claim stand for, in its own unit; None where it has none that is finite.

    A plain number stands for all that round to it (38,000 for 37,500 to 38,500, 6 for 5.5 to 6.5); `approx` for ABOUT
    or twice that; `nearly`, `slightly_less_than` and `slightly_more_than` for SLIGHTLY on their side; bounds for all on
    their side; a range for itself with the rounding of its ends; an order of magnitude for the next two powers of ten.
    """
    value = claim.value
    if any(number is not None and not math.isfinite(number) for number in (value, claim.low, claim.high)):
        return None
    if claim.qualifier == "range" or value is None:
        if claim.low is None or claim.high is None:
            return None
        return Interval(claim.low - _half(claim.low), claim.high + _half(claim.high))
    if claim.type == "rank" or claim.unit_class == "rank":
        return Interval(value, value)
    half = _rounding(claim, value)
    match claim.qualifier:
        case "at_least" | "more_than":
            return Interval(value - _half(value) / 10, math.inf)
        case "at_most" | "less_than":
            return Interval(-math.inf, value + _half(value) / 10)
        case "nearly" | "slightly_less_than":
            return Interval(value - SLIGHTLY * abs(value), value)
        case "slightly_more_than":
            return Interval(value, value + SLIGHTLY * abs(value))
        case "order_of_magnitude":
            return Interval(value, value * 100)
        case "approx":
            wide = max(2 * half, ABOUT * abs(value))
            return Interval(value - wide, value + wide)
        case _:
            return Interval(value - half, value + half)


def signed(claim: Claim, interval: Interval) -> Interval:
    """A change as said, below zero where the text says that something decreased."""
    return Interval(-interval.high, -interval.low) if claim.direction == "decrease" else interval


def _rounding(claim: Claim, value: float) -> float:
    if claim.type == "ratio":
        return TIMES * abs(value)
    if not _DIGIT.search(claim.span) and claim.unit_class == "percent":
        return IN_WORDS * abs(value)
    return _half(value)


def _half(value: float) -> float:
    """Half the unit to which a number is written: 500 for 38,000, 0.5 for 6, 0.05 for 5.3; 0 for a number too large."""
    with np.errstate(over="ignore", invalid="ignore"):
        unit = rounded_unit(np.array([value]))[0] or printed_unit(np.array([value]))[0]
    return float(unit) / 2
