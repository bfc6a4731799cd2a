"""`theodolite robustness`: the document of the design, the same bytes twice, and words for what cannot be drawn."""

from __future__ import annotations

import json
from pathlib import Path
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


RARE = """uCode,X,Y
A,43.5,0
B,0,100
C,0,0
D,100,100
"""
"""A is ahead of B where the weight of X is 100/43.5 = 2.30 times that of Y, of at most 1.4/0.6 = 2.33 times."""
TWO = """Level,iCode,Direction,Weight,Parent,Type
1,X,1,1,P,Indicator
1,Y,1,1,Q,Indicator
2,P,1,1,Index,Aggregate
2,Q,1,1,Index,Aggregate
3,Index,1,1,,Aggregate
"""
STEPS = """steps:
  - {do: normalise, how: min-max}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic}
doubt: {weights: {within: 40%}}
"""


def own(folder: Path, data: str = RARE, meta: str = TWO, steps: str = STEPS) -> list[str]:
    """The words that name a lens and data of one's own."""
    for name, text in (("data.csv", data), ("meta.csv", meta), ("steps.yaml", steps)):
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / "steps.yaml"), "--coinr", str(folder / "data.csv"), str(folder / "meta.csv")]


def test_a_rank_that_hardly_ever_moves_has_no_shares_and_the_page_says_why(tmp_path: Path) -> None:
    done = run("robustness", *own(tmp_path), "--entity", "A", "--entity", "C", "--draws", "20000")
    assert done.exit_code == 0, done.output
    assert "A: likeliest ranks 2 (<1%), 3 (>99%)" in done.stdout
    assert "C: likeliest ranks 4 (100%)" in done.stdout
    assert done.stdout.count("–: it does not vary, or too rarely to share out") == 3


@pytest.mark.parametrize("words", [["robustness"], ["robustness", "no-such-lens"], [*RUN, "--entity", "XXX"],
                                   [*RUN, "--seed", "-1"], [*RUN, "--draws", "0"]])  # fmt: skip
def test_wrong_use_exits_with_2(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
