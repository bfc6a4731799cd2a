"""Past: the lag of earlier dates from what was out then, and predictions of catching up against what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.lag import lag
from theodolite.frontier.past import Past, past
from theodolite.frontier.release import Releases

STEADY = "\n".join(
    f"a{k} {2020 + k // 4}-{1 + 3 * (k % 4):02d}-01 {10 * k} A USA closed\n"
    f"b{k} {2020 + (k + 2) // 4}-{1 + 3 * ((k + 2) % 4):02d}-01 {10 * k} B CHN open"
    for k in range(12)
)
"""A leader with a record each quarter, and a follower that sets the same record two quarters later."""


@pytest.fixture
def steady(made: Callable[[str], Releases]) -> Past:
    releases = made(STEADY)
    return past(lag(releases, *parse_pair("CHN", "USA", Catalog.open(), releases), resamples=20, simulated=0), 20)


def test_a_steady_lag_was_the_same_at_every_date(steady: Past) -> None:
    level = steady.history.filter(pl.col("name") == "level-mean")
    assert level["date"].max() == steady.lag.now == date(2023, 4, 1)
    assert level["months"].to_list() == pytest.approx([6.0] * level.height, abs=0.1), "two quarters"


def test_what_it_foretold_came_true(steady: Past) -> None:
    score = {one.name: one for one in steady.scores}["level-mean"]
    assert score.settled > 10
    assert score.absolute < 4, "days: quarters differ by a few"
    assert score.open == 0
    row = steady.predictions.filter(pl.col("name") == "level-mean").row(0, named=True)
    assert abs((row["happened"] - row["predicted"]).days) <= 4
    assert row["asked"] < row["happened"]


def test_the_finding_and_the_document_hold_dates_and_months(steady: Past) -> None:
    document = steady.document()
    assert document["finding"] == steady.finding
    assert steady.finding.startswith("Asked each quarter since ")
    assert document["over_time"][-1]["date"] == "2023-04-01"
    assert all(row["months"] is None or abs(row["months"]) < 100 for row in document["over_time"])


def test_where_neither_had_released_two_models_nothing_is_told(made: Callable[[str], Releases]) -> None:
    releases = made("a 2024-01-01 50 A USA closed\nb 2024-06-01 10 B CHN open")
    found = past(lag(releases, *parse_pair("CHN", "USA", Catalog.open(), releases), resamples=5, simulated=0), 5)
    assert found.history.is_empty()
    assert found.finding == "At no past date had both released enough for a lag to be told."
