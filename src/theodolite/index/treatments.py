"""Treatments: what draws in outliers of one column, or puts the whole of it on another scale."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

import numpy as np
from pydantic import Field

from theodolite.index.dataset import Array
from theodolite.index.method import method

FEWEST = 4
"""Figures below which skewness and kurtosis are not defined, and nothing is treated."""


class Treated(NamedTuple):
    """One column after treatment, what was done to it, and whether it is still skewed."""

    values: Array
    done: Literal["none", "winsorised", "log", "shifted-log", "box-cox", "shifted-box-cox"]
    still_skewed: bool = False
    drawn: Array | None = None
    """The column with its outliers drawn in, before any transformation; None where none was."""


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


@method("treat", "box-cox", domain="positive")
def box_cox(x: Array, *, lambda_: float) -> Treated:
    """(x^λ − 1)/λ of one column of values above zero, and ln x for λ = 0; missing values stay missing.

    Box and Cox (1964), An Analysis of Transformations.
    """
    return Treated(np.log(x) if lambda_ == 0 else (np.power(x, lambda_) - 1) / lambda_, "box-cox")


@method("treat", "shifted-box-cox")
def shifted_box_cox(x: Array, *, lambda_: float) -> Treated:
    """Box and Cox's transformation (see `box-cox`) of x − min x + 1, for one column of any sign.

    With λ = 0 it is ln(x − min x + 1): the logarithm that COINr calls `log_CT_orig`. Missing values stay missing; a
    column without figures is left as it is.
    """
    if np.isnan(x).all():
        return Treated(x, "none")
    return Treated(box_cox(x - np.nanmin(x) + 1, lambda_=lambda_).values, "shifted-box-cox")


@method("treat", "winsorise")
def winsorise(
    x: Array,
    *,
    skewness: float = 2.0,
    kurtosis: float = 3.5,
    at_most: Annotated[int, Field(ge=0)] = 5,
    then: Literal["none", "shifted-log", "shifted-box-cox"] = "shifted-log",
    of: Literal["untouched", "drawn-in"] = "untouched",
    lambda_: float = 0.0,
) -> Treated:
    """Draw in the largest points of one column while it is an outlier column, and transform it where that fails.

    While |skewness| and excess kurtosis are both above their bounds and fewer than `at_most` points have been drawn
    in, every point at the far end (top for positive skew, bottom for negative) takes the next value inwards: points
    that are tied move together, so that more than `at_most` may move. Where the column is an outlier column still,
    the column, `of` which points were drawn in or which is untouched, goes to `then` (`lambda` is that of
    `shifted-box-cox`); a column of two values, of which drawing in would leave one, stays as it is.
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
        return Treated(drawn, "winsorised", drawn=drawn)
    if flat or then == "none":
        return Treated(x, "none", still_skewed=True)
    given = drawn if of == "drawn-in" else x
    found = shifted_log(given) if then == "shifted-log" else shifted_box_cox(given, lambda_=lambda_)
    still = is_outlying(found.values, skewness, kurtosis)
    return found._replace(still_skewed=still, drawn=None if given is x else drawn)


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
