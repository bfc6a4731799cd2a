"""Denominators by name: any indicator may be one, each indicator may have its own, and a name that is none is told."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.errors import PlanError
from theodolite.index.ranking import rank_entities

SCALE = {"do": "normalise", "how": "min-max", "to": [0, 100]}
MEAN = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}
AREA = {"AUT": 1.0, "BEL": 2.0, "CHE": 4.0}
TWO = {"a/x": {"denominators": ["a/area"]}, "b/y": {"denominators": ["context/people", "a/area"]}}
FIGURES = {
    entity: {"a/x": 8.0, "b/y": 12.0, "a/area": area, "context/people": people}
    for (entity, area), people in zip(AREA.items(), (6.0, 4.0, 3.0), strict=True)
}
INDICATORS = {**TWO, "a/area": {}, "context/people": {}}
FRAMEWORK = [{"pillar": "all", "indicators": [{"indicator": "a/x"}, {"indicator": "b/y"}]}]


def ranked(world: Any, by: str) -> dict[str, float]:
    steps = [{"do": "denominate", "by": by}, SCALE, MEAN]
    ranking = rank_entities(*world(INDICATORS, FIGURES, framework=FRAMEWORK, steps=steps))
    return dict(ranking.table.select("entity", "score").iter_rows())


def test_each_indicator_is_divided_by_the_first_of_its_own(world: Any) -> None:
    """8/area is 8, 4, 2 (100, 33⅓, 0); 12/people is 2, 3, 4 (0, 50, 100)."""
    assert ranked(world, "own") == pytest.approx({"AUT": 50, "BEL": (100 / 3 + 50) / 2, "CHE": 50})


def test_an_indicator_is_a_denominator_by_its_id(world: Any) -> None:
    """8/area and 12/area are both 100, 33⅓ and 0 on the scale."""
    assert ranked(world, "a/area") == pytest.approx({"AUT": 100, "BEL": 100 / 3, "CHE": 0})


def test_a_denominator_that_nobody_has_heard_of_is_told_with_the_line(world: Any) -> None:
    with pytest.raises(PlanError, match="no denominator is called 'populaton'") as caught:
        ranked(world, "populaton")
    assert "did you mean 'population'" in str(caught.value)
    assert "lens.yaml:" in str(caught.value)
