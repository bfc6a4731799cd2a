"""Impute: a stated value in place of a missing one, marked in every cell that it fills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from theodolite.index.dataset import Array, Dataset, Flag
from theodolite.index.framework import Pillar
from theodolite.index.method import MethodStep, method


class Impute(MethodStep):
    """Fill the missing figures of every indicator by the method `how`."""

    do: Literal["impute"] = "impute"  # pyright: ignore[reportIncompatibleVariableOverride]

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` with its gaps filled, and a flag for each of them."""
        del framework
        kernel, options = self.method.kernel, self.options
        values = np.column_stack([kernel(data.values[:, j], **options) for j in range(len(data.indicators))])
        filled = np.argwhere(np.isnan(data.values) & ~np.isnan(values))
        flags = [
            Flag("imputed", f"missing, and filled by {self.how}", data.entities[i], data.indicators[j])
            for i, j in filled
        ]
        return data.with_values(values, flags)


@method("impute", "none")
def none(x: Array) -> Array:
    """Leave one column as it is: what is missing stays missing."""
    return x


@method("impute", "mean")
def mean(x: Array) -> Array:
    """Fill the gaps of one column with the mean of its figures; a column without any stays without.

    OECD/JRC Handbook (2008), step 3.
    """
    return x if np.isnan(x).all() else np.where(np.isnan(x), np.nanmean(x), x)


@method("impute", "median")
def median(x: Array) -> Array:
    """Fill the gaps of one column with the median of its figures; a column without any stays without.

    OECD/JRC Handbook (2008), step 3.
    """
    return x if np.isnan(x).all() else np.where(np.isnan(x), np.nanmedian(x), x)
