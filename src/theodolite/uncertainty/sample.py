"""Sample: points that fill a unit cube more evenly than chance does, by seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Sample = Callable[[int, int, "int | Sequence[int]"], Array]
"""A count of points, their dimensions and a seed give the points."""


def scrambled_sobol(count: int, dimensions: int, seed: int | Sequence[int]) -> Array:
    """The first `count` points (a power of 2) of a scrambled Sobol sequence: count × dimensions, from 0 to below 1.

    Two seeds give independent scrambles of one sequence: each is as even as the sequence, and their spread measures
    the error of what is estimated from them. Matoušek (1998), Journal of Complexity 14, 527 (the scramble: a random
    matrix and shift); Joe and Kuo (2008), SIAM Journal on Scientific Computing 30, 2635 (the direction numbers).
    """
    from scipy.stats import qmc

    points: Array = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed)).random(count)
    return np.minimum(points, np.nextafter(1.0, 0.0))


def by_chance(count: int, dimensions: int, seed: int | Sequence[int]) -> Array:
    """`count` points drawn independently and uniformly: rougher than a sequence, and at once at hand."""
    return np.random.default_rng(seed).random((count, dimensions))
