"""Benefit of the doubt: each entity is scored by the weights that are best for it, held against all others."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from theodolite.index.dataset import Array
from theodolite.index.method import method

Within = Annotated[float, Field(ge=0, le=1)] | Literal["free"]


@method("aggregate", "benefit-of-the-doubt", domain="not-negative", relative=True)
def benefit_of_the_doubt(values: Array, shares: Array, *, within: Within) -> Array:
    """100 times the best weighted sum that a row can have where no row's is above one, for values of at least zero.

    For row i, max Σ vₖxᵢₖ over v ≥ 0 with Σ vₖxⱼₖ ≤ 1 for every row j. The share vₖxᵢₖ/Σ vₖxᵢₖ that k makes of the
    row's own score stays within wₖ(1 ± `within`) of the written weights; `free` leaves it to the row alone, and the
    written weights do not count. A missing value (`shares` 0) adds nothing. The weights are each row's own, hence it
    is an aggregate and no weight step; `own_shares` tells them.
    Cherchye and others (2007), https://doi.org/10.1007/s11205-006-9029-7; OECD/JRC Handbook (2008), step 6.
    """
    return np.array([100 * best.sum() for best in _parts(values, shares, within)])


def own_shares(values: Array, shares: Array, within: float | Literal["free"]) -> Array:
    """n × k: the share of each value in the row's own score under `benefit_of_the_doubt`; 0 where the score is 0."""
    parts = np.array(_parts(values, shares, within))
    total = parts.sum(axis=1, keepdims=True)
    return np.divide(parts, total, out=np.zeros_like(parts), where=total > 0)


def _parts(values: Array, shares: Array, within: float | Literal["free"]) -> list[Array]:
    """For each row its k parts vₖxᵢₖ of the score."""
    from scipy.optimize import linprog

    values = np.where(shares > 0, values, 0.0)
    greatest = values.max(axis=0)
    values = np.divide(values, greatest, out=np.zeros_like(values), where=greatest > 0)
    ones, found = np.ones(len(values)), list[Array]()
    for own, share in zip(values, shares, strict=True):
        limits, bounds = values, ones
        if within != "free":
            each, whole = np.diag(own), np.tile(own, (len(own), 1))
            above = each - (share * (1 + within))[:, None] * whole
            below = (share * (1 - within))[:, None] * whole - each
            limits, bounds = np.vstack([values, above, below]), np.concatenate([ones, np.zeros(2 * len(own))])
        solved = linprog(-own, A_ub=limits, b_ub=bounds, bounds=(0, None), method="highs")
        found.append(np.asarray(solved.x, dtype=float) * own if solved.success else np.full(len(own), np.nan))
    return found
