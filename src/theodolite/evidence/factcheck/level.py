"""Level: a claim of an indicator's own figure, held against the figures of its entity and period."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from theodolite.evidence.factcheck.asked import Asked, read_in
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.times import same_days
from theodolite.evidence.factcheck.verdict import ErrorKind, Verdict, rows_of, unknown
from theodolite.evidence.factcheck.wording import periods, told

RECENT = timedelta(days=2 * 366)
"""A figure no older than this before the newest one that its text could know is taken for the present's."""

FAR = 1.5
"""How many times larger or smaller than every figure of any year a number without a year must be to be wrong."""

ALIKE = 3.0
"""How many times larger or smaller another count of the same idea may be to be told as one."""

TENFOLD = 0.03
"""How near a quotient must be to a power of ten to be told as one."""

_NOW = re.compile(r"\b(?:still|now|currently|today|nowadays|at present|presently|remains?|to this day)\b", re.I)
_BOUNDS = ("at_least", "more_than", "at_most", "less_than", "nearly", "slightly_more_than", "slightly_less_than")


def check_level(asked: Asked) -> Verdict:
    """The verdict on a level, share, index or rank.

    With a period: confirmed by any standing figure of the same days that the claim's interval meets, whoever's it is.
    Else, in this order: it meets a figure that a later edition has replaced (imprecise, vintage); it is near one
    (imprecise); it meets another entity's figure of the same days, or its own of another year (contradicted);
    contradicted with the plain difference. Without figures of the same days it cannot be checked. Without a period:
    see `undated`.
    """
    if asked.days is None:
        return undated(asked)
    until = asked.setting.until
    flow = asked.indicator.kind == "flow"
    same = [one for one in asked.pool if same_days(asked.days, one.start, one.end, until, flow=flow)]
    if not same:
        return unknown(asked.claim, "no-figure", f"the evidence base holds figures of {periods(asked.pool)} alone")
    standing = _first_used(one for one in same if one.stands)
    if hit := _met(asked, standing):
        return _confirmed(asked, hit, standing)
    return _not_met(asked, standing or same, [one for one in same if not one.stands])


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
    newest = _newest_known(asked, pool)
    since = min(newest, floor) - RECENT if floor else None
    met = sorted(_met(asked, pool), key=lambda one: (abs((one.end - newest).days), not one.used))
    recent = [one for one in met if since is None or one.end >= since]
    if recent:
        why = f"the text gives no year; {_told(asked, recent[:1])}, so {periods(recent[:1])} is meant"
        return Verdict(asked.claim, "confirmed", why, rows=rows_of(recent))
    if met:
        newer = max(pool, key=lambda one: (one.end, one.used))
        holds = "contradicted" if _NOW.search(asked.claim.quote) else "imprecise"
        why = f"the text gives no year; it agrees with {_told(asked, met[:1])} and not since: {_told(asked, [newer])}"
        return Verdict(asked.claim, holds, why, "stale", rows=rows_of([met[0], newer]))
    return _undated_not_met(asked, pool, max(pool, key=lambda one: (one.end <= newest, one.end, one.used)))


def _newest_known(asked: Asked, pool: Sequence[Figure]) -> date:
    """The last day of the newest figure that a document of a known day could know; of the newest there is without."""
    day = asked.setting.dated.day
    then = [one.end for one in asked.pool if day is not None and one.published <= day]
    return max(then or [one.end for one in pool])


def _undated_not_met(asked: Asked, pool: Sequence[Figure], newest: Figure) -> Verdict:
    replaced = _met(asked, [one for one in asked.pool if not one.stands])
    if replaced:
        why = f"it agrees with {_told(asked, replaced[:1])}, which a later edition replaced: {_told(asked, [newest])}"
        return Verdict(asked.claim, "imprecise", why, "vintage", rows=rows_of([replaced[0], newest]))
    near = [one for one in (newest, *pool) if asked.near(one)]
    least, most = min(one.low for one in pool), max(one.high for one in pool)
    far = asked.said.low > most * FAR or asked.said.high < least / FAR
    if near or not far:
        shown = near[0] if near else newest
        why = f"the text gives no year, and no year agrees; {_told(asked, [shown])}"
        return Verdict(asked.claim, "imprecise", why, _inexact(asked) if near else "value", rows=rows_of([shown]))
    return _different(asked, [newest])


def _not_met(asked: Asked, same: Sequence[Figure], replaced: Sequence[Figure]) -> Verdict:
    if old := _met(asked, replaced):
        why = f"it agrees with {_told(asked, old)}, which a later edition replaced: {_told(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "vintage", rows=rows_of([old[0], *same]))
    if near := [one for one in same if asked.near(one)]:
        return Verdict(asked.claim, "imprecise", _told(asked, near), _inexact(asked), rows=rows_of(near))
    low, high = min(one.low for one in same), max(one.high for one in same)
    if len({one.source for one in same}) > 1 and asked.said.meets(low, high):
        why = f"it lies between what sources say: {_told(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "definition", rows=rows_of(same))
    if other := _by_another_definition(asked, same):
        why = f"it agrees with another count of the same idea: {_told(asked, other)}; {_told(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "definition", rows=rows_of([*other, *same]))
    return _different(asked, same)


def _different(asked: Asked, same: Sequence[Figure]) -> Verdict:
    """Contradicted, with whose or of when the number is where that can be told; unsure where the mapping is."""
    claim = asked.claim
    if mixed := _of_another(asked, same[0]):
        name = asked.figures.ledger.catalog.economies.said(mixed.entity)
        why = f"it is the figure of {name}: {_told(asked, [mixed])}; {_told(asked, same[:1])} for what is named"
        return Verdict(claim, "contradicted", why, "wrong-entity", rows=rows_of([same[0], mixed]))
    years = [] if asked.days is None else _met(asked, [one for one in asked.pool if one.stands and one not in same])
    if years and math.isfinite(asked.said.low) and math.isfinite(asked.said.high):
        why = f"it is the figure of another year: {_told(asked, years)}; {_told(asked, same[:1])}"
        return Verdict(claim, "contradicted", why, "wrong-year", rows=rows_of([same[0], years[0]]))
    if not asked.sure:
        return unknown(claim, "unsure", f"it may be about something else than {asked.indicator.title}")
    if not asked.contradicts(same[0]):
        return _other_count(asked, same)
    kind: ErrorKind = "order-of-magnitude" if _tenfold(asked, same[0]) else "value"
    return Verdict(claim, "contradicted", _told(asked, same), kind, rows=rows_of(same))


def _other_count(asked: Asked, same: Sequence[Figure]) -> Verdict:
    """Another number than that of one who counts in his own way: imprecise where it is no more than ALIKE times off."""
    low, high = min(one.value for one in same) / ALIKE, max(one.value for one in same) * ALIKE
    if asked.said.meets(low, high):
        why = f"it is another count, or not what the text says: {_told(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "definition", rows=rows_of(same))
    return unknown(asked.claim, "unsure", f"it may be another count than {_told(asked, same)}")


def _confirmed(asked: Asked, hit: Sequence[Figure], standing: Sequence[Figure]) -> Verdict:
    others = [one for one in standing if one not in hit]
    why = _told(asked, hit[:1]) + (f"; others differ: {_told(asked, others)}" if others else "")
    return Verdict(asked.claim, "confirmed", why, rows=rows_of([*hit, *others]))


def _met(asked: Asked, figures: Sequence[Figure]) -> list[Figure]:
    return [one for one in figures if asked.agrees(one)]


def _first_used(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda one: (not one.used, -one.end.toordinal()))


def _by_another_definition(asked: Asked, same: Sequence[Figure]) -> list[Figure]:
    found = [
        one
        for name in asked.figures.related(asked.indicator.id)
        for one in asked.figures.of(asked.entity, name)
        if one.stands and one.projected == asked.projected and (one.start, one.end) == (same[0].start, same[0].end)
    ]
    return _met(asked, found)


def _of_another(asked: Asked, own: Figure) -> Figure | None:
    """The figure of another entity for the same days that the claim meets: one that the text names, or the only one."""
    if not (math.isfinite(asked.said.low) and math.isfinite(asked.said.high)):
        return None
    rows = asked.figures.at(asked.indicator.id, own.start, own.end, projected=own.projected)
    met = [one for one in _met(asked, rows) if one.entity != asked.entity]
    met = [one for one in met if asked.claim.doc not in read_in(one, asked.figures)]
    named = [one for one in met if one.entity == asked.claim.counterpart or one.entity in asked.setting.beside]
    return named[0] if named else met[0] if len(met) == 1 else None


def _inexact(asked: Asked) -> ErrorKind:
    return "hedge" if asked.claim.qualifier in _BOUNDS else "rounding"


def _tenfold(asked: Asked, figure: Figure) -> bool:
    value = asked.value or 0.0
    if value <= 0 or figure.value <= 0:
        return False
    power = math.log10(value / figure.value)
    return abs(round(power)) >= 1 and abs(power - round(power)) <= TENFOLD / math.log(10)


def _told(asked: Asked, figures: Sequence[Figure]) -> str:
    catalog = asked.figures.ledger.catalog
    return ", ".join(told(one, catalog) for one in figures[:3])
