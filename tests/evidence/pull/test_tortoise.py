"""Tortoise's table: ranks by hand, and its weights from the publisher's own table where it is at hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SpecError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.reader import Files, find_reader
from theodolite.evidence.pull.run import pull
from theodolite.evidence.snapshot import Snapshot

MADE = b"Country,Talent,Total score\nAtlantis,10,50\nLemuria,20,100\nMu,,50\nThule,5,0\n"


def read(reader: str, measure: str, period: str | None = "2021") -> dict[str, tuple[float, str, str]]:
    """Place → value, period and locator of the made table."""
    made = SourceFile(name="made.csv", hash="sha256:" + "0" * 64)
    provides = Provides(indicator="made/x", reader=reader, measure=measure, period=period)
    found = find_reader(reader)(Files({"made.csv": Snapshot(made, MADE)}), provides)
    return {r.place: (r.value, r.period, r.locator) for r in found}


def test_a_score_is_read_with_its_row_and_an_empty_cell_is_not_a_score() -> None:
    assert read("tortoise.scores", "Talent") == {
        "Atlantis": (10, "2021", "made.csv#row=2"),
        "Lemuria": (20, "2021", "made.csv#row=3"),
        "Thule": (5, "2021", "made.csv#row=5"),
    }


def test_equal_scores_share_the_better_place() -> None:
    ranks = {place: value for place, (value, _, _) in read("tortoise.ranks", "Total score").items()}
    assert ranks == {"Lemuria": 1, "Atlantis": 2, "Mu": 2, "Thule": 4}


def test_a_table_without_a_year_needs_one_from_its_source() -> None:
    with pytest.raises(SpecError, match="prints no year"):
        read("tortoise.scores", "Talent", period=None)


def test_the_whole_table_gives_back_its_weights(catalog: Catalog, shared: Path) -> None:
    rows = pull(catalog.sources["tortoise/global-ai-index-table-2021"], shared / "data/raw", catalog)
    table = rows.pivot("indicator", index="entity", values="value")
    pillars = ("talent", "infrastructure", "operating-environment", "research", "development", "government-strategy")
    columns = table.select(f"published/tortoise-{pillar}" for pillar in (*pillars, "commercial")).to_numpy()
    mean = columns @ np.array([5, 3, 2, 5, 3, 1, 5]) / 24
    again = 100 * (mean - mean.min()) / (mean.max() - mean.min())
    assert len(table) == 62
    assert np.corrcoef(again, table["published/tortoise-score"].to_numpy())[0, 1] ** 2 > 0.9999999
    assert table.filter(pl.col("entity") == "CHN")["published/tortoise-rank"].item() == 2


def test_two_press_copies_of_the_edition_of_2024_give_china_53_and_54(ledger: Ledger) -> None:
    rows = ledger.select(entity="CHN", indicator="published/tortoise-score", period="2024")
    assert dict(rows.select("source", "value").iter_rows()) == {
        "tortoise/global-ai-index": 53,
        "raconteur/race-for-ai": 54,
    }
    assert ledger.catalog.sources["raconteur/race-for-ai-2025"].origin == ("tortoise/global-ai-index",)
    assert set(rows["tier"]) == {"secondary"}


def test_the_totals_of_main_economies_ship_and_the_pillars_do_not(ledger: Ledger) -> None:
    shipped = ledger.rows.filter(pl.col("source").str.starts_with("tortoise/"))
    assert set(shipped["indicator"]) == {"published/tortoise-score", "published/tortoise-rank"}
    rows = ledger.select(entity="CHN", indicator="published/tortoise-score", period="2021")
    assert rows["value"].to_list() == [62.92]
