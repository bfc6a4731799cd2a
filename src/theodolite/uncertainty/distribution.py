"""Distribution: an interval from 5 % to 95 % and a shape, made into the value at any share of the draws."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from theodolite.uncertainty.sample import Array

Shape = Literal["log-normal", "normal", "logit-normal", "uniform"]

Z = 1.6448536269514722
"""The 95 % point of the standard normal distribution."""


def refused(shape: Shape, low: float, high: float) -> str | None:
    """Why a shape cannot have these 5 and 95 % ends; None where it can. Equal ends are a fixed value of any shape."""
    if low == high:
        return None
    if shape == "log-normal" and low <= 0:
        return "a log-normal interval begins above 0"
    if shape == "logit-normal" and not (low > 0 and high < 1):
        return "a logit-normal interval lies between 0 and 1"
    return None


def quantile(shape: Shape, low: npt.ArrayLike, high: npt.ArrayLike, share: npt.ArrayLike) -> Array:
    """The value below which `share` (0 to 1) of a distribution lies whose 5 and 95 % points are `low` and `high`.

    All broadcast together. Log-normal, normal and logit-normal: the normal distribution of the logarithm, of the
    value itself, of log(x / (1 − x)), whose middle is that of the ends and whose standard deviation is their distance
    over 2 × 1.645; uniform: `low` and `high` are its ends, not its 5 and 95 % points. Where both ends are equal it is
    that value.
    """
    low, high, share = (np.asarray(one, dtype=float) for one in (low, high, share))
    if shape == "uniform":
        return low + (high - low) * share
    from scipy.special import ndtri

    at = ndtri(share) / (2 * Z)
    if shape == "normal":
        return (low + high) / 2 + (high - low) * at
    fixed = low == high
    if shape == "log-normal":
        a, b = (np.log(np.where(fixed, 1.0, one)) for one in (low, high))
        spread = np.exp((a + b) / 2 + (b - a) * at)
    else:
        a, b = (_logit(np.where(fixed, 0.5, one)) for one in (low, high))
        spread = 1 / (1 + np.exp(-((a + b) / 2 + (b - a) * at)))
    return np.where(fixed, low, spread)


def _logit(share: Array) -> Array:
    return np.log(share / (1 - share))
