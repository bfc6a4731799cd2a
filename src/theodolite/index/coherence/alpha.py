"""Cronbach's alpha: how far the items of one pillar measure one thing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from theodolite.index.coherence.correlate import FEWEST, is_flat
from theodolite.index.dataset import Array, Mask


class Alpha(NamedTuple):
    """Alpha over the `usable` items (of all k), and why it is missing where it is (else empty)."""

    value: float
    usable: Mask
    reason: str = ""


def alpha(x: Array) -> Alpha:
    """Cronbach's alpha k/(k − 1) · (1 − Σᵢ sᵢᵢ / Σᵢⱼ sᵢⱼ) of n × k figures, s being their covariances.

    Each covariance is over the entities with both figures. Items without three figures or without differences are not
    usable and do not count in k; a column left in would lower alpha without measuring anything. NaN, with the reason,
    for fewer than two usable items, for a pair of items that fewer than three entities share, or for covariances that
    sum to nothing. A negative alpha is a value: items pull against each other.
    Cronbach (1951), Coefficient alpha and the internal structure of tests, https://doi.org/10.1007/BF02310555;
    OECD/JRC Handbook (2008), step 4.
    """
    present = [column[~np.isnan(column)] for column in x.T]
    usable = np.array([column.size >= FEWEST and not is_flat(column) for column in present], dtype=bool)
    k = int(usable.sum())
    if k < 2:
        return Alpha(np.nan, usable, f"{k} of {usable.size} items can be used: alpha takes two")
    s = _covariances(x[:, usable])
    total = float(s.sum())
    if np.isnan(total):
        return Alpha(np.nan, usable, "two of the items share fewer than three entities")
    if abs(total) <= np.finfo(float).eps * float(np.abs(s).sum()):
        return Alpha(np.nan, usable, "the items cancel out: their sum does not vary")
    return Alpha(k / (k - 1) * (1 - float(np.trace(s)) / total), usable)


def _covariances(x: Array) -> Array:
    """The k × k covariances of n × k figures, each over the rows that have both; NaN below three such rows."""
    k = x.shape[1]
    found = np.full((k, k), np.nan)
    for i in range(k):
        for j in range(i, k):
            both = ~(np.isnan(x[:, i]) | np.isnan(x[:, j]))
            if (n := int(both.sum())) >= FEWEST:
                a, b = x[both, i], x[both, j]
                found[i, j] = found[j, i] = (a - a.mean()) @ (b - b.mean()) / (n - 1)
    return found
