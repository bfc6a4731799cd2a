"""Normalise: columns in different units onto one scale on which more is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
from pydantic import AfterValidator, Field

from theodolite.index.columns import refuse_flat, refuse_lost, refuse_not_positive
from theodolite.index.dataset import Array, Dataset
from theodolite.index.framework import Pillar
from theodolite.index.method import MethodStep, method


def _rising(to: tuple[float, float]) -> tuple[float, float]:
    if to[0] >= to[1]:
        raise ValueError(f"the scale runs from {to[0]:g} to {to[1]:g}: the lower end comes first")
    return to


Scale = Annotated[tuple[float, float], AfterValidator(_rising)]


class Normalise(MethodStep):
    """Put every indicator on one scale by the method `how`, whose own options stand beside it."""

    do: Literal["normalise"] = "normalise"  # pyright: ignore[reportIncompatibleVariableOverride]

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` on one scale, more being better from here on; raises PlanError on a column without differences."""
        del framework
        for indicator, column in zip(data.indicators, (data.values * data.directions).T, strict=True):
            refuse_flat(indicator, column, self.said)
            if self.method.domain == "positive":
                refuse_not_positive(indicator, column, data.entities, self.said)
        with np.errstate(over="ignore", invalid="ignore"):
            values = normalised(self, data.values, data.directions)
        refuse_lost(data.indicators, data.values, values, self.said)
        return replace(data.with_values(values), directions=np.ones_like(data.directions))

    @property
    def least(self) -> float | None:
        """The least value that the method is sure to give to some entity; None where that depends on the data."""
        return float(self.method.least(**self.options)) if self.method.least else None


def normalised(step: Normalise, values: Array, directions: Array) -> Array:
    """Each column of an n × m array normalised; `directions` is m long, +1 or -1. Missing values stay missing."""
    kernel, options = step.method.kernel, step.options
    return np.column_stack([kernel(values[:, j] * directions[j], **options) for j in range(values.shape[1])])


def _lower_end(*, to: tuple[float, float]) -> float:
    return to[0]


def _first() -> float:
    return 1.0


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


@method("normalise", "rank", least=_first)
def rank(x: Array) -> Array:
    """Replace one column by ranks from the bottom: the least value is 1, and ties share the least of their ranks.

    Missing values stay missing. OECD/JRC Handbook (2008), step 5.
    """
    ranks = np.full(x.shape, np.nan)
    present = ~np.isnan(x)
    ranks[present] = 1 + np.searchsorted(np.sort(x[present]), x[present])
    return ranks
