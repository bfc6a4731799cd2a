"""Resample: models drawn again within each group, scores within their error, days within what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from theodolite.frontier.envelope import Array
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.race import Race, race
from theodolite.frontier.track import Track

RESAMPLES = 2_000
"""Resamples where nothing else is said."""

BLOCK = 300_000
"""Cells (resamples × releases) that are in memory at once."""

Progress = Callable[[int, int], None]
"""Told how many resamples are done, and of how many."""


def raw(follower: Track, leader: Track, now: float) -> Race:
    """The race of the releases as they are: one resample, each release on the middle of its days."""
    return race((follower.days[None], follower.heights[None]), (leader.days[None], leader.heights[None]), now)


def resampled(
    follower: Track, leader: Track, now: float, resamples: int, seed: int, progress: Progress | None = None
) -> Mapping[str, Array]:
    """Days behind by each estimator (name → one number a resample).

    In each resample as many releases as a group has are drawn from it with replacement (stratified: groups keep their
    size); to every height a normal error of its own standard error is added (none where it is not known), and its day
    is drawn evenly from those on which it may have come out. Seeded: the same seed gives the same numbers, whatever
    the size of a block, since releases, days and errors of each group have a stream of random numbers of their own.
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, 6 and 8.
    """
    found: dict[str, list[Array]] = {name: [] for name in ESTIMATORS}
    streams = [stream.spawn(3) for stream in np.random.default_rng(seed).spawn(2)]
    size = max(1, BLOCK // (len(follower) + len(leader)))
    for begin in range(0, resamples, size):
        count = min(size, resamples - begin)
        sides = [_drawn(one, count, now, own) for one, own in zip((follower, leader), streams, strict=True)]
        drawn = race(sides[0], sides[1], now)
        for name, one in ESTIMATORS.items():
            found[name].append(one.days(drawn))
        if progress is not None:
            progress(begin + count, resamples)
    return {name: np.concatenate(parts) for name, parts in found.items()}


def interval(values: Array, level: float = 0.90) -> tuple[float, float]:
    """The central interval of resampled values; resamples in which an estimator is not defined (NaN) are left out.

    Quantiles are observed values (the inverse of the distribution function), since some may be infinite. NaN where
    none is defined.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return np.nan, np.nan
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return float(low), float(high)


def _drawn(one: Track, count: int, now: float, streams: list[np.random.Generator]) -> tuple[Array, Array]:
    """Days and heights of `count` resamples of a group; no release is drawn later than `now`."""
    of_releases, of_days, of_errors = streams
    chosen = of_releases.integers(0, len(one), (count, len(one)))
    place, noise = of_days.random(chosen.shape), of_errors.standard_normal(chosen.shape)
    first, last = one.first[chosen], np.minimum(one.last, now)[chosen]
    return first + place * (last - first), one.heights[chosen] + np.nan_to_num(one.errors)[chosen] * noise
