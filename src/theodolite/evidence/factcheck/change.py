"""Change: a claim that something grew or fell by so many per cent, held against the series of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from theodolite.core.period import plain_period
from theodolite.evidence.factcheck.asked import Asked
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.said import NEAR_CHANGE, Interval, signed
from theodolite.evidence.factcheck.verdict import ErrorKind, Holds, Verdict, rows_of, unknown
from theodolite.evidence.factcheck.yearly import tells_of_a_year
from theodolite.reading.plain import plain

POINTS = 1.0
"""Percentage points by which a change may miss to be near; or NEAR_CHANGE of itself where that is more."""

_RATE = re.compile(r"\brates?\b|\bpace\b", re.I)
_SINCE = re.compile(r"\b(?:since|from|over the same|over the past|over the last|in the past|in the last)\b", re.I)


class Grown(NamedTuple):
    """How a series grew from its first to its last figure, in per cent: in all, and a year, each as an interval."""

    first: Figure
    last: Figure
    years: float
    total: Interval
    yearly: Interval

    def by(self, yearly: bool) -> Interval:
        """The change a year, or in all."""
        return self.yearly if yearly else self.total

    @property
    def value(self) -> float:
        """The change in all, from the figures as printed."""
        return 100 * (self.last.value / self.first.value - 1)

    @property
    def rate(self) -> float:
        """The change a year, from the figures as printed."""
        return 100 * ((self.last.value / self.first.value) ** (1 / self.years) - 1)


def check_change(asked: Asked) -> Verdict:
    """The verdict on a change in per cent over the claim's period.

    The total is 100·(v_t / v_s − 1) and the yearly rate 100·((v_t / v_s)^(1/(t − s)) − 1), both from figures of one
    work. A text that says `a year` or `annual` is held against the rate, one that speaks of a rate against either, all
    others against the total; what agrees with the other one alone mixes them up (rate-basis). Without a period, or
    without figures of its first and last year, it cannot be checked.
    """
    if asked.days is None or (asked.days.first is None and asked.days.last is None):
        return unknown(asked.claim, "no-period")
    if asked.indicator.unit == "percent-per-year" or asked.indicator.kind in ("share", "index", "rank"):
        return unknown(asked.claim, "no-figure", "the evidence base holds no series of which this is the change")
    grown = list(_grown(asked))
    if not grown:
        return unknown(asked.claim, "no-figure", "the evidence base holds no figures of the first and the last year")
    said = signed(asked.claim, asked.said)
    quote = plain(asked.claim.quote)
    yearly, rate = tells_of_a_year(quote), _RATE.search(quote) is not None
    for one in grown:
        if said.meets(*one.by(yearly)):
            return _found(asked, one, yearly, "confirmed")
    for one in grown:
        if one.years > 1 and said.meets(*one.by(not yearly)):
            which = "in all and not a year" if yearly else "a year and not in all"
            holds = "imprecise" if rate and not yearly else "contradicted"
            return _found(asked, one, yearly, holds, "rate-basis", f"it is the change {which}: ")
    for one in grown:
        if _near(said, one.by(yearly)):
            return _found(asked, one, yearly, "imprecise", "rounding")
    if not asked.sure:
        return unknown(asked.claim, "unsure", f"it may be the change of something else than {asked.indicator.title}")
    if not asked.contradicts(grown[0].last):
        return _found(asked, grown[0], yearly, "imprecise", "definition", "by another count, or not what is said: ")
    return _found(asked, grown[0], yearly, "contradicted", "value")


def _found(
    asked: Asked, one: Grown, yearly: bool, holds: Holds, error: ErrorKind | None = None, before: str = ""
) -> Verdict:
    rows, computed = rows_of([one.first, one.last]), float(f"{one.rate if yearly else one.value:.4g}")
    return Verdict(asked.claim, holds, before + _told(one), error, rows=rows, computed=computed)


def _grown(asked: Asked) -> Iterator[Grown]:
    """The growth that may be meant: to the last year of the claim; where it says since when, to the year before too."""
    first, last = asked.days.first, asked.days.last or asked.setting.until  # type: ignore[union-attr]
    begin = last.year - 1 if first is None or first.year == last.year else first.year
    open_end = asked.days.last is None or bool(_SINCE.search(plain(asked.claim.period_text or "")))  # type: ignore[union-attr]
    for series in _series(asked):
        ends = sorted((year for year in series if begin < year <= last.year), reverse=True)
        ends = ends[:2] if open_end else [year for year in ends if year == last.year]
        for end in ends if begin in series else ():
            if series[begin].low > 0:
                yield _growth(series[begin], series[end], end - begin)


def _series(asked: Asked) -> list[dict[int, Figure]]:
    """The standing figures of each work by year, the work used most first; of figures of a part of a year the last."""
    works: dict[str, dict[int, Figure]] = {}
    used: dict[str, int] = {}
    for one in asked.pool:
        if one.stands and (one.end - one.start).days <= 366:
            works.setdefault(one.source, {})[one.end.year] = one
            used[one.source] = used.get(one.source, 0) + one.used
    return [works[name] for name in sorted(works, key=lambda name: (-used[name], name))]


def _growth(first: Figure, last: Figure, years: int) -> Grown:
    low, high = last.span.over(first.span)
    total = Interval(100 * (low - 1), 100 * (high - 1))
    yearly = Interval(100 * (max(low, 0.0) ** (1 / years) - 1), 100 * (max(high, 0.0) ** (1 / years) - 1))
    return Grown(first, last, years, total, yearly)


def _near(said: Interval, grown: Interval) -> bool:
    slack = max(POINTS, NEAR_CHANGE * abs(grown.high))
    return said.meets(grown.low - slack, grown.high + slack)


def _told(one: Grown) -> str:
    span = f"from {plain_period(one.first.period)} to {plain_period(one.last.period)}"
    rate = "" if one.years == 1 else f", {_percent(one.rate)} a year"
    return f"{_percent(one.value)} {span}{rate} ({one.last.edition_id})"


def _percent(value: float) -> str:
    return f"{value:+.1f} %".replace("-", "−")
