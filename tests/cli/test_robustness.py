"""`theodolite robustness`: the document of the design, the same bytes twice, and words for what cannot be drawn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from theodolite.cli.main import app

RUN = ["robustness", "biggest", "--draws", "2000"]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    done = run(*RUN, "--json", "--entity", "CHN")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_document_holds_ranks_wins_drivers_and_the_plans_behind_them(document: dict[str, Any]) -> None:
    n = len(document["ranks"])
    assert document["draws"] == 2000
    assert n > 30
    for row in document["ranks"]:
        assert row["p05"] <= row["median"] <= row["p95"]
        assert sum(row["probabilities"]) == pytest.approx(row["ranked"])
    for i in range(n):
        for j in range(n):
            assert document["beats"][i][j] + document["beats"][j][i] <= 1
    assert {driver["choice"] for driver in document["drivers"]} == {"treat", "normalise", "weights", "drop-indicator"}
    assert len(document["plans"]) == 4
    assert [entity for group in document["groups"] for entity in group] == [row["entity"] for row in document["ranks"]]
    assert document["entities"]["CHN"]["drivers"]


def test_threads_and_a_second_run_give_the_same_bytes_and_another_seed_does_not() -> None:
    one = run(*RUN, "--json", "--threads", "1").stdout
    assert one == run(*RUN, "--json", "--threads", "3").stdout
    assert one != run(*RUN, "--json", "--seed", "1").stdout


def test_the_table_says_what_its_columns_are() -> None:
    done = run(*RUN, "--top", "3", "--entity", "CHN")
    assert done.exit_code == 0
    for words in ("5–95 %", "group", "What moves the ranks", "What moves the rank of China", "and more"[-4:]):
        assert words in done.stdout
    assert "Over 2,000 lenses" in done.stdout.replace("\n", " ")


@pytest.mark.parametrize("words", [["robustness"], ["robustness", "no-such-lens"], [*RUN, "--entity", "XXX"],
                                   [*RUN, "--seed", "-1"], [*RUN, "--draws", "0"]])  # fmt: skip
def test_wrong_use_exits_with_2(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
