"""Resampling: repeatable whatever the block, and what it must be where nothing is left to chance."""

from __future__ import annotations

import numpy as np
import pytest

from theodolite.frontier import resample
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.planted import planted
from theodolite.frontier.resample import interval, raw, resampled
from theodolite.frontier.track import Track


def exact(*releases: tuple[float, float]) -> Track:
    days, heights = (np.array(column, dtype=float) for column in zip(*releases, strict=True))
    return Track(days, days, heights, np.full(len(days), np.nan))


def test_the_same_seed_gives_the_same_bytes_whatever_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    follower, leader, now = planted(200, (9, 14), "line", 1)
    whole = resampled(follower, leader, now, 50, 7)
    other = resampled(follower, leader, now, 50, 8)
    monkeypatch.setattr(resample, "BLOCK", 23 * 6)
    told: list[tuple[int, int]] = []
    parts = resampled(follower, leader, now, 50, 7, lambda done, of: told.append((done, of)))
    assert {name: days.tobytes() for name, days in whole.items()} == {n: days.tobytes() for n, days in parts.items()}
    assert whole["calendar-mean"].tobytes() != other["calendar-mean"].tobytes()
    assert told[0] == (6, 50)
    assert told[-1] == (50, 50)


def test_a_race_of_one_release_each_is_itself_in_every_resample() -> None:
    follower, leader = exact((30, 5)), exact((0, 9))
    drawn = resampled(follower, leader, 50, 20, 0)
    for name, one in ESTIMATORS.items():
        alone = one.days(raw(follower, leader, 50))[0]
        assert np.mean(drawn[name]) == pytest.approx(alone, nan_ok=True)


def test_a_day_is_drawn_from_those_on_which_it_may_have_come_out_and_none_after_now() -> None:
    """The leader's is of day 0, the follower's of one of 10 to 40, with 30 as the last day: 20 on average, σ 20/√12."""
    follower = Track(np.array([10.0]), np.array([40.0]), np.array([5.0]), np.array([np.nan]))
    found = resampled(follower, exact((0, 9)), 30, 4000, 0)["record-mean"]
    assert found.min() >= 10
    assert found.max() <= 30
    assert found.mean() == pytest.approx(20, abs=4 * 20 / np.sqrt(12 * 4000))


def test_a_height_is_drawn_within_its_error() -> None:
    """A follower at 5 with error 2 beats 6 where a standard normal number is above one half: 30.9 % of resamples."""
    follower = Track(np.array([10.0]), np.array([10.0]), np.array([5.0]), np.array([2.0]))
    ahead = resampled(follower, exact((10, 6)), 40, 4000, 0)["calendar-current"] < 0
    assert ahead.mean() == pytest.approx(0.3085, abs=4 * np.sqrt(0.3085 * 0.6915 / 4000))


def test_as_many_releases_as_a_group_has_are_drawn_with_replacement() -> None:
    """The follower's only release of 9 is in a resample of three with probability 1 − (2/3)³ = 19/27."""
    follower = exact((10, 1), (20, 2), (30, 9))
    held = resampled(follower, exact((0, 9)), 40, 4000, 0)["calendar-current"]
    level = resampled(follower, exact((35, 9)), 40, 4000, 0)["calendar-current"]
    assert set(held) == {30, 40}, "level with the leader since day 30, or behind since day 0"
    assert (held == 30).mean() == pytest.approx(19 / 27, abs=4 * np.sqrt(19 * 8 / 27**2 / 4000))
    assert set(level) == {-5, 5}
    reached = resampled(follower, exact((0, 5), (0, 5)), 40, 4000, 0)["calendar-current"] < 0
    assert reached.mean() == pytest.approx(19 / 27, abs=4 * np.sqrt(19 * 8 / 27**2 / 4000))


def test_an_interval_is_of_values_that_were_seen_and_leaves_out_what_is_not_defined() -> None:
    values = np.array([*range(1, 21), np.nan])
    assert interval(values) == (1, 19)
    assert interval(values, 0.5) == (5, 15)
    assert interval(np.array([1.0, 2.0, np.inf, np.inf])) == (1, np.inf)
    assert np.isnan(interval(np.array([np.nan]))).all()


def test_three_thousand_releases_of_each_are_resampled() -> None:
    random = np.random.default_rng(0)
    sides = [
        Track(days, days, random.integers(0, 10, 3000) * 1e26, np.full(3000, np.nan))
        for days in (np.sort(random.integers(0, 900, 3000)).astype(float) for _ in range(2))
    ]
    found = resampled(sides[0], sides[1], 900, 60, 0)
    assert {len(days) for days in found.values()} == {60}
    # Ten heights, each released some 300 times: both have every height within the first days.
    assert abs(np.mean(found["level-mean"])) < 10
