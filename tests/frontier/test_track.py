"""Tracks: days and heights as arrays, and the scales on which a trend is looked for."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from theodolite.frontier.track import Scale, Track, scale_of, scaled, scaled_errors, track, unscaled


def test_a_table_becomes_days_from_year_1_and_heights_of_which_more_is_better() -> None:
    rows = pl.DataFrame(
        {
            "start": [date(2024, 2, 1), date(2024, 3, 1)],
            "end": [date(2024, 2, 29), date(2024, 3, 1)],
            "value": [4.0, 6.0],
            "se": [0.5, None],
        }
    )
    found = track(rows, less_is_better=True)
    assert found.first.tolist() == [date(2024, 2, 1).toordinal(), date(2024, 3, 1).toordinal()]
    assert found.days[0] == date(2024, 2, 15).toordinal()
    assert found.heights.tolist() == [-4, -6]
    assert found.errors[0] == 0.5
    assert np.isnan(found.errors[1])


def test_a_release_of_some_day_of_a_month_is_out_by_the_end_of_it() -> None:
    month = Track(np.array([10.0]), np.array([40.0]), np.array([1.0]), np.array([np.nan]))
    assert [len(month.up_to(day)) for day in (39, 40)] == [0, 1]


@pytest.mark.parametrize(
    ("heights", "unit", "scale"),
    [
        ([0.0, 55.0, 100.0], "percent", "logit"),
        ([-80.0, -20.0], "percent", "logit"),
        ([1e15, 1e27], "FLOP", "log"),
        ([-900.0, -9.0], "seconds", "log"),
        ([900.0, 1500.0], "Elo", "linear"),
        ([0.0, 1e6], "FLOP", "linear"),
        ([-1.0, 400.0], "index", "linear"),
    ],
)
def test_shares_have_a_logit_scale_wide_ranges_above_0_a_logarithm(
    heights: list[float], unit: str, scale: Scale
) -> None:
    assert scale_of(np.array(heights), unit) == scale


@pytest.mark.parametrize(
    ("heights", "scale", "places"),
    [
        ([1e15, 1e27], "log", [15 * np.log(10), 27 * np.log(10)]),
        ([-100.0, -1.0], "log", [-np.log(100), 0]),
        ([50.0, 75.0], "logit", [0, np.log(3)]),
        ([-75.0, -50.0], "logit", [-np.log(3), 0]),
        ([-3.0, 8.0], "linear", [-3, 8]),
    ],
)
def test_a_scale_keeps_the_order_and_can_be_undone(heights: list[float], scale: Scale, places: list[float]) -> None:
    found = scaled(np.array(heights), scale)
    assert found == pytest.approx(places)
    assert unscaled(found, scale, np.array(heights)) == pytest.approx(heights)


def test_a_share_of_nothing_is_the_best_where_less_is_better() -> None:
    rows = pl.DataFrame({"start": [date(2024, 2, 1)] * 3, "end": [date(2024, 2, 1)] * 3, "value": [0.0, 50.0, 100.0]})
    heights = track(rows.with_columns(se=pl.lit(None)), less_is_better=True).heights
    assert scaled(heights, "logit") == pytest.approx([np.log(399), 0, -np.log(399)])


def test_nothing_and_everything_have_a_place_on_the_scale_of_shares() -> None:
    ends = scaled(np.array([0.0, 0.25, 99.75, 100.0]), "logit")
    assert ends == pytest.approx(np.log([1 / 399, 1 / 399, 399, 399]))


def test_errors_are_carried_over_by_the_slope_of_the_scale() -> None:
    one = np.array([2.0])
    assert scaled_errors(np.array([50.0]), one, "logit") == pytest.approx(2 * 100 / 2500)
    assert scaled_errors(np.array([-8.0]), one, "log") == pytest.approx(0.25)
    assert scaled_errors(np.array([8.0]), one, "linear") == pytest.approx(2)
