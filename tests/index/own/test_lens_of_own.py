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
