"""Ratio: a claim that one is so many times another, or has grown so many times, held against the two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.evidence.factcheck.asked import Asked, entity_of
from theodolite.evidence.factcheck.figures import Figure
from theodolite.evidence.factcheck.said import NEAR_RATIO, Interval
from theodolite.evidence.factcheck.times import same_days
from theodolite.evidence.factcheck.verdict import Verdict, rows_of, unknown
from theodolite.evidence.factcheck.wording import told
from theodolite.reading.plain import plain

Pair = tuple[Figure, Figure]
"""The figures of the entity and of the one that it is compared to."""

_FEWER = re.compile(r"^\W*(?:times )?(?:fewer|less|smaller|lower|slower)\b|\b(?:fewer|less|smaller|lower)$", re.I)


def check_ratio(asked: Asked) -> Verdict:
    """The verdict on a ratio between two entities: v_entity / v_counterpart, both of one work and period.

    The period is the claim's, or the newest that the document can tell of. Figures that were read in the very document
    are taken: it is the arithmetic that is checked. Seven times fewer is a seventh. Without a counterpart, or a figure
    of each, it cannot be checked.
    """
    other = entity_of(asked.claim.counterpart, asked.indicator, asked.figures)
    if other is None or other == asked.entity:
        return unknown(asked.claim, "no-entity", "the text does not say whom it is compared to")
    pairs = sorted(_pairs(asked, other), key=lambda pair: (pair[0].end, pair[0].used), reverse=True)
    if not pairs:
        return unknown(asked.claim, "no-figure", "the evidence base holds no figure of both for one period")
    if asked.days is None:
        pairs = [pair for pair in pairs if pair[0].end == pairs[0][0].end]
    said = _as_more(asked)
    one, two = next((pair for pair in pairs if said.meets(*pair[0].span.over(pair[1].span))), pairs[0])
    catalog = asked.figures.ledger.catalog
    value, ratio = one.value / two.value, one.span.over(two.span)
    why = f"{value:.3g} times: {told(one, catalog)} and {told(two, catalog)} for {catalog.economies.said(two.entity)}"
    used = _in_use(pairs, one, two)
    if used is not None:
        value = used[0].value / used[1].value
        by = f"{told(used[0], catalog)} and {told(used[1], catalog)}"
        why += f", which are not the figures in use: by those it is {value:.3g} times, {by}"
    rows, computed = rows_of([one, two, *(used or ())]), float(f"{value:.4g}")
    in_use = None if used is None else used[0].row
    if said.meets(*ratio):
        return Verdict(asked.claim, "confirmed", why, rows=rows, computed=computed, in_use=in_use)
    if said.near(*ratio, NEAR_RATIO):
        return Verdict(asked.claim, "imprecise", why, "rounding", rows=rows, computed=computed, in_use=in_use)
    if not asked.sure or not asked.contradicts(one):
        return unknown(asked.claim, "unsure", f"it may compare something else; {why}")
    return Verdict(asked.claim, "contradicted", why, "comparison", rows=rows, computed=computed)


def _as_more(asked: Asked) -> Interval:
    """The ratio that is said; of seven times fewer, one over it."""
    behind = asked.claim.quote[asked.claim.end - asked.claim.quote_start :]
    fewer = _FEWER.match(plain(behind)) or _FEWER.search(plain(asked.claim.span))
    return (Interval(1.0, 1.0).quotient(asked.said) or asked.said) if fewer else asked.said


def _in_use(pairs: list[Pair], one: Figure, two: Figure) -> Pair | None:
    """The pair of figures in use of the period of a pair of which one is not; None where both are, or there is none."""
    if one.used and two.used:
        return None
    same = (pair for pair in pairs if (pair[0].start, pair[0].end) == (one.start, one.end))
    return next((pair for pair in same if pair[0].used and pair[1].used), None)


def _pairs(asked: Asked, other: str) -> Iterator[Pair]:
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
