"""Track: one group's releases as arrays, heights turned so that more is better, on a scale where progress is even."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from theodolite.frontier.envelope import Array, Mask

Scale = Literal["linear", "logit", "log"]

WIDE = 100.0
"""From this ratio of the largest to the least height on, heights above zero are told by their logarithm."""

EDGE = 0.25
"""How far inside 0 and 100 a per cent is moved before its logit is taken."""


@dataclass(frozen=True)
class Track:
    """`n` releases: the first and the last day on which each may have come out, its height and its standard error.

    Days are counted from year 1; heights are in the score's unit, negated where less is better; an error of NaN is not
    known.
    """

    first: Array
    last: Array
    heights: Array
    errors: Array

    @property
    def days(self) -> Array:
        """The middle of the days on which each may have come out."""
        return (self.first + self.last) / 2

    def __len__(self) -> int:
        return len(self.heights)

    def up_to(self, day: float) -> Track:
        """The releases that were out by the end of `day`, whichever of its possible days each came out on."""
        return self.only(self.last <= day)

    def only(self, chosen: Mask) -> Track:
        """The releases that `chosen` marks."""
        return Track(self.first[chosen], self.last[chosen], self.heights[chosen], self.errors[chosen])


def track(rows: pl.DataFrame, *, less_is_better: bool = False) -> Track:
    """The track of the rows of a release table (columns start, end, value, se)."""
    sign = -1.0 if less_is_better else 1.0
    first, last = (_ordinal(rows[name]) for name in ("start", "end"))
    errors = rows["se"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return Track(first, last, sign * rows["value"].to_numpy(), errors.astype(np.float64))


def scale_of(heights: Array, unit: str) -> Scale:
    """The scale on which frontiers of such heights rise evenly: logit of shares, log of wide positive ranges.

    Only what needs a trend asks for it (calibration, shrinkage): lags themselves depend on order alone.
    """
    size = np.abs(heights)
    if unit == "percent" and size.max() <= 100:
        return "logit"
    one_sign = bool((heights > 0).all() or (heights < 0).all())
    return "log" if one_sign and size.max() >= WIDE * size.min() else "linear"


def scaled(heights: Array, scale: Scale) -> Array:
    """Heights on a scale: themselves, log(p/(100 − p)) of a per cent, or the logarithm with the height's own sign."""
    if scale == "linear":
        return heights
    size = np.abs(heights)
    sign = _sign(heights)
    if scale == "log":
        return sign * np.log(size)
    inside = np.clip(size, EDGE, 100 - EDGE)
    return sign * np.log(inside / (100 - inside))


def scaled_errors(heights: Array, errors: Array, scale: Scale) -> Array:
    """Standard errors on a scale by the first derivative: σ, σ·100/(p(100 − p)), σ/x."""
    if scale == "linear":
        return errors
    size = np.abs(heights)
    if scale == "log":
        return errors / size
    inside = np.clip(size, EDGE, 100 - EDGE)
    return errors * 100 / (inside * (100 - inside))


def unscaled(values: Array, scale: Scale, like: Array) -> Array:
    """Heights whose place on a scale is `values`, with the signs of the heights `like`: undoes `scaled`."""
    if scale == "linear":
        return values
    sign = _sign(like)
    size = sign * values
    return sign * (np.exp(size) if scale == "log" else 100 / (1 + np.exp(-size)))


def _sign(heights: Array) -> Array:
    """−1 for heights that were negated, a score of 0 (which is then −0.0) among them; 1 for the others."""
    return np.where(np.signbit(heights), -1.0, 1.0)


def _ordinal(days: pl.Series) -> Array:
    """Days counted from year 1, as `datetime.date.toordinal` does."""
    since_1970 = days.cast(pl.Date).cast(pl.Int32).to_numpy().astype(np.float64)
    return since_1970 + _FIRST_OF_1970


_FIRST_OF_1970 = 719163.0
"""1 January 1970 counted from year 1."""
