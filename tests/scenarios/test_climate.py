"""A scenario beside what others have published: side by side, each with its share or its electricity, and a plan."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.scenarios.made import made, side

from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.climate import ALL, Climate, Told, climate
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.simulate import simulate

CLAIM = Told("electricity-share", 2026, "A memo", True, 6.0, None, None, "percent", "memo.txt", "characters 10 to 13")


def beside(evidence: Evidence, path: str, *told: Told) -> Climate:
    return climate(evidence.ledger, simulate(evidence, path, 100, shares=False), told)


@pytest.fixture(scope="module")
def evidence(ledger: Ledger) -> Evidence:
    return Evidence(ledger)


@pytest.fixture(scope="module")
def found(evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> Climate:
    """Electricity that grows by 5 % a year from the 10,583.36 TWh of 2025, and a document that says 6 % of it."""
    return beside(evidence, made(tmp_path_factory.mktemp("made"), years={"from": 2023, "to": 2030}), CLAIM)


def said(found: Climate, output: str, year: int) -> dict[str, dict[str, object]]:
    """Who → row, of all data centres."""
    rows = found.table.filter((pl.col("output") == output) & (pl.col("year") == year) & (pl.col("scope") == ALL))
    return {str(row["source"]): row for row in rows.iter_rows(named=True) if "share" not in str(row["who"])}


def test_figures_of_one_agency_that_contradict_each_other_stand_side_by_side(found: Climate) -> None:
    told = {
        (year, row["value"])
        for year in (2024, 2026, 2030)
        for source, row in said(found, "energy", year).items() if source.startswith("iea/")
    }  # fmt: skip
    assert told == {(2024, 102), (2026, 300), (2030, 277)}
    values = set(found.table.filter((pl.col("scope") == ALL) & (pl.col("output") == "energy"))["value"])
    assert not {(300 + 277) / 2, (102 + 277) / 2, (102 + 300) / 2} & values


def test_electricity_has_its_share_and_a_share_its_electricity_by_the_nations_electricity(found: Climate) -> None:
    whole = 10_583.36 * 1.05
    assert said(found, "energy", 2026)["iea/electricity-2024-01"]["national_share"] == pytest.approx(30_000 / whole)
    assert said(found, "energy", 2024)["iea/energy-and-ai-2025"]["national_share"] == pytest.approx(10_200 / 10_086.88)
    meant = found.table.filter(pl.col("who").str.ends_with("from its share"))
    told = {(row["source"], row["year"]): row for row in meant.iter_rows(named=True)}
    assert ("iea/electricity-2024-01", 2026) not in told
    of_2024 = next(row for (source, year), row in told.items() if source.startswith("sandpiper/") and year == 2024)
    assert of_2024["value"] == pytest.approx(0.03 * 10_086.88)
    assert (of_2024["unit"], of_2024["national_share"], of_2024["modality"]) == ("TWh", 3, "estimated")


def test_a_share_of_a_document_is_told_with_the_electricity_that_it_means(found: Climate) -> None:
    mine = found.table.filter(pl.col("source") == "memo.txt").sort("output")
    assert mine.select("output", "who", "unit").rows() == [
        ("electricity-share", "A memo", "percent"), ("energy", "A memo, from its share", "TWh"),
    ]  # fmt: skip
    assert mine["value"].to_list() == pytest.approx([6, 0.06 * 10_583.36 * 1.05])
    assert 655 < mine["value"][1] < 680
    assert "A memo" not in found.electricity
    assert "memo.txt" not in found.sources


def test_the_finding_tells_each_source_once_a_year_after_the_first_and_none_of_the_past(found: Climate) -> None:
    rows = found.projections
    assert rows.select("source", "year").is_unique().all()
    assert found.electricity.count("International Energy Agency, Electricity 2024") == 1
    assert "277 TWh in 2030 (International Energy Agency, Energy and AI; " in found.electricity
    assert found.electricity.startswith("AI chips, with their servers and cooling, take 0.0")
    assert found.finding in (found.electricity, found.room and found.room.finding)


def test_what_the_scenario_has_of_ai_chips_stands_beside_and_is_marked_as_such(found: Climate) -> None:
    own = found.table.filter((pl.col("source") == "") & (pl.col("output") == "energy") & (pl.col("year") == 2026))
    row = own.row(0, named=True)
    assert row["scope"] == "AI chips alone"
    assert row["value"] == pytest.approx(4000 * 9.2043 / 1e6)
    assert row["national_share"] == pytest.approx(100 * row["value"] / (10_583.36 * 1.05))


@pytest.mark.parametrize(
    ("cut", "growth", "allowed", "fitting"),
    # 10,000 Mt × (1 − cut) × (1 + growth)² − 10,000 Mt.
    [(0.2, 0.05, -1180, 0), (0.1, 0.1, 890, 1), (0.0, 0.0, 0, 0)],
)
def test_the_room_of_a_plan_is_the_product_grown_and_the_intensity_cut(
    cut: float, growth: float, allowed: float, fitting: float, evidence: Evidence, tmp_path: Path
) -> None:
    use = {"climate/carbon-intensity-plan": side(cut), "climate/gdp-growth": side(growth)}
    plan = {"cut": "climate/carbon-intensity-plan", "base": 2023, "until": 2025}
    room = beside(evidence, made(tmp_path, "planned", use, **{"climate-plan": plan})).room
    assert room is not None
    assert (room.base, room.until) == (2023, 2025)
    assert room.allowed == pytest.approx({"p05": allowed, "median": allowed, "p95": allowed}, abs=1e-6)
    # 2,000 chips more, of 9.2043 MWh a year each, half of it from a grid of 0.1404 t/MWh.
    assert room.added["median"] == pytest.approx(2000 * 9.2043 * 0.5 * 0.1404 / 1e6)
    assert room.fitting == fitting


def test_a_scenario_whose_years_do_not_hold_those_of_the_plan_is_told_without_its_room(
    evidence: Evidence, tmp_path: Path
) -> None:
    found = beside(evidence, made(tmp_path, "short"))
    assert found.room is None
    assert not any("the plan" in one for one in found.findings)
    assert found.document()["room"] == {}
