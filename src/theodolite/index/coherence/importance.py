"""Importance: how much of a score's variance goes with one of its parts, which is not what its weight says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from theodolite.index.coherence.correlate import Correlation, correlate
from theodolite.index.dataset import Array
from theodolite.index.places import SCORE, Place

WIDTHS = np.geomspace(0.02, 1.0, 12)
"""Bandwidths that are tried, as shares of the part's range, beside a straight line (infinitely wide)."""


def main_effect(x: Array, y: Array) -> Correlation:
    """The main effect S = V(E(y|x)) / V(y) of a part x on a score y: Pearson's correlation ratio, from 0 to 1.

    E(y|x) is a local linear regression with a Gaussian kernel, whose bandwidth has the least error of prediction when
    one entity is left out; a straight line is among those tried, and then S is r². S is what the variance of the
    score would lose on average if the part could be held fixed. Entities without both figures do not count; NaN, with
    the reason, where there are fewer than three or one of the columns is constant.
    Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or science?
    https://doi.org/10.1111/j.1467-985X.2012.01059.x.
    """
    linear = correlate(x, y, "pearson")
    if linear.reason:
        return linear
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = x[both] / np.abs(x[both]).max(), y[both] / np.abs(y[both]).max()
    away = np.subtract.outer(x, x) / np.ptp(x)
    best, error = linear.value**2, _error(_hat(away, np.inf), y)
    for width in WIDTHS:
        hat = _hat(away, float(width))
        if (now := _error(hat, y)) < error * (1 - 1e-9):
            best, error = min(float(np.var(hat @ y) / np.var(y)), 1.0), now
    return Correlation(best, linear.n)


def _hat(away: Array, width: float) -> Array:
    """The n × n matrix that takes y to its local linear fit; `away` are the n × n differences xᵢ − xⱼ.

    Where the entities near to one have all the same x, the fit is their mean.
    """
    w = np.exp(-0.5 * (away / width) ** 2)
    s0, s1, s2 = (w.sum(axis=1), (w * away).sum(axis=1), (w * away**2).sum(axis=1))
    spread = s0 * s2 - s1**2
    sloped = spread > 1e-12 * s0**2
    safe = np.where(sloped, spread, 1.0)[:, None]
    line = w * (s2[:, None] - away * s1[:, None]) / safe
    return np.where(sloped[:, None], line, w / s0[:, None])


def _error(hat: Array, y: Array) -> float:
    """The mean squared error of prediction, each entity left out in turn; infinite where one is its own only guide."""
    own = 1 - np.diag(hat)
    if (own < 1e-9).any():
        return float("inf")
    return float(np.mean(((y - hat @ y) / own) ** 2))


def importance(places: Sequence[Place], columns: Mapping[str, Array]) -> pl.DataFrame:
    """One row a part: part, parent, level, n, weight, main_effect, importance, r2, effective_weight, r2_score.

    `weight` is its share among its siblings; `main_effect` that of its figures on its parent's, `importance` the main
    effect as a share of those of all siblings, `r2` the squared correlation with the parent: where it is far below the
    main effect, the two go together, but not along a line. `effective_weight` is its share of the whole and `r2_score`
    the squared correlation with it. Parts whose weight is 0 may go with their parent all the same; they have no
    importance.
    """
    rows = [_part(place, place.parent, columns) for place in places if place.parent]
    frame = pl.DataFrame(rows, schema_overrides=dict.fromkeys(("main_effect", "r2", "r2_score"), pl.Float64))
    counted = pl.when(pl.col("weight") > 0).then("main_effect")
    total = counted.sum().over("parent")
    share = pl.when(total > 0).then(counted / total)
    return frame.select(
        "part", "parent", "level", "n", "weight", share.alias("importance"), "main_effect", "r2",
        "effective_weight", "r2_score",
    )  # fmt: skip


def _part(place: Place, parent: str, columns: Mapping[str, Array]) -> dict[str, object]:
    x = columns[place.name]
    effect, linear = main_effect(x, columns[parent]), correlate(x, columns[parent], "pearson")
    whole = correlate(x, columns[SCORE], "pearson")
    return {
        "part": place.name,
        "parent": parent,
        "level": place.level,
        "n": effect.n,
        "weight": place.weight,
        "main_effect": _known(effect.value),
        "r2": _known(linear.value**2),
        "effective_weight": place.effective,
        "r2_score": _known(whole.value**2),
    }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
