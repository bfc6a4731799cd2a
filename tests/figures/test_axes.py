"""Axes: days and values stand in proportion, and ticks are round and apart."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from theodolite.figures.axes import Days, Values, values_between


def test_days_stand_in_proportion() -> None:
    days = Days(date(2024, 1, 1), date(2024, 12, 31), 100, 465)
    assert days.x(date(2024, 1, 1)) == 100
    assert days.x(date(2024, 2, 1)) == 131
    assert days.x(date(2024, 12, 31)) == 465


def test_ticks_of_days_are_firsts_of_months_told_by_the_year_in_january() -> None:
    year = Days(date(2023, 2, 24), date(2024, 3, 3), 0, 250)
    assert year.ticks() == [
        (date(2023, 4, 1), "Apr 2023"),
        (date(2023, 7, 1), "Jul"),
        (date(2023, 10, 1), "Oct"),
        (date(2024, 1, 1), "2024"),
    ]
    assert [told for _, told in Days(date(2001, 5, 1), date(2026, 5, 1), 0, 400).ticks()] == [
        "2005", "2010", "2015", "2020", "2025",
    ]  # fmt: skip


def test_one_day_alone_is_an_axis_too() -> None:
    assert Days(date(2024, 1, 1), date(2024, 1, 1), 0, 400).ticks() == [(date(2024, 1, 1), "2024")]


def test_values_rise_to_the_top_and_less_turns_them_over() -> None:
    assert [Values(0, 10, 0, 100).y(v) for v in (0, 2.5, 10, -5, 12)] == [100, 75, 0, 100, 0]
    assert [Values(0, 10, 0, 100, less=True).y(v) for v in (0, 2.5, 10)] == [0, 25, 100]


def test_equal_ratios_are_equally_far_apart_on_a_logarithmic_scale() -> None:
    scale = Values(1e20, 1e26, 0, 600, log=True)
    assert [scale.y(v) for v in (1e20, 1e23, 1e26)] == pytest.approx([600, 300, 0])
    assert [told for _, told in scale.ticks(room=100)][:2] == ["10²⁰", "10²¹"]


def test_a_logarithmic_scale_refuses_what_is_not_above_zero() -> None:
    with pytest.raises(ValueError, match="above 0 alone, and 0 is among them"):
        values_between([0.0, 5.0], 0, 100, log=True)


@pytest.mark.parametrize("values", [[0.3], [-4, 19], [112.0, 112.0], [0.0], [88, 154.2], [1e7, 3e8]])
def test_ticks_of_values_are_evenly_apart_and_inside(values: list[float]) -> None:
    scale = values_between(values, 0, 320)
    found = scale.ticks()
    heights = [scale.y(value) for value, _ in found]
    assert all(scale.low <= value <= scale.high for value, _ in found)
    assert 2 <= len(found) <= 9
    assert min(a - b for a, b in itertools.pairwise(heights)) >= 36
    assert len({told for _, told in found}) == len(found)


def test_a_scale_of_small_values_has_round_ticks() -> None:
    assert [told for _, told in values_between([-4, 19], 0, 320).ticks()] == ["−5", "0", "5", "10", "15", "20"]
