"""Differing: what is told of a number that is not the figure's: whose it is, of when it is, or that it is another."""

from __future__ import annotations

import math
from collections.abc import Sequence

from theodolite.evidence.factcheck.asked import Asked, read_in
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.verdict import ErrorKind, Verdict, rows_of, unknown
from theodolite.evidence.factcheck.wording import amount, told

ALIKE = 3.0
"""How many times larger or smaller another count of the same idea may be to be told as one."""

FEW = 10
"""Entities that have a figure of the same days: among more, a number is somebody's by chance."""

NEAR_YEARS = 2
"""Years from the claim's own within which a number that agrees is told as that of another year: who takes a wrong line
of a table, or an older edition, is off by one or two; among many years one agrees by chance."""

TENFOLD = 0.03
"""How near a quotient must be to a power of ten to be told as one."""

_BOUNDS = ("at_least", "more_than", "at_most", "less_than", "nearly", "slightly_more_than", "slightly_less_than")


def different(asked: Asked, same: Sequence[Figure]) -> Verdict:
    """Contradicted, with whose or of when the number is where that can be told; unsure where the mapping is."""
    claim = asked.claim
    if expected := met(asked, [] if asked.projected else asked.expected):
        return unknown(claim, "unsure", f"it is what is expected: {said(asked, expected)}; {said(asked, same[:1])}")
    if mixed := _of_another(asked, same[0]):
        name = asked.figures.ledger.catalog.economies.said(mixed.entity)
        why = f"it is the figure of {name}: {said(asked, [mixed])}; {said(asked, same[:1])} for what is named"
        return Verdict(claim, "contradicted", why, "wrong-entity", rows=rows_of([same[0], mixed]))
    if years := of_another_year(asked, same):
        why = f"it is the figure of another year: {said(asked, years)}; {said(asked, same[:1])}"
        return Verdict(claim, "contradicted", why, "wrong-year", rows=rows_of([same[0], years[0]]))
    if not asked.sure:
        return unknown(claim, "unsure", f"it may be about something else than {asked.indicator.title}")
    if not asked.contradicts(same[0]):
        return _other_count(asked, same)
    kind: ErrorKind = "order-of-magnitude" if _tenfold(asked, same[0]) else "value"
    return Verdict(claim, "contradicted", said(asked, same), kind, rows=rows_of(same))


def of_another_year(asked: Asked, same: Sequence[Figure]) -> list[Figure]:
    """The figures of years no farther than NEAR_YEARS that the claim agrees with, the nearest first.

    They are of a work that tells of the claim's own year too. None for a bound, or where the sources of its own
    year are farther apart than it is from them: then another count is as likely.
    """
    if asked.days is None or not asked.said.finite:
        return []
    least, most = min(one.low for one in same), max(one.high for one in same)
    several = len({one.source for one in same}) > 1
    if several and asked.said.meets(least - (most - least), most + (most - least)):
        return []
    at, works = same[0].end.year, {one.source for one in same}
    others = [one for one in asked.pool if one.stands and one.source in works and one not in same]
    near = [one for one in others if abs(one.end.year - at) <= NEAR_YEARS]
    return sorted(met(asked, near), key=lambda one: (abs(one.end.year - at), not one.used))


def _other_count(asked: Asked, same: Sequence[Figure]) -> Verdict:
    """Another number than that of one who counts in his own way: imprecise where it is no more than ALIKE times off."""
    low, high = min(one.value for one in same) / ALIKE, max(one.value for one in same) * ALIKE
    if asked.said.meets(low, high):
        why = f"it is another count, or not what the text says: {said(asked, same)}"
        return Verdict(asked.claim, "imprecise", why, "definition", rows=rows_of(same))
    return unknown(asked.claim, "unsure", f"it may be another count than {said(asked, same)}")


def _of_another(asked: Asked, own: Figure) -> Figure | None:
    """The figure of another entity for the same days that the claim meets: one that the text names, or the only one
    where FEW have a figure of the claim's own days."""
    if not asked.said.finite:
        return None
    rows = asked.figures.at(asked.indicator.id, own.start, own.end, projected=own.projected)
    hits = [one for one in met(asked, rows) if one.entity != asked.entity]
    hits = [one for one in hits if asked.claim.doc not in read_in(one, asked.figures)]
    named = [one for one in hits if one.entity == asked.claim.counterpart or one.entity in asked.setting.beside]
    return named[0] if named else hits[0] if len(hits) == 1 and len(rows) <= FEW and asked.days else None


def inexact(asked: Asked) -> ErrorKind:
    """The kind of error of a number that is near: its bound where it has one, else its rounding."""
    return "hedge" if asked.claim.qualifier in _BOUNDS else "rounding"


def _tenfold(asked: Asked, figure: Figure) -> bool:
    value = asked.value or 0.0
    if value <= 0 or figure.value <= 0:
        return False
    power = math.log10(value / figure.value)
    return abs(round(power)) >= 1 and abs(power - round(power)) <= TENFOLD / math.log(10)


def met(asked: Asked, figures: Sequence[Figure]) -> list[Figure]:
    """Those of the figures that a claim agrees with."""
    return [one for one in figures if asked.agrees(one)]


def said(asked: Asked, figures: Sequence[Figure]) -> str:
    """The first of the figures with their periods and editions."""
    catalog = asked.figures.ledger.catalog
    return ", ".join(told(one, catalog) for one in figures[:3])


def spread(asked: Asked, figures: Sequence[Figure]) -> str:
    """The least and the most that figures say: 60 to 100, US$ 5 to US$ 7."""
    ends = min(one.value for one in figures), max(one.value for one in figures)
    return " to ".join(amount(end, asked.indicator.unit, asked.figures.ledger.catalog) for end in ends)


def in_use_beside(asked: Asked, figure: Figure) -> Figure | None:
    """The figure in use of the very period of another one that stands; None where that one is it."""
    if figure.used:
        return None
    days = (figure.start, figure.end, figure.projected)
    return next((one for one in asked.pool if one.used and (one.start, one.end, one.projected) == days), None)


def agreed(asked: Asked, figure: Figure) -> str:
    """A figure with which a claim agrees, or nearly; where another one is in use, both."""
    used = in_use_beside(asked, figure)
    own = said(asked, [figure])
    return own if used is None else f"{own}, which is not the figure in use: that is {said(asked, [used])}"
