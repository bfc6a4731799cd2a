"""Treatments worked by hand, and what other programs get wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError
from theodolite.index.dataset import Dataset
from theodolite.index.treat import Treat
from theodolite.index.treatments import moments, winsorise

ENTITIES = tuple(f"e{n}" for n in range(10))
OUTLIER = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 400])


def treat(step: dict[str, Any], *columns: np.ndarray) -> Dataset:
    ids = tuple(f"a/{letter}" for letter, _ in zip("xyz", columns, strict=False))
    data = Dataset(ENTITIES[: len(columns[0])], ids, np.column_stack(columns), np.ones(len(ids)))
    return Treat.model_validate(step).apply(data, ())


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"how": "box-cox", "lambda": 0.5}, [0, 2, 4, 6]),
        ({"how": "box-cox", "lambda": 0}, [0, np.log(4), np.log(9), np.log(16)]),
        ({"how": "box-cox", "lambda": -1}, [0, 3 / 4, 8 / 9, 15 / 16]),
        ({"how": "shifted-box-cox", "lambda": 1}, [0, 3, 8, 15]),
        ({"how": "log"}, [0, np.log(4), np.log(9), np.log(16)]),
    ],
)
def test_transformations_by_hand(step: dict[str, Any], expected: list[float]) -> None:
    found = treat(step, np.array([1.0, 4, 9, 16]))
    assert found.values[:, 0].tolist() == pytest.approx(expected)
    assert [flag.kind for flag in found.flags] == ["treated"]


@pytest.mark.parametrize("how", ["log", "box-cox"])
def test_17_no_logarithm_or_power_of_a_column_with_zeros_without_a_shift(how: str) -> None:
    options = {"lambda": 0.5} if how == "box-cox" else {}
    with pytest.raises(PlanError, match=r"a/x is zero or negative for e0: treat: .* takes values above zero"):
        treat({"how": how, **options}, np.array([0.0, 1, 2, 3]))


def test_what_follows_winsorising_takes_the_column_untouched_or_drawn_in() -> None:
    options: dict[str, Any] = {"how": "winsorise", "at-most": 1, "then": "shifted-box-cox", "lambda": 0}
    two = np.array([*np.linspace(1, 2, 60), 500, 900])
    data = Dataset(tuple(f"e{n}" for n in range(62)), ("a/x",), two[:, None], np.ones(1))
    whole = Treat.model_validate(options).apply(data, ())
    assert whole.values[-2:, 0].tolist() == pytest.approx([np.log(500), np.log(900)])
    drawn = Treat.model_validate({**options, "of": "drawn-in"}).apply(data, ())
    assert drawn.values[-2:, 0].tolist() == pytest.approx([np.log(500), np.log(500)])
    assert [flag.what for flag in drawn.flags if flag.entity] == ["drawn in from 900 to 500"]


def test_no_treatment_is_none_and_a_logarithm_changes_its_column() -> None:
    """Where COINr's `Treat(global_specs = "none")` treats all the same, and its log_GII does nothing."""
    assert (treat({"how": "none"}, OUTLIER).values[:, 0] == OUTLIER).all()
    for step in ({"how": "log"}, {"how": "shifted-log"}):
        skewed, _ = moments(treat(step, OUTLIER).values[:, 0])
        assert skewed < moments(OUTLIER)[0]


def test_only_the_columns_that_are_named_are_treated() -> None:
    found = treat({"how": "winsorise", "except": ["a/x"]}, OUTLIER, OUTLIER)
    assert found.values[-1].tolist() == [400, 9]
    assert {flag.indicator for flag in found.flags} == {"a/y"}


def test_14_a_column_of_two_values_is_left_alone_even_where_a_transformation_would_follow() -> None:
    x = np.array([0.0] * 9 + [1.0])
    assert winsorise(x, then="shifted-box-cox").still_skewed
