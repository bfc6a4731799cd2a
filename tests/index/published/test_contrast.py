"""Contrast: places and their shift worked by hand, split exactly into coverage, weights and concept."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.published.contrast import Contrast, contrast
from theodolite.index.published.side import Side, of_ranking
from theodolite.index.ranking import rank_entities

FACTS = {"concept": "c", "measures": "m", "coverage": "n", "weights": "w"}


def side(order: dict[str, float], ranks: dict[str, int]) -> Side:
    return Side("s", "Side", FACTS, order, ranks, ())


def test_a_shift_is_told_among_those_in_common_and_coverage_is_what_is_left(ledger: Ledger) -> None:
    """BEL is 2nd of 5 in a (AUT, DEU and FRA are not in b) and 3rd of b; among BEL, CHE and CHN it goes from 1 to 3."""
    a = side({"AUT": 9, "BEL": 8, "CHE": 7, "CHN": 6, "DEU": 5}, {"AUT": 1, "BEL": 2, "CHE": 3, "CHN": 4, "DEU": 5})
    b = side({"CHN": 3, "CHE": 2, "BEL": 1}, {"CHN": 1, "CHE": 2, "BEL": 3})
    found = Contrast(ledger, a, b)
    assert found.entities == ("BEL", "CHE", "CHN")
    rows = found.table.select("entity", "common_a", "common_b", "shift", "coverage", "weights").rows()
    assert rows == [("BEL", 1, 3, 2, -1, None), ("CHN", 3, 1, -2, -1, None), ("CHE", 2, 2, 0, -1, None)]
    assert (found.spearman, found.kendall) == (pytest.approx(-1), pytest.approx(-1))
    assert found.explain("CHE")["shift"] == 0
    assert "economies that both place with a Spearman correlation of -1.00 (Kendall -1.00); Belgium" in found.finding
    with pytest.raises(UnknownNameError):
        found.explain("AUT")


def test_an_order_of_ranks_alone_is_an_order(ledger: Ledger) -> None:
    a = side({"BEL": -10, "CHE": -20, "CHN": -30}, {})
    b = side({"BEL": 5, "CHE": 1, "CHN": 3}, {"BEL": 1})
    table = Contrast(ledger, a, b).table
    assert dict(table.select("entity", "shift").iter_rows()) == {"BEL": 0, "CHE": 1, "CHN": -1}
    assert table["coverage"].to_list() == [None, None, None]


FIGURES = {"AUT": {"a/x": 10, "a/y": 0}, "BEL": {"a/x": 0, "a/y": 9}, "CHE": {"a/x": 6, "a/y": 5}}
RAW = [{"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]


def weighed(world: Any, x: float, y: float) -> tuple[Ledger, Side]:
    framework = [
        {"pillar": "p", "weight": x, "indicators": [{"indicator": "a/x"}]},
        {"pillar": "q", "weight": y, "indicators": [{"indicator": "a/y"}]},
    ]
    ledger, lens = world({"a/x": {}, "a/y": {}}, FIGURES, framework=framework, steps=RAW)
    return ledger, of_ranking(rank_entities(ledger, lens))


def test_two_lenses_that_differ_in_weights_alone_differ_by_weights_alone(world: Any) -> None:
    """3:1 gives AUT 7.5, CHE 5.75, BEL 2.25; 1:3 gives BEL 6.75, CHE 5.25, AUT 2.5; 1:1 gives 5.5, 5, 4.5."""
    ledger, a = weighed(world, 3, 1)
    b = weighed(world, 1, 3)[1]
    table = Contrast(ledger, a, b).table
    assert dict(table.select("entity", "shift").iter_rows()) == {"AUT": 2, "BEL": -2, "CHE": 0}
    assert table["weights"].to_list() == table["shift"].to_list()
    assert table["concept"].to_list() == [0, 0, 0]


def test_the_shipped_systems_can_be_held_together_without_their_tables(ledger: Ledger) -> None:
    found = contrast(ledger, "tortoise-2021", "oxford-2024")
    china = found.explain("CHN")
    assert (china["rank_a"], china["rank_b"], china["common_a"], china["common_b"]) == (2, 23, 2, 13)
    assert (china["shift"], china["coverage"], china["weights"]) == (11, None, None)
    held = (
        "14 of 62 economies of The Global AI Index 2021 are held: theodolite pull tortoise/global-ai-index-table-2021"
    )
    assert f"; {held}; 14 of 188 economies of Government AI Readiness Index 2024 are held: " in found.finding
    unknown = contrast(ledger, "oxford-2023", "oxford-2024").finding
    assert (
        "; 14 economies of Government AI Readiness Index 2023 are held, and of how many is not known; 14 of" in unknown
    )
    assert found.caveats[0].startswith("coverage is not told")
    assert found.caveats[1].startswith("weights and concept are not told apart: nothing re-makes")
    assert found.why.filter(pl.col("aspect") == "concept")["a"].item().startswith("How much capacity for AI")
    assert set(found.sources) == {"tortoise/global-ai-index-2021", "oxford/government-ai-readiness-2024"}


def test_names_that_are_neither_and_systems_without_a_common_economy_are_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownNameError, match="tortoise-2021"):
        contrast(ledger, "tortoise-2012", "equal")
    with pytest.raises(PlanError, match="place 2 economies in common"):
        contrast(ledger, "aspi-2024", "stanford-2023")
