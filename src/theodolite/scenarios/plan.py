"""Plan: a scenario held against the ledger and the catalogue, with every variable that the model will draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.allowed import allowed
from theodolite.scenarios.assumption import Assumption, Side, assumptions
from theodolite.scenarios.controls.chip import chips as rated
from theodolite.scenarios.controls.rule import control_rules
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.equation import Array
from theodolite.scenarios.held import Series, chip_figures, series, sold
from theodolite.scenarios.inputs import inputs
from theodolite.scenarios.scenario import Bought, Region, Rented, Scenario, Sold
from theodolite.scenarios.variable import Drawn, Stretch, Variable, variable

GENERATION, GRID_FACTOR = "energy/generation", "energy/grid-factor"


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
        return tuple(sorted(held | grids | set(self.generation.sources)))


def plan(ledger: Ledger, scenario: Scenario) -> Plan:
    """The plan of a scenario; raises ScenarioError or UnknownNameError where something that it needs is not there."""
    years, about = scenario.span, scenario.about
    chips = tuple(dict.fromkeys(one.chip for one in scenario.arrivals if not isinstance(one, Rented)))
    for chip in (*chips, scenario.reference_chip):
        if chip not in ledger.catalog.entities:
            known = [id for id in ledger.catalog.entities if id.startswith("chip/")]
            raise UnknownNameError("chip", chip, nearest(chip, known), where=f"scenarios/{scenario.id}.yaml")
    variables = _assumed(ledger, scenario)
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
            where=f"scenarios/{scenario.id}.yaml",
            expected="years that meet",
        )
    variables |= {f"region {one.region}": _share(ledger, one, len(years)) for one in scenario.regions}
    return Plan(
        scenario, variables, chips, _let_through(ledger, scenario), counted, generation,
        {one.region: _grid(ledger, one) for one in scenario.regions}, _notes(ledger, scenario),
        ledger.catalog.title(about),
    )  # fmt: skip


def _assumed(ledger: Ledger, scenario: Scenario) -> dict[str, Variable]:
    known = assumptions(ledger.catalog)
    asked = inputs(scenario)
    _check_used(scenario, asked)
    found: dict[str, Variable] = {}
    for key, unit in asked.items():
        own = _assumption(key, known, scenario)
        use = scenario.use.get(key)
        first = own if use is None else _in_place(own, use, known, scenario)
        uses = [(scenario.years.from_, first)]
        for policy in sorted(scenario.policies.values(), key=lambda one: one.from_):
            if key in policy.use:
                uses = [one for one in uses if one[0] < policy.from_]
                uses.append((policy.from_, _in_place(own, policy.use[key], known, scenario)))
                if policy.until is not None and policy.until < scenario.years.to:
                    uses.append((policy.until + 1, first))
        found[key] = variable(key, unit, scenario.span, scenario.about, uses)
    return found


def _assumption(id: str, known: Mapping[str, Assumption], scenario: Scenario) -> Assumption:
    if id not in known:
        raise UnknownNameError("assumption", id, nearest(id, known), where=f"scenarios/{scenario.id}.yaml")
    return known[id]


def _in_place(own: Assumption, use: str | Side, known: Mapping[str, Assumption], scenario: Scenario) -> Assumption:
    if isinstance(use, str):
        return _assumption(use, known, scenario)
    return own.model_copy(update={"sides": (use,), "illustrative": False})


def _check_used(scenario: Scenario, asked: Mapping[str, str]) -> None:
    """What is used in the place of an assumption takes the place of one that the scenario rests on."""
    used = {**scenario.use, **{key: use for one in scenario.policies.values() for key, use in one.use.items()}}
    for key in used:
        if key not in asked:
            raise UnknownNameError(
                "assumption of this scenario", key, nearest(key, asked), where=f"scenarios/{scenario.id}.yaml"
            )


def _let_through(ledger: Ledger, scenario: Scenario) -> dict[str, tuple[Array, Array]]:
    rules = control_rules(ledger.catalog)
    lifted: list[set[str]] = []
    for year in scenario.span:
        held = [p for p in scenario.policies.values() if p.from_ <= year <= (p.until or scenario.years.to)]
        lifted.append({rule for policy in held for rule in policy.lifts})
    for rule in set[str]().union(*lifted) - {"all", *rules}:
        raise UnknownNameError(
            "rule of export control", rule, nearest(rule, rules), where=f"scenarios/{scenario.id}.yaml"
        )
    bought = [one.chip for one in scenario.arrivals if isinstance(one, Bought)]
    known = rated(ledger, bought)
    return {id: allowed(known[id], ledger.catalog, scenario.about, scenario.span, lifted) for id in bought}


def _share(ledger: Ledger, region: Region, years: int) -> Variable:
    low, high = np.full(years, region.low), np.full(years, region.high)
    title = f"Part of the chips in {ledger.catalog.title(region.region)}"
    drawn = Drawn(1.0, "log-normal", low, high)
    return Variable(
        f"region {region.region}", title, "dimensionless", years, (Stretch(0, (drawn,)),),
        illustrative=region.illustrative, references=region.after,
    )  # fmt: skip


def _grid(ledger: Ledger, region: Region) -> Grid:
    held = series(ledger, GRID_FACTOR, region.region)
    unit = ledger.catalog.indicators[GRID_FACTOR].unit
    return Grid(float(held.values[-1]) * factor(unit, "tCO2/MWh"), held.years[-1], held.sources)


def _notes(ledger: Ledger, scenario: Scenario) -> tuple[str, ...]:
    if any(scenario.about in rule.binds for rule in control_rules(ledger.catalog).values()):
        return ()
    if not any(isinstance(one, Bought) for one in scenario.arrivals):
        return ()
    name = ledger.catalog.title(scenario.about)
    return (f"No rule of export control that is held here is known to bind {name}: chips are taken as free to buy.",)
