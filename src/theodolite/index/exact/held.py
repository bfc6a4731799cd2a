"""Held: a step of a lens as a function of one figure, with the goalposts that everybody's figures gave it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from theodolite.index.dataset import Array

CLOSE = 1e-9
"""How closely a function must give back the column that the step made, as a share of its largest value."""

FunctionOf = Callable[[Array], Array]


class Line(NamedTuple):
    """y = start + slope · g(x), kept between `low` and `high`."""

    start: float
    slope: float
    low: float
    high: float
    of: FunctionOf

    def __call__(self, x: Array) -> Array:
        """The values of n figures."""
        return np.clip(self.start + self.slope * self.of(np.asarray(x, dtype=float)), self.low, self.high)


def held(before: Array, after: Array) -> Line | None:
    """The function that a step carried out on one column, from the column `before` and `after` it (n long).

    A step that keeps its goalposts maps every figure by itself: on a straight line (min-max, z-score, goalposts), on a
    straight line with its ends drawn in (Winsorised), or on a line over logarithms. The first of these that gives back
    every figure of the column is taken; None where there is none. Missing figures do not count.
    """
    known = ~np.isnan(before) & ~np.isnan(after)
    x, y = before[known], after[known]
    if not x.size or x.min() == x.max():
        return None
    drawn_in = Line(0.0, 1.0, float(y.min()), float(y.max()), np.asarray)
    lines = [_through(x, y, scale, ends) for scale in _scales(x) for ends in (None, (y.min(), y.max()))]
    for line in (drawn_in, *lines):
        if line is not None and np.abs(line(x) - y).max() <= CLOSE * np.abs(y).max():
            return line
    return None


def only_order(before: Array, after: Array, restretched: Array) -> bool:
    """Whether a step looked at the order of a column alone: stretched otherwise (`stretched`), it came out the same.

    What such a step makes of one figure depends on who else stands where: there are no goalposts to hold.
    """
    known = ~np.isnan(before)
    return np.unique(before[known]).size > 2 and bool(np.allclose(after[known], restretched[known], rtol=CLOSE))


def stretched(column: Array) -> Array:
    """A column in the same order at other distances: 1 + u + u², u being its place between its least and greatest."""
    with np.errstate(invalid="ignore", divide="ignore"):
        u = (column - np.nanmin(column)) / (np.nanmax(column) - np.nanmin(column))
    return 1 + u + u**2


def _scales(x: Array) -> list[FunctionOf]:
    """The scales on which a step may be a straight line: x itself, its shifted logarithm, its logarithm."""
    low, high = x.min(), x.max()
    shifted: FunctionOf = lambda v: np.log(np.maximum(v - low, 0) + (high - low) / 100)  # noqa: E731
    return [np.asarray, shifted, *([np.log] if low > 0 else [])]


def _through(x: Array, y: Array, of: FunctionOf, ends: tuple[float, float] | None) -> Line | None:
    """The line through the outermost points, or through those inside `ends`; None where these are fewer than two."""
    inside = np.ones(y.shape, dtype=bool) if ends is None else (y > ends[0]) & (y < ends[1])
    if not inside.any():
        return None
    z, y = of(x[inside]), y[inside]
    first, last = int(np.argmin(z)), int(np.argmax(z))
    if z[first] == z[last]:
        return None
    slope = (y[last] - y[first]) / (z[last] - z[first])
    low, high = ends or (-np.inf, np.inf)
    return Line(float(y[first] - slope * z[first]), float(slope), float(low), float(high), of)
