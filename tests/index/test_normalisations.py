"""Each normalisation worked by hand, in both directions, and what each of them refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from theodolite.errors import PlanError, SpecError
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.normalise import Normalise

NAN = np.nan
ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST")


def scaled(
    step: dict[str, Any], x: list[float], direction: float = 1, entities: tuple[str, ...] = ENTITIES, **leaf: Any
) -> list[float]:
    data = Dataset(entities[: len(x)], ("a/x",), np.array(x, dtype=float)[:, None], np.array([direction]))
    one = (Pillar(pillar="all", indicators=(Leaf(indicator="a/x", **leaf),)),)
    found = Normalise.model_validate(step).apply(data, one)
    assert found.directions.tolist() == [1]
    return found.values[:, 0].tolist()


X: list[float] = [10, 20, 20, 50, NAN]


@pytest.mark.parametrize(
    ("step", "leaf", "more", "less"),
    [
        ({"how": "rank"}, {}, [1, 2, 2, 4], [4, 2, 2, 1]),
        ({"how": "borda"}, {}, [0, 1, 1, 3], [3, 1, 1, 0]),
        ({"how": "percentile-rank"}, {}, [0, 1 / 3, 1 / 3, 1], [1, 1 / 3, 1 / 3, 0]),
        ({"how": "distance-to-maximum"}, {}, [0, 0.25, 0.25, 1], [1, 0.75, 0.75, 0]),
        ({"how": "distance-to-reference", "to": "BEL"}, {}, [0, 1, 1, 4], [4 / 3, 1, 1, 0]),
        ({"how": "distance-to-reference", "to": "BEL", "truncate": True}, {}, [0, 1, 1, 1], [1, 1, 1, 0]),
        ({"how": "distance-to-target"}, {"target": 30}, [0, 0.5, 0.5, 2], [2, 1.5, 1.5, 0]),
        ({"how": "distance-to-target", "truncate": True}, {"target": 30}, [0, 0.5, 0.5, 1], [1, 1, 1, 0]),
        ({"how": "goalposts"}, {"goalposts": [0, 40]}, [25, 50, 50, 100], [75, 50, 50, 0]),
        ({"how": "goalposts", "to": [1, 5]}, {"goalposts": [0, 40]}, [2, 3, 3, 5], [4, 3, 3, 1]),
        ({"how": "goalposts", "truncate": False}, {"goalposts": [0, 40]}, [25, 50, 50, 125], [75, 50, 50, -25]),
        ({"how": "scaled", "from": [0, 40]}, {}, [25, 50, 50, 125], [75, 50, 50, -25]),
        ({"how": "ampi"}, {}, [77.5, 92.5, 92.5, 137.5], [122.5, 107.5, 107.5, 62.5]),
    ],
)
def test_by_hand_in_both_directions(
    step: dict[str, Any], leaf: dict[str, Any], more: list[float], less: list[float]
) -> None:
    assert scaled(step, X, **leaf) == pytest.approx([*more, NAN], nan_ok=True)
    assert scaled(step, X, -1, **leaf) == pytest.approx([*less, NAN], nan_ok=True)


def test_a_fraction_of_the_leader() -> None:
    assert scaled({"how": "fraction-of-maximum"}, X) == pytest.approx([0.2, 0.4, 0.4, 1, NAN], nan_ok=True)


def test_in_a_panel_the_reference_is_of_the_same_period() -> None:
    rows = ("AUT@2020", "BEL@2020", "AUT@2021", "BEL@2021")
    assert scaled({"how": "distance-to-reference", "to": "BEL"}, [0, 4, 6, 8], entities=rows) == [0, 1, 0.75, 1]


@pytest.mark.parametrize("how", [{"how": "goalposts"}, {"how": "scaled", "from": [0, 40]}])
def test_1_a_constant_column_is_valid_where_the_scale_does_not_depend_on_it(how: dict[str, Any]) -> None:
    assert scaled(how, [10, 10, 10], goalposts=[0, 40]) == [25, 25, 25]


@pytest.mark.parametrize("how", ["rank", "borda", "percentile-rank", "distance-to-maximum", "z-score", "ampi"])
def test_1_and_nowhere_else(how: str) -> None:
    with pytest.raises(PlanError, match="a/x is constant: 7 for all 3 entities"):
        scaled({"how": how}, [7, 7, 7])


@pytest.mark.parametrize(
    ("step", "direction", "leaf", "said"),
    [
        ({"how": "distance-to-reference", "to": "AUT"}, 1, {}, "the reference of a/x is no better than the worst"),
        ({"how": "distance-to-reference", "to": "DNK"}, -1, {}, "the reference of a/x is no better than the worst"),
        ({"how": "distance-to-reference", "to": "EST"}, 1, {}, "a/x has no figure for EST"),
        ({"how": "distance-to-reference", "to": "JPN"}, 1, {}, "a/x has no figure for JPN"),
        ({"how": "distance-to-target"}, 1, {"target": 10}, "the target of a/x is no better than the worst"),
        ({"how": "distance-to-target"}, -1, {"target": 60}, "the target of a/x is no better than the worst"),
        ({"how": "distance-to-target"}, 1, {}, "the indicator a/x has no target"),
        ({"how": "goalposts"}, 1, {}, "the indicator a/x has no goalposts"),
        ({"how": "fraction-of-maximum"}, -1, {}, "less is better in a/x"),
    ],
)
def test_21_22_what_cannot_be_measured_is_refused_by_name(
    step: dict[str, Any], direction: float, leaf: dict[str, Any], said: str
) -> None:
    with pytest.raises(PlanError, match=said):
        scaled(step, X, direction, **leaf)


def test_21_nothing_is_a_fraction_of_a_greatest_figure_that_is_not_above_zero() -> None:
    with pytest.raises(PlanError, match="the greatest figure of a/x is -1"):
        scaled({"how": "fraction-of-maximum"}, [-3, -2, -1])


@pytest.mark.parametrize("posts", [[4, 4], [5, 1]])
def test_21_goalposts_stand_in_their_order(posts: list[float]) -> None:
    with pytest.raises(ValidationError, match=r"the goalposts of a/x are \d and \d: the lower one comes first"):
        Leaf.model_validate({"indicator": "a/x", "goalposts": posts})


def test_12_z_scores_of_enormous_and_tiny_values_are_those_of_plain_ones() -> None:
    plain = scaled({"how": "z-score"}, [1, 2, 3, 10, 4])
    for factor in (1e300, 1e-300):
        assert scaled({"how": "z-score"}, [factor * x for x in (1, 2, 3, 10, 4)]) == pytest.approx(plain)


def test_columns_may_be_normalised_in_different_ways_step_by_step() -> None:
    values = np.array([[1.0, 8.0], [2.0, 6.0], [3.0, 4.0]])
    data = Dataset(ENTITIES[:3], ("a/x", "a/y"), values, np.array([1.0, -1.0]))
    half = Normalise.model_validate({"how": "rank", "only": ["a/x"]}).apply(data, ())
    assert half.directions.tolist() == [1, -1]
    found = Normalise.model_validate({"how": "min-max", "except": ["a/x"]}).apply(half, ())
    assert found.values.tolist() == [[1, 0], [2, 50], [3, 100]]
    assert found.directions.tolist() == [1, 1]


def test_an_indicator_that_a_step_names_must_be_in_the_lens(world: Any) -> None:
    steps = [
        {"do": "normalise", "how": "min-max", "only": ["a/xx"]},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"},
    ]
    with pytest.raises(SpecError, match="normalise: min-max names the indicator 'a/xx': did you mean 'a/x'"):
        world({"a/x": {}}, {}, steps=steps)
