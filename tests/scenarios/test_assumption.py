"""Assumptions: a reference is asked for, intervals stand upright, years meet, and units convert."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.spec import load_spec
from theodolite.errors import ScenarioError, SpecError
from theodolite.scenarios.assumption import Assumption, assumptions, in_unit, years_of

HEAD = "title: Made\nunit: kWh\ndefinition: Made for a test.\n"


def load(folder: Path, text: str) -> Assumption:
    path = folder / "made.yaml"
    path.write_text(HEAD + text)
    return load_spec(path, Assumption, id="power/made")


def test_an_assumption_without_a_reference_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="after") as caught:
        load(tmp_path, "sides:\n  - {low: 1, high: 2}\n")
    assert caught.value.where == f"{tmp_path / 'made.yaml'}:5"


@pytest.mark.parametrize(
    ("side", "what"),
    [
        ("low: 2, high: 1", "upside down: low 2 is above high 1"),
        ("by-year: {2022: [1, 2], 2023: [3, 2]}", "upside down in 2023"),
        ("low: 1", "low: and high:, or by-year"),
        ("low: 1, high: 2, by-year: {2022: [1, 2]}", "low: and high:, or by-year"),
        ("low: 0, high: 2", "log-normal interval begins above 0"),
        ("low: 0.2, high: 1, shape: logit-normal", "between 0 and 1"),
    ],
)
def test_an_interval_that_cannot_be_is_refused(tmp_path: Path, side: str, what: str) -> None:
    with pytest.raises(SpecError, match=what):
        load(tmp_path, f"sides:\n  - {{{side}, after: [{{title: Made}}]}}\n")


def test_what_is_illustrative_explains_itself(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="explains itself"):
        load(tmp_path, "illustrative: true\nsides:\n  - {low: 1, high: 2, after: [{title: Made}]}\n")


def test_between_years_the_ends_run_straight_and_outside_them_nothing_is_said(tmp_path: Path) -> None:
    one = load(tmp_path, "sides:\n  - {by-year: {2022: [0, 0], 2026: [4, 8]}, shape: normal, after: [{title: Made}]}\n")
    (side,) = one.about("CHN")
    assert years_of(side, [2022, 2023, 2024, 2026], one.id) == [(0, 0), (1, 2), (2, 4), (4, 8)]
    with pytest.raises(ScenarioError, match="runs from 2022 to 2026 and is asked for 2022 to 2030"):
        years_of(side, range(2022, 2031), one.id)


def test_sides_about_an_economy_come_before_those_about_any(tmp_path: Path) -> None:
    one = load(
        tmp_path,
        "sides:\n  - {for: [CHN], low: 1, high: 2, after: [{title: A}]}\n  - {low: 3, high: 4, after: [{title: B}]}\n",
    )
    assert [side.low for side in one.about("CHN")] == [1]
    assert [side.low for side in one.about("FRA")] == [3]
    alone = load(tmp_path, "sides:\n  - {for: [CHN], low: 1, high: 2, after: [{title: A}]}\n")
    with pytest.raises(ScenarioError, match="says nothing about FRA; it does about CHN"):
        alone.about("FRA")


def test_a_unit_of_another_kind_is_refused(tmp_path: Path) -> None:
    one = load(tmp_path, "sides:\n  - {low: 1, high: 2, after: [{title: A}]}\n")
    assert in_unit(one, "MWh") == pytest.approx(1e-3)
    with pytest.raises(ScenarioError, match="'kWh' does not convert to 'MW'"):
        in_unit(one, "MW")


@pytest.mark.parametrize("id", assumptions(Catalog.open()))
def test_every_shipped_assumption_loads(id: str) -> None:
    assert assumptions(Catalog.open())[id].sides
