"""A quantity in a text, and a number that is none, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from theodolite.core.unit import UnitClass

QuantityType = Literal["level", "share", "change", "duration", "rank", "target", "ratio"]
Qualifier = Literal[
    "approx", "at_least", "at_most", "more_than", "less_than", "nearly", "slightly_more_than", "slightly_less_than",
    "range", "close", "order_of_magnitude",
]  # fmt: skip
Direction = Literal["increase", "decrease", "behind", "ahead"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written at `start` to `end` of a text: qualifier, number, scale, currency and unit; no count noun.

    `value` is the number said with its scale multiplied out (a percentage 0–100), None where a range is said; `low` and
    `high` are the bounds of a range, or the bound that the qualifier sets. `unit` is `percent`, an ISO 4217 code, a
    symbol (`MW`, `TWh`, `m3`, `years`, `calendar_year`), `rank`, `ratio`, or the noun that is counted. `denominator` is
    the M of N of M. `rule` names the form of the grammar that read it.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    unit_class: UnitClass
    type: QuantityType
    rule: str
    qualifier: Qualifier | None = None
    direction: Direction | None = None
    denominator: float | None = None
    noun: str | None = None
    """The words that are counted or measured, as written right after the quantity (generative AI patents)."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A number that is no quantity, at `start` to `end` of a text, and why: a year that dates, a footnote mark."""

    start: int
    end: int
    text: str
    reason: str
