"""Own data through one lens and without dates: nothing is printed of other lenses, days or rows that say nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from theodolite.cli.main import app

DOUBT = """
steps:
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic, missing: re-weight}
doubt: {weights: {free: simplex}}
"""


def told(verb: str, *words: str | Path) -> str:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, [verb, *map(str, words)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_one_lens_has_no_span_and_undated_figures_no_oldest(own: Any) -> None:
    out = told("rank", "--coinr", *own())
    assert out.splitlines()[1].split() == ["rank", "one", "out", "economy", "score", "Move", "Clean", "coverage"]
    assert "span:" not in out
    assert "could not be ranked" not in out
    assert "Dor stands first of 4 economies and Brasil second (100 points against 39)." in out


def test_a_panel_keeps_its_oldest_period_and_counts_who_is_not_ranked(own: Any) -> None:
    data, meta = own(data=("5,30,2,", "5,,,"))
    rows = data.read_text(encoding="utf-8").splitlines()
    data.write_text("\n".join([rows[0] + ",Time", *(f"{row},2018" for row in rows[1:])]), encoding="utf-8")
    out = told("rank", "--coinr", data, meta)
    assert "; 1 could not be ranked, and the oldest figure used is of 2018." in out
    assert "oldest" in out.splitlines()[1]


def test_of_undated_figures_no_day_is_known(own: Any) -> None:
    data, meta = own()
    for asked in (["--over", "DO"], ["--rank", "2"]):
        assert json.loads(told("reach", "BR", *asked, "--coinr", data, meta, "--json"))["as_of"] is None


def test_weights_that_stay_are_counted_and_not_listed(own: Any) -> None:
    """Brasil has 33.3, 50 and 25 points, Camelot 66.7, 25 and 25: weight goes from trains to roads."""
    data, meta = own(data=("5,30,2,", "5,30,2,4"))
    out = told("reach", "BR", "--over", "CA", "--level", "indicators", "--coinr", data, meta)
    assert "+0.0%" not in out
    assert "1 of 3 weights stay as they are" in out


def test_places_are_whole(own: Any, tmp_path: Path) -> None:
    """Dor is first and Avalon last in every draw, the other two change places: widths 0, 0, 1 and 1."""
    lens = tmp_path / "doubt.yaml"
    lens.write_text(DOUBT, encoding="utf-8")
    out = " ".join(told("robustness", lens, "--coinr", *own(), "--draws", "400").split())
    assert "nine draws in ten keep half of 4 economies within 1 place, and" in out
