"""Treat: outliers drawn in, or a skewed column transformed, so that one entity does not set the whole scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

import numpy as np
from pydantic import Field

from theodolite.core.prose import shown
from theodolite.index.columns import refuse_flat, refuse_lost, refuse_not_positive
from theodolite.index.dataset import Array, Dataset, Flag
from theodolite.index.framework import Pillar
from theodolite.index.method import MethodStep, method

FEWEST = 4
"""Figures below which skewness and kurtosis are not defined, and nothing is treated."""

MANY_ZEROS = 0.5
"""The share of zeros in a column from which on it is marked."""


class Treated(NamedTuple):
    """One column after treatment, what was done to it, and whether it is still skewed."""

    values: Array
    done: Literal["none", "winsorised", "log", "shifted-log"]
    still_skewed: bool = False


class Treat(MethodStep):
    """Treat every indicator by the method `how`, and report each point that was touched."""

    do: Literal["treat"] = "treat"  # pyright: ignore[reportIncompatibleVariableOverride]

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` with its columns treated, and flags for points, columns and what could not be mended.

        Raises PlanError on a column without differences, and on figures outside the method's domain.
        """
        del framework
        values, flags = data.values.copy(), list[Flag]()
        for j, indicator in enumerate(data.indicators):
            column = data.values[:, j]
            refuse_flat(indicator, column, self.said)
            if self.method.domain == "positive":
                refuse_not_positive(indicator, column, data.entities, self.said)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                treated: Treated = self.method.kernel(column, **self.options)
            values[:, j] = treated.values
            flags += _flags(treated, indicator, column, data.entities)
            drawn = sum(flag.entity is not None for flag in flags if flag.indicator == indicator)
            if drawn > (most := self.options.get("at_most", drawn)):
                flags.append(Flag("treated", f"{drawn} points drawn in, not {most}: they are tied", None, indicator))
        refuse_lost(data.indicators, data.values, values, self.said)
        return data.with_values(values, flags)


@method("treat", "none")
def none(x: Array) -> Treated:
    """Leave one column as it is: what is missing stays missing."""
    return Treated(x, "none")


@method("treat", "log", domain="positive")
def log(x: Array) -> Treated:
    """The natural logarithm of one column of values above zero; missing values stay missing."""
    return Treated(np.log(x), "log")


@method("treat", "shifted-log")
def shifted_log(x: Array) -> Treated:
    """ln(x − min x + (max x − min x)/100) of one column of any sign with two different figures.

    Missing values stay missing; a column without figures is left as it is.
    The shift of a hundredth of the range is that of COINr's `log_CT` (Becker and others 2022,
    https://doi.org/10.21105/joss.04567).
    """
    if np.isnan(x).all():
        return Treated(x, "none")
    low, high = np.nanmin(x), np.nanmax(x)
    return Treated(np.log(x - low + (high - low) / 100), "shifted-log")


@method("treat", "winsorise")
def winsorise(
    x: Array,
    *,
    skewness: float = 2.0,
    kurtosis: float = 3.5,
    at_most: Annotated[int, Field(ge=0)] = 5,
    then: Literal["none", "shifted-log"] = "shifted-log",
) -> Treated:
    """Draw in the largest points of one column while it is an outlier column, and transform it where that fails.

    While |skewness| and excess kurtosis are both above their bounds and fewer than `at_most` points have been drawn
    in, every point at the far end (top for positive skew, bottom for negative) takes the next value inwards: points
    that are tied move together, so that more than `at_most` may move. Where the column is an outlier column still,
    the untouched column goes to `then`; a column of two values, of which drawing in would leave one, stays as it is.
    Missing values stay missing; fewer than four figures are left as they are.
    OECD/JRC Handbook (2008), step 5; the procedure is COINr's (see `shifted_log`).
    """
    if not is_outlying(x, skewness, kurtosis):
        return Treated(x, "none")
    drawn = x.copy()
    while is_outlying(drawn, skewness, kurtosis) and np.nansum(drawn != x) - np.isnan(x).sum() < at_most:
        drawn = _inwards(drawn)
    flat = np.nanmin(drawn) == np.nanmax(drawn)
    if not flat and not is_outlying(drawn, skewness, kurtosis):
        return Treated(drawn, "winsorised")
    if flat or then == "none":
        return Treated(x, "none", still_skewed=True)
    logged = shifted_log(x).values
    return Treated(logged, "shifted-log", is_outlying(logged, skewness, kurtosis))


def is_outlying(x: Array, skewness: float, kurtosis: float) -> bool:
    """Whether |skewness| and excess kurtosis of one column both exceed their bounds; never for undefined moments."""
    skew, kurt = moments(x)
    return abs(skew) > skewness and kurt > kurtosis


def moments(x: Array) -> tuple[float, float]:
    """Skewness G₁ and excess kurtosis G₂ of one column, with the bias corrections for a sample.

    G₁ = √(n(n−1))/(n−2) · m₃/m₂^1.5 and G₂ = (n−1)/((n−2)(n−3)) · ((n+1)(m₄/m₂² − 3) + 6), mₖ being the central
    moments. Missing values do not count; (NaN, NaN) for fewer than four figures or a constant column.
    Joanes and Gill (1998), https://doi.org/10.1111/1467-9884.00122.
    """
    x = x[~np.isnan(x)]
    n, scale = x.size, float(np.abs(x).max(initial=0.0))
    if n < FEWEST or scale == 0:
        return np.nan, np.nan
    away = x / scale - np.mean(x / scale)
    second = float(np.mean(away**2))
    if second == 0:
        return np.nan, np.nan
    skew = float(np.mean(away**3)) / second**1.5
    excess = float(np.mean(away**4)) / second**2 - 3
    return (
        float(np.sqrt(n * (n - 1)) / (n - 2) * skew),
        (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6),
    )


def _inwards(x: Array) -> Array:
    skew, _ = moments(x)
    far, pick = (np.nanmax(x), np.nanmax) if skew > 0 else (np.nanmin(x), np.nanmin)
    return np.where(x == far, pick(x[x != far]), x)


_SCALES = {"log": "plain log", "shifted-log": "shifted log"}


def _flags(treated: Treated, indicator: str, before: Array, entities: Sequence[str]) -> list[Flag]:
    flags: list[Flag] = []
    present = before[~np.isnan(before)]
    if present.size < FEWEST:
        flags.append(Flag("untreated", f"{present.size} figures are too few to treat", None, indicator))
    if present.size and (zeros := float(np.mean(present == 0))) >= MANY_ZEROS:
        flags.append(Flag("many-zeros", f"{100 * zeros:.0f} per cent of the figures are zero", None, indicator))
    if treated.done in ("log", "shifted-log"):
        flags.append(
            Flag("treated", f"the whole column is on a logarithmic scale ({_SCALES[treated.done]})", None, indicator)
        )
    if treated.done == "winsorised":
        flags += [
            Flag("treated", f"drawn in from {shown(before[i])} to {shown(treated.values[i])}", entities[i], indicator)
            for i in map(int, np.flatnonzero(~np.isnan(before) & (treated.values != before)))
        ]
    if treated.still_skewed:
        flags.append(Flag("still-skewed", "outliers remain after treatment", None, indicator))
    return flags
