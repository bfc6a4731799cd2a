"""What the kernel ranks in a draw is what the lens of that draw ranks, step by step and without the kernel."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.index.robustness.conftest import Made, design_of

from theodolite.index.ranking import rank_stage
from theodolite.index.robustness.evidence import drawn_stage
from theodolite.index.robustness.plans import carried_out
from theodolite.index.robustness.points import point_at
from theodolite.index.stage import Stage, stacked

SEED = 11
DEEP = [
    {"pillar": "a", "weight": 2, "indicators": [{"indicator": "i0"}, {"indicator": "i1", "weight": 3}]},
    {"pillar": "b", "indicators": [
        {"pillar": "c", "indicators": [{"indicator": "i2"}, {"indicator": "i3"}, {"indicator": "i4"}]},
        {"indicator": "i5", "weight": 2},
    ]},
    {"pillar": "d", "indicators": [{"indicator": "i6"}]},
]  # fmt: skip
TREAT = {"do": "treat", "how": "winsorise", "at-most": 3}
SCALE = {"do": "normalise", "how": "min-max", "to": [1, 100]}
SCALES = [{"how": "min-max", "to": [1, 100]}, {"how": "z-score", "mean": 50, "sd": 5}, {"how": "rank"}]


def aggregate(below: object, above: object, missing: str = "re-weight") -> dict[str, Any]:
    return {"do": "aggregate", "indicators": below, "pillars": above, "missing": missing}


def doubted(*names: str) -> dict[str, object]:
    every = {
        "treat": {"at-most": [0, 3]},
        "normalise": SCALES,
        "aggregate": [
            aggregate("arithmetic", "geometric"), aggregate("geometric", "arithmetic"),
            aggregate("harmonic", {"how": "generalised", "p": 0.5}), aggregate("geometric", "geometric", "refuse"),
        ],
        "weights": {"within": "50%"},
        "drop-indicator": True,
        "evidence": "intervals",
    }  # fmt: skip
    return {name: every[name] for name in names or every}


CASES = {
    "weights within": (DEEP, doubted("weights"), 0.0),
    "weights at one level": (DEEP, {"weights": {"within": 1, "levels": [2]}}, 0.1),
    "weights free": (DEEP, {"weights": {"free": "simplex"}}, 0.1),
    "each weight free": (DEEP, {"weights": {"free": "each"}, "drop-indicator": True}, 0.0),
    "steps and means": (DEEP, doubted("treat", "normalise", "aggregate"), 0.1),
    "one left out": (DEEP, doubted("drop-indicator", "normalise"), 0.1),
    "figures drawn": (DEEP, doubted("evidence"), 0.1),
    "a mean for each level": (DEEP, {**doubted("weights"), "aggregate": {"missing": ["refuse", "re-weight"]}}, 0.1),
    "all of it": (DEEP, doubted(), 0.1),
    "all of it, nothing missing": (DEEP, doubted(), 0.0),
}


@pytest.mark.parametrize("case", CASES)
def test_a_draw_is_ranked_as_its_lens_ranks(case: str, made: Made) -> None:
    framework, doubt, gaps = CASES[case]
    rng = np.random.default_rng(5)
    values = np.round(rng.lognormal(1, 1.5, (30, 7)), 2)
    values[rng.random(values.shape) < gaps] = np.nan
    directions = np.array([1.0, -1.0, 1, 1, -1, 1, 1])
    steps = [TREAT, SCALE, aggregate("arithmetic", "arithmetic")]
    ranking = made(values, 0.2 * values, directions, framework=framework, steps=steps, doubt=doubt)
    design = design_of(ranking)
    points = np.array([point_at(draw, design.space.dimensions, SEED) for draw in range(40)])
    found = np.zeros((len(points), len(design.matrices.entities)), np.int16)
    design.rank(points, found)
    for point, row in zip(points, found, strict=True):
        drawn = drawn_stage(ranking, design.space.values_at(point))
        slow = rank_stage(drawn, design.space.lens_at(point), ranking.ledger)
        assert [slow.rank_of(entity) or 0 for entity in design.matrices.entities] == row.tolist()


def test_whom_one_alternative_screens_out_has_no_rank_there(made: Made) -> None:
    values = np.random.default_rng(1).random((8, 3))
    values[0, :2] = np.nan
    steps = [{"do": "screen", "have-at-least": 0.3}, SCALE, aggregate("arithmetic", "arithmetic")]
    ranking = made(values, steps=steps, doubt={"screen": {"have-at-least": [0.3, 0.6]}})
    design = design_of(ranking)
    found = np.zeros((2, 8), np.int16)
    design.rank(np.array([[0.2], [0.7]]), found)
    assert found[0].min() == 1
    assert found[1, 0] == 0
    assert sorted(found[1, 1:]) == list(range(1, 8))


def test_found_weights_are_doubted_around_what_was_found(made: Made) -> None:
    values = np.random.default_rng(2).random((12, 4)) + np.arange(12)[:, None] * [0.1, 0.2, 0.05, 0.1]
    steps = [SCALE, {"do": "weight", "how": "entropy"}, aggregate("arithmetic", "arithmetic")]
    ranking = made(values, steps=steps, doubt={"weights": {"within": "50%"}})
    design = design_of(ranking)
    found = carried_out(ranking, design.space)[0].data.weights
    points = np.array([point_at(draw, design.space.dimensions, SEED) for draw in range(20)])
    ranks = np.zeros((20, 12), np.int16)
    design.rank(points, ranks)
    for point, row in zip(points, ranks, strict=True):
        slow = rank_stage(ranking.stage, design.space.lens_at(point, found), ranking.ledger)
        assert [slow.rank_of(entity) for entity in design.matrices.entities] == row.tolist()


def test_every_plan_has_a_record_of_the_steps_that_were_carried_out(made: Made) -> None:
    values = np.random.default_rng(3).random((10, 7))
    steps = [TREAT, SCALE, aggregate("arithmetic", "arithmetic")]
    ranking = made(values, framework=DEEP, steps=steps, doubt=doubted("treat", "normalise"))
    plans = carried_out(ranking, design_of(ranking).space)
    assert [plan.record["choices"] for plan in plans][:2] == [
        {"treat": "winsorise, at-most 0", "normalise": "min-max, to 1 to 100"},
        {"treat": "winsorise, at-most 0", "normalise": "z-score, mean 50, sd 5"},
    ]
    assert plans[1].record["steps"][0]["at-most"] == 0
    assert plans[1].record["steps"][1] == {"do": "normalise", "how": "z-score", "mean": 50.0, "sd": 5.0}
    assert [step["do"] for step in plans[5].record["steps"]] == ["treat", "normalise", "aggregate"]


def test_a_year_of_a_panel_is_drawn_among_all_its_years(made: Made) -> None:
    rng, lens = (
        np.random.default_rng(4),
        {"framework": DEEP, "steps": [TREAT, SCALE, aggregate("arithmetic", "geometric")]},
    )
    tables = [rng.lognormal(0, 1, (9, 7)) for _ in range(2)]
    years = [made(table, 0.2 * table, **lens).stage.rows for table in tables]
    stage = Stage(stacked([("2020", years[0]), ("2021", years[1])]), "2021")
    one = made(tables[1], **lens, doubt=doubted("evidence", "weights", "normalise"))
    ranking = rank_stage(stage, one.lens, one.ledger)
    design = design_of(ranking)
    points = np.array([point_at(draw, design.space.dimensions, SEED) for draw in range(20)])
    ranks = np.zeros((20, 9), np.int16)
    design.rank(points, ranks)
    assert len(design.space.cells) == 9 * 7
    for point, row in zip(points, ranks, strict=True):
        drawn = drawn_stage(ranking, design.space.values_at(point))
        slow = rank_stage(drawn, design.space.lens_at(point), ranking.ledger)
        assert [slow.rank_of(entity) for entity in design.matrices.entities] == row.tolist()
