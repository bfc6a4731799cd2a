"""Normalise: columns in different units onto one scale on which more is better."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from pydantic import ConfigDict, model_validator

from theodolite.core.spec import Spec
from theodolite.index.dataset import Array
from theodolite.index.method import find_method, method


class Normalise(Spec):
    """Put every indicator on one scale by the method `how`, whose own options stand beside it."""

    model_config = ConfigDict(extra="allow")

    do: Literal["normalise"] = "normalise"
    how: str

    @model_validator(mode="after")
    def _known(self) -> Normalise:
        self.options()
        return self

    def options(self) -> dict[str, Any]:
        """The method's keyword arguments, checked."""
        return find_method("normalise", self.how).check(self.model_extra or {})

    def apply(self, values: Array, directions: Array) -> Array:
        """Each column of an n × m array normalised; `directions` is m long, +1 or -1."""
        kernel, options = find_method("normalise", self.how).kernel, self.options()
        columns = [kernel(values[:, j] * directions[j], **options) for j in range(values.shape[1])]
        return np.column_stack(columns)


@method("normalise", "min-max")
def min_max(x: Array, *, to: tuple[float, float] = (0.0, 100.0)) -> Array:
    """Rescale one column linearly so that its least value is `to[0]` and its greatest `to[1]`.

    y = to₀ + (x − min x)(to₁ − to₀)/(max x − min x). Missing values stay missing and do not count.
    OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5.
    """
    low, high = np.nanmin(x), np.nanmax(x)
    return to[0] + (x - low) * ((to[1] - to[0]) / (high - low))


@method("normalise", "z-score")
def z_score(x: Array, *, mean: float = 0.0, sd: float = 1.0) -> Array:
    """Shift and scale one column to a mean and a sample standard deviation (n − 1). Missing values stay missing.

    OECD/JRC Handbook (2008), step 5.
    """
    return mean + sd * (x - np.nanmean(x)) / np.nanstd(x, ddof=1)


@method("normalise", "rank")
def rank(x: Array) -> Array:
    """Replace one column by ranks from the bottom: the least value is 1, ties share the mean of their ranks.

    Missing values stay missing. OECD/JRC Handbook (2008), step 5.
    """
    present = ~np.isnan(x)
    below = (x[present][None, :] < x[present][:, None]).sum(axis=1)
    equal = (x[present][None, :] == x[present][:, None]).sum(axis=1)
    ranks = np.full(x.shape, np.nan)
    ranks[present] = below + (equal + 1) / 2
    return ranks
