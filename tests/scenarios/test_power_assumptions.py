"""Assumptions of power, water, carbon and climate against figures from outside: watts, households, racks, factors."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from theodolite.core.catalog import Catalog, Entries
from theodolite.evidence.conflicts import conflicts
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.assumption import Assumption, assumptions, in_unit, years_of
from theodolite.scenarios.inputs import ALWAYS

YEARS = range(2022, 2031)
SUBJECTS = ("power/", "water/", "carbon/", "climate/")
WATTS = {"chip/nvidia-a100-sxm4-80-gb": 812.5, "chip/nvidia-h100-sxm5-80gb": 1275, "chip/nvidia-gb200": 1833.3}
"""Chip → watts of server for each, as Epoch AI counts them; its GB300 of 1,400 W takes 1,944.4."""


@pytest.fixture(scope="module")
def known(catalog: Catalog) -> Entries[Assumption]:
    return assumptions(catalog)


def ends(known: Entries[Assumption], id: str, year: int, side: int = 0, about: str = "CHN") -> tuple[float, float]:
    (found,) = years_of(known[id].about(about)[side], [year], id)
    return found


def figure(ledger: Ledger, indicator: str, period: str, entity: str = "CHN") -> float:
    return float(ledger.select(entity=entity, indicator=indicator, period=period)["value"][-1])


def test_every_side_covers_the_years_of_the_model_and_says_how_its_interval_follows(known) -> None:
    here = [id for id in known if id.startswith(SUBJECTS)]
    assert len(here) >= 13
    for id in here:
        for side in known[id].about("CHN"):
            assert len(years_of(side, YEARS, id)) == len(YEARS)
        assert all(side.says and side.after for side in known[id].sides), id


def test_each_input_of_the_model_converts_to_the_unit_it_reckons_in(known: Entries[Assumption]) -> None:
    scales = {"power/household": 0.001, "climate/national-emissions": 1e6}
    here = [id for id in ALWAYS if id.startswith(SUBJECTS)]
    assert len(here) >= 10
    for id in here:
        assert in_unit(known[id], ALWAYS[id]) == pytest.approx(scales.get(id, 1)), id


@pytest.mark.parametrize(
    ("id", "count"),
    [
        ("power/utilisation", 2), ("power/pue", 2), ("power/national-growth", 2), ("water/wue", 2), ("water/grid", 3),
        ("carbon/renewable-share", 2), ("carbon/grid-decline", 3), ("climate/national-emissions", 3),
    ],
)  # fmt: skip
def test_sources_in_conflict_stand_side_by_side_and_are_not_averaged(known, id: str, count: int) -> None:
    assert len(known[id].about("CHN")) == count


def test_servers_draw_from_the_least_to_the_most_that_epoch_counts_for_a_chip(known, ledger: Ledger) -> None:
    tdp = {chip: float(ledger.select(entity=chip, indicator="chip/tdp")["value"][-1]) for chip in WATTS}
    ratios = [watts / tdp[chip] for chip, watts in WATTS.items()] + [1944.4 / 1400]
    assert ends(known, "power/server-factor", 2024) == pytest.approx((min(ratios), max(ratios)), abs=0.001)


def test_the_rest_of_the_room_keeps_epochs_middle_of_fourteen_hundredths(known: Entries[Assumption]) -> None:
    low, high = ends(known, "power/overhead", 2024)
    assert (low, high) == (1.0, 1.349)
    assert sqrt(low * high) == pytest.approx(926 / 812.5, rel=0.02)


def test_idle_centres_and_busy_clouds_are_two_sides_that_do_not_touch(known: Entries[Assumption]) -> None:
    busy, idle = 0.76, 736.5 / 2946
    low, high = ends(known, "power/utilisation", 2024, side=1)
    for used in (0.2, 0.3):
        assert low < used * busy + (1 - used) * idle < high
    assert high < ends(known, "power/utilisation", 2024)[0] < busy < ends(known, "power/utilisation", 2024)[1]


def test_the_american_laboratorys_energy_and_power_imply_half_of_full_load(known: Entries[Assumption]) -> None:
    low, high = ends(known, "power/utilisation", 2028, side=1, about="USA")
    for energy, power in ((325e6, 74e3), (580e6, 132e3)):
        assert low < energy / (power * 8766) < high
    assert low + high == pytest.approx(2 * 325e6 / (74e3 * 8766), rel=0.01)


def test_the_mean_of_2021_and_the_target_of_2025_bound_all_centres_and_the_hubs_cap_the_new_ones(known) -> None:
    assert ends(known, "power/pue", 2022)[0] < 1.49 < ends(known, "power/pue", 2022)[1]
    assert ends(known, "power/pue", 2025)[1] <= 1.5
    for site in (1.15, 1.21, 1.25, 1.27, 1.3):
        assert ends(known, "power/pue", 2025, side=1)[0] <= site <= ends(known, "power/pue", 2025, side=1)[1]


def test_a_household_is_the_one_that_the_american_administration_counts(known: Entries[Assumption]) -> None:
    assert ends(known, "power/household", 2024) == (10_632, 10_715)


def test_electricity_grew_in_2025_more_slowly_than_both_sides_expect_of_2026(known, ledger: Ledger) -> None:
    grown = figure(ledger, "energy/generation", "2025") / figure(ledger, "energy/generation", "2024") - 1
    assert grown == pytest.approx(0.05, abs=0.002)
    for side in (0, 1):
        assert grown <= ends(known, "power/national-growth", 2026, side=side)[0]


def test_water_of_the_grid_is_each_studys_volume_over_the_electricity_of_its_year(known, ledger: Ledger) -> None:
    jin = 14e12 / (figure(ledger, "energy/generation", "2019") * 1e9)
    lin = 8.30e12 / 1.21 / (figure(ledger, "energy/generation", "2015") * 1e9)
    reig = 1.59 * 3.785
    for side, litres in enumerate((jin, lin, reig)):
        low, high = ends(known, "water/grid", 2024, side=side)
        assert low < litres < high
        assert (low + high) / 2 == pytest.approx(litres, rel=0.04)


def test_water_on_site_takes_the_green_centres_of_2022_and_the_dry_ones_apart(known: Entries[Assumption]) -> None:
    wet, dry = ends(known, "water/wue", 2024), ends(known, "water/wue", 2024, side=1)
    assert wet[0] < 1.2 < wet[1]
    assert dry[0] < 0.36 < dry[1] < wet[0]
    litres, kilowatt_hours = 66e9, 176e9
    low, high = ends(known, "water/wue", 2024, about="USA")
    assert low < litres / kilowatt_hours < high


def test_the_published_water_of_2024_is_three_hundred_cubic_metres_for_each_rack_of_2020(ledger: Ledger) -> None:
    water = {year: figure(ledger, "energy/datacentre-water", year) for year in ("2024", "2030")}
    racks = {year: figure(ledger, "energy/datacentre-racks", year) for year in ("2020", "2023", "2030")}
    assert water["2024"] / racks["2020"] == pytest.approx(302, abs=1)
    assert water["2024"] / racks["2023"] == pytest.approx(160, abs=1)
    assert water["2030"] / racks["2030"] == pytest.approx(265, abs=1)


def test_the_share_of_2024_is_told_three_times_as_large_as_the_agencys_and_the_agency_is_used(ledger: Ledger) -> None:
    (case,) = conflicts(ledger, indicator="energy/datacentre-electricity-share", entity="CHN").documents()
    assert (case["key"]["period"], case["relation"]) == ("2024", "conflicts")
    used, other = case["sides"]
    assert (used["source"], used["value"]) == ("iea/energy-and-ai", 1)
    assert other["value"] / used["value"] == 3
    whole = figure(ledger, "energy/generation", "2024")
    assert 100 * figure(ledger, "energy/datacentre-electricity", "2024") / whole == pytest.approx(1, abs=0.05)


def test_the_centres_of_2018_are_a_fortieth_of_the_electricity_and_emit_as_much_as_a_coal_heavy_grid(ledger) -> None:
    used, share = (figure(ledger, f"energy/datacentre-electricity{tail}", "2018") for tail in ("", "-share"))
    assert 100 * used / share == pytest.approx(figure(ledger, "energy/generation", "2018"), rel=0.05)
    emitted = figure(ledger, "energy/datacentre-carbon", "2018") / used
    assert emitted == pytest.approx(0.615, abs=0.001)
    assert emitted < figure(ledger, "energy/carbon-intensity", "2018") / 1000


def test_contracts_grow_from_an_eighth_at_the_plans_pace_or_reach_the_target(known: Entries[Assumption]) -> None:
    for year in (2023, 2025, 2030):
        low, high = ends(known, "carbon/renewable-share", year)
        assert low < 0.11 * 1.1 ** (year - 2023) < high
    assert ends(known, "carbon/renewable-share", 2023, side=1) == ends(known, "carbon/renewable-share", 2023)
    low, high = ends(known, "carbon/renewable-share", 2030, side=1)
    assert ends(known, "carbon/renewable-share", 2030)[1] < low < 0.8 < high


def test_the_grid_falls_by_the_nations_factor_by_the_middle_provinces_or_by_ember(known, ledger: Ledger) -> None:
    low, high = ends(known, "carbon/grid-decline", 2024)
    assert low < 1 - 0.5306 / 0.5366 < high
    held = ledger.select(indicator="energy/grid-factor")
    factors = {(row["entity"], row["period"]): row["value"] for row in held.iter_rows(named=True)}
    falls = [1 - factors[place, "2022"] / factors[place, "2021"] for place, year in factors if year == "2021"]
    assert len(falls) == 30
    quarters = np.quantile(falls, [0.25, 0.75])
    assert ends(known, "carbon/grid-decline", 2024, side=1) == pytest.approx(tuple(quarters), abs=0.001)
    low, high = ends(known, "carbon/grid-decline", 2024, side=2)
    for first in (2015, 2022):
        last = figure(ledger, "energy/carbon-intensity", "2025")
        assert low < 1 - (last / figure(ledger, "energy/carbon-intensity", str(first))) ** (1 / (2025 - first)) < high


def test_national_emissions_carry_each_agencys_total_of_2023(known: Entries[Assumption]) -> None:
    for side, total in enumerate((11_900, 565 / 0.047 + 565, 11_200)):
        low, high = ends(known, "climate/national-emissions", 2023, side=side)
        assert (low + high) / 2 == pytest.approx(total, rel=0.005)
    low, high = ends(known, "climate/national-emissions", 2022, side=2)
    assert (low + high) / 2 == pytest.approx(11_200 / 1.061, rel=0.005)


@pytest.mark.parametrize("side", [0, 1, 2])
def test_later_emissions_run_between_a_fall_and_a_rise_of_about_a_hundredth_a_year(known, side: int) -> None:
    now, later = (ends(known, "climate/national-emissions", year, side=side) for year in (2025, 2030))
    assert (later[0] / now[0]) ** (1 / 5) - 1 == pytest.approx(-0.01, abs=0.001)
    assert (later[1] / now[1]) ** (1 / 5) - 1 == pytest.approx(0.0105, abs=0.001)


def test_the_plan_of_2026_is_as_announced(known: Entries[Assumption]) -> None:
    assert ends(known, "climate/carbon-intensity-plan", 2030) == (0.17, 0.17)


def test_growth_is_the_governments_range_or_slows_to_the_funds_forecast_of_2029(known: Entries[Assumption]) -> None:
    assert ends(known, "climate/gdp-growth", 2026) == (0.045, 0.05)
    low, high = ends(known, "climate/gdp-growth", 2029, side=1)
    assert (low + high) / 2 == pytest.approx(0.033, abs=0.0005)
    assert (
        ends(known, "climate/gdp-growth", 2025, side=1)[0]
        <= 0.045
        < 0.048
        < ends(known, "climate/gdp-growth", 2025, side=1)[1]
    )
