"""Axes: places of days and of values in a picture, with ticks at round dates and round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from theodolite.core.prose import LARGEST_IN_DIGITS, power_of_ten
from theodolite.figures.numbers import number
from theodolite.figures.theme import FAINT, RULE, line, text, text_width

TICK, MARGIN = 11.0, 12.0
"""The size of the text at a tick, and how much room there is to the right of the last day."""


@dataclass(frozen=True)
class Days:
    """Days from `first` to `last` between two places from left to right."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands."""
        length = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / length

    def ticks(self) -> list[tuple[date, str]]:
        """Firsts of months with room between them, and how they are told: January by its year, others by their name."""
        room = 52 if self.right - self.left < 420 else 80
        months = max((self.last - self.first).days / 30, 1)
        step = next(
            (n for n in (1, 2, 3, 6, 12, 24, 60, 120) if (self.right - self.left) * n / months >= room),
            240,
        )
        start = (self.first.year * 12 + self.first.month - 1) // step * step
        end = self.last.year * 12 + self.last.month
        firsts = [date(m // 12, m % 12 + 1, 1) for m in range(start, end, step)]
        inside = [day for day in firsts if self.first <= day <= self.last]
        return [
            (day, str(day.year) if day.month == 1 else f"{day:%b %Y}" if k == 0 and step < 12 else f"{day:%b}")
            for k, day in enumerate(inside)
        ]


@dataclass(frozen=True)
class Values:
    """Values from `low` (at `bottom`) to `high` (at `top`), evenly or by their logarithm; `less` turns them over."""

    low: float
    high: float
    top: float
    bottom: float
    log: bool = False
    less: bool = False

    def y(self, value: float) -> float:
        """Where a value stands; one outside stands at the edge."""
        least, most, this = (log10(v) if self.log else v for v in (self.low, self.high, max(value, self.low)))
        share = min((this - least) / ((most - least) or 1.0), 1.0)
        return self.top + (self.bottom - self.top) * (share if self.less else 1 - share)

    def ticks(self, room: float = 42.0) -> list[tuple[float, str]]:
        """Round values, `room` apart or more, with how they are told."""
        many = max(int((self.bottom - self.top) / room), 1)
        values = _powers(self.low, self.high, many) if self.log else _round(self.low, self.high, many)
        return [(value, _told(value, values)) for value in values]


def values_between(
    values: Sequence[float], top: float, bottom: float, *, log: bool = False, less: bool = False
) -> Values:
    """A scale that holds all the values with a little room beyond; raises ValueError for a logarithm of 0 or less."""
    low, high = min(values, default=1.0), max(values, default=10.0)
    if log:
        if low <= 0:
            raise ValueError(f"a logarithmic axis holds values above 0 alone, and {low:g} is among them")
        beyond = max((high / low) ** 0.06, 1.1)
        return Values(low / beyond, high * beyond, top, bottom, log, less)
    beyond = 0.06 * (high - low) or max(abs(high) * 0.1, 1.0)
    return Values(low - beyond, high + beyond, top, bottom, log, less)


def day_axis(days: Days, top: float, bottom: float) -> list[str]:
    """The ticks of days below the plot, each with its rule."""
    body = [line(days.left, bottom, days.right, bottom, FAINT)]
    for day, told in days.ticks():
        x = days.x(day)
        body.append(line(x, top, x, bottom + 4, RULE))
        half = text_width(told, TICK) / 2
        inside = min(max(x, half), days.right + MARGIN - half)
        body.append(text(inside, bottom + 16, told, anchor="middle", colour=FAINT, size=TICK))
    return body


def value_axis(values: Values, left: float, right: float, room: float = 42.0) -> list[str]:
    """The ticks of values to the left of the plot, each with its rule, `room` apart or more."""
    body: list[str] = []
    for value, told in values.ticks(room):
        y = values.y(value)
        body.append(line(left, y, right, y, RULE))
        body.append(text(left - 7, y + 4, told, anchor="end", colour=FAINT, size=TICK))
    return body


def _round(low: float, high: float, many: int) -> list[float]:
    rough = (high - low) / many
    power = 10 ** floor(log10(rough))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough * 0.999)
    return [k * step for k in range(ceil(low / step), floor(high / step) + 1)]


def _powers(low: float, high: float, many: int) -> list[float]:
    first, last = ceil(log10(low)), floor(log10(high))
    every = max(ceil((last - first) / many), 1)
    between = (1, 2, 5) if last - first < 2 and many >= 4 else (1,)
    powers = range(first - 1 if len(between) > 1 else first, last + 1, every)
    return [m * 10.0**k for k in powers for m in between if low <= m * 10.0**k <= high]


def _told(value: float, beside: Sequence[float]) -> str:
    if abs(value) >= LARGEST_IN_DIGITS:
        return power_of_ten(value).removeprefix("1 × ")
    return number(round(value, 10), [round(other, 10) for other in beside])
