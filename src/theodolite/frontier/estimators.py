"""Estimators: each turns a race into one number of days behind for every resample; a new one is one function."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from theodolite.frontier.envelope import Array, Mask
from theodolite.frontier.race import Race
from theodolite.frontier.survival import kaplan_meier


class Estimator(NamedTuple):
    """A way to say how far behind: its name, what it is in a few words, and the function that computes it."""

    name: str
    gloss: str
    days: Callable[[Race], Array]


ESTIMATORS: dict[str, Estimator] = {}
"""Every estimator by name, in the order in which they are told."""


def estimator(name: str, gloss: str) -> Callable[[Callable[[Race], Array]], Callable[[Race], Array]]:
    """Register an estimator: a race gives days behind (one number a resample), NaN where undefined, ∞ where beyond."""

    def register(function: Callable[[Race], Array]) -> Callable[[Race], Array]:
        ESTIMATORS[name] = Estimator(name, gloss, function)
        return function

    return register


@estimator("level-mean", "mean over the leader's records that the follower has reached")
def level_mean(race: Race) -> Array:
    """Mean of L(c) over the leader's counted records c that the follower has reached; the others are left out.

    Biased low by what is left out, and high where the follower releases less often. NaN where none is reached.
    """
    lags, counted, reached = race.levels
    return _mean(lags, counted & reached)


@estimator("level-km-median", "Kaplan-Meier median over all of the leader's records")
def level_median(race: Race) -> Array:
    """The Kaplan-Meier median of L(c): the least lag at which at most half of the records are still ahead.

    Records not reached by now are right-censored. Infinite where the curve does not come down to one half, NaN where no
    record counts.
    """
    return kaplan_meier(*race.levels).median


@estimator("level-restricted-mean", "mean over all of the leader's records, up to the longest time seen")
def level_restricted_mean(race: Race) -> Array:
    """The Kaplan-Meier restricted mean of L(c): the area under its survival curve up to the longest lag or wait.

    Biased low where the longest waits have not ended. NaN where no record counts.
    """
    return kaplan_meier(*race.levels).restricted_mean


@estimator("calendar-mean", "mean over every day since both had released something")
def calendar_mean(race: Race) -> Array:
    """The mean of B(t) over all days from when both had released something until now; that of now where that is now."""
    stretches = race.stretches
    length = stretches.end - stretches.start
    middle = stretches.lag_at((stretches.start + stretches.end) / 2)
    whole = length.sum(axis=1)
    return np.where(whole > 0, (length * middle).sum(axis=1) / np.where(whole > 0, whole, 1.0), calendar_current(race))


@estimator("calendar-current", "today: since when the leader has had the follower's best")
def calendar_current(race: Race) -> Array:
    """B(now): the days since the leader first had what is the follower's best now; negative where it is ahead."""
    stretches = race.stretches
    last = stretches.lag_at(np.full_like(stretches.start, race.now))[:, -1]
    return np.asarray(last, dtype=np.float64)


@estimator("record-mean", "mean over the days on which the follower improved")
def record_mean(race: Race) -> Array:
    """The mean of B(t) on the days t of the follower's own records: biased low, since it is asked at its best moments.

    Records of before the leader had released anything do not count. NaN where none is left.
    """
    stretches = race.stretches
    return _mean(stretches.lag_at(stretches.start), stretches.record & stretches.begun)


def _mean(values: Array, chosen: Mask) -> Array:
    """The mean of each row's chosen values; NaN for a row without any."""
    count = chosen.sum(axis=1)
    total = np.where(chosen, values, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
