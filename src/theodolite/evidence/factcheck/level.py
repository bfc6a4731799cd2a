"""Level: a claim of an indicator's own figure, held against the figures of its entity and period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from theodolite.evidence.factcheck.asked import Asked
from theodolite.evidence.factcheck.differing import (
    agreed,
    different,
    in_use_beside,
    inexact,
    met,
    of_another_year,
    said,
    spread,
)
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.times import SHORT, same_days
from theodolite.evidence.factcheck.undated import undated
from theodolite.evidence.factcheck.verdict import Verdict, row_of, rows_of, unknown
from theodolite.evidence.factcheck.wording import periods

LONG = 360
"""Days: a claim about fewer is about a moment of its own and not about some time in the year."""


def check_level(asked: Asked) -> Verdict:
    """The verdict on a level, share, index or rank.

    With a period: confirmed by any standing figure of the same days that the claim's interval meets, whoever's it is.
    Else, in this order: it meets a figure that a later edition has replaced (imprecise, vintage); it is near one
    (imprecise; of another year, where it is the very figure of one); it meets another entity's figure of the same days,
    or its own of another year (contradicted); contradicted with the plain difference. Without figures of the same days
    it cannot be checked. Without a period: see `undated`.
    """
    if asked.days is None:
        return undated(asked)
    until = asked.setting.until
    flow = asked.indicator.kind == "flow"
    same = [one for one in asked.pool if same_days(asked.days, one.start, one.end, until, flow=flow)]
    if not same:
        return unknown(asked.claim, "no-figure", f"the evidence base holds figures of {periods(asked.pool)} alone")
    standing = _first_used(one for one in same if one.stands)
    if hit := met(asked, standing):
        return _confirmed(asked, hit, standing)
    if asked.indicator.kind == "stock" and (ends := _within_the_year(asked, standing)):
        why = f"it lies between the figures at both ends of the year: {said(asked, ends)}"
        return Verdict(asked.claim, "confirmed", why, rows=rows_of(ends))
    return _not_met(asked, standing or same, [one for one in same if not one.stands])


def _within_the_year(asked: Asked, standing: Sequence[Figure]) -> list[Figure]:
    """The last figure of a stock before the claim's year and the last in it, where the claim lies between them."""
    days = asked.days
    if days is None or days.first is None or (days.length or 0) > SHORT or (days.length or 0) < LONG or not standing:
        return []
    last = max(standing, key=lambda one: one.end)
    before = [one for one in asked.pool if one.stands and one.source == last.source and one.end < days.first]
    first = max(before, key=lambda one: one.end, default=None)
    if first is None or (days.first - first.end).days > SHORT:
        return []
    low, high = sorted((first.value, last.value))
    return [first, last] if asked.said.meets(low, high) else []


def _confirmed(asked: Asked, hit: Sequence[Figure], standing: Sequence[Figure]) -> Verdict:
    used = in_use_beside(asked, hit[0])
    others = [one for one in standing if one not in hit]
    untold = [one for one in others if one is not used]
    why = agreed(asked, hit[0]) + (f"; others differ: {said(asked, untold)}" if untold else "")
    return Verdict(asked.claim, "confirmed", why, rows=rows_of([*hit, *others]), in_use=row_of(used))


def _not_met(asked: Asked, same: Sequence[Figure], replaced: Sequence[Figure]) -> Verdict:
    if old := met(asked, replaced):
        why = f"it agrees with {said(asked, old)}, which a later edition replaced: {said(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "vintage", rows=rows_of([old[0], *same]))
    if near := [one for one in same if asked.near(one)]:
        if years := of_another_year(asked, same):
            why = f"it is the figure of another year: {said(asked, years)}; {said(asked, near)}"
            return Verdict(asked.claim, "imprecise", why, "wrong-year", rows=rows_of([near[0], years[0]]))
        used = in_use_beside(asked, near[0])
        rows = rows_of([*near, *([used] if used else [])])
        return Verdict(asked.claim, "imprecise", agreed(asked, near[0]), inexact(asked), rows=rows, in_use=row_of(used))
    low, high = min(one.low for one in same), max(one.high for one in same)
    if len({one.source for one in same}) > 1 and asked.said.meets(low, high):
        why = f"it lies between what sources say, {spread(asked, same)}: {said(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "definition", rows=rows_of(same))
    if other := _by_another_definition(asked, same):
        why = f"it agrees with another count of the same idea: {said(asked, other)}; {said(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "definition", rows=rows_of([*other, *same]))
    return different(asked, same)


def _by_another_definition(asked: Asked, same: Sequence[Figure]) -> list[Figure]:
    found = [
        one
        for name in asked.figures.related(asked.indicator.id)
        for one in asked.figures.of(asked.entity, name)
        if one.stands and one.projected == asked.projected and (one.start, one.end) == (same[0].start, same[0].end)
    ]
    return met(asked, found)


def _first_used(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda one: (not one.used, -one.end.toordinal()))
