"""Points of the unit cube by number, in plain arrays: what the compiled kernel draws, for whoever wants one again."""

from __future__ import annotations

import numpy as np

from theodolite.index.dataset import Array

GOLDEN, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def point_at(draw: int, dimensions: int, seed: int) -> Array:
    """The point of one draw: `dimensions` numbers from 0 (included) to 1 (not), of seed, draw and dimension alone.

    The (draw × dimensions + j + 1)-th number of SplitMix64 from a mixed seed; a number has 53 random bits.
    Steele, Lea and Flood (2014), https://doi.org/10.1145/2660193.2660195.
    """
    with np.errstate(over="ignore"):
        start = _mixed(np.array([seed], np.uint64) + np.uint64(GOLDEN))
        steps = np.arange(draw * dimensions + 1, (draw + 1) * dimensions + 1, dtype=np.uint64)
        numbers = _mixed(start + steps * np.uint64(GOLDEN))
    return (numbers >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mixed(x: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    x = (x ^ (x >> np.uint64(30))) * np.uint64(FIRST)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(SECOND)
    return x ^ (x >> np.uint64(31))
