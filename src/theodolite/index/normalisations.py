"""Normalisations: what puts one column on a scale; each takes figures turned so that more is better."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import AfterValidator, Field

from theodolite.index.dataset import Array
from theodolite.index.method import method


def _rising(to: tuple[float, float]) -> tuple[float, float]:
    if to[0] >= to[1]:
        raise ValueError(f"the scale runs from {to[0]:g} to {to[1]:g}: the lower end comes first")
    return to


Scale = Annotated[tuple[float, float], AfterValidator(_rising)]


def _lower_end(*, to: tuple[float, float]) -> float:
    return to[0]


def _lower_post(*, to: tuple[float, float], truncate: bool) -> float:
    return to[0] if truncate else -np.inf


def _zero(*, to: str = "", truncate: bool) -> float:
    del to, truncate
    return 0.0


@method("normalise", "min-max", least=_lower_end)
def min_max(x: Array, *, to: Scale = (0.0, 100.0)) -> Array:
    """Rescale one column linearly so that its least value is `to[0]` and its greatest `to[1]`.

    y = to₀ + (x − min x)(to₁ − to₀)/(max x − min x), for a column with two different figures. Missing values stay
    missing and do not count.
    OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5.
    """
    low, high = np.nanmin(x), np.nanmax(x)
    return to[0] + (x - low) * ((to[1] - to[0]) / (high - low))


@method("normalise", "z-score")
def z_score(x: Array, *, mean: float = 0.0, sd: Annotated[float, Field(gt=0)] = 1.0) -> Array:
    """Shift and scale one column to a mean and a sample standard deviation (n − 1).

    y = mean + sd (x − x̄)/s, for a column with two different figures. Missing values stay missing.
    OECD/JRC Handbook (2008), step 5.
    """
    scale = np.nanmax(np.abs(x))
    unit = x / scale
    return mean + sd * (unit - np.nanmean(unit)) / np.nanstd(unit, ddof=1)


@method("normalise", "rank", least=lambda: 1.0)
def rank(x: Array) -> Array:
    """Replace one column by ranks from the bottom: the least value is 1, and ties share the least of their ranks.

    Missing values stay missing. OECD/JRC Handbook (2008), step 5.
    """
    ranks = np.full(x.shape, np.nan)
    present = ~np.isnan(x)
    ranks[present] = 1 + np.searchsorted(np.sort(x[present]), x[present])
    return ranks


@method("normalise", "borda", least=lambda: 0.0)
def borda(x: Array) -> Array:
    """Replace one column by Borda counts: the number of entities with a lower figure.

    Missing values stay missing and do not count. OECD/JRC Handbook (2008), steps 5 and 6.
    """
    return rank(x) - 1


@method("normalise", "percentile-rank", least=lambda: 0.0)
def percentile_rank(x: Array) -> Array:
    """Replace one column by the share of the others with a lower figure: (rank − 1)/(n − 1), from 0 to 1.

    Missing values stay missing and do not count; ties share the least of their ranks. OECD/JRC Handbook (2008), step 5.
    """
    return borda(x) / ((~np.isnan(x)).sum() - 1)


@method("normalise", "fraction-of-maximum")
def fraction_of_maximum(x: Array, leader: float) -> Array:
    """Divide one column by its greatest figure, that of the leader, which must be above zero: y = x / max x.

    For indicators of which more is better; missing values stay missing. OECD/JRC Handbook (2008), step 5 (distance to
    a reference).
    """
    return x / leader


@method("normalise", "distance-to-maximum", least=lambda: 0.0)
def distance_to_maximum(x: Array) -> Array:
    """One less the distance to the best figure in ranges: y = 1 − (max x − x)/(max x − min x).

    For a column with two different figures; missing values stay missing. OECD/JRC Handbook (2008), step 5.
    """
    high = np.nanmax(x)
    return 1 - (high - x) / (high - np.nanmin(x))


@method("normalise", "distance-to-reference", least=_zero)
def distance_to_reference(x: Array, reference: Array, *, to: str, truncate: bool = False) -> Array:
    """One less the distance to the figure of the entity `to`: y = 1 − (r − x)/(r − min x), r being `reference`.

    Above 1 where a figure is better than the reference, unless `truncate`. The reference must be better than the
    worst figure. Missing values stay missing. OECD/JRC Handbook (2008), step 5.
    """
    del to
    y = 1 - (reference - x) / (reference - np.nanmin(x))
    return np.minimum(y, 1.0) if truncate else y


@method("normalise", "distance-to-target", least=_zero)
def distance_to_target(x: Array, target: float, *, truncate: bool = False) -> Array:
    """One less the distance to the indicator's `target:` t: y = 1 − (t − x)/(t − min x).

    Above 1 where a figure is better than the target, unless `truncate`. The target must be better than the worst
    figure. Missing values stay missing. OECD/JRC Handbook (2008), step 5.
    """
    y = 1 - (target - x) / (target - np.nanmin(x))
    return np.minimum(y, 1.0) if truncate else y


@method("normalise", "goalposts", least=_lower_post, constant=True)
def goalposts(x: Array, goalposts: tuple[float, float], *, to: Scale = (0.0, 100.0), truncate: bool = True) -> Array:
    """Rescale one column so that the indicator's `goalposts:` l and u become the ends of the scale `to`.

    y = to₀ + (x − l)(to₁ − to₀)/(u − l); figures beyond a goalpost stand at the end of the scale where `truncate`.
    Defined for a column without differences too; missing values stay missing. UNDP, Human Development Report,
    technical note 1.
    """
    low, high = goalposts
    y = to[0] + (x - low) * ((to[1] - to[0]) / (high - low))
    return np.clip(y, *to) if truncate else y


@method("normalise", "scaled", constant=True)
def scaled(x: Array, direction: float, *, from_: Scale, to: Scale = (0.0, 100.0)) -> Array:
    """Rescale every column by the same two figures `from` l and u, as for answers on one scale: no cut at the ends.

    y = to₀ + (x − l)(to₁ − to₀)/(u − l), and (u − x) in place of (x − l) where less is better. Missing values stay
    missing; defined for a column without differences too. OECD/JRC Handbook (2008), step 5.
    """
    posts = from_ if direction > 0 else (-from_[1], -from_[0])
    return goalposts(x, posts, to=to, truncate=False)


@method("normalise", "ampi")
def ampi(x: Array) -> Array:
    """Put the mean of one column at 100 and its range at 60 points: y = 100 + 60 (x − x̄)/(max x − min x).

    The scale of the adjusted Mazziotta–Pareto index, with the mean of the entities (of a panel: of all periods) as
    its reference. For a column with two different figures; missing values stay missing and do not count.
    Mazziotta and Pareto (2018), https://doi.org/10.1007/s11205-017-1577-5.
    """
    scale = np.nanmax(np.abs(x))
    unit = x / scale
    return 100 + 60 * (unit - np.nanmean(unit)) / (np.nanmax(unit) - np.nanmin(unit))
