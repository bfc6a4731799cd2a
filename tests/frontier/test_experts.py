"""What experts have said of a lag: who said it, of whom, and where."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from theodolite.evidence.ledger import Ledger
from theodolite.frontier.experts import COLUMNS, expert_claims

SAID = {
    "Participants of a workshop": (15, 6, 24, "2024-07"),
    "Joe Tsai, Alibaba, who said possibly": (24, None, None, "2024-04"),
    "Kai-Fu Lee, of his own firm": (7.5, 6, 9, "2024-06"),
    "Kai-Fu Lee, in some core technologies": (3, None, None, "2025-03"),
    "Rebecca Arcesati, as generally considered": (18, 12, 24, "2024"),
    "Epoch AI, on average": (7, 4, 14, "2023-01/2026-01"),
    "The government of the United States, about": (8, None, None, "2026"),
}


@pytest.mark.parametrize(("follower", "leader"), [("CHN", "USA"), ("China", "United States"), (["CHN"], ["USA"])])
def test_a_country_has_what_was_said_of_it_and_of_its_firms(ledger: Ledger, follower, leader) -> None:
    found = expert_claims(ledger, follower, leader)
    told = {row["who"]: (row["value"], row["low"], row["high"], row["period"]) for row in found.to_dicts()}
    assert told == SAID
    assert tuple(found.columns) == COLUMNS
    assert found["start"].is_sorted()


def test_what_was_said_of_a_firm_says_so(ledger: Ledger) -> None:
    found = expert_claims(ledger, "01.ai", "USA")
    assert found.select("label", "about", "low", "high").rows() == [
        ("Kai-Fu Lee, of his own firm: 01.AI", "01.AI", 6, 9)
    ]
    labels = expert_claims(ledger, "CHN", "USA").filter(pl.col("about") == "China")["label"]
    assert "Joe Tsai, Alibaba, who said possibly" in labels


@pytest.mark.parametrize(
    ("follower", "leader"), [("FRA", "USA"), ("CHN", "FRA"), ("open", "closed"), ("rest", "USA"), ("CHN", "OpenAI")]
)
def test_where_nothing_was_said_the_table_is_empty(ledger: Ledger, follower: str, leader: str) -> None:
    found = expert_claims(ledger, follower, leader)
    assert (found.is_empty(), tuple(found.columns), found.schema["start"]) == (True, COLUMNS, pl.Date())


def test_as_of_a_day_only_what_had_been_said_counts(ledger: Ledger) -> None:
    then = Ledger(ledger.catalog, ledger.rows.filter(pl.col("published") <= date(2024, 10, 1)), date(2024, 10, 1))
    assert set(expert_claims(then, "CHN", "USA")["value"]) == {15.0, 24.0, 7.5}
