"""Shrinkage: posteriors worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from theodolite.frontier.shrink import shrunk
from theodolite.frontier.track import Track


def of(days: list[float], heights: list[float], errors: list[float]) -> Track:
    return Track(*(np.array(column, dtype=float) for column in (days, days, heights, errors)))


def test_heights_move_towards_their_line_by_what_error_makes_of_their_spread() -> None:
    """Heights are 0, 10, 20, 30 and 2, −2, −2, 2 off that, with errors of 1.

    Q = 16, four points less two parameters are 2 degrees of freedom, Σ w(1 − h) = 4 − 2: τ² = 14/2 = 7, so 7/8 of what
    is off the line stays, and the error is √(7/8).
    """
    found = shrunk(of([0, 10, 20, 30], [2, 8, 18, 32], [1, 1, 1, 1]), "linear")
    assert found.heights == pytest.approx([1.75, 8.25, 18.25, 31.75])
    assert found.errors == pytest.approx([np.sqrt(7 / 8)] * 4)


def test_heights_of_one_day_move_towards_their_mean() -> None:
    """1, 3, 5 with errors of 1: Q = 8 with 2 degrees of freedom, DerSimonian and Laird's τ² = 6/(3 − 3/3) = 3."""
    found = shrunk(of([4, 4, 4], [1, 3, 5], [1, 1, 1]), "linear")
    assert found.heights == pytest.approx([1.5, 3, 4.5])
    assert found.errors == pytest.approx([np.sqrt(3 / 4)] * 3)


def test_heights_that_are_apart_by_error_alone_come_to_lie_on_the_line() -> None:
    found = shrunk(of([0, 10, 20, 30], [2, 8, 18, 32], [9, 9, 9, 9]), "linear")
    assert found.heights == pytest.approx([0, 10, 20, 30], abs=1e-9)
    assert found.errors == pytest.approx([0, 0, 0, 0])


def test_a_height_without_an_error_stays_and_moves_no_other() -> None:
    found = shrunk(of([0, 10, 20, 30, 15], [2, 8, 18, 32, 500], [1, 1, 1, 1, np.nan]), "linear")
    assert found.heights == pytest.approx([1.75, 8.25, 18.25, 31.75, 500])
    assert np.isnan(found.errors[4])


def test_fewer_than_three_errors_move_nothing() -> None:
    one = of([0, 10, 20], [2, 8, 18], [1, 1, np.nan])
    assert shrunk(one, "linear") is one


def test_on_the_scale_of_logarithms_factors_take_the_place_of_differences() -> None:
    """The same four points as logarithms, each with an error of 1 there: σ is the height itself."""
    heights = np.exp([2.0, 8, 18, 32])
    found = shrunk(of([0, 10, 20, 30], list(heights), list(heights)), "log")
    assert found.heights == pytest.approx(np.exp([1.75, 8.25, 18.25, 31.75]))
    assert found.errors == pytest.approx(np.sqrt(7 / 8) * found.heights)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_shares_stay_between_nothing_and_everything(sign: float) -> None:
    one = of([0, 10, 20, 30], [sign * share for share in (0.0, 40, 60, 100)], [5, 5, 5, 5])
    found = sign * shrunk(one, "logit").heights
    assert ((found > 0) & (found < 100)).all()


def test_equal_heights_stay_where_they_are() -> None:
    assert shrunk(of([0, 10, 20], [7, 7, 7], [1, 2, 3]), "linear").heights == pytest.approx([7, 7, 7])
