"""The lens that own data are seen through: its faults are found in its own file, and what it says is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

SCALE = "  - {do: normalise, how: min-max, to: [0, 100]}\n"
MEAN = "  - {do: aggregate, indicators: arithmetic, pillars: arithmetic, missing: re-weight}\n"
GEOMETRIC = "  - {do: aggregate, indicators: geometric, pillars: geometric}\n"


def rank(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["rank", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def lens(tmp_path: Path) -> Any:
    def write(text: str) -> Path:
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (f"steps:\n{SCALE}{GEOMETRIC}", 3, "a geometric mean of indicators is not defined on a scale from 0"),
        (f"title: T\nsteps:\n{SCALE}{MEAN}doubt:\n  treat: [{{how: none}}]\n", 5, "doubt names the step 'treat'"),
        (f"steps:\n{SCALE}{MEAN}doubt:\n  aggregate: {{indicators: [geometric]}}\n", 4, "is not defined on a scale"),
        (f"title: T\nsteps:\n{MEAN}{SCALE}", 2, "the steps end with one aggregate"),
        (f"steps:\n  - {{do: denominate, by: none}}\n  - {{do: denominate, by: none}}\n{SCALE}{MEAN}", 1, "two denom"),
    ],
)
def test_a_fault_of_the_lens_is_found_in_its_own_file(own: Any, lens: Any, text: str, line: int, said: str) -> None:
    path = lens(text)
    code, _, err = rank(path, "--coinr", *own())
    assert code == 2
    assert said in err
    assert f"where:    {path}:{line}\n" in err
    assert "iMeta" not in err


def test_what_a_lens_says_of_itself_is_kept(own: Any, lens: Any) -> None:
    path = lens(f"title: My own\nquestion: Who moves about well?\ncaveats: [Roads are of 2018]\nsteps:\n{SCALE}{MEAN}")
    code, out, _ = rank(path, "--coinr", *own())
    assert code == 0
    assert "My own: Who moves about well?" in out
    assert "Through the lens 'My own', Dor stands first" in out
    assert "caveat: Roads are of 2018" in out


def test_a_lens_that_says_nothing_of_itself_has_the_name_of_the_index(own: Any, lens: Any) -> None:
    assert "Good living: Where does each stand?" in rank(lens(f"steps:\n{SCALE}{MEAN}"), "--coinr", *own())[1]


def test_what_is_not_read_of_a_lens_is_told(own: Any, lens: Any) -> None:
    # By the rule, Avalon and Brasil (2 and 4 million) would not be ranked; by the goalposts, Dor would have 40 of 100.
    rule = "economies: {indicator: Pop, at-least: 5}\n"
    tree = "framework: [{pillar: all, indicators: [{indicator: Roads, goalposts: [0, 100]}]}]\n"
    for text, told in (("", []), (rule, ["economies: rule"]), (tree + rule, ["framework:", "economies: rule"])):
        code, out, _ = rank(lens(f"{text}steps:\n{SCALE}{MEAN}"), "--coinr", *own(), "--json")
        document = json.loads(out)
        assert (code, len(document["scores"])) == (0, 4)
        caveats = document["caveats"]
        assert [caveat.partition(" of the lens is not read")[0] for caveat in caveats] == [f"the {w}" for w in told]
    assert "caveat: the economies: rule of the lens is not read: all entities" in rank("powers", "--coinr", *own())[1]


@pytest.mark.parametrize(
    ("evidence", "said"),
    [("conflicts", "no figure has two sources that differ"), ("intervals", "a low and a high end")],
)
def test_doubt_of_evidence_that_has_no_other_side_is_told(own: Any, lens: Any, evidence: str, said: str) -> None:
    path = lens(f"steps:\n{SCALE}{MEAN}doubt: {{evidence: {evidence}}}\n")
    words = ["robustness", str(path), "--coinr", *map(str, own()), "--draws", "10"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "nothing about the lens" not in done.stderr


def test_who_is_not_ranked_is_named(own: Any) -> None:
    data, meta = own(data=("5,30,2,", "5,,,"))
    assert "not ranked: 1 no figure of any indicator (Camelot)" in rank("--coinr", data, meta)[1]
    more = "".join(f"Land {n},L{n},west,1,,,\n" for n in range(6))
    data.write_text(data.read_text(encoding="utf-8") + more, encoding="utf-8")
    out = " ".join(rank("--coinr", data, meta)[1].split())
    assert "7 no figure of any indicator (Camelot, Land 0, Land 1, Land 2, Land 3 and 2 more: --json has all)" in out
