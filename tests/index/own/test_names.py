"""Whom a question is about, on own data: the command line takes names, Python takes codes and says which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

import theodolite
from theodolite.cli.main import app
from theodolite.errors import TableError, UnknownNameError

DOUBT = """
steps:
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic, missing: re-weight}
doubt: {weights: {within: 0.25}}
"""


def robust(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["robustness", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def words(own: Any, tmp_path: Path) -> list[str | Path]:
    lens = tmp_path / "doubt.yaml"
    lens.write_text(DOUBT, encoding="utf-8")
    return [lens, "--coinr", *own(), "--draws", "50", "--json"]


@pytest.mark.parametrize("name", ["Brasil", "brasil", "BR"])
def test_robustness_takes_an_entity_by_name_as_by_code(words: list[str | Path], name: str) -> None:
    code, out, err = robust(*words, "--entity", name)
    assert code == 0, err
    assert list(json.loads(out)["entities"]) == ["BR"]


def test_a_name_that_nobody_has_is_refused_with_the_nearest(words: list[str | Path]) -> None:
    code, out, err = robust(*words, "--entity", "Brazil")
    assert (code, out) == (2, "")
    assert "did you mean Brasil (BR)?" in err


@pytest.mark.parametrize("name", ["Brasil", "Brazil", "B R"])
def test_python_takes_codes_and_says_the_code_of_a_name(own: Any, name: str) -> None:
    study = theodolite.from_coinr(*own())
    ranking = theodolite.rank_entities(study.ledger, study.lens)
    for asked in (lambda: theodolite.reach(ranking, name, rank=1), lambda: ranking.explain(name)):
        with pytest.raises(UnknownNameError) as caught:
            asked()
        assert caught.value.near[0] == "BR"


@pytest.mark.parametrize("indicator", [None, "series"])
def test_a_code_that_reads_as_an_entity_in_a_period_is_refused(indicator: str | None) -> None:
    # A@x would stand as A in the panel's table.
    frame = pl.DataFrame({"uCode": ["A@x", "B", "C"], "series": ["x"] * 3, "value": [1.0, 2, 3], "x": [1.0, 2, 3]})
    with pytest.raises(TableError, match="uCode holds '@': A@x") as caught:
        theodolite.from_frame(frame, {"all": ["x"]}, indicator=indicator)
    assert caught.value.where == "frame, row 1"
