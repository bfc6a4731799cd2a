"""Variables: sides drawn by weight, years that change, and one quantile for a draw in all of them."""

from __future__ import annotations

import numpy as np
import pytest

from theodolite.core.reference import Reference
from theodolite.errors import ScenarioError
from theodolite.scenarios.assumption import Assumption, Side
from theodolite.scenarios.variable import Variable, variable

WORK = (Reference(title="Made"),)
YEARS = range(2022, 2027)


def assumed(*sides: Side, **more: object) -> Assumption:
    said = {"id": "made/one", "title": "Made", "unit": "kW", "definition": "Made.", "sides": sides, **more}
    return Assumption.model_validate(said, by_name=True)


def side(low: float, high: float, **more: object) -> Side:
    return Side.model_validate({"low": low, "high": high, "after": WORK, "shape": "uniform", **more}, by_name=True)


def made(*uses: tuple[int, Assumption]) -> Variable:
    return variable("made/one", "MW", YEARS, "CHN", uses, uses[0][1])


def test_one_side_that_never_changes_is_one_row_in_the_unit_that_is_asked_for() -> None:
    one = made((2022, assumed(side(1000, 3000))))
    share = np.array([0.0, 0.5, 1.0])
    assert one.value(share, share) == pytest.approx(np.array([[1, 2, 3]]))


def test_each_draw_takes_one_side_by_the_weights() -> None:
    one = made((2022, assumed(side(1000, 1000, weight=3), side(5000, 5000, weight=1))))
    at = (np.arange(1000) + 0.5) / 1000
    values = one.value(np.full(1000, 0.5), at)
    assert set(values.ravel()) == {1.0, 5.0}
    assert (values == 5.0).mean() == pytest.approx(0.25)


def test_a_policy_takes_another_assumption_from_its_year_on_at_the_same_quantile() -> None:
    one = made((2022, assumed(side(0, 1000))), (2025, assumed(side(2000, 4000))))
    values = one.value(np.array([0.25]), np.array([0.5]))
    assert values[:, 0] == pytest.approx([0.25, 0.25, 0.25, 2.5, 2.5])


def test_ends_by_year_run_straight_between_years() -> None:
    by_year = Side.model_validate(
        {"by_year": {2022: (0, 0), 2026: (4000, 8000)}, "after": WORK, "shape": "uniform"}, by_name=True
    )
    values = made((2022, assumed(by_year))).value(np.array([0.5]), np.array([0.5]))
    assert values[:, 0] == pytest.approx([0, 1.5, 3, 4.5, 6])


def test_what_is_drawn_beyond_what_it_can_be_is_cut_in_the_unit_of_the_model() -> None:
    one = made((2022, assumed(side(2000, 6000, shape="normal"), at_least=2000, at_most=6000)))
    assert one.value(np.array([0.01, 0.5, 0.99]), np.zeros(3)) == pytest.approx(np.array([[2, 4, 6]]))


def test_an_interval_beyond_what_it_can_be_is_refused() -> None:
    with pytest.raises(ScenarioError, match="said to be 1000 to 3000 kW, which it cannot be"):
        made((2022, assumed(side(1000, 3000), at_least=2000)))


def test_only_what_has_one_side_and_equal_ends_is_fixed() -> None:
    assert made((2022, assumed(side(1, 1)))).fixed
    assert not made((2022, assumed(side(1, 2)))).fixed
    assert not made((2022, assumed(side(1, 1), side(2, 2)))).fixed
