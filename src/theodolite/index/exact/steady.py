"""Steady: whether a series moved over several of its years, or in one step that may be a break in how it is counted."""

from __future__ import annotations

import numpy as np

from theodolite.index.dataset import Array

LEAST_POINTS = 4
"""Of the six yearly points of five years, both ends among them, as many have to be known."""

MOST = 0.5
"""The share of all movement for the better that one year may hold."""


def is_steady(points: Array) -> bool:
    """Whether a yearly course of figures, turned so that more is better, shows a pace and not a break.

    At least four have to be known, both ends among them, and no single year may hold more than half of all movement
    for the better, both in figures and (where all have one sign) in logarithms: growth by a factor a year holds
    most of its figures in the last year, but not most of its logarithms; a new definition, or a slip, does both.
    What lies between two known years is shared out evenly over the missing ones (NaN).
    """
    known = ~np.isnan(points)
    if known.sum() < LEAST_POINTS or not (known[0] and known[-1]):
        return False
    years = np.arange(len(points))
    whole = np.interp(years, years[known], points[known])
    scales = [whole, *([np.sign(whole) * np.log(np.abs(whole))] if (whole > 0).all() or (whole < 0).all() else [])]
    return any(_largest_share(scale) <= MOST for scale in scales)


def _largest_share(scale: Array) -> float:
    rises = np.maximum(np.diff(scale), 0.0)
    return float(rises.max() / rises.sum()) if rises.sum() > 0 else 1.0
