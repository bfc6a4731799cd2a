"""Imputations: what fills the gaps of one column; a gap that a method cannot fill stays missing."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from theodolite.index.dataset import Array
from theodolite.index.method import method


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


@method("impute", "group-mean")
def group_mean(x: Array, groups: Sequence[str], *, by: str) -> Array:
    """Fill each gap of one column with the mean of the entities in the same group of the grouping `by`.

    `groups` holds n labels, empty for an entity in no group. What has no group, or a group without a figure, stays
    missing. OECD/JRC Handbook (2008), step 3.
    """
    del by
    return _within(x, groups, mean)


@method("impute", "group-median")
def group_median(x: Array, groups: Sequence[str], *, by: str) -> Array:
    """Fill each gap of one column with the median of the entities in the same group of the grouping `by`.

    `groups` and what stays missing are those of `group-mean`. OECD/JRC Handbook (2008), step 3.
    """
    del by
    return _within(x, groups, median)


@method("impute", "carried-forward")
def carried_forward(x: Array, series: Sequence[str], years: Array) -> Array:
    """Fill each gap of a panel with the same entity's last figure before it: last observation carried forward.

    `series` holds the entity of each of n rows, `years` its time. What comes before an entity's first figure stays
    missing. Little and Rubin, Statistical Analysis with Missing Data (3rd ed. 2019), chapter 4.
    """
    filled = x.copy()
    for rows in _by_time(series, years):
        for before, here in pairwise(rows):
            if np.isnan(filled[here]):
                filled[here] = filled[before]
    return filled


@method("impute", "linear")
def linear(x: Array, series: Sequence[str], years: Array) -> Array:
    """Fill each gap of a panel on the straight line between the same entity's nearest figures before and after it.

    `series` and `years` are those of `carried-forward`. Before the first and after the last figure of an entity
    nothing is filled. OECD/JRC Handbook (2008), step 3.
    """
    filled = x.copy()
    for rows in _by_time(series, years):
        known = [row for row in rows if not np.isnan(x[row])]
        if known:
            filled[rows] = np.interp(years[rows], years[known], x[known], left=np.nan, right=np.nan)
            filled[known] = x[known]
    return filled


@method("impute", "row-mean")
def row_mean(x: Array, positions: Array, direction: float, *, within: Literal["pillar", "all"] = "pillar") -> Array:
    """Fill each gap of one column at the mean place that the entity takes on the other indicators.

    `positions` is n × k: where the entity stands between the worst (0) and the best (1) figure of each of the others,
    those of the same pillar or `all`; the gap takes the figure at their mean. An entity without any of them stays
    missing. After COINr's imputation by row (Becker and others 2022, https://doi.org/10.21105/joss.04567).
    """
    del within
    if np.isnan(x).all():
        return x
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of rows without any figure
        place = np.nanmean(positions, axis=1)
    low, high = np.nanmin(x * direction), np.nanmax(x * direction)
    return np.where(np.isnan(x), (low + place * (high - low)) * direction, x)


def places(x: Array) -> Array:
    """Where each figure of one column stands between its least (0) and its greatest (1); all missing if constant."""
    low, high = np.nanmin(x), np.nanmax(x)
    return (x - low) / (high - low) if high > low else np.full(x.shape, np.nan)


def _within(x: Array, groups: Sequence[str], fill: Callable[[Array], Array]) -> Array:
    filled = x.copy()
    labels = np.array(groups)
    for label in sorted(set(groups) - {""}):
        filled[labels == label] = fill(x[labels == label])
    return filled


def _by_time(series: Sequence[str], years: Array) -> list[list[int]]:
    rows: dict[str, list[int]] = {}
    for row in map(int, np.argsort(years, kind="stable")):
        rows.setdefault(series[row], []).append(row)
    return list(rows.values())
