"""Tolerance: when two printed figures are the same, and when they could be, by the digits in which they are printed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Figures = npt.NDArray[np.float64]

MOST_DECIMALS = 9
"""A figure with more decimals than this is taken as exact."""

KEPT = 2
"""Leading digits that a rounded whole number always keeps: 100 may stand for 95 to 105, not for 50 to 150."""

_NOISE = 1e-12
"""Relative noise of floating-point arithmetic that is not a digit."""


def printed_unit(values: Figures) -> Figures:
    """The unit of the last decimal in which each of n figures is printed: 0.1 for 5.3, and 1 for a whole number.

    Trailing zeros of a whole number count as printed. A figure of more than MOST_DECIMALS decimals has unit 0.
    """
    unit = np.zeros(len(values))
    for decimals in range(MOST_DECIMALS, -1, -1):
        scaled = values * 10.0**decimals
        whole = np.abs(scaled - np.round(scaled)) <= _NOISE * np.maximum(np.abs(scaled), 1.0)
        unit = np.where(whole, 10.0**-decimals, unit)
    return unit


def rounded_unit(values: Figures) -> Figures:
    """The coarsest unit to which each of n figures may have been rounded: 1,000 for 38,000, and 0.1 for 5.3.

    As `printed_unit`, but trailing zeros of a whole number may be rounding, as long as KEPT leading digits stay.
    """
    unit = printed_unit(values)
    size = np.abs(values)
    for zeros in range(1, 16):
        step = 10.0**zeros
        steps = values / step
        rounded = (np.abs(steps - np.round(steps)) <= _NOISE * np.abs(steps)) & (size >= step * 10.0 ** (KEPT - 1))
        unit = np.where(rounded & (unit == step / 10), step, unit)
    return unit


def agree(a: Figures, b: Figures) -> npt.NDArray[np.bool_]:
    """Whether figures are the same: they differ by no more than half the printed unit of the coarser one."""
    half = np.maximum(printed_unit(a), printed_unit(b)) / 2
    return np.abs(a - b) <= half + _NOISE * np.maximum(np.abs(a), np.abs(b)) * (half > 0)


def span(values: Figures, low: Figures, high: Figures) -> tuple[Figures, Figures]:
    """What figures may stand for: their reported interval (NaN where none is) and half their rounding either way."""
    half = rounded_unit(values) / 2
    return np.fmin(low, values - half), np.fmax(high, values + half)
