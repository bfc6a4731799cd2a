"""Assumptions of supply and efficiency against figures from outside: counts, chips announced, memory and failures."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest

from theodolite.core.catalog import Catalog, Entries
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.assumption import Assumption, Side, assumptions, years_of

YEARS = range(2022, 2031)
ROOMS = ("supply/", "efficiency/")
SOLD = {
    "chip/nvidia-a100-sxm4-80-gb": "compute/chips-sold-a100",
    "chip/nvidia-a800-sxm": "compute/chips-sold-a800",
    "chip/nvidia-h800-sxm5": "compute/chips-sold-h800",
    "chip/h20": "compute/chips-sold-h20",
}
"""Chip → the indicator that counts how many China has bought."""


@pytest.fixture(scope="module")
def known(catalog: Catalog) -> Entries[Assumption]:
    return assumptions(catalog)


def sides(known: Entries[Assumption], id: str) -> tuple[Side, ...]:
    return known[id].about("CHN")


def ends(known: Entries[Assumption], id: str, year: int, side: int = 0) -> tuple[float, float]:
    (found,) = years_of(sides(known, id)[side], [year], id)
    return found


def middle(low: float, high: float) -> float:
    """The median of a log-normal curve with these ends."""
    return exp((log(low) + log(high)) / 2)


def figure(ledger: Ledger, entity: str, indicator: str, period: str | None = None) -> float:
    asked: dict[str, Any] = {"entity": entity, "indicator": indicator} | ({"period": period} if period else {})
    return float(ledger.select(**asked)["value"][-1])


@pytest.mark.parametrize(("year", "published"), [("2023", 177_662), ("2024", 322_257), ("2025", 401_698)])
def test_chips_sold_times_their_speed_make_the_publishers_total(ledger: Ledger, year: str, published: float) -> None:
    reference = figure(ledger, "chip/nvidia-h100-sxm5-80gb", "chip/dense-fp16")
    total = 0.0
    for chip, indicator in SOLD.items():
        counted = ledger.select(entity="CHN", indicator=indicator, period=year)["value"]
        total += sum(counted) * figure(ledger, chip, "chip/dense-fp16") / reference
    assert total == pytest.approx(published, rel=0.02)


def test_every_side_covers_the_years_of_the_model_and_says_how_its_interval_follows(known: Entries[Assumption]) -> None:
    here = [id for id in known if id.startswith(ROOMS)]
    assert len(here) >= 31
    for id in here:
        for side in sides(known, id):
            assert [low <= high for low, high in years_of(side, YEARS, id)] == [True] * len(YEARS)
            assert side.says, id
            assert all(one.href for one in side.after), id


@pytest.mark.parametrize(
    ("id", "count"),
    [
        ("supply/logic-dies", 2), ("supply/hbm-stacks", 2), ("supply/die-yield", 2), ("supply/acceptance", 2),
        ("supply/licence-share", 2), ("supply/foreign-spend", 2), ("efficiency/algorithmic-progress", 3),
    ],
)  # fmt: skip
def test_sources_in_conflict_stand_side_by_side(known: Entries[Assumption], id: str, count: int) -> None:
    assert len(sides(known, id)) == count


def test_the_official_ceiling_of_2025_bounds_the_lower_dies_and_the_analysts_count_the_higher(
    known: Entries[Assumption],
) -> None:
    low, high = ends(known, "supply/logic-dies", 2025)
    (per_chip, _), (worst, _) = ends(known, "supply/dies-per-chip", 2025), ends(known, "supply/die-yield", 2025)
    assert high * 0.3 / per_chip == pytest.approx(200_000, rel=0.05)
    assert low * worst / per_chip < 200_000
    first, last = ends(known, "supply/logic-dies", 2025, side=1)
    good = 653_000 * 2 + (805_000 - 653_000) * 1
    assert first < good / 0.4 < good / 0.3 < last * 1.01
    assert first > high


def test_memory_until_2025_adds_up_to_what_came_in(known: Entries[Assumption]) -> None:
    for side in (0, 1):
        years = [ends(known, "supply/hbm-stacks", year, side) for year in range(2022, 2026)]
        assert 0.6 * 13e6 < sum(middle(*one) for one in years) < 13e6


def test_memory_of_2026_makes_the_chips_that_each_side_names(known: Entries[Assumption]) -> None:
    (per_chip, _) = ends(known, "supply/stacks-per-chip", 2026)
    assert abs(13e6 / 1.6e6 / per_chip - 1) < 0.05
    low, high = (stacks / per_chip for stacks in ends(known, "supply/hbm-stacks", 2026))
    assert low < 250_000 < 300_000 < high
    low, high = (stacks / per_chip for stacks in ends(known, "supply/hbm-stacks", 2026, side=1))
    assert low < 600_000 < high


def test_smuggling_of_2024_keeps_the_median_that_was_estimated(known: Entries[Assumption]) -> None:
    low, high = ends(known, "supply/smuggled", 2024)
    assert low > 10_000
    assert middle(low, high) == pytest.approx(140_000, rel=0.02)
    assert ends(known, "supply/smuggled", 2022) == (0, 0)


def test_two_clusters_known_abroad_lie_within_what_is_rented_in_2026(
    known: Entries[Assumption], ledger: Ledger
) -> None:
    reference = figure(ledger, "chip/nvidia-h100-sxm5-80gb", "chip/dense-fp16")
    malaysia = 36_000 * figure(ledger, "chip/nvidia-b200", "chip/dense-fp16") / reference
    oracle = 250_000 * figure(ledger, "chip/nvidia-b300-blackwell-ultra", "chip/dense-fp16") / reference
    low, high = ends(known, "supply/remote", 2026)
    assert malaysia < low < oracle < malaysia + oracle < high


def test_failures_of_the_training_of_llama_3_bound_what_is_retired(known: Entries[Assumption]) -> None:
    year = 365.25 / 54 / 16_384
    low, high = ends(known, "supply/retirement", 2025)
    assert low < 148 * year < high
    assert high == pytest.approx((148 + 72) * year, rel=0.02)
    low, high = ends(known, "supply/retirement", 2025, side=1)
    assert low < 1 / 6 < 1 / 5 <= high


def test_prices_agree_with_what_buyers_are_said_to_pay(known: Entries[Assumption]) -> None:
    low, high = ends(known, "supply/price-h200", 2026)
    assert low < 1.4e6 / 8 / 7.05 < 54e9 / 2e6 < high
    low, high = ends(known, "supply/price-b300", 2026)
    assert low < 3.5e6 / 72 < high


def test_the_first_batch_let_in_is_where_the_open_side_begins(known: Entries[Assumption]) -> None:
    assert ends(known, "supply/acceptance", 2026, side=1)[0] == pytest.approx(400_000 / 2_000_000)


def test_what_was_sold_of_the_h20_once_firms_were_told_off_lies_within_the_closed_side(
    known: Entries[Assumption],
) -> None:
    low, high = ends(known, "supply/acceptance", 2026)
    assert low <= 50e6 / 5e9 < 50e6 / 2e9 < high


def test_a_forecast_of_2026_lies_within_what_is_smuggled_and_made(known: Entries[Assumption], ledger: Ledger) -> None:
    b300, h100, ascend = (
        figure(ledger, chip, "chip/dense-fp16")
        for chip in ("chip/nvidia-b300-blackwell-ultra", "chip/nvidia-h100-sxm5-80gb", "chip/huawei-ascend-910c")
    )
    low, high = ends(known, "supply/smuggled", 2026)
    assert middle(low, high) == pytest.approx(0.15 * 320_000 * b300 / h100, rel=0.1)
    (per_chip, _) = ends(known, "supply/stacks-per-chip", 2026)
    low, high = (stacks / per_chip for stacks in ends(known, "supply/hbm-stacks", 2026))
    assert low < 0.25 * 320_000 * b300 / ascend < high


def test_the_cap_on_licences_lies_within_what_is_licensed(known: Entries[Assumption], ledger: Ledger) -> None:
    b300, h200 = (
        figure(ledger, chip, "chip/dense-fp16") for chip in ("chip/nvidia-b300-blackwell-ultra", "chip/nvidia-h200-sxm")
    )
    low, high = ends(known, "supply/licence-share", 2026, side=1)
    assert low < 230_000 * b300 / h200 / 2_000_000 < high
    assert low < 10 * 75_000 / 2_000_000 < high


def test_progress_of_methods_is_the_halving_time_that_was_measured(known: Entries[Assumption]) -> None:
    low, high = ends(known, "efficiency/algorithmic-progress", 2025)
    widest = 2 ** (12 / 14), 2 ** (12 / 5)
    spread = (log(widest[1]) - log(widest[0])) / 2 * 1.645 / 1.96
    centre = (log(widest[0]) + log(widest[1])) / 2
    assert (low, high) == pytest.approx((exp(centre - spread), exp(centre + spread)), rel=0.02)
    assert low < 2 ** (12 / 8) < high


def test_progress_that_does_not_depend_on_scale_is_a_slow_side_of_its_own(known: Entries[Assumption]) -> None:
    assert ends(known, "efficiency/algorithmic-progress", 2025, side=1) == pytest.approx(
        (10 ** (1 / 11), 100 ** (1 / 11)), rel=0.01
    )


@pytest.mark.parametrize("reached", [0.38, 0.43, 0.30])
def test_utilisation_holds_what_large_runs_have_reached(known: Entries[Assumption], reached: float) -> None:
    low, high = ends(known, "efficiency/mfu", 2025)
    assert low < reached < high


@pytest.mark.parametrize("intensity", [30, 50, 100])
def test_decoding_is_bound_by_memory_and_reading_by_operations(
    known: Entries[Assumption], ledger: Ledger, intensity: float
) -> None:
    h100 = "chip/nvidia-h100-sxm5-80gb"
    ridge = figure(ledger, h100, "chip/dense-fp16") * 1000 / figure(ledger, h100, "chip/memory-bandwidth")
    low, high = ends(known, "efficiency/intensity-decode", 2025)
    assert low < intensity < high < ridge < ends(known, "efficiency/intensity-prefill", 2025)[0]


@pytest.mark.parametrize("id", ["logic-dies", "die-yield", "hbm-stacks"])
def test_a_surge_lies_above_what_it_takes_the_place_of_in_2030(known: Entries[Assumption], id: str) -> None:
    surge = ends(known, f"supply/{id}-surge", 2030)
    for side in (0, 1):
        usual = ends(known, f"supply/{id}", 2030, side)
        assert usual[0] < surge[0]
        assert usual[1] < surge[1]
