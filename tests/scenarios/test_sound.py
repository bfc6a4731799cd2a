"""Scenarios that would come out wrong without an error: each is refused, cut to what is known, or told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import ScenarioError, TheodoliteError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.assumed import assumed
from theodolite.scenarios.climate import climate
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.draw import blocks
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.plan import Plan, plan
from theodolite.scenarios.run import fleet, run
from theodolite.scenarios.scenario import load_scenario
from theodolite.scenarios.simulate import plans_of, simulate

HEAD = "title: Made\nquestion: What if?\ninherits: controls-hold\n"
H100 = "chip/nvidia-h100-sxm5-80gb"


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence(Ledger.open(Catalog.open()))


def planned(evidence: Evidence, folder: Path, text: str, name: str = "made") -> Plan:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if text.startswith("title") else HEAD + text)
    return plan(evidence, load_scenario(evidence.catalog, str(path)))


def fixed(key: str, value: float) -> str:
    return f"{{{key}: {{low: {value}, high: {value}, after: [{{title: Made}}]}}}}"


def middle(of: Plan, key: str) -> list[float]:
    values = of.variables[key].value(np.array([0.5]), np.array([0.5]))[:, 0]
    return [float(one) for one in np.broadcast_to(values, len(of.years))]


def drawn(of: Plan, count: int = 50) -> Any:
    ((first,),) = list(blocks([of], count, 0))
    return first


def test_an_heirs_policy_comes_after_one_of_the_same_year_that_it_inherits(evidence: Evidence, tmp_path: Path) -> None:
    text = HEAD.replace("controls-hold", "controls-lifted")
    use = f"policies: {{mine: {{title: M, from: 2026, use: {fixed('supply/smuggled', 5000)}}}}}\n"
    assert middle(planned(evidence, tmp_path, text + use), "supply/smuggled")[4:] == [5000] * 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("years: {from: 2026, to: 2030}\n", "came before would be lost"),
        ("use: {efficiency/mfu: {low: 3, high: 4, after: [{title: A}]}}\n", "said to be 3 to 4 dimensionless"),
        ("use: {supply/retirement: {low: 12, high: 15, after: [{title: A}]}}\n", "which it cannot be"),
        ("use: {power/utilisation: power/pue}\n", "'power/utilisation' is said to be"),
        ("use: {supply/price-b300: {low: 0, high: 0, after: [{title: A}]}}\n", "which it cannot be"),
        ("use: {power/national-growth: {low: -1.5, high: -1.5, after: [{title: A}]}}\n", "which it cannot be"),
        ("arrivals: [{by: sold, chip: chip/h20, indicator: energy/generation}]\n", "no count of chips"),
        ("regions: [{region: FRA, low: 1, high: 1, after: [{title: A}]}]\n", "'FRA' is no part of CHN"),
        ("regions: [{region: US-CA, low: 1, high: 1, after: [{title: A}]}]\n", "'US-CA' is no part of CHN"),
        (
            "regions:\n  - {region: CN-SC, low: 1, high: 1, after: [{title: A}]}\n"
            "  - {region: CN-SC, low: 2, high: 2, after: [{title: A}]}\n", "the region CN-SC stands twice",
        ),
        (
            "arrivals:\n  - {by: sold, chip: chip/h20, indicator: compute/chips-sold-h20}\n"
            "  - {by: sold, chip: chip/nvidia-a800-sxm, indicator: compute/chips-sold-h20}\n", "counted twice",
        ),
    ],
)  # fmt: skip
def test_what_would_come_out_wrong_is_refused(evidence: Evidence, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TheodoliteError, match=said):
        planned(evidence, tmp_path, text)


MADE = (
    "  - {{by: made, chip: {chip}, {years}dies: supply/logic-dies, die-yield: supply/die-yield, "
    "dies-per-chip: supply/dies-per-chip, stacks: supply/hbm-stacks, stacks-per-chip: supply/stacks-per-chip}}\n"
)
B, C = "chip/huawei-ascend-910b", "chip/huawei-ascend-910c"


def test_dies_are_made_into_one_chip_a_year(evidence: Evidence, tmp_path: Path) -> None:
    twice = MADE.format(chip=B, years="") + MADE.format(chip=C, years="from: 2025, ")
    with pytest.raises(ScenarioError, match="made of the same supply/hbm-stacks and supply/logic-dies"):
        planned(evidence, tmp_path, "arrivals:\n" + twice)
    turn = MADE.format(chip=B, years="until: 2024, ") + MADE.format(chip=C, years="from: 2025, ")
    assert {f"{chip} chip/tdp" for chip in (B, C)} <= set(planned(evidence, tmp_path, "arrivals:\n" + turn).variables)
    with pytest.raises(TheodoliteError, match="which is before"):
        planned(evidence, tmp_path, "arrivals:\n" + MADE.format(chip=B, years="from: 2026, until: 2023, "))


def test_what_is_rented_twice_adds_up(evidence: Evidence, tmp_path: Path) -> None:
    rented = "arrivals: [{by: rented, units: supply/remote}, {by: rented, units: supply/remote-open}]\n"
    of = planned(evidence, tmp_path, rented)
    draws = drawn(of)
    whole = draws.value("supply/remote") + draws.value("supply/remote-open")
    assert fleet(draws)[H100, "remote"] == pytest.approx(np.broadcast_to(whole, draws.shape))


def test_each_year_has_its_own_rate_at_which_the_grid_grows_cleaner(evidence: Evidence, tmp_path: Path) -> None:
    text = (
        f"use: {fixed('carbon/grid-decline', 0)}\n"
        f"policies: {{late: {{title: L, from: 2028, use: {fixed('carbon/grid-decline', 0.1)}}}}}\n"
    )
    draws = drawn(planned(evidence, tmp_path, text))
    found = run(draws).outputs
    renewable = np.broadcast_to(draws.value("carbon/renewable-share"), draws.shape)
    rate = (found["carbon"] / found["energy"] / (1 - renewable))[:, 0]
    assert rate[1:6] == pytest.approx([rate[0]] * 5)
    assert rate[6:] == pytest.approx([rate[0] * 0.9**n for n in (1, 2, 3)])


def test_a_scenario_may_end_early_and_is_held_against_the_other_one_over_its_years(
    evidence: Evidence, tmp_path: Path
) -> None:
    path = tmp_path / "early.yaml"
    path.write_text(HEAD + "years: {from: 2022, to: 2027}\n")
    mine, other = plans_of(evidence, load_scenario(evidence.catalog, str(path)))
    assert (mine.years, other.years, mine.counted) == (range(2022, 2028), range(2022, 2028), 2025)
    path.write_text(HEAD + "years: {from: 2022, to: 2024}\n")
    found = simulate(evidence, str(path), 200, shares=False)
    assert (found.plan.counted, found.at("delay")["median"]) == (2024, 0)
    assert climate(evidence.ledger, found).room is None


def test_null_takes_away_what_is_inherited_and_then_no_delay_is_told(evidence: Evidence, tmp_path: Path) -> None:
    path = tmp_path / "alone.yaml"
    path.write_text(HEAD + "against: null\nsiting: null\n")
    found = simulate(evidence, str(path), 200, shares=False)
    assert (found.against, found.plan.scenario.siting, found.at("delay")["median"]) == (None, None, None)
    assert "scenario/alone/delay" not in set(found.observations()["indicator"])
    assert "behind" not in found.finding


def test_scenarios_of_one_name_in_two_files_are_two(evidence: Evidence, tmp_path: Path) -> None:
    own = tmp_path / "controls-lifted.yaml"
    own.write_text(HEAD + f"use: {fixed('supply/smuggled', 0)}\n")
    mine, other = plans_of(evidence, load_scenario(evidence.catalog, str(own)))
    assert (mine.scenario.where, other.scenario.id) == (str(own), "controls-lifted")
    assert other.scenario.where != mine.scenario.where


def test_a_year_without_computing_loses_its_delay_alone(evidence: Evidence, tmp_path: Path) -> None:
    late = f"policies: {{come: {{title: C, from: 2024, use: {fixed('supply/remote', 1000)}}}}}\n"
    path = tmp_path / "late.yaml"
    path.write_text(
        HEAD + f"arrivals: [{{by: rented, units: supply/remote}}]\nuse: {fixed('supply/remote', 0)}\n" + late
    )
    found = simulate(evidence, str(path), 200, shares=False)
    assert found.at("delay", 2023)["median"] is None
    assert found.at("delay", 2024)["median"] > 0
    assert found.at("training-compute", 2023)["median"] == 0


def test_a_chip_of_which_it_cannot_be_told_whether_it_is_caught_has_a_note(evidence: Evidence, tmp_path: Path) -> None:
    of = planned(
        evidence, tmp_path,
        "arrivals: [{by: bought, chip: chip/amd-radeon-rx-7900-xtx, price: supply/price-h20}]\n",
    )  # fmt: skip
    assert any("cannot be told for want of its figures" in note for note in of.notes)


def test_a_policy_that_changes_nothing_until_sales_are_no_longer_counted_has_a_note(
    evidence: Evidence, tmp_path: Path
) -> None:
    of = planned(evidence, tmp_path, "policies: {early: {title: E, from: 2023, lifts: [all]}}\n")
    assert any("'early' changes what is bought after the last counted year" in note for note in of.notes)


@pytest.mark.parametrize("unit", ["9**9**9*chip", "chip/0", "(", "chip**", '"', "10**400.0*chip", "x" * 10_000, ""])
def test_a_unit_that_would_have_to_be_worked_out_is_refused(unit: str) -> None:
    with pytest.raises(ScenarioError, match="no unit is written"):
        factor(unit, "chip")


@pytest.mark.parametrize(
    "side", ["weight: 1.0e+308, low: 1, high: 2", "low: 1, high: 1.0e+300", "by-year: {0: [5, 5]}"]
)
def test_numbers_without_measure_do_not_load(evidence: Evidence, tmp_path: Path, side: str) -> None:
    with pytest.raises(TheodoliteError):
        planned(evidence, tmp_path, f"use: {{power/pue: {{{side}, after: [{{title: A}}]}}}}\n")


def test_an_assumption_that_stands_for_another_keeps_its_own_title(evidence: Evidence, tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    path.write_text(HEAD + "use: {supply/hbm-stacks: supply/hbm-stacks-surge}\n")
    found = assumed(evidence.catalog, load_scenario(evidence.catalog, str(path)))
    assert found["supply/hbm-stacks"].title == "High-bandwidth memory for domestic chips"
