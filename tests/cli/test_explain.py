"""`explain` from a shell: the tree down to source and locator, and what an unknown or unranked economy gets."""

from __future__ import annotations

import json

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


def test_a_denominator_is_traced_too() -> None:
    tree = json.loads(run("CHE", "--lens", "intensity", "--json")[1])
    talent = next(pillar for pillar in tree["pillars"] if pillar["pillar"] == "talent")
    people = talent["indicators"][0]["denominator"]
    assert people["by"] == "population"
    assert people["observations"][0]["value"] == people["value"]


def test_nothing_recorded_is_printed_as_a_true_zero() -> None:
    code, out, _ = run("Nigeria", "--lens", "powers")
    assert code == 0
    assert "Notable AI models: 0 count (none recorded: a true zero)" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Chnia", "--lens", "powers"), "China (CHN)"),
        (("Andorra", "--lens", "powers"), "Andorra is left out (too small: "),
        (("China",), "no lens is named"),
        (("China", "--lens", "pwers"), "did you mean powers?"),
    ],
)
def test_a_wrong_name_is_one_clear_error(words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
