"""Plan: a scenario held against the ledger and the catalogue, with every variable that the model will draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.scenarios.allowed import allowed
from theodolite.scenarios.assumed import assumed, lifted
from theodolite.scenarios.controls.rule import control_rules
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.equation import Array
from theodolite.scenarios.held import Evidence, Series, chip_figures, series, sold
from theodolite.scenarios.scenario import Bought, Region, Rented, Scenario, Sold
from theodolite.scenarios.variable import Drawn, Stretch, Variable

GENERATION, GRID_FACTOR, PRODUCT = "energy/generation", "energy/grid-factor", "context/gdp-current-usd"
CARBON_INTENSITY = "energy/carbon-intensity"


@dataclass(frozen=True)
class Grid:
    """The average emission factor of one region's grid, tCO2/MWh, and the year that it is of."""

    factor: float
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """All that one scenario needs to be run."""

    scenario: Scenario
    variables: Mapping[str, Variable]
    """Key → variable, in a fixed order."""
    chips: tuple[str, ...]
    """The chips that arrive, in the scenario's order."""
    let_through: Mapping[str, tuple[Array, Array]]
    """Of chips bought abroad: the parts of each year in which they may be sold freely, and case by case."""
    counted: int
    """The last year in which sales are counted: buying begins after it."""
    generation: Series
    """The nation's electricity, TWh."""
    product: Series
    """The nation's product, current US dollars."""
    grids: Mapping[str, Grid]
    notes: tuple[str, ...]
    title: str
    """The name of the economy."""

    @property
    def years(self) -> range:
        """The years of the scenario."""
        return self.scenario.span

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that it rests on, sorted."""
        held = {source for one in self.variables.values() for source in one.sources}
        grids = {source for one in self.grids.values() for source in one.sources}
        return tuple(sorted(held | grids | set(self.generation.sources) | set(self.product.sources)))


def plan(ledger: Evidence, scenario: Scenario) -> Plan:
    """The plan of a scenario; raises ScenarioError or UnknownNameError where something that it needs is not there."""
    years, about = scenario.span, scenario.about
    chips = tuple(dict.fromkeys(one.chip for one in scenario.arrivals if not isinstance(one, Rented)))
    for chip in (*chips, scenario.reference_chip):
        if chip not in ledger.catalog.entities:
            known = [id for id in ledger.catalog.entities if id.startswith("chip/")]
            raise UnknownNameError("chip", chip, nearest(chip, known), where=scenario.where)
    variables = assumed(ledger.catalog, scenario)
    variables |= chip_figures(ledger, (*chips, scenario.reference_chip), len(years))
    counted = years[0] - 1
    for arrival in scenario.arrivals:
        if isinstance(arrival, Sold):
            variables[arrival.indicator], last = sold(ledger, arrival.indicator, about, years)
            counted = max(counted, last)
    generation = series(ledger, GENERATION, about)
    if years[0] < generation.years[0]:
        raise ScenarioError(
            f"electricity of {about} is known from {generation.years[0]} on and the scenario begins in {years[0]}",
            where=scenario.where,
            expected="years that meet",
        )
    variables |= {f"region {one.region}": _share(ledger, one, len(years)) for one in scenario.regions}
    return Plan(
        scenario, variables, chips, _let_through(ledger, scenario), counted, generation, series(ledger, PRODUCT, about),
        {one.region: _grid(ledger, one) for one in scenario.regions}, _notes(ledger, scenario),
        ledger.catalog.title(about),
    )  # fmt: skip


def _let_through(ledger: Evidence, scenario: Scenario) -> dict[str, tuple[Array, Array]]:
    gone = lifted(ledger.catalog, scenario)
    bought = [one.chip for one in scenario.arrivals if isinstance(one, Bought)]
    known = ledger.rated(bought)
    return {id: allowed(known[id], ledger.catalog, scenario.about, scenario.span, gone) for id in bought}


def _share(ledger: Evidence, region: Region, years: int) -> Variable:
    low, high = np.full(years, region.low), np.full(years, region.high)
    title = f"Part of the chips in {ledger.catalog.title(region.region)}"
    drawn = Drawn(1.0, "log-normal", low, high)
    return Variable(
        f"region {region.region}", title, "dimensionless", years, (Stretch(0, (drawn,)),),
        illustrative=region.illustrative, references=region.after,
    )  # fmt: skip


def _grid(ledger: Evidence, region: Region) -> Grid:
    """The factor of a region's grid; of a whole economy, the carbon intensity of its electricity."""
    indicator = CARBON_INTENSITY if region.region in ledger.catalog.economies.titles else GRID_FACTOR
    held = series(ledger, indicator, region.region)
    unit = ledger.catalog.indicators[indicator].unit
    return Grid(float(held.values[-1]) * factor(unit, "tCO2/MWh"), held.years[-1], held.sources)


def _notes(ledger: Evidence, scenario: Scenario) -> tuple[str, ...]:
    if any(scenario.about in rule.binds for rule in control_rules(ledger.catalog).values()):
        return ()
    if not any(isinstance(one, Bought) for one in scenario.arrivals):
        return ()
    name = ledger.catalog.title(scenario.about)
    return (f"No rule of export control that is held here is known to bind {name}: chips are taken as free to buy.",)
