"""What a doubt may not be is refused before the first draw, with a remedy; nothing is averaged over survivors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from tests.index.robustness.conftest import Made, design_of

from theodolite.errors import PlanError
from theodolite.index.doubt import Doubt
from theodolite.index.robustness.draw import robustness
from theodolite.index.robustness.plans import carried_out
from theodolite.index.robustness.space import space_of

TABLE = np.random.default_rng(0).normal(0, 1, (12, 4))
PILLARS = [
    {"pillar": "a", "indicators": [{"indicator": "i0"}, {"indicator": "i1"}]},
    {"pillar": "b", "indicators": [{"indicator": "i2"}, {"indicator": "i3"}]},
]
SCALE = {"do": "normalise", "how": "min-max", "to": [1, 100]}


def steps(how: str, indicators: str = "arithmetic", scale: dict[str, Any] = SCALE) -> list[dict[str, Any]]:
    return [scale, {"do": "aggregate", "indicators": indicators, "pillars": how}]


def refused(made: Made, pattern: str, values: Any = TABLE, **lens: Any) -> PlanError:
    ranking = made(values, **lens)
    with pytest.raises(PlanError, match=pattern) as error:
        design_of(ranking)
    assert error.value.next_step
    return error.value


def test_a_lens_that_doubts_nothing(made: Made) -> None:
    refused(made, "nothing about the lens 't' is doubted")
    refused(made, "no figure has two sources that differ", doubt={"evidence": "conflicts"})


def test_a_level_that_the_framework_does_not_have(made: Made) -> None:
    refused(
        made, "level 4 is doubted, and the framework has 2 levels", doubt={"weights": {"free": "each", "levels": [4]}}
    )


def test_a_geometric_mean_on_a_scale_that_reaches_below_zero(made: Made) -> None:
    doubt = {"normalise": [SCALE, {"how": "z-score", "mean": 1, "sd": 1}], "weights": {"within": "25%"}}
    error = refused(made, r"is -.* for E\d+", framework=PILLARS, steps=steps("geometric"), doubt=doubt)
    assert "z-score" in str(error.where)


def test_weights_that_could_bring_a_pillar_below_zero(made: Made) -> None:
    values = np.array([[3.0, -2, 1, 1], [1, 2, 1, 2], [2, 1, 2, 1], [1, 1, 3, 1]])
    lens: dict[str, Any] = {"framework": PILLARS, "steps": steps("geometric")[1:]}
    made(values, **lens)
    design_of(made(values, **lens, doubt={"weights": {"within": "15%"}}))
    refused(made, "a can be zero or negative for E000", values, **lens, doubt={"weights": {"within": "30%"}})
    refused(made, "a can be zero or negative for E000", values, **lens, doubt={"drop-indicator": True})
    refused(made, "a can be zero or negative for E000", values, **lens, doubt={"weights": {"free": "simplex"}})


def test_figures_that_are_drawn_below_zero_stop_the_run(made: Made) -> None:
    values, spread = 1 + np.abs(TABLE), np.zeros(TABLE.shape)
    spread[3, 1] = values[3, 1] + 1
    ranking = made(values, spread, framework=PILLARS, steps=steps("arithmetic", "geometric")[1:],
                   doubt={"evidence": "intervals"})  # fmt: skip
    with pytest.raises(PlanError, match="a draw of i1 is undefined"):
        robustness(ranking, 1_000, drivers=False)


def test_a_mean_whose_parts_do_not_add_up(made: Made) -> None:
    refused(made, "a copeland mean is not drawn", framework=PILLARS, steps=steps("copeland"),
            doubt={"weights": {"within": "25%"}})  # fmt: skip


def test_evidence_through_a_step_that_has_no_compiled_form(made: Made) -> None:
    late = [SCALE, {"do": "impute", "how": "mean"}, *steps("arithmetic")[1:]]
    with pytest.raises(PlanError, match="impute has no compiled form"):
        design_of(made(TABLE, 0.1, steps=late, doubt={"evidence": "intervals"}))


def test_more_alternatives_than_can_be_carried_out(made: Made) -> None:
    doubt = {"treat": {"at-most": list(range(60))}, "normalise": [{"how": "z-score", "sd": k + 1} for k in range(60)]}
    ranking = made(TABLE, steps=[{"do": "treat", "how": "winsorise"}, *steps("arithmetic")], doubt=doubt)
    with pytest.raises(PlanError, match="combines to 3,600 alternatives"):
        carried_out(ranking, space_of(ranking))


@pytest.mark.parametrize("weights", [{}, {"within": 0.1, "free": "each"}, {"free": "often"}, {"within": 2}])
def test_weights_are_doubted_one_way(weights: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Doubt.model_validate({"weights": weights})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"draws": 0}, "0 draws are too few"),
        ({"seed": -1}, "-1 is no seed"),
        ({"threads": 0}, "0 threads are too few"),
        ({"seed": 2**64}, "18446744073709551616 is no seed"),
    ],
)
def test_numbers_that_cannot_be(made: Made, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(PlanError, match=said):
        robustness(made(TABLE, doubt={"weights": {"within": 0.1}}), **wrong)
