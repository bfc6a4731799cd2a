"""Records and the days between two groups' reaching the same, worked by hand."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest

from theodolite.figures.height_gaps import Dot, Gap, first_day, gap_now, gaps, records, spread, told_months
from theodolite.frontier.estimators import calendar_current, level_mean
from theodolite.frontier.race import race

NOW = date(2024, 8, 1)


def dot(day: date, value: float) -> Dot:
    """A release without an interval."""
    return Dot(day, value, None, None, f"made {value:g}")


LEADER = [dot(date(2024, 1, 1), 10), dot(date(2024, 3, 1), 20), dot(date(2024, 5, 1), 30)]
FOLLOWER = [dot(date(2023, 12, 15), 5), dot(date(2024, 2, 1), 12), dot(date(2024, 7, 1), 20)]


def test_a_record_is_better_than_all_before_it_and_the_best_of_its_day() -> None:
    mixed = [*LEADER, dot(date(2024, 3, 1), 15), dot(date(2024, 4, 1), 20), dot(date(2024, 6, 1), 25)]
    assert records(mixed) == LEADER
    assert [one.value for one in records(mixed, less=True)] == [10]
    assert [one.value for one in records([dot(date(2024, 1, 1), 9), dot(date(2024, 1, 2), 8)], less=True)] == [9, 8]


def test_a_value_is_reached_by_the_first_record_that_is_at_least_as_good() -> None:
    assert first_day(LEADER, 20) == date(2024, 3, 1)
    assert first_day(LEADER, 20.5) == date(2024, 5, 1)
    assert first_day(LEADER, 31) is None


def test_each_record_of_the_leader_has_a_gap_in_months_of_a_twelfth_of_a_year() -> None:
    """31 days from January to February, 122 from March to July, 92 from May until now; a month has 30.4375."""
    found = gaps(FOLLOWER, LEADER)
    assert [gap.followed for gap in found] == [date(2024, 2, 1), date(2024, 7, 1), None]
    assert [gap.months(NOW) for gap in found] == pytest.approx([31 / 30.4375, 122 / 30.4375, 92 / 30.4375])


def test_a_record_that_the_first_release_of_the_follower_beat_is_no_gap_unless_the_leader_came_later() -> None:
    assert [gap.value for gap in gaps([dot(date(2024, 4, 1), 25)], LEADER)] == [30]
    assert [gap.value for gap in gaps([dot(date(2024, 3, 1), 25)], LEADER)] == [20, 30]


def test_what_the_follower_had_first_is_a_gap_below_zero() -> None:
    (gap,) = gaps([dot(date(2023, 12, 1), 11)], LEADER[:1])
    assert gap.months(NOW) == pytest.approx(-31 / 30.4375)


def test_the_gap_of_now_is_the_time_since_the_leader_had_the_followers_best() -> None:
    found = gap_now(FOLLOWER, LEADER)
    assert found is not None
    assert found == (Gap(20, date(2024, 3, 1), None), False)
    assert found[0].months(NOW) == pytest.approx(153 / 30.4375)


def test_a_follower_that_is_ahead_has_been_so_since_it_had_the_leaders_best() -> None:
    assert gap_now(LEADER, FOLLOWER) == (Gap(20, date(2024, 3, 1), None), True)
    assert gap_now([], LEADER) is None
    assert gap_now(FOLLOWER, []) is None


def test_where_less_is_better_the_follower_with_more_is_behind() -> None:
    leader = [dot(date(2024, 1, 1), 50), dot(date(2024, 2, 1), 30)]
    follower = [dot(date(2023, 12, 1), 60), dot(date(2024, 3, 1), 40)]
    assert gap_now(follower, leader, less=True) == (Gap(40, date(2024, 2, 1), None), False)
    assert [gap.followed for gap in gaps(follower, leader, less=True)] == [date(2024, 3, 1), None]


def test_chosen_gaps_lie_apart_from_each_other_and_from_what_is_taken_and_the_last_is_among_them() -> None:
    many = [Gap(float(k), date(2024, 1, 1 + k), None) for k in range(20)]
    chosen = spread(many, lambda value: 400 - 10 * value, [], 4, 25)
    assert [gap.value for gap in chosen] == [19, 14, 9, 5]
    near = spread(many, lambda value: 400 - 10 * value, [400 - 180], 4, 25)
    assert near[0].value == 15
    assert min(abs(a.value - b.value) for a in near for b in near if a is not b) >= 2.5
    assert spread([], lambda value: value, [], 4, 25) == []


def test_months_are_told_with_one_decimal_below_ten() -> None:
    assert [told_months(m) for m in (0.04, 1.0, 7.26, -3.04, 9.94, 9.96, 23.5)] == [
        "0 months", "1 month", "7.3 months", "3 months", "9.9 months", "10 months", "24 months",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_the_spans_that_are_drawn_are_those_that_the_estimators_are_made_of(seed: int) -> None:
    """The gap of now is the estimator of today, and the mean over closed gaps that over the records reached."""
    draw = random.Random(seed)
    start = date(2021, 1, 1).toordinal()
    days = draw.sample(range(start, NOW.toordinal()), 60)
    made = [dot(date.fromordinal(day), (day - start) / 10 + draw.gauss(0, 15)) for day in days]
    sides = made[:20], made[20:]
    follower, leader = (records(side) for side in sides)
    arrays = [
        (np.array([[float(one.day.toordinal()) for one in side]]), np.array([[one.value for one in side]]))
        for side in (sorted(side, key=lambda one: one.day) for side in sides)
    ]
    raced = race(arrays[0], arrays[1], float(NOW.toordinal()))
    current = gap_now(follower, leader)
    assert current is not None
    sign = -1 if current[1] else 1
    assert sign * current[0].months(NOW) * 30.4375 == pytest.approx(calendar_current(raced)[0])
    closed = [gap.months(NOW) for gap in gaps(follower, leader) if gap.followed is not None]
    assert np.mean(closed) * 30.4375 == pytest.approx(level_mean(raced)[0])
