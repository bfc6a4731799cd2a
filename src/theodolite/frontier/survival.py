"""Survival: lags of which some have not ended yet, by Kaplan and Meier's product and by a log-normal fit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from theodolite.frontier.envelope import Array, Mask

HALF = 0.5 + 1e-12
"""One half, and what rounding may add to it."""


class Survival(NamedTuple):
    """What a survival curve comes to, one number a resample, in the unit of the lags."""

    median: Array
    restricted_mean: Array


def kaplan_meier(lags: Array, counted: Mask, ended: Mask) -> Survival:
    """Kaplan and Meier's product-limit estimate of lags (resamples × lags); those not `ended` are right-censored.

    S(x) = ∏ (1 − 1/n_i) over the ended lags up to x, n_i being those at least as long. An ended lag comes before a
    censored one of the same length. The median is the least x with S(x) ≤ ½, infinite where there is none; the
    restricted mean is the least lag plus the area under S from there to the longest lag, ended or not. Lags may be
    negative. Both are NaN for a resample that counts none. Kaplan and Meier (1958), JASA 53, 457.
    """
    length = np.where(counted, lags, np.inf)
    order = np.lexsort((~ended, length), axis=1)
    length = np.take_along_axis(length, order, axis=1)
    ends = np.take_along_axis(ended & counted, order, axis=1)
    number = counted.sum(axis=1, keepdims=True)
    at_risk = np.maximum(number - np.arange(length.shape[1]), 1)
    surviving = np.cumprod(np.where(ends, 1 - 1 / at_risk, 1.0), axis=1, dtype=np.float64)
    return Survival(_median(length, surviving, number[:, 0]), _area(length, surviving, number[:, 0]))


def _median(length: Array, surviving: Array, number: Array) -> Array:
    low = surviving <= HALF
    first = np.take_along_axis(length, low.argmax(axis=1)[:, None], axis=1)[:, 0]
    return np.where(number == 0, np.nan, np.where(low.any(axis=1), first, np.inf))


def _area(length: Array, surviving: Array, number: Array) -> Array:
    known = np.isfinite(length)
    filled = np.where(known, length, 0.0)
    steps = np.diff(filled, axis=1, prepend=0.0)
    before = np.concatenate([np.ones((len(length), 1)), surviving[:, :-1]], axis=1)
    return np.where(number == 0, np.nan, np.where(known, before * steps, 0.0).sum(axis=1))


HALF_LOG_TAU = float(np.log(2 * np.pi)) / 2
"""½ log 2π: what the logarithm of the normal density has beside −z²/2."""


class LogNormal(NamedTuple):
    """A log-normal law of lags: mean and standard deviation of their logarithm; `median` and `mean` in their unit."""

    mu: float
    sigma: float

    @property
    def median(self) -> float:
        """e^μ."""
        return float(np.exp(self.mu))

    @property
    def mean(self) -> float:
        """e^(μ + σ²/2); infinite where that is beyond what a float holds."""
        with np.errstate(over="ignore"):
            return float(np.exp(self.mu + self.sigma**2 / 2))


def log_normal(lags: Array, ended: Mask) -> LogNormal | None:
    """The log-normal law under which lags above 0 (one row) are likeliest; those not `ended` are right-censored.

    Maximises Σ log f(x) over the ended and Σ log S(x) over the censored lags; lags of 0 or less, which no log-normal
    law allows, are the caller's to leave out and to tell. None where fewer than two different lags have ended: σ is
    then not determined. Lawless (2003), Statistical Models and Methods for Lifetime Data, 5.2.
    """
    from scipy.optimize import minimize
    from scipy.special import log_ndtr

    logs = np.log(lags)
    if len(np.unique(logs[ended])) < 2:
        return None

    def surprise(at: Array) -> float:
        z = (logs - at[0]) / np.exp(at[1])
        return -float(np.sum(np.where(ended, -(z**2) / 2 - HALF_LOG_TAU - at[1], log_ndtr(-z))))

    start = np.array([logs[ended].mean(), np.log(logs[ended].std())])
    found = minimize(surprise, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 4000})
    return LogNormal(float(found.x[0]), float(np.exp(found.x[1])))
