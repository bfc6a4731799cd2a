"""Inputs: the assumptions that every scenario rests on, and the unit in which the model reckons each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from theodolite.scenarios.arrival import Bought, Made, Rented, Smuggled
from theodolite.scenarios.scenario import Scenario

SPEND, ACCEPTANCE, LICENCES = "supply/foreign-spend", "supply/acceptance", "supply/licence-share"
RETIREMENT = "supply/retirement"
MFU, CLUSTER, CLUSTER_DOMESTIC = "efficiency/mfu", "efficiency/cluster", "efficiency/cluster-domestic"
TRAINING_TIME, PROGRESS = "efficiency/training-time", "efficiency/algorithmic-progress"
DECODE, PREFILL = "efficiency/intensity-decode", "efficiency/intensity-prefill"
FRONTIER = "efficiency/frontier-growth"
SERVER, OVERHEAD, UTILISATION = "power/server-factor", "power/overhead", "power/utilisation"
PUE, HOUSEHOLD, NATIONAL_GROWTH = "power/pue", "power/household", "power/national-growth"
WUE, GRID_WATER = "water/wue", "water/grid"
RENEWABLE, DECLINE = "carbon/renewable-share", "carbon/grid-decline"
EMISSIONS, PRODUCT_GROWTH = "climate/national-emissions", "climate/gdp-growth"

ALWAYS: Mapping[str, str] = MappingProxyType(
    {
        RETIREMENT: "1/year",
        MFU: "dimensionless", CLUSTER: "dimensionless", CLUSTER_DOMESTIC: "dimensionless",
        TRAINING_TIME: "dimensionless", PROGRESS: "dimensionless", FRONTIER: "dimensionless",
        DECODE: "FLOP/B", PREFILL: "FLOP/B",
        SERVER: "dimensionless", OVERHEAD: "dimensionless", UTILISATION: "dimensionless", PUE: "dimensionless",
        HOUSEHOLD: "MWh/household/year", NATIONAL_GROWTH: "1/year",
        WUE: "m3/MWh", GRID_WATER: "m3/MWh",
        RENEWABLE: "dimensionless", DECLINE: "1/year",
        EMISSIONS: "tCO2/year", PRODUCT_GROWTH: "1/year",
    }
)  # fmt: skip
"""Assumption → unit, of those that every scenario needs."""

FOREIGN: Mapping[str, str] = MappingProxyType(
    {SPEND: "USD/year", ACCEPTANCE: "dimensionless", LICENCES: "dimensionless"}
)
"""Of those that a scenario needs in which chips are bought abroad."""


def inputs(scenario: Scenario) -> dict[str, str]:
    """Assumption → unit, of all that a scenario rests on."""
    found = dict(ALWAYS)
    for arrival in scenario.arrivals:
        match arrival:
            case Bought():
                found |= {**FOREIGN, arrival.price: "USD/chip"}
            case Smuggled():
                found[arrival.units] = "chip/year"
            case Rented():
                found[arrival.units] = "H100e"
            case Made():
                found |= {
                    arrival.dies: "die/year", arrival.die_yield: "dimensionless", arrival.dies_per_chip: "die/chip",
                    arrival.stacks: "stack/year", arrival.stacks_per_chip: "stack/chip",
                }  # fmt: skip
            case _:
                pass
    if scenario.climate_plan is not None:
        found[scenario.climate_plan.cut] = "dimensionless"
    return found


def arriving(scenario: Scenario) -> list[str]:
    """The assumptions of what comes in a year and stays: chips smuggled, and dies and stacks for those made."""
    found: list[str] = []
    for arrival in scenario.arrivals:
        match arrival:
            case Smuggled():
                found.append(arrival.units)
            case Made():
                found += [arrival.dies, arrival.stacks]
            case _:
                pass
    return found
