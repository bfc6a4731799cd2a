"""`theodolite panel` on the shipped evidence: the same figures as its rankings, and clear refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import load_lens
from theodolite.index.panel import rank_panel


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["panel", *words], env={"COLUMNS": "140"})


def test_the_document_holds_every_year_of_every_entity(ledger: Ledger) -> None:
    found = run("powers", "--years", "2023-2025", "--json")
    assert found.exit_code == 0
    document = json.loads(found.stdout)
    panel = rank_panel(ledger, load_lens("powers", ledger.catalog), [2023, 2024, 2025])
    assert document["years"] == [2023, 2024, 2025]
    told = {row["entity"]: {year["year"]: year["rank"] for year in row["years"]} for row in document["entities"]}
    assert {e: told[e] for e in ("CHN", "USA", "IND")} == {
        e: {year: r.rank_of(e) for year, r in panel.rankings.items()} for e in ("CHN", "USA", "IND")
    }
    assert document["finding"] == panel.finding


def test_the_terminal_shows_ranks_and_scores() -> None:
    found = run("powers", "--years", "2024-2025", "--top", "3")
    assert found.exit_code == 0
    assert "United States" in found.stdout
    assert "1 (" in found.stdout
    assert "with goalposts fixed over all years" in found.stdout


@pytest.mark.parametrize("years", ["", "2024", "2025-2024", "24-25", "2020–2022", "2020-2022-2024"])
def test_a_span_that_is_none_is_refused(years: str) -> None:
    found = run("powers", "--years", years)
    assert found.exit_code == 2
    assert "is not a span of years" in found.stderr


def test_a_year_before_the_evidence_begins_says_from_when_on() -> None:
    found = run("intensity", "--years", "2020-2025")
    assert found.exit_code == 2
    assert "adoption/ai-user-share begin in 2025" in found.stderr
