"""Forty kinds of difficult data: those not told elsewhere, and a look that each of them has its test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError, SpecError
from theodolite.index.leave_one_out import leave_one_out
from theodolite.index.ranking import rank_entities

ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST", "FIN", "GRC", "HUN", "ITA", "JPN", "KOR", "LTU")
MEAN = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}
SCALE = {"do": "normalise", "how": "min-max", "to": [0, 100]}
TESTS = Path(__file__).parents[1]


def rows(**columns: list[float]) -> dict[str, dict[str, float]]:
    ids = {name: name.replace("_", "/") for name in columns}
    return {
        entity: {ids[name]: float(values[n]) for name, values in columns.items()}
        for n, entity in enumerate(ENTITIES[: len(next(iter(columns.values())))])
    }


def pillar(*leaves: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"pillar": "all", "indicators": list(leaves)}]


def test_15_a_column_that_is_skewed_after_treatment_still_is_ranked_and_marked(world: Any) -> None:
    steps = [{"do": "treat", "how": "winsorise", "at-most": 0}, SCALE, MEAN]
    heavy = [*np.linspace(1, 1.001, 11), 1e6]
    ranking = rank_entities(*world({"a/x": {}}, rows(a_x=heavy), steps=steps))
    assert [flag.what for flag in ranking.flags if flag.kind == "still-skewed"] == ["outliers remain after treatment"]
    assert len(ranking.table) == 12


def test_24_an_indicator_of_weight_zero_is_kept_in_the_tables_and_out_of_the_score(world: Any) -> None:
    figures = rows(a_x=[1, 2, 3, 4], b_y=[9, 1, 5, 2])
    tree = pillar({"indicator": "a/x"}, {"indicator": "b/y", "weight": 0})
    ranking = rank_entities(*world({"a/x": {}, "b/y": {}}, figures, framework=tree, steps=[SCALE, MEAN]))
    assert ranking.final.column("b/y").tolist() == [100, 0, 50, 12.5]
    assert ranking.weights["b/y"] == 0
    assert ranking.table["score"].to_list() == pytest.approx([100, 200 / 3, 100 / 3, 0])


def test_26_a_weight_stands_beside_its_indicator_and_a_misspelt_one_is_told(world: Any) -> None:
    with pytest.raises(SpecError, match="wieght") as caught:
        world({"a/x": {}}, {}, framework=pillar({"indicator": "a/x", "wieght": 2}))
    assert "did you mean 'weight'" in str(caught.value)


def test_36_ties_share_the_best_rank_and_leave_a_gap(world: Any) -> None:
    ranking = rank_entities(*world({"a/x": {}}, rows(a_x=[2, 5, 5, 1]), steps=[SCALE, MEAN]))
    assert dict(ranking.table.select("entity", "rank").iter_rows()) == {"AUT": 3, "BEL": 1, "CHE": 1, "DNK": 4}


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        (
            {"aggregate": {"indicators": ["geometric"]}},
            "a geometric mean of indicators is not defined on a scale from 0",
        ),
        ({"aggregate": {"indicators": ["harmonic"]}}, "a harmonic mean of indicators is not defined on a scale from 0"),
        (
            {"aggregate": [{"indicators": "copeland", "pillars": "geometric"}]},
            "a geometric mean of pillars is not defined on scores by copeland",
        ),
    ],
)
def test_37_38_a_doubt_that_holds_an_undefined_lens_is_refused_before_anything_is_drawn(
    world: Any, doubt: dict[str, Any], said: str
) -> None:
    with pytest.raises(SpecError, match=said):
        world({"a/x": {}}, {}, steps=[SCALE, MEAN], doubt=doubt)


def test_37_the_same_holds_for_what_the_lens_itself_says(world: Any) -> None:
    steps = [SCALE, {"do": "aggregate", "indicators": "copeland", "pillars": {"how": "generalised", "p": 2}}]
    with pytest.raises(
        SpecError, match=r"a generalised \(p 2.0\) mean of pillars is not defined on scores by copeland"
    ):
        world({"a/x": {}}, {}, steps=steps)


def test_37_of_two_scales_the_one_counts_that_an_indicator_meets_last(world: Any) -> None:
    high, geometric = {**SCALE, "to": [1, 100]}, {**MEAN, "indicators": "geometric"}
    world({"a/x": {}}, {}, steps=[SCALE, high, geometric])
    world({"a/x": {}, "b/y": {}}, {}, steps=[{**high, "only": ["a/x"]}, {**high, "except": ["a/x"]}, geometric])
    for steps in ([high, SCALE], [{**high, "only": ["a/x"]}, {**SCALE, "except": ["a/x"]}]):
        with pytest.raises(SpecError, match="not defined on a scale from 0"):
            world({"a/x": {}, "b/y": {}}, {}, steps=[*steps, geometric])


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        ({"treet": [{"how": "none"}]}, "did you mean 'treat'"),
        ({"treat": [{"how": "winsorise", "skew": 2}]}, "no option 'skew': did you mean 'skewness'"),
        ({"treat": [{"how": "winsorize"}]}, "did you mean 'winsorise'"),
    ],
)
def test_39_a_misspelt_step_option_or_method_of_a_doubt_is_told_before_anything_runs(
    world: Any, doubt: dict[str, Any], said: str
) -> None:
    steps = [{"do": "treat", "how": "none"}, SCALE, MEAN]
    with pytest.raises(SpecError, match=said):
        world({"a/x": {}}, {}, steps=steps, doubt=doubt)


def test_40_nothing_is_left_out_in_turn_of_a_lens_with_a_constant_indicator(world: Any) -> None:
    figures = rows(a_x=[1, 2, 3, 4], b_y=[7, 7, 7, 7])
    with pytest.raises(PlanError, match="b/y is constant: 7 for all 4 entities"):
        leave_one_out(rank_entities(*world({"a/x": {}, "b/y": {}}, figures, steps=[SCALE, MEAN])))


def test_every_one_of_the_forty_has_a_test_that_bears_its_number() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    names = re.findall(r"^def test_((?:\d+_)+)", text, re.MULTILINE)
    cases = re.findall(
        r'^    "(\d+) ', (TESTS / "index/own/test_bad_files.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    numbers = {int(number) for name in names for number in name.strip("_").split("_")} | set(map(int, cases))
    assert set(range(1, 41)) <= numbers
