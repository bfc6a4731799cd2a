"""`explain` from a shell: the tree down to source and locator, and what an unknown or unranked economy gets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["explain", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_tree_reaches_every_observation_with_its_source_and_locator() -> None:
    code, out, _ = run("China", "--lens", "powers", "--json")
    tree = json.loads(out)
    assert code == 0
    assert (tree["entity"], tree["lens"], tree["rank"]) == ("CHN", "powers", 2)
    leaves = [leaf for pillar in tree["pillars"] for leaf in pillar["indicators"]]
    assert {leaf["recorded"] for leaf in leaves} == {"observed"}
    notable = next(leaf for leaf in leaves if leaf["indicator"] == "models/notable")
    assert notable["period"] == "2024/2026"
    assert sum(seen["value"] for seen in notable["observations"]) == notable["value"]
    for seen in (seen for leaf in leaves for seen in leaf["observations"]):
        assert seen["url"].startswith("https://")
        assert seen["citation"]
        assert "#" in seen["locator"] or seen["locator"]


def test_the_largest_run_has_the_year_in_which_it_was_trained() -> None:
    """China's largest known run is of 2024 (Doubao-pro), and that of the United States of 2025 (Grok 4)."""
    for entity, year in (("CHN", "2024"), ("USA", "2025")):
        tree = json.loads(run(entity, "--lens", "powers", "--json")[1])
        leaves = [leaf for pillar in tree["pillars"] for leaf in pillar["indicators"]]
        largest = next(leaf for leaf in leaves if leaf["indicator"] == "models/largest-training-run")
        assert (largest["period"], [seen["period"] for seen in largest["observations"]]) == (year, [year])


def test_the_tree_is_in_plain_words() -> None:
    _, out, _ = run("CHN", "--lens", "powers")
    assert "Notable AI models: 84 (2024–2026)" in out
    assert "the whole column is on a logarithmic scale (shifted log)" in out
    assert "2,107 per million inhabitants (2023)" in out
    assert "per-million" not in out


def test_a_denominator_is_traced_too() -> None:
    tree = json.loads(run("CHE", "--lens", "intensity", "--json")[1])
    talent = next(pillar for pillar in tree["pillars"] if pillar["pillar"] == "talent")
    people = talent["indicators"][0]["denominator"]
    assert people["by"] == "population"
    assert people["observations"][0]["value"] == people["value"]


def test_records_are_quoted_from_the_users_own_copy_or_said_to_be_missing(shared: Path) -> None:
    words = ("China", "--lens", "biggest", "--json")
    quoted, plain = (json.loads(run(*words, *more)[1]) for more in (("--from", str(shared / "data/raw/owid")), ()))
    place = "cumulative-number-of-large-scale-ai-systems-by-country.csv#row=40"
    seen = [tree["pillars"][0]["indicators"][1]["observations"][0] for tree in (quoted, plain)]
    assert {one["locator"] for one in seen} == {place}
    assert seen[0]["quote"][0]["place"] == place
    assert seen[0]["quote"][0]["cells"]["Code"] == "CHN"
    assert float(list(seen[0]["quote"][0]["cells"].values())[-1]) == seen[0]["value"]
    assert seen[1]["quote"] == []
    assert seen[1]["quote_missing"] == "you have no copy of " + place.partition("#")[0]


def test_nothing_recorded_is_printed_as_a_true_zero() -> None:
    code, out, _ = run("Nigeria", "--lens", "powers")
    assert code == 0
    assert "Notable AI models: 0 (none recorded: a true zero)" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Chnia", "--lens", "powers"), "China (CHN)"),
        (("Andorra", "--lens", "powers"), "Andorra is left out (too small: "),
        (("Antarctica", "--lens", "powers"), "Antarctica is left out (no figure of any of the lens's indicators)"),
        (("European Union", "--lens", "powers"), "a group of economies is observed, never ranked"),
        (("China",), "no lens is named"),
        (("China", "--lens", "pwers"), "did you mean powers?"),
    ],
)
def test_a_wrong_name_is_one_clear_error(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_beside_the_tree_stand_the_range_of_ranks_the_levers_and_what_turns_a_comparison() -> None:
    """Six of China's pillars are behind and energy is ahead of the United States: weight must go there."""
    code, out, _ = run("CHN", "--lens", "powers", "--against", "USA", "--draws", "500", "--json")
    tree = json.loads(out)
    assert code == 0
    assert tree["versions"]["p05"] <= tree["versions"]["median"] <= tree["versions"]["p95"]
    assert tree["versions"]["draws"] == 500
    assert len(tree["levers"]["strongest"]) == 5
    (other,) = tree["against"]
    assert (other["entity"], other["above"], other["possible"]) == ("USA", 0.0, True)
    pillars = {pillar["pillar"]: pillar for pillar in tree["pillars"]}
    moved = sum(
        max(0.0, other["weights"][name] - pillar["weight"] / _whole(pillars)) for name, pillar in pillars.items()
    )
    assert other["least_weight_change"] == pytest.approx(moved)
    usa = {
        p["pillar"]: p["score"]
        for p in json.loads(run("USA", "--lens", "powers", "--draws", "0", "--json")[1])["pillars"]
    }
    lead = sum(other["weights"][name] * (usa[name] - pillar["score"]) for name, pillar in pillars.items())
    assert lead == pytest.approx(0, abs=1e-9), "at these weights the two tie"


def _whole(pillars: dict[str, dict[str, float]]) -> float:
    return sum(pillar["weight"] for pillar in pillars.values())


def test_what_is_not_asked_for_is_not_worked_out() -> None:
    tree = json.loads(run("CHN", "--lens", "powers", "--draws", "0", "--no-levers", "--json")[1])
    assert (tree["versions"], tree["levers"], tree["against"]) == ({}, {}, [])
