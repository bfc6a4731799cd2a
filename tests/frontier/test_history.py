"""The lag at past dates, from what was out then."""

from __future__ import annotations

import numpy as np
import pytest

from theodolite.frontier.history import dates_between, history
from theodolite.frontier.planted import planted
from theodolite.frontier.resample import interval, resampled
from theodolite.frontier.track import Track


def exact(*releases: tuple[float, float]) -> Track:
    days, heights = (np.array(column, dtype=float) for column in zip(*releases, strict=True))
    return Track(days, days, heights, np.full(len(days), np.nan))


FOLLOWER = exact((20, 1), (60, 12), (130, 22))
LEADER = exact((0, 10), (50, 20), (100, 30))


def test_each_date_is_told_from_what_was_out_then() -> None:
    """By day 70 the follower's 12 stands against the leader's 20 of day 50; by day 140 its 22 against 30 of day 100."""
    told: list[tuple[int, int]] = []
    found = history(FOLLOWER, LEADER, [30, 70, 140], 40, 0, lambda done, of: told.append((done, of)))
    days = {(day, name): behind for day, name, behind, *_ in found.iter_rows()}
    assert {day for day, _ in days} == {70, 140}
    assert days[70, "level-mean"] == pytest.approx(60)
    assert days[140, "level-mean"] == pytest.approx((60 + 80) / 2)
    assert days[70, "calendar-current"] == pytest.approx(70 - 50)
    assert days[140, "calendar-current"] == pytest.approx(140 - 100)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_interval_of_a_date_is_that_of_resamples_of_what_was_out() -> None:
    follower, leader, _ = planted(200, (20, 30), "line", 3)
    found = history(follower, leader, [700.0], 60, 5)
    drawn = resampled(follower.up_to(700), leader.up_to(700), 700, 60, 5)
    for _, name, _, low, high in found.iter_rows():
        assert (low, high) == pytest.approx(interval(drawn[name]), nan_ok=True)


def test_dates_end_with_the_last_and_do_not_come_before_the_first() -> None:
    assert dates_between(10, 100, 30) == [10, 40, 70, 100]
    assert dates_between(11, 100, 30) == [40, 70, 100]
    assert dates_between(100, 100, 30) == [100]
    assert dates_between(101, 100, 30) == []
    assert dates_between(500, 100, 30) == []
