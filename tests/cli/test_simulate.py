"""`theodolite simulate` from the command line: one scenario, several, one's own, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

SIX = ["controls-hold", "cloud-access", "controls-lifted", "domestic-surge", "h20-only", "protectionist"]


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["simulate", *words])
    return done.exit_code, done.stdout, done.stderr


def told(*words: str) -> dict[str, Any]:
    code, out, err = run(*words, "--json", "--draws", "500")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture(scope="module")
def hold() -> dict[str, Any]:
    return told("controls-hold", "--no-siting")


def at(found: dict[str, Any], name: str, year: int) -> dict[str, Any]:
    return next(one for one in found["outputs"] if (one["name"], one["year"]) == (name, year))


def test_one_scenario_is_told_year_by_year_with_units_and_intervals(hold: dict[str, Any]) -> None:
    assert hold["years"] == list(range(2022, 2031))
    one = at(hold, "energy", 2030)
    assert one["unit"] == "TWh"
    assert 0 < one["p05"] < one["median"] < one["p95"]
    assert at(hold, "electricity-share", 2030)["unit"] == "percent"
    assert hold["finding"].startswith("Export controls hold: in 2030 China has the computing of ")


def test_every_assumption_is_told_with_who_says_so(hold: dict[str, Any]) -> None:
    for one in hold["assumptions"]:
        assert one["references"] or one["sources"], one["assumption"]
        assert one["sides"]


def test_drivers_of_the_last_year_are_told_the_largest_first(hold: dict[str, Any]) -> None:
    shares = [one["total"] for one in hold["drivers"] if one["output"] == "energy"]
    assert shares == sorted(shares, reverse=True)
    assert 0.5 < sum(one["first"] for one in hold["drivers"] if one["output"] == "energy") < 1.2


def test_the_same_words_and_seed_give_the_same_bytes_and_another_seed_does_not() -> None:
    words = ("h20-only", "--no-siting", "--draws", "300", "--json")
    assert run(*words) == run(*words)
    assert run(*words)[1] != run(*words, "--seed", "1")[1]


def test_all_scenarios_stand_side_by_side_where_none_is_named() -> None:
    found = told()
    assert [one["scenario"] for one in found["scenarios"]] == SIX
    assert found["year"] == 2030
    by = {one["scenario"]: one for one in found["scenarios"]}
    median = {name: at(one, "training-compute", 2030)["median"] for name, one in by.items()}
    assert median["protectionist"] < median["controls-hold"] < median["controls-lifted"]
    assert median["controls-hold"] < median["domestic-surge"]
    assert at(by["controls-lifted"], "delay", 2030)["median"] is None


def test_until_policies_differ_scenarios_are_the_same_in_every_draw() -> None:
    found = told("controls-hold", "protectionist")
    hold, closed = found["scenarios"]
    for name in ("training-compute", "energy", "water", "carbon"):
        assert at(hold, name, 2025) == at(closed, name, 2025)
        assert at(hold, name, 2026) != at(closed, name, 2026)


def test_a_scenario_of_ones_own_is_run_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "cool.yaml"
    path.write_text(
        "title: Cooler rooms\nquestion: What if every room were cooled as well as the best?\ninherits: controls-hold\n"
        "use: {power/pue: {low: 1.0, high: 1.0, after: [{title: My own}]}}\n"
    )
    found = told(str(path), "--no-siting")
    assert at(found, "energy", 2030)["median"] < at(told("controls-hold", "--no-siting"), "energy", 2030)["median"]


def test_the_terminal_tells_the_finding_the_years_and_the_drivers() -> None:
    code, out, _ = run("controls-hold", "--no-siting", "--draws", "300", "--assumptions")
    assert code == 0
    for said in (
        "Median, and 5 to 95 % of the draws",
        "total Sobol shares",
        "Chips that stand",
        "Assumptions",
        "after ",
    ):
        assert said in out


def test_figures_and_tables_are_written_where_a_folder_is_named(tmp_path: Path) -> None:
    files = told("controls-hold", "--no-siting", "--out", str(tmp_path))["files"]
    assert files
    assert all((tmp_path / one).stat().st_size > 200 for one in files)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("control-hold",), "did you mean controls-hold"),
        (("nowhere/there.yaml",), "there.yaml"),
        (("controls-hold", "--draws", "3"), "3 draws are asked for"),
        (("controls-hold", "--draws", "99999999"), "99,999,999 draws are asked for"),
        (("controls-hold", "--year", "2030"), "--year is of scenarios side by side"),
        (("--year", "2040"), "does not run to 2040"),
        (("--assumptions",), "--assumptions is of one scenario"),
    ],
)
def test_what_cannot_be_answered_is_one_error_and_exit_code_2(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert said in err


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("power/pue: {low: 1.5, high: 1.2, after: [{title: A}]}", "upside down"),
        ("power/pue: {low: 1.2, high: 1.5}", "after"),
        ("power/pue: {by-year: {2022: [1, 2], 2025: [1, 2]}, after: [{title: A}]}", "years that meet"),
        ("power/pues: power/pue", "did you mean power/pue"),
        ("power/pue: power/household", "does not convert to 'dimensionless'"),
        (
            "power/pue: {low: 1.2, high: 1.5, for: [FRA], after: [{title: A}]}",
            "1 assumption of the scenario 'mine' says nothing about CHN",
        ),
    ],
)
def test_an_assumption_that_does_not_fit_is_one_error(tmp_path: Path, use: str, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"title: Mine\nquestion: What if?\ninherits: controls-hold\nuse:\n  {use}\n")
    code, _, err = run(str(path), "--no-siting")
    assert code == 2
    assert said in err


def test_a_chip_without_figures_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "title: Mine\nquestion: What if?\ninherits: controls-hold\n"
        "arrivals: [{by: smuggled, chip: chip/huawei-ascend-920, units: supply/smuggled}]\n"
    )
    code, _, err = run(str(path), "--no-siting")
    assert code == 2
    assert "the ledger holds no" in err
    assert "chip/huawei-ascend-920" in err


def test_a_day_in_the_past_is_not_answered() -> None:
    code, _, err = run("controls-hold", "--as-of", "2023-01-01")
    assert code == 2
    assert "assumptions are of today" in err
