"""What rules let through: the part of a year in which a chip may be sold freely, or case by case."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.allowed import allowed
from theodolite.scenarios.controls.chip import chips

YEARS = range(2022, 2028)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger.open(Catalog.open())


def let_through(ledger: Ledger, chip: str, entity: str, *lifted: set[str]) -> tuple[list[float], list[float]]:
    gone = list(lifted) or [set[str]()] * len(YEARS)
    free, case, _ = allowed(chips(ledger, [chip])[chip], ledger.catalog, entity, YEARS, gone)
    return list(free), list(case)


def test_an_h800_is_free_until_mid_november_2023_and_then_barred(ledger: Ledger) -> None:
    free, case = let_through(ledger, "chip/nvidia-h800-sxm5", "CHN")
    assert free == pytest.approx([1, 320 / 365, 0, 0, 0, 0])
    assert case[:4] == pytest.approx([0, 0, 0, 0])
    assert case[4:] == pytest.approx([351 / 365, 1])


def test_an_a100_is_free_until_october_2022(ledger: Ledger) -> None:
    free, _ = let_through(ledger, "chip/nvidia-a100-sxm4-80-gb", "CHN")
    assert free == pytest.approx([279 / 365, 0, 0, 0, 0, 0])


def test_an_h20_is_free_until_its_letter_of_april_2025(ledger: Ledger) -> None:
    free, case = let_through(ledger, "chip/h20", "CHN")
    assert free == pytest.approx([1, 1, 1, 98 / 365, 0, 0])
    assert case == pytest.approx([0] * 6)


def test_a_b300_stays_barred_in_2026_and_is_free_once_every_rule_falls(ledger: Ledger) -> None:
    free, case = let_through(ledger, "chip/nvidia-b300-blackwell-ultra", "CHN")
    assert (free[4], case[4]) == (0, 0)
    none, every = set[str](), {"all"}
    free, _ = let_through(ledger, "chip/nvidia-b300-blackwell-ultra", "CHN", none, none, none, none, every, every)
    assert free[4:] == [1, 1]


def test_an_h200_is_free_for_a_country_that_no_rule_binds(ledger: Ledger) -> None:
    free, case = let_through(ledger, "chip/nvidia-h200-sxm", "FRA")
    assert (free, case) == ([1] * 6, [0] * 6)


def test_one_rule_lifted_leaves_the_others(ledger: Ledger) -> None:
    letter = {"bis-2025-04-h20-letter"}
    free, _ = let_through(ledger, "chip/h20", "CHN", *[letter] * 6)
    assert free == pytest.approx([1] * 6)
    free, _ = let_through(ledger, "chip/nvidia-h200-sxm", "CHN", *[letter] * 6)
    assert free[3:] == pytest.approx([0, 0, 0])
