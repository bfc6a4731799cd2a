"""Simulating: medians worked by hand, sources in conflict, Sobol's shares of a product, delay, and what is refused."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.scenarios.made import H100, made, side

from theodolite.core.catalog import Catalog
from theodolite.core.observation import COLUMNS, schema
from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.draw import BLOCK, blocks
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.plan import plan
from theodolite.scenarios.result import CUTS, Simulation
from theodolite.scenarios.scenario import load_scenario
from theodolite.scenarios.side_by_side import Comparison, side_by_side
from theodolite.scenarios.simulate import FEWEST, MOST_CELLS, _cut, simulate

TWO_SIDES = """
title: Two that contradict each other
unit: dimensionless
definition: Invented.
sides:
  - {low: 1, high: 1, weight: WEIGHT, after: [{title: One}]}
  - {low: 5, high: 5, after: [{title: Another}]}
"""

SOURCE = """
title: A grid
producer: Bureau
published: 2026-01-10
accessed: 2026-11-22
citation: Invented by the bureau.
url: https://example.org/grid
licence: {name: CC0}
tier: primary
provides:
  - {indicator: energy/grid-factor, reader: none.none, measure: factor}
"""

GRID = "FR-IDF,energy/grid-factor,2023,0.05,,,kgCO2/kWh,A,bureau/grid,2026-01,table.csv#row=2,"
"""The grid of a region, as a row of the ledger."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """The evidence with two assumptions whose sides contradict each other, and the grid of a French region."""
    root = tmp_path_factory.mktemp("catalog")
    files = {
        "assumptions/made/one.yaml": TWO_SIDES.replace("WEIGHT", "3"),
        "assumptions/made/five.yaml": TWO_SIDES.replace("WEIGHT", "0.25"),
        "sources/bureau/grid-2026-01.yaml": SOURCE,
        "observations/bureau/grid-2026-01.csv": ",".join(COLUMNS) + "\n" + GRID + "\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Evidence(Ledger.open(Catalog.open(root)))


@pytest.fixture(scope="module")
def evidence(ledger: Ledger) -> Evidence:
    return Evidence(ledger)


@pytest.fixture(scope="module")
def fixed(evidence: Evidence, tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    """A thousand H100 chips a year from 2023 to 2025, and nothing that is drawn."""
    return simulate(evidence, made(tmp_path_factory.mktemp("made")), FEWEST)


@pytest.fixture(scope="module")
def three(ledger: Ledger) -> Comparison:
    """Three scenarios that ship, of which two change their policies in 2026."""
    return side_by_side(ledger, ["controls-hold", "cloud-access", "protectionist"], 300)


def test_where_every_assumption_is_fixed_the_ends_of_every_interval_are_its_median(fixed: Simulation) -> None:
    for row in fixed.outputs.filter(pl.col("name") != "delay").iter_rows(named=True):
        assert (row["p05"], row["p95"]) == pytest.approx((row["median"], row["median"]), rel=1e-12), row
    assert fixed.drivers is not None
    assert fixed.drivers.is_empty()


def test_figures_of_a_fixed_scenario_come_out_as_by_hand_in_units_for_people(fixed: Simulation) -> None:
    # 3,000 chips of 700 W by the end of 2025: × 2 × 1.25 × 0.5 × 8,766 h × 1.2 = 27,612.9 MWh.
    mwh = 3000 * 0.0007 * 2 * 1.25 * 0.5 * 8766 * 1.2
    it = mwh / 1.2
    told = {name: fixed.at(name, 2025)["median"] for name in fixed.outputs["name"].unique()}
    assert mwh == pytest.approx(27_612.9)
    assert told["training-compute"] == pytest.approx(3000)
    assert told["power"] == pytest.approx(3000 * 0.0007 * 2 * 1.25 * 1.2)
    assert told["energy"] == pytest.approx(mwh / 1e6)
    assert told["households"] == pytest.approx(2761.29)
    assert told["electricity-share"] == pytest.approx(100 * mwh / 1e6 / 10_583.36)
    assert told["water"] == pytest.approx(it + 2 * mwh)
    assert told["carbon"] == pytest.approx(mwh / 1e6 * 0.5 * 0.1404)
    assert told["emissions-share"] == pytest.approx(100 * told["carbon"] / 10_000)
    assert told["national-electricity"] == pytest.approx(10_583.36)
    assert told["effective-compute"] == pytest.approx(3000 * 989.4e12 * 0.4 * 0.9 * 0.5 * 31_557_600 * 9)
    chips = fixed.stocks.filter((pl.col("chip") == H100) & (pl.col("year") == 2024))
    assert chips.select("origin", "p05", "median", "p95").rows() == [("smuggled", 2000, 2000, 2000)]


def test_the_sentence_tells_the_figures_of_the_table(fixed: Simulation) -> None:
    assert fixed.finding == (
        "Made: in 2025 China has the computing of 3,000 H100 chips for training; the AI chips at home use 0.028 TWh of "
        "electricity, 0.00026 % of the nation's."
    )


@pytest.mark.parametrize(("id", "heavier", "share"), [("made/one", 1, 3 / 4), ("made/five", 5, 1 / 5)])
def test_sources_in_conflict_are_two_humps_and_the_median_is_the_heavier_of_them(
    id: str, heavier: float, share: float, own: Evidence, tmp_path: Path
) -> None:
    path = made(tmp_path, "humps", {"power/pue": id}, years={"from": 2023, "to": 2023})
    (drawn,) = next(iter(blocks([plan(own, load_scenario(own.catalog, path))], 1000, 0)))
    values, counts = np.unique(drawn.value("power/pue"), return_counts=True)
    assert values.tolist() == [1, 5]
    assert counts[0] == pytest.approx(1000 * share, abs=1)
    least = 1000 * 0.0007 * 2 * 1.25 * 0.5 * 8766 / 1e6
    row = simulate(own, path, 1000, shares=False).at("energy", 2023)
    assert (row["p05"], row["median"], row["p95"]) == pytest.approx((least, heavier * least, 5 * least))


def test_sobol_shares_of_a_product_are_the_shares_of_the_variances_of_logarithms(
    evidence: Evidence, tmp_path: Path
) -> None:
    # Ends in the ratios 4 and 2: standard deviations of the logarithm as 2 to 1, variances as 4 to 1.
    use = {"supply/smuggled": side(1000, 4000), "power/server-factor": side(2, 4)}
    found = simulate(evidence, made(tmp_path, "product", use, years={"from": 2023, "to": 2023}), FEWEST).drivers
    assert found is not None
    energy = {row["assumption"]: row for row in found.filter(pl.col("output") == "energy").iter_rows(named=True)}
    assert set(energy) == set(use)
    for id, share in (("supply/smuggled", 0.8), ("power/server-factor", 0.2)):
        assert energy[id]["first"] == pytest.approx(share, abs=0.03)
        assert energy[id]["total"] == pytest.approx(share, abs=0.03)
        assert energy[id]["total_low"] <= energy[id]["total"] <= energy[id]["total_high"]
    assert sum(row["first_low"] for row in energy.values()) <= 1.01
    assert sum(row["first_high"] for row in energy.values()) >= 0.99
    computing = found.filter((pl.col("output") == "training-compute") & (pl.col("total") > 0.001))
    assert computing["assumption"].to_list() == ["supply/smuggled"]
    assert "delay" not in found["output"]


@pytest.mark.parametrize(("growth", "months"), [(4, 6), (2, 12), (8, 4)])
def test_half_of_the_computing_is_as_many_months_behind_as_the_frontier_takes_to_double(
    growth: float, months: float, evidence: Evidence, tmp_path: Path
) -> None:
    pace = {"efficiency/frontier-growth": side(growth)}
    whole = made(tmp_path, f"whole-{growth}", pace)
    half = made(tmp_path, f"half-{growth}", {**pace, "supply/smuggled": side(500)}, against=whole)
    found = simulate(evidence, half, FEWEST, shares=False)
    assert [found.at("delay", year)["median"] for year in (2023, 2024, 2025)] == pytest.approx([months] * 3)
    assert months == pytest.approx(12 * math.log(2) / math.log(growth))
    assert f"by a heuristic that computing is {months} months behind “Whole-{growth}”" in found.finding


def test_a_scenario_that_is_held_against_itself_has_no_months_of_delay(fixed: Simulation) -> None:
    assert fixed.against is None
    assert [fixed.at("delay", year)["median"] for year in fixed.plan.years] == [None, None, None]
    assert "scenario/made/delay" not in fixed.observations()["indicator"]


def test_scenarios_agree_to_the_last_digit_until_their_policies_differ(three: Comparison) -> None:
    hold, *others = three.simulations
    kept = ["name", "year", "p05", "median", "p95"]
    for other in others:
        before = pl.col("year") < 2026
        mine, theirs = (one.outputs.filter(before, pl.col("name") != "delay").select(kept) for one in (hold, other))
        assert mine.equals(theirs)
        assert hold.at("training-compute")["median"] != other.at("training-compute")["median"]
    assert others[0].at("training-compute")["median"] > hold.at("training-compute")["median"]
    assert others[1].at("training-compute")["median"] < hold.at("training-compute")["median"]


def test_a_comparison_tells_every_scenario_in_the_table_and_the_year_that_is_asked_for(
    three: Comparison, ledger: Ledger
) -> None:
    assert three.year == 2030
    rows = three.table.filter((pl.col("name") == "energy") & (pl.col("year") == 2028))
    assert dict(rows.select("scenario", "median").iter_rows()) == {
        one.plan.scenario.id: one.at("energy", 2028)["median"] for one in three.simulations
    }
    assert three.finding.startswith("In 2030 China has the computing of ")
    assert "under “Computing rented abroad” " in three.finding
    assert set(three.explain("CHN")) == {"controls-hold", "cloud-access", "protectionist"}
    with pytest.raises(ScenarioError, match="does not run to 2031"):
        side_by_side(ledger, ["controls-hold"], FEWEST, year=2031)


@pytest.mark.parametrize("draws", [FEWEST - 1, MOST_CELLS, 0, -5])
def test_too_few_or_too_many_draws_are_refused_before_anything_is_drawn(draws: int, evidence: Evidence) -> None:
    with pytest.raises(ScenarioError, match="draws are asked for") as caught:
        simulate(evidence, "controls-hold", draws)
    assert caught.value.expected == "100 to 300,000 of 9 years"


def test_draws_beyond_one_block_are_all_counted(evidence: Evidence, tmp_path: Path) -> None:
    ticks: list[int] = []
    path = made(tmp_path, "long", {"supply/smuggled": side(1000, 4000)}, years={"from": 2023, "to": 2023})
    found = simulate(evidence, path, BLOCK + 500, shares=False, tick=ticks.append)
    assert ticks == [BLOCK, 500]
    row = found.at("training-compute")
    assert (row["p05"], row["median"], row["p95"]) == pytest.approx((1000, 2000, 4000), rel=0.01)


def test_outputs_are_observations_of_the_economy_with_their_intervals(three: Comparison) -> None:
    hold = three.simulations[0]
    rows = hold.observations()
    assert tuple(rows.columns) == COLUMNS
    assert dict(rows.schema) == schema()
    assert set(rows["entity"]) == {"CHN"}
    assert rows["value"].null_count() == 0
    one = rows.filter((pl.col("indicator") == "scenario/controls-hold/energy") & (pl.col("period") == "2030"))
    told = hold.at("energy", 2030)
    assert one.select("low", "value", "high", "unit").row(0) == (told["p05"], told["median"], told["p95"], "TWh")
    assert one["note"][0] == "AI chips alone"
    status = dict(rows.select("period", "status").unique().iter_rows())
    assert {year for year, code in status.items() if code == "E"} == {"2022", "2023", "2024", "2025"}
    assert {year for year, code in status.items() if code == "F"} == {"2026", "2027", "2028", "2029", "2030"}
    assert three.observations().height == 3 * rows.height


def test_an_explanation_names_every_side_with_its_source_and_what_rules_let_through(three: Comparison) -> None:
    told = three.simulations[0].explain("CHN")
    assert (told["entity"], told["scenario"]) == ("CHN", "controls-hold")
    pue = next(one for one in told["assumptions"] if one["assumption"] == "power/pue")
    assert [side["first"] for side in pue["sides"]] == [[1.42, 1.55], [1.15, 1.3]]
    assert [side["last"] for side in pue["sides"]] == [[1.2, 1.4], [1.15, 1.3]]
    assert all(one["references"] or one["sources"] for one in told["assumptions"])
    b300 = told["rules"]["chip/nvidia-b300-blackwell-ultra"]
    assert [row["year"] for row in b300] == list(range(2022, 2031))
    assert {(row["free"], row["case_by_case"]) for row in b300 if row["year"] >= 2024} == {(0, 0)}
    with pytest.raises(KeyError):
        three.simulations[0].explain("USA")


def france(folder: Path, **more: Any) -> str:
    """A scenario of another economy, all in one region."""
    return made(folder, "france", about="FRA", regions=[{"region": "FR-IDF", **side(1)}], **more)


def test_an_economy_whose_grid_is_not_known_is_refused_by_one_message(evidence: Evidence, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="the ledger holds no energy/grid-factor for FR-IDF"):
        simulate(evidence, france(tmp_path), FEWEST)


def test_another_economy_runs_once_its_grid_is_in_the_ledger(own: Evidence, tmp_path: Path) -> None:
    found = simulate(own, france(tmp_path), FEWEST, shares=False)
    assert found.at("carbon", 2023)["median"] == pytest.approx(1000 * 9.2043 * 0.5 * 0.05 / 1e6)
    assert "bureau/grid-2026-01" in found.sources
    assert found.finding.startswith("France: in 2025 France has the computing of 3,000 H100 chips")
    assert set(found.observations()["entity"]) == {"FRA"}


def test_years_that_begin_before_electricity_is_known_are_refused(evidence: Evidence, tmp_path: Path) -> None:
    path = made(tmp_path, "early", years={"from": 2009, "to": 2012})
    with pytest.raises(ScenarioError, match="Electricity generation of CHN is known from 2010 on") as caught:
        simulate(evidence, path, FEWEST)
    assert caught.value.expected == "years that meet"


H20 = {"arrivals": [{"by": "sold", "chip": "chip/h20", "indicator": "compute/chips-sold-h20"}]}
"""Of H20 none was sold before 2024."""


def test_a_scenario_without_any_chips_in_its_first_year_runs_and_has_nothing_then(
    evidence: Evidence, tmp_path: Path
) -> None:
    found = simulate(evidence, made(tmp_path, "later", {"supply/smuggled": None}, **H20), FEWEST)
    assert [found.at(name, 2023)["p95"] for name in ("training-compute", "energy", "carbon")] == [0, 0, 0]
    assert found.at("training-compute", 2024)["p05"] > 0


@pytest.mark.parametrize(("mine", "theirs"), [("later", "whole"), ("whole", "later")])
def test_no_months_are_told_of_a_year_without_any_computing(
    mine: str, theirs: str, evidence: Evidence, tmp_path: Path
) -> None:
    others = {"later": ({"supply/smuggled": None}, H20), "whole": ({}, {})}
    (use, said), (its, more) = others[mine], others[theirs]
    path = made(tmp_path, mine, use, **said, against=made(tmp_path, theirs, its, **more))
    found = simulate(evidence, path, FEWEST, shares=False)
    assert found.at("delay", 2023)["median"] is None
    assert math.isfinite(found.at("delay", 2024)["median"])
    assert found.observations().filter(pl.col("indicator").str.ends_with("/delay"))["period"].to_list() == [
        "2024",
        "2025",
    ]


def test_a_frontier_that_stands_still_gives_no_months(evidence: Evidence, tmp_path: Path) -> None:
    still = {"efficiency/frontier-growth": side(1)}
    path = made(tmp_path, "still", still, against=made(tmp_path, "whole"))
    with pytest.raises(ScenarioError, match="the frontier does not grow"):
        simulate(evidence, path, FEWEST)


def test_what_is_drawn_in_one_scenario_and_fixed_in_the_other_is_among_the_drivers(
    evidence: Evidence, tmp_path: Path
) -> None:
    whole = made(tmp_path, "whole")
    path = made(tmp_path, "spread", {"supply/smuggled": side(1000, 4000)}, against=whole)
    found = simulate(evidence, path, FEWEST).drivers
    assert found is not None
    for output in ("training-compute", "energy", "delay"):
        rows = found.filter(pl.col("output") == output)
        assert rows["assumption"].to_list() == ["supply/smuggled"], output
        assert rows.select("first", "total").row(0) == pytest.approx((1, 1), abs=0.02)


def test_quantiles_are_those_of_numpy_and_none_where_a_draw_is_none() -> None:
    values = np.random.default_rng(0).random((4, 1001))
    values[2, 5] = np.nan
    assert _cut(values.copy()) == pytest.approx(np.quantile(values, CUTS, axis=1), nan_ok=True)
