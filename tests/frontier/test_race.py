"""Races of any shape are what plain loops over days and records say, mirrored when turned, and later when moved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from theodolite.frontier.envelope import envelope, ranked
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.race import race

Releases = list[tuple[int, int]]

releases = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=7)


def estimates(follower: Releases, leader: Releases, now: float) -> dict[str, float]:
    sides = [np.array(one, dtype=float).T[:, None, :] for one in (follower, leader)]
    held = race((sides[0][0], sides[0][1]), (sides[1][0], sides[1][1]), now)
    return {name: float(one.days(held)[0]) for name, one in ESTIMATORS.items()}


def best(one: Releases, day: float) -> int | None:
    return max((height for when, height in one if when <= day), default=None)


def first(one: Releases, height: int) -> int:
    return min(when for when, other in one if other >= height)


def behind(follower: Releases, leader: Releases, day: float) -> float | None:
    """The lag on one day, from the definition; None before both have begun."""
    mine, theirs = best(follower, day), best(leader, day)
    if mine is None or theirs is None:
        return None
    if mine == theirs:
        return first(follower, mine) - first(leader, mine)
    return day - first(leader, mine) if mine < theirs else -(day - first(follower, theirs))


def records(one: Releases) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for day in sorted({when for when, _ in one}):
        height = best(one, day)
        assert height is not None
        if not found or height > found[-1][1]:
            found.append((day, height))
    return found


@given(releases, releases, st.integers(0, 15))
def test_calendar_lags_are_those_of_a_loop_over_days(follower: Releases, leader: Releases, more: int) -> None:
    now = max(day for day, _ in follower + leader) + more
    found = estimates(follower, leader, now)
    noons = [behind(follower, leader, day + 0.5) for day in range(now)]
    known = [lag for lag in noons if lag is not None]
    assert found["calendar-current"] == behind(follower, leader, now)
    assert found["calendar-mean"] == pytest.approx(np.mean(known) if known else behind(follower, leader, now))


def test_two_that_stand_level_are_as_far_apart_as_when_the_later_one_got_there() -> None:
    """A has 5 on day 0 and B on day 150; on day 330 B is 150 behind, and A 150 ahead; of one day they are level."""
    a, b = [(0, 5)], [(150, 5)]
    assert estimates(b, a, 330)["calendar-current"] == estimates(b, a, 330)["calendar-mean"] == 150
    assert estimates(a, b, 330)["calendar-current"] == -150
    assert estimates(a, a, 330)["calendar-mean"] == 0


@given(releases, releases, st.integers(0, 15))
def test_record_lags_are_those_of_a_loop_over_the_followers_records(
    follower: Releases, leader: Releases, more: int
) -> None:
    now = max(day for day, _ in follower + leader) + more
    known = [lag for day, _ in records(follower) if (lag := behind(follower, leader, day)) is not None]
    expected = np.mean(known) if known else np.nan
    assert estimates(follower, leader, now)["record-mean"] == pytest.approx(expected, nan_ok=True)


@given(releases, releases, st.integers(0, 15))
def test_level_lags_are_those_of_a_loop_over_the_leaders_records(
    follower: Releases, leader: Releases, more: int
) -> None:
    now = max(day for day, _ in follower + leader) + more
    began = min(day for day, _ in follower)
    lags: list[float] = []
    for day, height in records(leader):
        reached = [when for when, other in follower if other >= height]
        if reached and (min(reached) > began or day >= began):
            lags.append(min(reached) - day)
    expected = np.mean(lags) if lags else np.nan
    assert estimates(follower, leader, now)["level-mean"] == pytest.approx(expected, nan_ok=True)


@given(releases, releases)
def test_a_race_turned_round_has_the_opposite_calendar_lag(follower: Releases, leader: Releases) -> None:
    odd = [(day, 2 * height + 1) for day, height in follower]
    even = [(day, 2 * height) for day, height in leader]
    now = max(day for day, _ in odd + even) + 3
    one, other = estimates(odd, even, now), estimates(even, odd, now)
    for name in ("calendar-mean", "calendar-current"):
        assert one[name] == pytest.approx(-other[name])


@given(releases, releases, st.integers(0, 30))
def test_a_follower_that_does_all_so_many_days_later_is_so_much_further_behind(
    follower: Releases, leader: Releases, later: int
) -> None:
    rising = [(day, height) for day, height in leader] + [(0, 10)]
    late = [(50, -1), *((60 + day, height) for day, height in follower), (110, 10)]
    one = estimates(late, rising, 130)
    other = estimates([(day + later, height) for day, height in late], rising, 130 + later)
    assert all(np.isfinite(list(one.values())))
    assert other == pytest.approx({name: days + later for name, days in one.items()})


@given(releases, releases, releases, releases)
def test_resamples_do_not_touch_one_another(one: Releases, other: Releases, leader: Releases, second: Releases) -> None:
    assume(len(one) == len(other) and len(leader) == len(second))
    sides = [np.array(pair, dtype=float).transpose(2, 0, 1) for pair in ([one, other], [leader, second])]
    both = race((sides[0][0], sides[0][1]), (sides[1][0], sides[1][1]), 60)
    apart = estimates(one, leader, 60), estimates(other, second, 60)
    for name, estimator in ESTIMATORS.items():
        assert estimator.days(both) == pytest.approx([alone[name] for alone in apart], nan_ok=True)


def test_the_running_best_of_releases_in_any_order() -> None:
    ranks, _ = ranked(np.array([[4.0, 1.0, 3.0, 9.0]]), np.array([[5.0]]))
    found = envelope(np.array([[30.0, 10.0, 30.0, 20.0]]), ranks)
    assert found.days.tolist() == [[10, 20, 30, 30]]
    assert found.records.tolist() == [[True, True, False, False]]
    assert found.first_reach(np.array([[0, 1, 4, 5]])).tolist() == [[10, 20, 20, np.inf]]
