"""The verb contrast: two systems, two days, one system printed and re-made, all systems, and what is none of these."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from theodolite.cli.main import app


def ask(*words: str) -> Result:
    return CliRunner().invoke(app, ["contrast", *words])


def answer(*words: str) -> dict[str, Any]:
    done = ask(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_two_systems_side_by_side() -> None:
    found = answer("tortoise-2021", "oxford-2024", "--entity", "China")
    assert (found["a"], found["b"], found["common"]) == ("tortoise-2021", "oxford-2024", 14)
    assert found["explained"][0]["rank_b"] == 23
    assert {row["aspect"] for row in found["why"]} >= {"concept", "measures", "coverage", "weights"}
    assert found["editions"] is None


def test_two_editions_say_what_to_pull_for_the_split() -> None:
    found = answer("oxford-2024", "oxford-2025")
    assert "theodolite pull" in found["editions_missing"]
    assert "not split into data and method" in ask("oxford-2024", "oxford-2025").stdout


def test_one_system_printed_and_re_made() -> None:
    found = answer("imf-aipi")
    assert (found["system"], found["ranks_remade"], found["ranks_printed"]) == ("imf-2023", 2, 2)
    assert len(found["economies"]) == 13


def test_every_system_for_an_economy() -> None:
    found = answer("--entity", "CHN")
    assert {row["system"]: row["rank"] for row in found["standings"]}["oxford-2024"] == 23
    assert "China ranks 1 at best" in " ".join(ask("--entity", "CHN").stdout.split())


def test_systems_that_hold_no_place_of_an_economy_are_named() -> None:
    found = answer("--entity", "DNK", "--entity", "CHN")
    systems = {"aspi-2024", "aspi-2025", "imf-2023", "oxford-2023", "oxford-2024", "oxford-2025", "stanford-2023",
               "tortoise-2021"}  # fmt: skip
    assert found["caveats"] == [f"no place of Denmark is held in {', '.join(sorted(systems))}"]
    assert found["finding"].startswith("Denmark ranks 22 of 147 in the one system that we hold a rank of (")


def test_a_lens_on_two_days() -> None:
    found = answer("equal", "--before", "2026-07-15", "--entity", "CHN")
    assert found["before"] <= "2026-07-15" < found["after"]
    assert found["sentences"][0].startswith("China went from")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing is named"),
        (["nobody", "equal"], "no published system or lens is called 'nobody'"),
        (["equal"], "re-makes nobody's system"),
        (["tortoise-2021"], "theodolite pull tortoise/global-ai-index-table-2021"),
        (["microsoft-2026"], "no lens re-makes the system"),
        (["--before", "2026-07-15"], "holds a lens against itself"),
        (["stanford-vibrancy", "--before", "2026-07-15"], "are unknown"),
    ],
)
def test_what_cannot_be_held_together_exits_with_2(words: list[str], said: str) -> None:
    done = ask(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
