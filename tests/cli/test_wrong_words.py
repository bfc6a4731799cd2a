"""Wrong words on the command line: told plainly, with the next step, and never in the words of what reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.left_out import sentence
from theodolite.cli.main import app
from theodolite.errors import TheodoliteError, UnknownNameError


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rank", "powers", "--top", "x"], "'x' is no whole number"),
        (["rank", "powers", "--top", "2.5"], "'2.5' is no whole number"),
        (["claims", "--after", "-1"], "-1 is below 0"),
        (["list", "foo"], "Invalid value for 'kind': 'foo' is not one of 'lenses', 'indicators',"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_plain_words(words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, words, env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Value error" not in done.stderr
    assert "Input should" not in done.stderr


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        (["conflicts", "--indicator", "zzzqqq"], "theodolite list indicators"),
        (["pull", "zzzqqq"], "theodolite list sources"),
        (["rank", "powers", "--entity", "zzzqqq"], ""),
        (["conflicts", "--entity", "zzzqqq"], "theodolite list economies"),
    ],
)
def test_a_name_that_is_like_no_other_is_answered_with_what_lists_them(words: list[str], lists: str) -> None:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert lists in done.stderr


def test_a_near_name_is_answer_enough() -> None:
    assert UnknownNameError("indicator", "compute/lab", ["compute/labs"]).next_step is None
    assert "`theodolite claims`" in (UnknownNameError("document", "zq", ()).next_step or "")
    assert UnknownNameError("claim", "zq", (), next_step="look there").next_step == "look there"


def test_an_error_in_one_line_keeps_its_parts_apart() -> None:
    error = TheodoliteError("it is\nbroken", where="a.pdf, page 2", expected="a whole one", next_step="mend it")
    assert sentence(error) == "it is broken; where: a.pdf, page 2; expected: a whole one; try: mend it"
    assert sentence(TheodoliteError("it is gone")) == "it is gone"


def test_standard_input_is_called_so(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("Chile had 50 data centres in 2024.\n", encoding="utf-8")
    space = ["--workspace", str(tmp_path / "w.sqlite")]
    done = CliRunner().invoke(app, ["read", "-", *space], input=" ")
    assert done.exit_code == 2
    assert "error: standard input cannot be read: nothing stands in it" in done.stderr
    done = CliRunner().invoke(app, ["read", "-", str(there), *space], input=" ")
    assert done.exit_code == 1
    assert done.stderr.startswith(
        "not read: standard input: standard input cannot be read: nothing stands in it; expected: "
    )
