"""Ratio: a claim that one is so many times another, or has grown so many times, held against the two figures."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.evidence.factcheck.asked import Asked, entity_of
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.said import NEAR_RATIO
from theodolite.evidence.factcheck.times import same_days
from theodolite.evidence.factcheck.verdict import Verdict, rows_of, unknown
from theodolite.evidence.factcheck.wording import told


def check_ratio(asked: Asked) -> Verdict:
    """The verdict on a ratio between two entities: v_entity / v_counterpart, both of one work and period.

    The period is the claim's, or the newest that the document can tell of. Figures that were read in the very document
    are taken: it is the arithmetic that is checked. Without a counterpart, or a figure of each, it cannot be checked.
    """
    other = entity_of(asked.claim.counterpart, asked.indicator, asked.figures)
    if other is None or other == asked.entity:
        return unknown(asked.claim, "no-entity", "the text does not say whom it is compared to")
    pairs = sorted(_pairs(asked, other), key=lambda pair: (pair[0].end, pair[0].used), reverse=True)
    if not pairs:
        return unknown(asked.claim, "no-figure", "the evidence base holds no figure of both for one period")
    if asked.days is None:
        pairs = [pair for pair in pairs if pair[0].end == pairs[0][0].end]
    one, two = next((pair for pair in pairs if asked.said.meets(*pair[0].span.over(pair[1].span))), pairs[0])
    catalog = asked.figures.ledger.catalog
    value, ratio = one.value / two.value, one.span.over(two.span)
    why = f"{value:.3g} times: {told(one, catalog)} and {told(two, catalog)} for {catalog.economies.said(two.entity)}"
    rows, computed = rows_of([one, two]), float(f"{value:.4g}")
    if asked.said.meets(*ratio):
        return Verdict(asked.claim, "confirmed", why, rows=rows, computed=computed)
    if asked.said.near(*ratio, NEAR_RATIO):
        return Verdict(asked.claim, "imprecise", why, "rounding", rows=rows, computed=computed)
    if not asked.sure or not asked.contradicts(one):
        return unknown(asked.claim, "unsure", f"it may compare something else; {why}")
    return Verdict(asked.claim, "contradicted", why, "comparison", rows=rows, computed=computed)


def _pairs(asked: Asked, other: str) -> Iterator[tuple[Figure, Figure]]:
    """The figures of both entities of one work and period, within the claim's days where it has some."""
    flow, until = asked.indicator.kind == "flow", asked.setting.until
    theirs = {
        (one.source, one.start, one.end): one
        for one in asked.figures.of(other, asked.indicator.id)
        if one.stands and one.projected == asked.projected and one.low > 0
    }
    for one in asked.pool:
        within = one.end <= until if asked.days is None else same_days(asked.days, one.start, one.end, until, flow=flow)
        if one.stands and within and (two := theirs.get((one.source, one.start, one.end))):
            yield one, two
