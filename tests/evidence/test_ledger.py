"""The ledger: what a question finds, and what was known when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from theodolite.core.observation import COLUMNS
from theodolite.errors import EvidenceError, TableError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.store.tables import to_csv

Small = Callable[..., Ledger]

LINES = """
    CHN x 2022      10 a-2023
    CHN x 2023      11 a-2024
    CHN x 2022      12 a-2024
    USA x 2023-Q4   20 b-2024
    USA y 2020/2023 30 b-2024
"""


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ({"entity": "CHN"}, [10, 11, 12]),
        ({"entity": ["CHN", "USA"], "indicator": "research/x"}, [10, 11, 12, 20]),
        ({"period": "2023"}, [11, 20, 30]),
        ({"period": "2023-07"}, [11, 30]),
        ({"source": "made/a"}, [10, 11, 12]),
        ({"source": "made/a-2024"}, [11, 12]),
        ({"tier": "secondary"}, [20, 30]),
        ({"entity": "FRA"}, []),
    ],
)
def test_a_question_finds_its_rows(small: Small, question: dict[str, object], values: list[float]) -> None:
    ledger = small(LINES, sources={"b-2024": "tier: secondary\n"})
    assert sorted(ledger.select(**question)["value"]) == values  # type: ignore[arg-type]


def test_only_what_had_been_published_was_known(small: Small) -> None:
    assert sorted(small(LINES, as_of=date(2024, 1, 1)).rows["value"]) == [10]
    assert sorted(small(LINES, as_of=date(2025, 1, 1)).rows["value"]) == [10, 11, 12, 20, 30]


def test_now_is_the_last_publication_that_is_known_and_never_later_than_the_data(small: Small) -> None:
    assert small(LINES).now == date(2025, 1, 1)
    assert small(LINES, as_of=date(2024, 6, 1)).now == date(2024, 1, 1)
    assert small(LINES, as_of=date(2030, 1, 1)).now == date(2025, 1, 1)
    assert small(LINES, as_of=date(1999, 1, 1)).now == date(1999, 1, 1)
    with pytest.raises(EvidenceError, match="no observations"):
        assert small(LINES).__class__(small(LINES).catalog, small(LINES).rows.clear()).now


def test_a_row_is_found_by_its_number(small: Small) -> None:
    ledger = small(LINES)
    for row in ledger.rows.iter_rows(named=True):
        assert ledger.at(row["row"]) == row
    with pytest.raises(EvidenceError, match="no row 5"):
        ledger.at(5)


def test_pulled_figures_take_the_place_of_their_edition_only(small: Small) -> None:
    ledger = small(LINES)
    columns = ledger.catalog.observation_tables()
    assert "made/a-2024" in columns
    pulled = ledger.select(source="made/a-2024")[:1].select(
        "entity",
        "indicator",
        "period",
        "value",
        "low",
        "high",
        "unit",
        "status",
        "source",
        "edition",
        "locator",
        "note",
    )
    again = Ledger.open(ledger.catalog, pulled=pulled)
    assert sorted(again.select(source="made/a")["value"]) == [10, 11]
    assert sorted(again.select(source="made/b")["value"]) == [20, 30]


def test_an_unknown_indicator_or_source_gets_its_nearest_name(small: Small) -> None:
    ledger = small(LINES)
    with pytest.raises(UnknownNameError, match="research/x"):
        ledger.select(indicator="research/xx")
    with pytest.raises(UnknownNameError, match="made/a"):
        ledger.select(source="made/aa")


def test_an_observation_without_a_source_does_not_load(small: Small) -> None:
    ledger = small(LINES)
    pulled = ledger.rows.select(COLUMNS).with_columns(pl.lit("2019").alias("edition"))
    with pytest.raises(EvidenceError, match="made/a-2019"):
        Ledger.open(ledger.catalog, pulled=pulled)


@pytest.mark.parametrize(
    ("column", "text", "said", "expected"),
    [
        ("unit", "percent", "the unit is 'percent' in USA × research/y × 2020/2023", "'count', the unit of research/y"),
        ("status", "Q", "the status is not known in USA", "one of A, E, F"),
        ("low", 31.0, "the value lies outside its own low and high", "low ≤ value ≤ high"),
        ("high", 29.0, "the value lies outside its own low and high", "low ≤ value ≤ high"),
        ("period", "2020-2023", "'2020-2023' is not a period", "2024-Q3"),
    ],
)
def test_a_row_that_is_not_what_the_catalogue_says_is_refused_with_its_place(
    small: Small, column: str, text: str | float, said: str, expected: str
) -> None:
    ledger = small(LINES)
    rows = ledger.rows.select(COLUMNS)
    last = pl.int_range(pl.len()) == pl.len() - 1
    spoilt = rows.with_columns(pl.when(last).then(pl.lit(text)).otherwise(pl.col(column)).alias(column))
    with pytest.raises(TableError) as pulled:
        Ledger.open(ledger.catalog, pulled=spoilt)
    assert said in pulled.value.what
    assert expected in (pulled.value.expected or "")
    assert pulled.value.where == "made/b-2024, in the workspace"
    table = ledger.catalog.observation_tables()["made/b-2024"]
    table.write_bytes(to_csv(spoilt.filter(pl.col("source") == "made/b")))
    with pytest.raises(TableError, match="theodolite check") as shipped:
        Ledger.open(ledger.catalog)
    assert (shipped.value.what, shipped.value.where) == (pulled.value.what, f"{table}:3")


def test_a_figure_that_stands_twice_in_its_edition_is_refused_unless_it_is_projected(small: Small) -> None:
    small("CHN x 2024 5 a-2024\n CHN x 2024 6 a-2024 F")
    with pytest.raises(TableError, match="stands twice in its edition in CHN × research/x × 2024") as caught:
        small("CHN x 2024 5 a-2024\n CHN x 2024 6 a-2024 P")
    assert (caught.value.where or "").endswith("a-2024.csv:3")


def test_observations_in_memory_are_under_the_same_rules(ledger: Ledger) -> None:
    rows = ledger.rows.filter(pl.col("indicator") == "context/population").select(COLUMNS).head(3)
    assert Ledger.of(ledger.catalog, rows).rows["value"].to_list() == rows["value"].to_list()
    with pytest.raises(TableError, match="stands twice in its edition"):
        Ledger.of(ledger.catalog, pl.concat([rows, rows]))
    placed = rows.with_columns(pl.lit("tons").alias("unit"), file=pl.lit("mine.csv"), line=pl.lit(7, dtype=pl.UInt32))
    with pytest.raises(TableError, match="the unit is 'tons'") as caught:
        Ledger.of(ledger.catalog, placed)
    assert caught.value.where == "mine.csv:7"
