"""What a scenario assumes: policies in turn and in each other, and what is not said about a country."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import ScenarioError
from theodolite.scenarios.assumed import assumed
from theodolite.scenarios.scenario import Scenario, load_scenario

SHIPPED = Catalog.open()


def made(folder: Path, text: str) -> Scenario:
    path = folder / "made.yaml"
    path.write_text("title: Made\nquestion: What if?\ninherits: controls-hold\n" + text)
    return load_scenario(SHIPPED, str(path))


def fixed(value: float) -> str:
    return f"{{power/pue: {{low: {value}, high: {value}, after: [{{title: Made}}]}}}}"


def by_year(scenario: Scenario) -> list[float]:
    one = assumed(SHIPPED, scenario)["power/pue"]
    values = one.value(np.array([0.5]), np.array([0.5]))[:, 0]
    return [float(value) for value in np.broadcast_to(values, len(scenario.span))]


def test_a_policy_inside_another_one_gives_way_to_it_when_it_ends(tmp_path: Path) -> None:
    scenario = made(
        tmp_path,
        f"use: {fixed(1.1)}\npolicies:\n  long: {{title: L, from: 2024, until: 2029, use: {fixed(1.2)}}}\n"
        f"  short: {{title: S, from: 2026, until: 2027, use: {fixed(1.3)}}}\n",
    )
    assert by_year(scenario) == pytest.approx([1.1, 1.1, 1.2, 1.2, 1.3, 1.3, 1.2, 1.2, 1.1])


def test_a_policy_from_the_first_year_on_takes_all_years(tmp_path: Path) -> None:
    scenario = made(tmp_path, f"policies: {{all: {{title: A, from: 2022, use: {fixed(1.4)}}}}}\n")
    assert by_year(scenario) == pytest.approx([1.4] * 9)


def test_everything_that_is_not_said_about_a_country_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"nothing about FRA: .*efficiency/training-time.*carbon/renewable-share"):
        assumed(SHIPPED, made(tmp_path, "about: FRA\n"))


def test_where_an_error_stands_is_the_file_that_was_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        assumed(SHIPPED, made(tmp_path, "about: FRA\n"))
    assert caught.value.where == str(tmp_path / "made.yaml")
