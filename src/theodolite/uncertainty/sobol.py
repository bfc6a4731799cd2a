"""Sobol shares: how much of the variance of a result each input, or group of inputs, accounts for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from theodolite.uncertainty.sample import Array

LOW, HIGH = 0.05, 0.95
"""The ends of the interval of a share."""


class Moments(NamedTuple):
    """What one replicate of a pick-freeze design leaves: means over its points, of O outputs and K groups of inputs.

    With a, b the outputs at the two base points and d = m − a, where m is the output at a with one group taken from
    b: `level` and `square` are the means of a and b, and of a² and b², together (O); `step`, `product` and `spread`
    those of d, b·d and d² (K × O).
    """

    level: Array
    square: Array
    step: Array
    product: Array
    spread: Array


class Shares(NamedTuple):
    """First-order and total shares (K × O each), and the 5 and 95 % ends of their intervals."""

    first: Array
    first_low: Array
    first_high: Array
    total: Array
    total_low: Array
    total_high: Array


def moments_of(a: Array, b: Array, mixed: Array) -> Moments:
    """The moments of outputs a and b (N × O) and `mixed` (K × N × O); take off a constant near their mean first."""
    step = mixed - a
    return Moments(
        (a.mean(axis=0) + b.mean(axis=0)) / 2,
        ((a**2).mean(axis=0) + (b**2).mean(axis=0)) / 2,
        step.mean(axis=1),
        (b * step).mean(axis=1),
        (step**2).mean(axis=1),
    )


def sobol_shares(replicates: Sequence[Moments], seed: int, resamples: int = 1000) -> Shares:
    """The shares that R replicates of equal size give together, with intervals from resampling whole replicates.

    First order: E[(b − c) d]/V, centred by the mean c of all outputs, which takes most of its noise away; total:
    E[d²]/2V. A result that does not vary has no shares (NaN), nor has one that varies in so few replicates that some
    resample holds none of them: its intervals would have no ends.
    Saltelli and others (2010), https://doi.org/10.1016/j.cpc.2009.09.018, table 2, (b) and (f, Jansen's); replicates
    are resampled whole, because the points of a scrambled sequence are not independent of each other.
    """
    stacked = Moments(*(np.array(parts) for parts in zip(*replicates, strict=True)))
    first, total = _shares(Moments(*(part.mean(axis=0) for part in stacked)))
    count = len(replicates)
    picks = np.random.default_rng(seed).integers(count, size=(resamples, count))
    often = (picks[:, :, None] == np.arange(count)).mean(axis=1)
    drawn = _shares(Moments(*(np.tensordot(often, part, axes=1) for part in stacked)))
    found: list[Array] = []
    for order, shares in enumerate((first, total)):
        low, high = np.quantile(drawn[order], (LOW, HIGH), axis=0)
        found += [np.where(np.isnan(low), np.nan, shares), low, high]
    return Shares(*found)


def _shares(m: Moments) -> tuple[Array, Array]:
    """First-order and total shares of one set of moments, or of many with the resamples as their first axis."""
    variance = m.square - m.level**2
    variance = np.where(variance > 1e-12 * m.square, variance, np.nan)[..., None, :]
    return (m.product - m.level[..., None, :] * m.step) / variance, m.spread / (2 * variance)
