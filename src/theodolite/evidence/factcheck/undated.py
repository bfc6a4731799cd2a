"""Undated: a claim that gives no period, held against the figures that its document could know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from theodolite.evidence.factcheck.asked import Asked
from theodolite.evidence.factcheck.differing import agreed, different, in_use_beside, inexact, met, said
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.times import RECENT
from theodolite.evidence.factcheck.verdict import Verdict, row_of, rows_of, unknown
from theodolite.evidence.factcheck.wording import periods
from theodolite.reading.plain import plain

OLD = timedelta(days=5 * 366)
"""Where the newest figure is older than this before the text, nothing is known of what the text tells."""

LAG = timedelta(days=365)
"""By then a figure has been published, though the evidence base may hold a later edition alone."""

FAR = 1.5
"""How many times larger or smaller than every figure of any year a number without a year must be to be wrong."""

_NOW = re.compile(r"\b(?:still|now|currently|today|nowadays|at present|presently|remains?|to this day)\b", re.I)


_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")


def undated(asked: Asked) -> Verdict:
    """The verdict on a claim without a period, which is taken to speak of the day of its document.

    Confirmed where it meets the newest figure that the document could know, or one RECENT before it, with the year that
    was meant; imprecise where it meets an older one alone, and contradicted where the text says that it is so still.
    Imprecise where it meets a replaced figure alone or none at all, and contradicted only where it is FAR from all.
    """
    until, floor = asked.setting.until, asked.setting.dated.floor
    pool = [one for one in asked.pool if one.stands and (asked.projected or one.end <= until or one.published <= until)]
    if not pool:
        return unknown(asked.claim, "no-figure", "the evidence base holds later figures alone")
    if year := _edition_named(asked):
        return _of_the_edition(asked, pool, year)
    newest = _newest_known(asked, pool)
    since = min(newest, floor) - RECENT if floor else None
    hits = sorted(met(asked, pool), key=lambda one: (abs((one.end - newest).days), not one.used))
    recent = [one for one in hits if since is None or one.end >= since]
    if recent:
        used = in_use_beside(asked, recent[0])
        why = f"the text gives no year; {agreed(asked, recent[0])}, so {periods(recent[:1])} is meant"
        rows = rows_of([*recent, *([used] if used else [])])
        return Verdict(asked.claim, "confirmed", why, rows=rows, in_use=row_of(used))
    if hits:
        newer = max(pool, key=lambda one: (one.end, one.used))
        holds = "contradicted" if _NOW.search(plain(asked.claim.quote)) else "imprecise"
        why = f"the text gives no year; it agrees with {said(asked, hits[:1])} and not since: {said(asked, [newer])}"
        return Verdict(asked.claim, holds, why, "stale", rows=rows_of([hits[0], newer]))
    return _not_met(asked, pool, max(pool, key=lambda one: (one.end <= newest, one.end, one.used)))


def _edition_named(asked: Asked) -> int | None:
    """The year of the ranking that a rank is said to stand in: third in the Index 2023; None of any other claim."""
    years = {int(year) for year in _YEAR.findall(plain(asked.claim.quote))}
    return years.pop() if asked.claim.unit_class == "rank" and len(years) == 1 else None


def _of_the_edition(asked: Asked, pool: Sequence[Figure], year: int) -> Verdict:
    """A rank held against the figures of the edition that its sentence names, and against no other."""
    same = [one for one in pool if one.end.year == year]
    if not same:
        return unknown(asked.claim, "no-figure", f"no figure of the edition of {year} is held")
    if hits := met(asked, same):
        return Verdict(
            asked.claim, "confirmed", f"the text names the edition; {agreed(asked, hits[0])}", rows=rows_of(hits)
        )
    return different(asked, same)


def _newest_known(asked: Asked, pool: Sequence[Figure]) -> date:
    """The last day of the newest figure that a document of a known day could know; of the newest there is without.

    It could know what was published by then, and what is of a LAG before it.
    """
    day = asked.setting.dated.day
    then = [one.end for one in asked.pool if day is not None and (one.published <= day or one.end <= day - LAG)]
    return max(then or [one.end for one in pool])


def _not_met(asked: Asked, pool: Sequence[Figure], newest: Figure) -> Verdict:
    if (asked.setting.dated.floor or date.min) - newest.end > OLD:
        return unknown(asked.claim, "no-figure", f"the newest figure that is held is {said(asked, [newest])}")
    replaced = met(asked, [one for one in asked.pool if not one.stands])
    if replaced:
        why = f"it agrees with {said(asked, replaced[:1])}, which a later edition replaced: {said(asked, [newest])}"
        return Verdict(asked.claim, "imprecise", why, "vintage", rows=rows_of([replaced[0], newest]))
    near = [one for one in (newest, *pool) if asked.near(one)]
    least, most = min(one.low for one in pool), max(one.high for one in pool)
    far = asked.said.low > most * FAR or asked.said.high < least / FAR
    if near or not far:
        shown = near[0] if near else newest
        why = f"the text gives no year, and no year agrees; {said(asked, [shown])}"
        return Verdict(asked.claim, "imprecise", why, inexact(asked) if near else "value", rows=rows_of([shown]))
    return different(asked, [newest])
