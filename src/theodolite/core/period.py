"""Periods of time as SDMX writes them: a year, half, quarter, month, day, or a range of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from theodolite.errors import TheodoliteError

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?", re.ASCII
)


UNDATED = "undated"
"""The period of figures whose source does not say when they were measured: any day may be meant."""


class PeriodError(TheodoliteError, ValueError):
    """A period that is not written in one of the known forms."""


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A span of whole days, `start` and `end` both inside it, with the text it was written as."""

    start: date
    end: date
    text: str

    @property
    def year(self) -> int:
        """The calendar year in which the period ends."""
        return self.end.year

    def overlaps(self, other: Period) -> bool:
        """Whether the two periods share at least one day."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return self.text


def plain_period(text: str) -> str:
    """A period for reading: a span of years as 2024–2026."""
    return text.replace("/", "–")


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read `2024`, `2024-S1` (half), `2024-Q3`, `2024-07`, `2024-07-15`, or a range `2013/2024` of two of these.

    `undated` spans all days. Raises PeriodError on anything else.
    """
    if text == UNDATED:
        return Period(date.min, date.max, text)
    first, slash, last = text.partition("/")
    start, end = _bounds(first, text), _bounds(last, text) if slash else None
    if end is None:
        return Period(start[0], start[1], text)
    if end[1] < start[0]:
        raise PeriodError(f"the period {text!r} ends before it starts", expected="the earlier date first")
    return Period(start[0], end[1], text)


def _bounds(text: str, whole: str) -> tuple[date, date]:
    match = _FORM.fullmatch(text)
    if not match:
        raise PeriodError(
            f"{whole!r} is not a period", expected="2024, 2024-S1, 2024-Q3, 2024-07, 2024-07-15 or 2013/2024"
        )
    year = int(match["year"])
    try:
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day
        if match["month"]:
            return _months(year, int(match["month"]), int(match["month"]))
        if match["quarter"]:
            return _months(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]))
        if match["half"]:
            return _months(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]))
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise PeriodError(f"{whole!r} is not a date of the calendar", expected="a day that exists") from error


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    if not (year >= 1 and 1 <= first <= 12):
        raise ValueError
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
