"""Copeland: entities ranked by how many others they outrank, pair by pair, without adding up unlike things."""

from __future__ import annotations

import math

import numpy as np

from theodolite.index.dataset import Array
from theodolite.index.method import method

EVEN = 1e-12
"""How far an outranking share may be from one half and still be even, for the rounding of weights."""


@method("aggregate", "copeland", least=lambda: -math.inf, relative=True)
def copeland(values: Array, shares: Array, weights: Array) -> Array:
    """For each row the number of rows that it outranks, less the number of rows that outrank it.

    A row outranks another where it is better on more than half of the weight (`outranking`). `shares` is 0 where x is
    missing: a comparison with a missing value counts half for both. `weights` are the k weights, summing to one.
    OECD/JRC Handbook (2008), step 6, on non-compensatory aggregation.
    """
    over = outranking(np.where(shares > 0, values, np.nan), weights) - 0.5
    return np.where(np.abs(over) <= EVEN, 0.0, np.sign(over)).sum(axis=1)


def outranking(values: Array, weights: Array) -> Array:
    """n × n: the weight on which row i is better than row j, with half the weight of ties and missing comparisons.

    `values` is n × k with NaN for missing, `weights` k long, summing to one; the diagonal is one half.
    """
    n, total = len(values), np.full((len(values), len(values)), 0.5)
    for column, weight in zip(values.T, weights, strict=True):
        away = np.sign(column[:, None] - column[None, :])
        total += weight * np.where(np.isnan(away), 0.0, away) / 2
    return total.reshape(n, n)
