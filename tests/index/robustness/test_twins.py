"""Each compiled twin gives what the registered treatment or normalisation gives, with ties, outliers and signs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Dataset
from theodolite.index.framework import Leaf
from theodolite.index.normalise import Normalise
from theodolite.index.robustness.compiled_columns import WIDTH, compiled_program
from theodolite.index.robustness.kernel_drawn import run_program
from theodolite.index.step import Step
from theodolite.index.treat import Treat

LEAF = Leaf.model_validate({"indicator": "x", "goalposts": [-1, 4], "target": 60})
POSITIVE = ({"how": "log"}, {"how": "box-cox", "lambda": 0.4}, {"how": "box-cox", "lambda": 0})
TREATMENTS: tuple[dict[str, Any], ...] = (
    {"how": "none"}, {"how": "shifted-log"}, {"how": "shifted-box-cox", "lambda": 0.3}, {"how": "winsorise"},
    {"how": "winsorise", "at-most": 2, "then": "none"}, {"how": "winsorise", "at-most": 0},
    {"how": "winsorise", "at-most": 1, "of": "drawn-in"}, {"how": "winsorise", "skewness": 0.5, "kurtosis": 0.5},
    {"how": "winsorise", "at-most": 1, "then": "shifted-box-cox", "lambda": 0.5},
)  # fmt: skip
NORMALISATIONS: tuple[dict[str, Any], ...] = (
    {"how": "min-max", "to": [1, 100]}, {"how": "z-score", "mean": 10, "sd": 2}, {"how": "rank"}, {"how": "borda"},
    {"how": "percentile-rank"}, {"how": "distance-to-maximum"}, {"how": "ampi"}, {"how": "goalposts"},
    {"how": "goalposts", "truncate": False}, {"how": "scaled", "from": [-1, 4]},
)  # fmt: skip
ONE_WAY: tuple[dict[str, Any], ...] = (
    {"how": "fraction-of-maximum"}, {"how": "distance-to-target"}, {"how": "distance-to-target", "truncate": True},
)  # fmt: skip


def columns() -> list[Array]:
    """Columns of many shapes: skewed both ways, with ties, mostly zeros, short, far from zero, tiny and huge."""
    rng, found = np.random.default_rng(0), list[Array]()
    for size in (3, 5, 20, 51):
        x = rng.lognormal(0, 2, size)
        found += [
            x,
            -x,
            np.round(x),
            x - x.mean(),
            x * 1e200,
            x * 1e-200,
            100 + rng.random(size),
            rng.normal(size=size),
        ]
        found.append(np.concatenate([np.zeros(size), [9.0, 7.0, 7.0]]))
        found.append(np.concatenate([rng.random(size), [500.0] * 3]))
    return [x for x in found if np.ptp(x) > 0]


def differ(step: Step, x: Array, direction: float) -> float:
    """The largest difference between twin and step, in units of the largest figure of the result."""
    data = Dataset(tuple(map(str, range(x.size))), ("x",), x[:, None], np.array([direction]))
    expected = step.apply(data, ()).values[:, 0]  # type: ignore[union-attr, call-arg]
    program = np.array(compiled_program([step], data, LEAF)).reshape(-1, WIDTH)
    found = x.copy()
    assert run_program(found, program, np.empty(x.size))
    return float(np.abs(found - expected).max() / max(1.0, np.abs(expected).max()))


@pytest.mark.parametrize("options", TREATMENTS, ids=str)
def test_a_treatment_has_its_twin(options: dict[str, Any]) -> None:
    step = Treat.model_validate(options)
    assert max(differ(step, x, 1.0) for x in columns()) < 1e-12


@pytest.mark.parametrize("options", POSITIVE, ids=str)
def test_a_treatment_of_positive_figures_has_its_twin(options: dict[str, Any]) -> None:
    step = Treat.model_validate(options)
    assert max(differ(step, x, 1.0) for x in columns() if x.min() > 0) < 1e-12
    spoilt = np.array([1.0, 2.0, 0.0])
    program = np.array(compiled_program([step], Dataset(("a",), ("x",), spoilt[:1, None], np.ones(1)), LEAF))
    assert not run_program(spoilt, program, np.empty(3))


@pytest.mark.parametrize("options", NORMALISATIONS, ids=str)
@pytest.mark.parametrize("direction", [1.0, -1.0])
def test_a_normalisation_has_its_twin(options: dict[str, Any], direction: float) -> None:
    step = Normalise.model_validate(options)
    found = [differ_with_leaf(step, x, direction) for x in columns()]
    assert max(found) < 1e-12


@pytest.mark.parametrize("options", ONE_WAY, ids=str)
def test_a_normalisation_that_asks_more_of_figures_has_its_twin(options: dict[str, Any]) -> None:
    step = Normalise.model_validate(options)
    assert max(differ_with_leaf(step, x, 1.0) for x in columns() if 0 <= x.min() < 60) < 1e-12


def differ_with_leaf(step: Normalise, x: Array, direction: float) -> float:
    """As `differ`, the indicator having goalposts and a target."""
    from theodolite.index.framework import Pillar

    data = Dataset(tuple(map(str, range(x.size))), ("x",), x[:, None], np.array([direction]))
    expected = step.apply(data, (Pillar(pillar="p", indicators=(LEAF,)),)).values[:, 0]
    program = np.array(compiled_program([step], data, LEAF)).reshape(-1, WIDTH)
    found = x.copy()
    assert run_program(found, program, np.empty(x.size))
    return float(np.abs(found - expected).max() / max(1.0, np.abs(expected).max()))


def test_a_target_is_on_the_scale_of_the_treatment_before_it() -> None:
    # ln x = 2, 3 and 4 times ln 10, and the target 5 times (11.5): y = 1 − (5 − k)/(5 − 2) = 0, 1/3 and 2/3.
    x, target = np.array([100.0, 1000, 10000]), 5 * np.log(10)
    leaf = Leaf.model_validate({"indicator": "x", "target": target})
    steps = [Treat.model_validate({"how": "log"}), Normalise.model_validate({"how": "distance-to-target"})]
    data = Dataset(("a", "b", "c"), ("x",), x[:, None], np.ones(1))
    assert run_program(x, np.array(compiled_program(steps, data, leaf)), np.empty(3))
    assert x == pytest.approx([0, 1 / 3, 2 / 3], abs=1e-12)


def test_a_fraction_of_the_maximum_needs_no_more_than_a_leader_above_zero() -> None:
    data, x = Dataset((), ("x",), np.empty((0, 1)), np.ones(1)), np.array([-2.0, 1, 4])
    program = np.array(compiled_program([Normalise.model_validate({"how": "fraction-of-maximum"})], data, LEAF))
    assert run_program(x, program, np.empty(3))
    assert x.tolist() == [-0.5, 0.25, 1]
    assert not run_program(np.array([-2.0, -1, 0]), program, np.empty(3))


def test_a_column_without_differences_is_undefined() -> None:
    step = Normalise.model_validate({"how": "min-max"})
    data = Dataset(("a", "b", "c"), ("x",), np.arange(3.0)[:, None], np.ones(1))
    assert not run_program(np.full(3, 2.0), np.array(compiled_program([step], data, LEAF)), np.empty(3))


def test_a_method_without_a_twin_is_refused() -> None:
    data = Dataset(("a", "b", "c"), ("x",), np.arange(3.0)[:, None], np.ones(1))
    step = Normalise.model_validate({"how": "distance-to-reference", "to": "a"})
    with pytest.raises(PlanError, match="distance-to-reference has no compiled form"):
        compiled_program([step], data, LEAF)
