"""Rules of periods at their boundaries, on figures small enough to work by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.index.gather import gather

QUARTERS = {f"{year}-Q{n}": 1.0 for year in (2024, 2025) for n in (1, 2, 3, 4)}


def taken(world: Any, figures: Any, rule: Any, indicator: Any = None, **lens: Any) -> dict[str, float]:
    """Entity → the figure of a/x that the rule takes."""
    data = gather(*world({"a/x": indicator or {}, "context/population": {}}, figures, **framed(rule), **lens))
    return dict(zip(data.entities, data.column("a/x").tolist(), strict=True))


def framed(rule: Any) -> dict[str, Any]:
    return {"framework": [{"pillar": "all", "indicators": [{"indicator": "a/x", "period": rule}]}]}


def rows(**values: Any) -> dict[str, Any]:
    return {entity: {"a/x": value} for entity, value in values.items()}


def test_a_sum_of_quarters_and_a_sum_of_years_cover_the_same_days(world: Any) -> None:
    figures = rows(AUT=QUARTERS, BEL={"2024": 3.0, "2025": 4.0}, CHE={"2025": 9.0}, DNK={"2024": 1.0, "2025-Q1": 1.0})
    found = taken(world, figures, {"take": "sum", "over": 3})
    assert found == pytest.approx({"AUT": 8, "BEL": 7, "CHE": np.nan, "DNK": np.nan}, nan_ok=True)


def test_a_hole_in_a_list_is_nothing_recorded_and_the_sum_is_taken(world: Any) -> None:
    figures = rows(AUT={"2024": 3.0, "2025": 4.0}, BEL={"2025": 9.0})
    found = taken(world, figures, {"take": "sum", "over": 3}, {"missing-means": "none-recorded"})
    assert found == {"AUT": 7, "BEL": 9}


@pytest.mark.parametrize(("holders", "period"), [(2, "2025"), (1, "2024")])
def test_a_period_is_common_from_half_of_the_entities_on(world: Any, holders: int, period: str) -> None:
    years = {"2024": 1.0}
    figures = rows(AUT=dict(years), BEL=dict(years), CHE=dict(years), DNK=dict(years))
    for entity in list(figures)[:holders]:
        figures[entity]["a/x"]["2025"] = 2.0
    data = gather(*world({"a/x": {}}, figures, **framed({"take": "common"})))
    assert {cell.period for cell in data.cells.values()} == {period}


def test_an_economy_of_just_the_size_asked_for_is_looked_at(world: Any) -> None:
    figures = {e: {"a/x": 1.0, "context/population": p} for e, p in (("AUT", 99.0), ("BEL", 100.0), ("CHE", 101.0))}
    rule = {"economies": {"indicator": "context/population", "at-least": 100}}
    data = gather(*world({"a/x": {}, "context/population": {}}, figures, **framed({"take": "latest"}), **rule))
    assert data.entities == ("BEL", "CHE")
    assert data.excluded == {"AUT": "too small: context/population is below 100"}


def test_a_figure_of_four_years_ago_is_not_yet_old(world: Any) -> None:
    data = gather(*world({"a/x": {}}, rows(AUT={"2021": 1.0}, BEL={"2022": 2.0}, CHE={"2025": 3.0})))
    assert {flag.entity for flag in data.flags if flag.kind == "old"} == {"AUT"}


def test_the_oldest_year_that_is_allowed_is_taken(world: Any) -> None:
    rule = {"take": "latest", "not-older-than": "4 years"}
    found = taken(world, rows(AUT={"2021": 1.0}, BEL={"2022": 2.0}, CHE={"2025": 3.0}), rule)
    assert found == pytest.approx({"AUT": np.nan, "BEL": 2, "CHE": 3}, nan_ok=True)
