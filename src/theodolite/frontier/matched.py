"""Matched: how long until a follower's score could no longer be told apart from the leader's record, given errors."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from theodolite.frontier.envelope import Array
from theodolite.frontier.race import Race
from theodolite.frontier.survival import kaplan_meier
from theodolite.frontier.track import Track

SURE = 0.05
"""How often a follower that is level would be called below by chance."""


class Matched(NamedTuple):
    """Days until matched under noise: the mean over matched records, the Kaplan-Meier median, and how many records."""

    mean: float
    median: float
    records: int
    matched: int


def matched(follower: Track, leader: Track, race: Race) -> Matched | None:
    """The lag at the leader's records when a record counts as matched once it is not surely out of reach.

    A follower's release matches a record c where z = (height − c)/√(σ² + σ_c²) > −1.645: a one-sided z-test at 5 %
    does not tell it below. That comes no later than reaching the record. A record without a match is censored at the
    race's `now`; one that was set before the follower's first day and matched on it does not count, since when the
    follower could have done so is not known. A height without a standard error is taken as exact. None where no height
    has one, so that the test cannot be made, and where no record counts. `race` is that of the two as they are.
    """
    heights, errors, led = _of_records(leader, race)
    if not np.isfinite([*errors, *follower.errors]).any():
        return None
    noise = np.hypot(np.nan_to_num(follower.errors)[None], np.nan_to_num(errors)[:, None])
    behind = follower.heights[None] - heights[:, None]
    level = behind > NormalDist().inv_cdf(SURE) * noise
    level |= behind >= 0
    first = np.where(level, follower.days[None], np.inf).min(axis=1)
    known = (first > follower.days.min()) | (led >= follower.days.min())
    ended = (first <= race.now)[known]
    lags = (np.minimum(first, race.now) - led)[known]
    if not len(lags):
        return None
    median = kaplan_meier(lags[None], np.ones((1, len(lags)), bool), ended[None]).median[0]
    mean = float(lags[ended].mean()) if ended.any() else np.nan
    return Matched(mean, float(median), len(lags), int(ended.sum()))


def _of_records(leader: Track, race: Race) -> tuple[Array, Array, Array]:
    """Heights, errors and days of the leader's records, in the order of the race (by day, the best of a day first)."""
    order = np.lexsort((-leader.heights, leader.days))
    record = race.leader.records[0]
    return leader.heights[order][record], leader.errors[order][record], race.leader.days[0][record]
