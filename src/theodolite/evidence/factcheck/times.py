"""Times: the days that a claim is about, and whether a figure is of the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from theodolite.core.period import UNDATED, PeriodError, parse_period
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

ALIKE = 0.75
"""Two periods of a flow are the same where the days in common are this share of the days in either."""

SHORT = 400
"""Days: a period no longer than this is one year, or less."""

RECENT = timedelta(days=2 * 366)
"""How long before the day of its document a claim without a period may speak of: a figure no older is the present's."""

OPEN = "/"

_SINCE = re.compile(r"\W*(?:ever )?since\b|\W*自", re.I)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day that a claim is about; None for an end that the text leaves open."""

    first: date | None
    last: date | None

    @property
    def length(self) -> int | None:
        """Days in it, both ends counted; None where an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1


def days_of(claim: Claim) -> Days | None:
    """The days of a claim's period (`2014/2024`, `2014/`, `/2030`, `2024-08`); None where it has none that is one."""
    if not claim.period or claim.period in (OPEN, UNDATED):
        return None
    first, slash, last = claim.period.partition(OPEN)
    since = not slash and _SINCE.match(plain(claim.period_text or "")) is not None
    try:
        start = parse_period(first).start if first else None
        end = None if since or (slash and not last) else parse_period(last or first).end
    except PeriodError:
        return None
    return None if start and end and end < start else Days(start, end)


def same_days(days: Days, start: date, end: date, until: date, *, flow: bool) -> bool:
    """Whether a figure of `start` to `end` is of a claim's days; an end left open is `until`.

    A flow is of the same days where most of them are the same, and of a claim that says since when, where it begins
    then and goes on for years; what is measured at a moment where the moments overlap,
    and of a claim about several years, where the figure ends in the last of them.
    """
    first, last = days.first, days.last or until
    if first is None:
        return start <= last <= end or (not flow and start.year == last.year)
    if flow and days.last is None:
        return abs((start - first).days) <= SHORT and (end - start).days > SHORT and end <= until
    if flow:
        return mostly_common((first, last), (start, end))
    if (last - first).days <= SHORT:
        return start <= last and first <= end
    return end.year == last.year


def mostly_common(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two spans of days have the share ALIKE of all their days in common."""
    common = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    either = (max(one[1], other[1]) - min(one[0], other[0])).days + 1
    return common >= ALIKE * either


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of a document's day: the day itself, or the day before which it cannot have been written."""

    day: date | None
    floor: date | None


def day_of(text: str | None) -> date | None:
    """The last day of an ISO day, month or year, as a document's date is known; None where it is none."""
    try:
        return parse_period(text).end if text else None
    except PeriodError:
        return None


def dated(claims: Iterable[Claim], dates: Mapping[str, str | None]) -> dict[str, Dated]:
    """Document → what is known of its day, of every document that a claim stands in.

    A document without a date is no older than the last day of what it tells as observed or estimated.
    """
    found: dict[str, Dated] = {}
    for claim in claims:
        known = found.get(claim.doc) or Dated(day_of(dates.get(claim.doc)), None)
        days = days_of(claim) if known.day is None and claim.modality in ("observed", "estimated") else None
        ends = [end for end in (known.floor, days.last if days else None) if end is not None]
        found[claim.doc] = Dated(known.day, known.day or max(ends, default=None))
    return found
