"""Calibration: what an estimator says of a lag that is known, and so which lag its raw figure stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from theodolite.frontier.envelope import Array
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.race import Race, race
from theodolite.frontier.track import Scale, Track, scaled

SIMULATED = 200
"""Simulated races at each planted lag."""

BEFORE, AFTER, PLANTED = 600.0, 400.0, 26
"""Planted lags reach from so many days below the raw figures to so many above, in so many even steps; below, as many
days as the largest raw figure has where those are more."""

FAR = 1000.0
"""What is beyond every lag is taken to be so many days beyond the outermost one."""

FEWEST = 5
"""With fewer releases of the leader than this no trend is fitted, and nothing is calibrated."""


class Corrected(NamedTuple):
    """Days behind once the estimator's own bias is taken out, with a 90 % interval; NaN where it cannot be told."""

    days: float
    low: float
    high: float


def calibrated(
    follower: Track, leader: Track, now: float, raw: Mapping[str, float], scale: Scale, seed: int,
    simulated: int = SIMULATED,
) -> dict[str, Corrected] | None:  # fmt: skip
    """By estimator, the lag at which simulated races say what the real one says; None with fewer than 5 of the leader.

    The leader's heights on `scale` are a line over time and what each lies off it. In a simulated race both groups
    release on their own days; a height is the line's (the follower's, of θ days earlier) plus an offset drawn from the
    leader's, and the line itself is drawn within its error. So both have one habit of release, and all that is between
    them is the lag θ and their numbers of releases. `simulated` races at each of 26 lags θ give the quantiles 5, 50 and
    95 % of each estimator; these are made to rise with θ and read backwards at the raw figure: it stands for the lag of
    which it is the median, and for no lag at which it lies outside the central 90 % (Neyman 1937: a test inverted). A
    bound beyond the simulated lags is infinite; the lag itself is NaN where it is beyond them, or where both its bounds
    are. Where the leader's line does not rise no lag shows in it: all is NaN.

    The offsets hold the error of measurement already, so none is added. Of the leader only releases are asked that may
    matter to the follower's: those of the range of planted lags before its first, and later ones.
    """
    if len(leader) < FEWEST:
        return None
    known = [value for value in raw.values() if np.isfinite(value)]
    if not known:
        return None
    below = max(BEFORE, *np.abs(known))
    planted = np.linspace(min(known) - below, max(known) + AFTER, PLANTED)
    leader = _recent(leader, float(follower.days.min()) - below)
    if not _rises(leader, scale):
        return {name: Corrected(np.nan, np.nan, np.nan) for name in raw}
    said = _simulated(follower, leader, now, planted, scale, simulated, seed)
    return {name: _inverted(planted, said[name], value) for name, value in raw.items()}


def _recent(leader: Track, since: float) -> Track:
    """The leader's releases from a day on, or all of them where fewer than FEWEST are left."""
    late = leader.days >= since
    return leader if late.sum() < FEWEST else leader.only(late)


def _rises(leader: Track, scale: Scale) -> bool:
    """Whether the leader's line goes up, by more than rounding makes it."""
    heights = scaled(leader.heights, scale)
    slope = _line(leader.days - leader.days.mean(), heights).slope
    return slope * float(np.ptp(leader.days)) > 1e-9 * float(np.ptp(heights))


def _simulated(
    follower: Track, leader: Track, now: float, planted: Array, scale: Scale, simulated: int, seed: int
) -> dict[str, Array]:
    """Estimator → what it says in each simulated race: planted lags × simulated."""
    random = np.random.default_rng(seed)
    heights, days = scaled(leader.heights, scale), leader.days
    middle = days.mean()
    line = _line(days - middle, heights)
    found: dict[str, list[Array]] = {name: [] for name in ESTIMATORS}
    for lag in planted:
        level = random.normal(line.level, line.level_error, (simulated, 1))
        slope = random.normal(line.slope, line.slope_error, (simulated, 1))
        of_follower = (
            level + slope * (follower.days - middle - lag) + random.choice(line.off, (simulated, len(follower)))
        )
        of_leader = level + slope * (days - middle) + random.choice(line.off, (simulated, len(leader)))
        raced = race(
            (np.broadcast_to(follower.days, of_follower.shape), of_follower),
            (np.broadcast_to(days, of_leader.shape), of_leader),
            now,
        )
        for name, one in ESTIMATORS.items():
            found[name].append(_beyond(one.days(raced), raced))
    return {name: np.stack(parts) for name, parts in found.items()}


def _beyond(days: Array, raced: Race) -> Array:
    """Days with what is not defined as beyond: above, or below where the follower's first release beat every record."""
    side = np.where(raced.levels.counted.any(axis=1), np.inf, -np.inf)
    return np.where(np.isnan(days), side, days)


class Line(NamedTuple):
    """A least-squares line through heights over days of mean 0, the errors of its two numbers, and what lies off it."""

    level: float
    slope: float
    level_error: float
    slope_error: float
    off: Array


def _line(x: Array, y: Array) -> Line:
    """The line of y on x: slope Σxy/Σx², errors s/√n and s/√Σx² with n − 2 degrees of freedom; level where Σx² is 0."""
    square = float(x @ x)
    level, slope = float(y.mean()), float(x @ (y - y.mean())) / square if square else 0.0
    off = y - level - slope * x
    error = float(np.sqrt(off @ off / (len(x) - 2)))
    return Line(level, slope, error / np.sqrt(len(x)), error / np.sqrt(square) if square else 0.0, off)


def _inverted(planted: Array, said: Array, raw: float) -> Corrected:
    """The planted lags at which `raw` is the median, the 95 % and the 5 % quantile of what is said."""
    if not np.isfinite(raw):
        return Corrected(np.nan, np.nan, np.nan)
    low, middle, high = np.quantile(said, [0.05, 0.5, 0.95], axis=1, method="inverted_cdf")
    least, most = _where(planted, high, raw)[0], _where(planted, low, raw)[1]
    days = sum(_where(planted, middle, raw)) / 2
    told = np.isfinite(days) and (np.isfinite(least) or np.isfinite(most))
    return Corrected(days if told else np.nan, least, most)


def _where(planted: Array, curve: Array, raw: float) -> tuple[float, float]:
    """The first and the last planted lag at which a curve that is made to rise is `raw`; infinite beyond its ends.

    Neighbours that fall are pooled. The two are one but where the curve stays level at `raw`.
    """
    from scipy.optimize import isotonic_regression

    known = curve[np.isfinite(curve)]
    ends = known.min(initial=raw) - FAR, known.max(initial=raw) + FAR
    rising = isotonic_regression(np.clip(curve, *ends)).x
    step = 1e-9 * np.arange(len(rising))
    ends = float(np.interp(raw, rising + step, planted)), float(np.interp(raw, rising + step - step[-1], planted))
    beyond = {float(planted[0]): -np.inf, float(planted[-1]): np.inf}
    return beyond.get(ends[0], ends[0]), beyond.get(ends[1], ends[1])
