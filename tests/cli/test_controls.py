"""`theodolite controls` from the command line: a chip, all chips, one's own, a day, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["controls", *words])
    return done.exit_code, done.stdout, done.stderr


def told(*words: str) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_chip_is_told_with_every_rule_its_days_its_verdict_and_why() -> None:
    found = told("H20")
    assert (found["chip"], found["variants"]) == ("chip/h20", [])
    caught = [one for one in found["verdicts"] if one["controlled"] != "no"]
    assert [(one["rule"], one["effective"], one["until"], one["controlled"]) for one in caught] == [
        ("bis-2025-04-h20-letter", "2025-04-09", None, "yes"),
    ]
    assert [one["effective"] for one in found["verdicts"]] == sorted(one["effective"] for one in found["verdicts"])
    assert {one["read"] for one in found["verdicts"]} == {"second-hand"}


def test_the_rules_of_a_day_are_those_in_force_on_it() -> None:
    found = told("A800", "--as-of", "2023-01-01")
    assert [(one["rule"], one["controlled"]) for one in found["verdicts"]] == [
        ("bis-2022-10-advanced-computing", "no"),
    ]
    assert "in force on 2023-01-01" in found["finding"]
    assert told("A800", "--as-of", "2021-01-01")["verdicts"] == []


def test_figures_of_ones_own_are_judged_by_the_same_rules() -> None:
    found = told("--tops", "300", "--bits", "16", "--interconnect", "599")
    assert {one["rule"]: one["controlled"] for one in found["verdicts"]} == {
        "bis-2022-10-advanced-computing": "no",
        "bis-2023-11-advanced-computing": "yes",
        "bis-2024-12-memory": "no",
        "bis-2025-01-diffusion": "yes",
        "bis-2025-04-h20-letter": "no",
        "bis-2026-01-case-by-case": "undetermined",
    }


def test_the_tiles_and_the_verdicts_are_written_where_a_folder_is_named(tmp_path: Path) -> None:
    assert told("--out", str(tmp_path))["files"] == ["figures/control-timeline.svg", "tables/control-timeline.csv"]
    svg = (tmp_path / "figures/control-timeline.svg").read_text(encoding="utf-8")
    assert "NVIDIA HGX H20: 2025-04;" in svg
    rows = (tmp_path / "tables/control-timeline.csv").read_text(encoding="utf-8")
    assert rows.count("chip/nvidia-l40,") == 6


def test_without_a_name_all_chips_are_told() -> None:
    found = told()
    verdicts = {(one["chip"], one["rule"]): one["controlled"] for one in found["verdicts"]}
    assert verdicts["chip/nvidia-l20-pcle", "bis-2023-11-advanced-computing"] == "no"
    code, out, _ = run()
    assert code == 0
    assert out.startswith(found["finding"][:20])
    assert "case by case" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["H20", "--tops", "3", "--bits", "8"], "CHIP and figures of your own are given together"),
        (["--tops", "3"], "--tops 296 --bits 8, both"),
        (["--tops", "3", "--bits", "0"], "not a fit --bits"),
        (["Tesla P100"], "no single chip is called"),
        (["H20", "--as-of", "soon"], "is not a day"),
        (["--own", "nowhere.yaml"], "cannot be read"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_exit_2(words: list[str], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_the_terminal_tells_the_finding_and_each_reason() -> None:
    code, out, _ = run("B200", "--as-of", "2026-02-01")
    text = " ".join(out.split())
    assert code == 0
    assert "Case-by-case review of January 2026: yes not eligible" in text
    assert "36,000 TPP" in text
    assert "91 FR 1684; read second-hand" in text
