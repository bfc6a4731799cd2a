"""Every verb: it explains itself, has the five options, starts light, and completes in a shell."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from theodolite.cli.main import app

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
FIVE = {"--json", "--seed", "--as-of", "--catalog", "--workspace"}
HEAVY = ("numpy", "polars", "pydantic", "jinja2", "pycountry", "ruamel", "openpyxl", "sqlalchemy")


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_a_verb_explains_itself(verb: str) -> None:
    done = CliRunner().invoke(app, [verb, "--help"])
    assert done.exit_code == 0, done.output
    assert "Usage:" in done.stdout
    assert (COMMANDS[verb].help or "").strip().endswith(".")


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_a_verb_has_the_five_options_and_every_word_it_takes_is_explained(verb: str) -> None:
    params = COMMANDS[verb].params
    assert {option for param in params for option in param.opts} >= FIVE
    assert [param.name for param in params if not (param.help or "").strip()] == []


def test_the_command_line_starts_without_what_it_may_not_need() -> None:
    code = f"import sys, theodolite.cli.main; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_verb_that_is_none_exits_with_2() -> None:
    assert CliRunner().invoke(app, ["asess"]).exit_code == 2
    assert CliRunner().invoke(app, []).exit_code == 2
