"""Columns: what no step takes of one indicator's figures, and no step may make of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.dataset import Array
from theodolite.index.method import Domain

FLAT = 1e-12
"""A column whose range is at most this share of its largest magnitude is constant but for rounding."""


def is_flat(x: Array) -> bool:
    """Whether one column has no figure, or the same one everywhere (but for rounding)."""
    present = x[~np.isnan(x)]
    if not present.size:
        return True
    low, high = float(present.min()), float(present.max())
    return high - low <= FLAT * max(abs(low), abs(high))


def refuse_flat(name: str, x: Array, where: str, kind: str = "the indicator") -> None:
    """Raise PlanError where one column has no figure, or the same one everywhere (but for rounding)."""
    present = x[~np.isnan(x)]
    if not present.size:
        raise PlanError(
            f"{kind} {name} has no figure for any entity that is ranked",
            where=where,
            expected="a figure for at least two of them",
            next_step="give it the weight 0 or leave it out; or pull its source, where it has one",
        )
    if is_flat(x):
        raise PlanError(
            f"{kind} {name} is constant: {present.min():g} for all {present.size} entities that have it",
            where=where,
            expected="an indicator that tells entities apart",
            next_step="give it the weight 0, or leave it out",
        )


def refuse_outside(domain: Domain, indicator: str, x: Array, entities: Sequence[str], where: str) -> None:
    """Raise PlanError that names the `entities` (n long) whose figure in one column is outside `domain`."""
    if domain == "real":
        return
    outside = x <= 0 if domain == "positive" else x < 0
    bad = [entity for entity, out in zip(entities, outside, strict=True) if out]
    if bad:
        more = f" and {len(bad) - 3} more" if len(bad) > 3 else ""
        said, takes = ("zero or negative", "above zero") if domain == "positive" else ("negative", "of at least zero")
        raise PlanError(
            f"{indicator} is {said} for {', '.join(bad[:3])}{more}: {where} takes values {takes}",
            where=where,
            expected=f"values {takes}",
            next_step="treat by shifted-log, which takes columns with zeros and negatives",
        )


def refuse_lost(indicators: Sequence[str], before: Array, after: Array, where: str) -> None:
    """Raise PlanError that names the indicator (or pillar) of which a figure, n × m, is no finite number any more.

    What was missing before may be missing after; to let other figures go missing, leave them out of `before`.
    """
    lost = np.flatnonzero((~np.isfinite(after) & ~np.isnan(before)).any(axis=0))
    if lost.size:
        raise PlanError(
            f"{indicators[lost[0]]} spans more than numbers can hold",
            where=where,
            expected="finite figures after every step",
            next_step="treat it by shifted-log first, or correct the observation",
        )
