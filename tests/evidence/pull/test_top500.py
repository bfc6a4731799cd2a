"""The TOP500 lists by economy, against one list worked by hand and the sums of the full list of June 2025."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from theodolite.evidence.ledger import Ledger

LISTS = """
list    | country      | iso3 | systems | rmax_tflops
2024-11 | Czechia      | CZE  | 1       | 10
2024-11 | Korea, South | KOR  | 2       | 30
2025-06 | South Korea  | KOR  | 1       | 15
2025-06 | Korea, South | KOR  | 1       | 10
2025-06 | Italy        | ITA  | 3       | 75
"""


def test_two_spellings_are_one_economy_and_one_that_dropped_out_has_a_zero(read_with) -> None:
    found = read_with("top500.by-list", LISTS, "systems")
    assert {key: one.value for key, one in found.items()} == {
        ("CZE", "2024-11"): 1, ("KOR", "2024-11"): 2, ("KOR", "2025-06"): 2, ("ITA", "2025-06"): 3,
        ("CZE", "2025-06"): 0,
    }  # fmt: skip
    assert found["KOR", "2025-06"].locator == "made.csv#row=4-5"


def test_shares_of_a_list_sum_to_a_hundred(read_with) -> None:
    found = read_with("top500.share", LISTS, "rmax_tflops")
    assert found["KOR", "2025-06"].value == pytest.approx(25)
    assert found["ITA", "2025-06"].value == pytest.approx(75)
    assert found["KOR", "2024-11"].value == pytest.approx(75)


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("CHN compute/top500-systems 2025-06", 47),
        ("USA compute/top500-systems 2025-06", 175),
        ("EGY compute/top500-systems 2025-06", 0),
        ("CHN compute/top500-share 2017-11", 35.4),
        ("CHN compute/top500-share 2025-06", 2.0),
        ("USA compute/top500-share 2025-06", 48.4),
    ],
)
def test_shipped_figures_are_the_published_ones(figure, case: str, value: float) -> None:
    assert figure("top500/lists", case) == pytest.approx(value, abs=0.05)


def test_every_list_has_five_hundred_systems(ledger: Ledger) -> None:
    rows = ledger.select(indicator="compute/top500-systems")
    sums = dict(rows.group_by("period").agg(pl.col("value").sum()).iter_rows())
    assert len(sums) == 45
    assert set(sums.values()) == {500}


def test_the_full_list_of_june_2025_gives_the_same_performance(figure, shared: Path) -> None:
    sums: dict[str, float] = {}
    with (shared / "data/raw/top500/TOP500_202506.csv").open(encoding="utf-8-sig", newline="") as stream:
        for record in csv.DictReader(stream, delimiter=";"):
            rmax = float("".join(record["Rmax [TFlop/s]"].split()).replace(",", "."))
            sums[record["Country"]] = sums.get(record["Country"], 0.0) + rmax
    for country, entity in (("China", "CHN"), ("United States", "USA"), ("Germany", "DEU")):
        found = figure("top500/lists", f"{entity} compute/top500-rmax 2025-06")
        assert found == pytest.approx(sums[country], abs=0.01)
