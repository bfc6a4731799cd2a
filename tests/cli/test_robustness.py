"""`theodolite robustness`: the document of the design, the same bytes twice, and words for what cannot be drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.index.conftest import AFTER, HEADER, INDICATOR, SOURCE, write
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


def test_top_cuts_ranks_and_wins_alike_and_nothing_else(document: dict[str, Any]) -> None:
    short = json.loads(run(*RUN, "--json", "--entity", "CHN", "--top", "3").stdout)
    assert short.pop("ranks") == document["ranks"][:3]
    assert short.pop("beats") == [row[:3] for row in document["beats"][:3]]
    assert short == {key: value for key, value in document.items() if key not in ("ranks", "beats")}


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


def study_with_an_interval(folder: Path) -> list[str]:
    """A lens of one indicator: three figures and a fourth anywhere from 0 to 12, by z-scores under a geometric mean.

    Of 11, 12, 13 and 12 − d the last has the z-score −0.75 d/√((2 + 0.75 d²)/3), which is −1.48 at d = 9.9: below 2.1,
    in a draw of six, there is nothing above zero on a scale with the mean 1.48.
    """
    write(folder / "indicators/own/x.yaml", INDICATOR)
    write(folder / "sources/nobody/made-2026-01.yaml",
          {**SOURCE, "provides": [{"indicator": "own/x", "reader": "none.none", "measure": "none"}]})  # fmt: skip
    rows = {"USA": "11,,", "CHN": "12,,", "GBR": "13,,", "FRA": "10,0,12"}
    lines = [f"{e},own/x,2025,{row},count,A,nobody/made,2026-01,row={e},\n" for e, row in rows.items()]
    (folder / "observations/nobody").mkdir(parents=True)
    (folder / "observations/nobody/made-2026-01.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    write(folder / "lens.yaml", {
        "title": "T", "question": "Q?", "after": AFTER, "doubt": {"evidence": "intervals"},
        "framework": [{"pillar": "all", "indicators": [{"indicator": "own/x"}]}],
        "steps": [{"do": "normalise", "how": "z-score", "mean": 1.48, "sd": 1},
                  {"do": "aggregate", "indicators": "geometric", "pillars": "geometric"}],
    })  # fmt: skip
    return ["robustness", str(folder / "lens.yaml"), "--catalog", str(folder)]


@pytest.mark.parametrize("more", [[], ["--json"], ["--threads", "2"]])
def test_a_draw_that_is_undefined_stops_the_run_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    done = run(*study_with_an_interval(tmp_path / "own"), *more)
    assert (done.exit_code, done.stdout) == (2, "")
    for words in ("own/x", "drawn within its intervals", "zero or below", "no draw is left out", "evidence: intervals"):
        assert words in done.stderr
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("words", [["robustness"], ["robustness", "no-such-lens"], [*RUN, "--entity", "XXX"],
                                   [*RUN, "--seed", "-1"], [*RUN, "--draws", "0"]])  # fmt: skip
def test_wrong_use_exits_with_2(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
