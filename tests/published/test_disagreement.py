"""Why published systems disagree, and why ranks changed between editions, on the publishers' own tables."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import load_lens
from theodolite.index.published.contrast import contrast
from theodolite.index.published.editions import lens_editions, system_editions
from theodolite.index.published.standings import standings


def test_every_place_of_china_stands_side_by_side(pulled: Ledger) -> None:
    found = standings(pulled, ["CHN"])
    assert dict(found.table.select("system", "rank").iter_rows()) == {
        "aspi-2024": 1, "aspi-2025": 1, "stanford-2023": 2, "tortoise-2021": 2, "oxford-2025": 8, "oxford-2023": 16,
        "oxford-2024": 23, "imf-2023": 31, "microsoft-2026": 67,
    }  # fmt: skip
    assert "67 of 147 at worst" in found.finding


def test_tortoise_and_oxford_disagree_on_china_by_what_they_measure(pulled: Ledger) -> None:
    """Second and 23rd: nobody outside the 61 economies in common stands between, and equal weights change nothing."""
    found = contrast(pulled, "tortoise-2021", "oxford-2024")
    assert len(found.entities) == 61
    row = found.explain("CHN")
    told = {name: row[name] for name in ("rank_a", "rank_b", "shift", "coverage", "weights", "concept")}
    assert told == {"rank_a": 2, "rank_b": 23, "shift": 21, "coverage": 0, "weights": 0, "concept": 21}
    assert found.spearman == pytest.approx(0.89, abs=0.005)
    parts = found.table.select(
        pl.col("rank_b") - pl.col("rank_a"), pl.col("coverage") + pl.col("weights") + pl.col("concept")
    )
    assert parts.to_series(0).to_list() == parts.to_series(1).to_list()


def test_a_single_figure_has_no_weights_to_disagree_by(pulled: Ledger) -> None:
    row = contrast(pulled, "tortoise-2021", "microsoft-2026").explain("CHN")
    told = {name: row[name] for name in ("rank_a", "rank_b", "coverage", "weights", "concept")}
    assert told == {"rank_a": 2, "rank_b": 67, "coverage": 21, "weights": 0, "concept": 44}


def test_size_shows_in_stanford_and_not_in_the_imf(pulled: Ledger) -> None:
    why = contrast(pulled, "stanford-2023", "imf-2023").why
    told = why.filter(pl.col("aspect").str.starts_with("correlation with population"))
    assert float(told["a"].item()) > 0.5
    assert float(told["b"].item()) < -0.4


def test_china_rose_in_oxfords_index_by_its_scores_and_not_by_the_new_weights(pulled: Ledger) -> None:
    """From 23rd to 8th. On the new scores the old three pillars would have it 3rd, on the old ones the new six 29th."""
    found = system_editions(pulled, "oxford-2025")
    row = found.explain("CHN")
    assert list(row["places"].values()) == [23, 3, 29, 8]
    assert (row["change"], row["data"], row["method"], row["coverage"]) == (-15, -20.5, 5.5, 0)
    assert found.finding.endswith("what changed inside the pillars counts as data.")


def test_china_fell_in_oxfords_index_of_2024_by_its_data_for_the_method_was_the_same(
    catalog: Catalog, tables: pl.DataFrame
) -> None:
    lens = load_lens("oxford-2024", catalog)
    then, later = (Ledger.open(catalog, date(year, 6, 1), tables) for year in (2024, 2025))
    found = lens_editions((then, lens), (later, lens))
    row = found.explain("CHN")
    assert (row["before"], row["after"], row["data"], row["method"]) == (16, 23, 7, 0)
