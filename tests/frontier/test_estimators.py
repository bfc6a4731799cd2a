"""Six estimators on races small enough to be worked by hand; the arithmetic stands beside each number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.race import race

Releases = Sequence[tuple[float, float]]


def days_behind(follower: Releases, leader: Releases, now: float) -> dict[str, float]:
    """Every estimator on one race of (day, height)."""
    sides = [
        tuple(np.array(column, dtype=float)[None] for column in zip(*one, strict=True)) for one in (follower, leader)
    ]
    held = race(sides[0], sides[1], now)  # type: ignore[arg-type]
    return {name: float(one.days(held)[0]) for name, one in ESTIMATORS.items()}


def test_a_race_with_two_records_reached_and_two_open() -> None:
    """Leader 10, 20, 25, 30 on days 0, 100, 220, 300; the follower has 10 on day 150, 20 on day 260; now is 400.

    Lags 150 and 160, waits 180 and 100. Survival: 100 censored of 4; at 150 one of 3 ends, 2/3; at 160 one of 2, 1/3.
    By day: from 50 to 150 the lag is t − 0, to 260 and 400 t − 100: means 100, 105, 230, of 100, 110, 140 days.
    """
    found = days_behind([(50, 5), (150, 12), (260, 20)], [(0, 10), (100, 20), (200, 15), (220, 25), (300, 30)], 400)
    assert found == pytest.approx(
        {
            "level-mean": (150 + 160) / 2,
            "level-km-median": 160,
            "level-restricted-mean": 150 + 10 * 2 / 3 + 20 / 3,
            "calendar-mean": (100 * 100 + 105 * 110 + 230 * 140) / 350,
            "calendar-current": 400 - 100,
            "record-mean": (50 + 50 + 160) / 3,
        }
    )


def test_a_follower_that_is_ahead_is_behind_by_less_than_nothing() -> None:
    """Leader 8 and 15 on days 40 and 160, which the follower had on days 0 and 100; now is 200.

    Lags −40 and −60. By day: from 40 to 160 the lag is −(t − 0), to 200 −(t − 100): means −100 and −80. Its record of
    day 0 comes before the leader has begun; that of day 100 is 100 days after it first had the leader's 8.
    """
    found = days_behind([(0, 10), (100, 20)], [(40, 8), (160, 15)], 200)
    assert found == pytest.approx(
        {
            "level-mean": -50,
            "level-km-median": -60,
            "level-restricted-mean": -60 + 20 / 2,
            "calendar-mean": (-100 * 120 - 80 * 40) / 160,
            "calendar-current": -100,
            "record-mean": -100,
        }
    )


def test_a_record_that_the_first_release_beats_counts_only_if_it_was_set_later() -> None:
    """5 on day 0 is beaten by the follower's first release: not counted. 8 on day 20 was: −10. 12: day 30 to 50."""
    found = days_behind([(10, 10), (50, 12)], [(0, 5), (20, 8), (30, 12)], 60)
    assert found["level-mean"] == pytest.approx((-10 + 20) / 2)
    assert found["level-km-median"] == pytest.approx(-10)


def test_a_race_of_one_release_each_that_is_never_level() -> None:
    """The leader's 5 of day 0 is open for 20 days; by day the lag goes from 10 to 20; its own record came on day 10."""
    found = days_behind([(10, 1)], [(0, 5)], 20)
    assert np.isnan(found.pop("level-mean"))
    assert found == pytest.approx(
        {
            "level-km-median": np.inf,
            "level-restricted-mean": 20,
            "calendar-mean": 15,
            "calendar-current": 20,
            "record-mean": 10,
        }
    )


def test_of_several_releases_on_one_day_the_best_is_the_only_record() -> None:
    """Leader 3 and 7 on day 0, one record; the follower has 7 on day 30; of its 1 and 2 on day 10 the 2 is a record."""
    found = days_behind([(10, 1), (10, 2), (30, 7)], [(0, 3), (0, 7)], 40)
    assert found["level-mean"] == pytest.approx(30)
    assert found["record-mean"] == pytest.approx((10 + 30) / 2)


@pytest.mark.parametrize("height", [1e15, 1e27, -4.0, 0.0, 100.0])
def test_the_same_height_on_the_same_day_is_no_lag(height: float) -> None:
    assert set(days_behind([(7, height)], [(7, height)], 7).values()) == {0.0}


def test_lags_depend_on_the_order_of_heights_alone() -> None:
    follower, leader = [(50, 5), (150, 12), (260, 20)], [(0, 10), (100, 20), (220, 25)]
    plain = days_behind(follower, leader, 300)
    wide = days_behind([(d, 10.0**h) for d, h in follower], [(d, 10.0**h) for d, h in leader], 300)
    negated = days_behind([(d, -1 / h) for d, h in follower], [(d, -1 / h) for d, h in leader], 300)
    assert plain == wide == negated


def test_a_leader_whose_every_record_the_first_release_beats_tells_no_level_lag() -> None:
    """Both of the leader's records were set before the follower began on day 40: how long before is not known."""
    found = days_behind([(40, 9)], [(0, 5), (10, 8)], 50)
    assert all(np.isnan(found[name]) for name in ("level-mean", "level-km-median", "level-restricted-mean"))
    assert found["calendar-current"] == pytest.approx(-(50 - 40))
