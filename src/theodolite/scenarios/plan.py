"""Plan: a scenario held against the ledger and the catalogue, with every variable that the model will draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pycountry

from theodolite.core.nearest import nearest
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.scenarios.allowed import Allowed, allowed
from theodolite.scenarios.arrival import Bought, Rented, Sold
from theodolite.scenarios.assumed import assumed, lifted
from theodolite.scenarios.controls.product_line import families
from theodolite.scenarios.controls.rule import control_rules
from theodolite.scenarios.held import GRID_FACTOR, Evidence, GridFactor, Series, chip_figures, grid_factor, series, sold
from theodolite.scenarios.inputs import FOREIGN
from theodolite.scenarios.scenario import Region, Scenario
from theodolite.scenarios.variable import Drawn, Stretch, Variable

GENERATION, PRODUCT = "energy/generation", "context/gdp-current-usd"
REFERENCE = "h100"
"""The family of chips of which one is the measure of computing."""


@dataclass(frozen=True)
class Plan:
    """All that one scenario needs to be run."""

    scenario: Scenario
    variables: Mapping[str, Variable]
    """Key → variable, in a fixed order."""
    reference: str
    """The chip whose work is one H100 equivalent."""
    let_through: Mapping[str, Allowed]
    """What rules let through of each chip that is bought abroad."""
    notes: tuple[str, ...]
    counted: int
    """The last year in which sales are counted: buying begins after it."""
    generation: Series
    """The nation's electricity, TWh."""
    product: Series
    """The nation's product, current US dollars."""
    grids: Mapping[str, GridFactor]
    """Region → the factor of its grid."""
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
        grids = {one.source for one in self.grids.values() if one.source is not None}
        return tuple(sorted(held | grids | set(self.generation.sources) | set(self.product.sources)))


def plan(ledger: Evidence, scenario: Scenario) -> Plan:
    """The plan of a scenario; raises ScenarioError or UnknownNameError where something that it needs is not there."""
    years, about = scenario.span, scenario.about
    if about not in ledger.catalog.economies.titles:
        raise UnknownNameError("economy", about, nearest(about, ledger.catalog.economies.titles), where=scenario.where)
    chips = tuple(dict.fromkeys(one.chip for one in scenario.arrivals if not isinstance(one, Rented)))
    for chip in chips:
        if chip not in ledger.catalog.entities:
            known = [id for id in ledger.catalog.entities if id.startswith("chip/")]
            raise UnknownNameError("chip", chip, nearest(chip, known), where=scenario.where)
    _check_regions(ledger, scenario)
    variables = assumed(ledger.catalog, scenario)
    reference = families(ledger.catalog)[REFERENCE].stands_for
    variables |= chip_figures(ledger, (*chips, reference), len(years))
    counted = years[0] - 1
    for arrival in scenario.arrivals:
        if isinstance(arrival, Sold):
            variables[arrival.indicator], last = sold(ledger, arrival.indicator, about, years)
            counted = max(counted, last)
    generation, product = (_begun(ledger, indicator, scenario) for indicator in (GENERATION, PRODUCT))
    variables |= {f"region {one.region}": _share(ledger, one, len(years)) for one in scenario.regions}
    return Plan(
        scenario, variables, reference, *_let_through(ledger, scenario), min(counted, years[-1]), generation,
        product, {one.region: _grid(ledger, one, scenario) for one in scenario.regions},
        ledger.catalog.title(about),
    )  # fmt: skip


def _begun(ledger: Evidence, indicator: str, scenario: Scenario) -> Series:
    """A series of the nation; raises ScenarioError where it begins after the scenario does."""
    held = series(ledger, indicator, scenario.about)
    if scenario.years.from_ < held.years[0]:
        title = ledger.catalog.indicators[indicator].title
        raise ScenarioError(
            f"{title} of {scenario.about} is known from {held.years[0]} on and the scenario begins in "
            f"{scenario.years.from_}",
            where=scenario.where,
            expected="years that meet",
        )
    return held


def _let_through(ledger: Evidence, scenario: Scenario) -> tuple[dict[str, Allowed], tuple[str, ...]]:
    """What rules let through of every chip that is bought, and what is to be said of it."""
    gone = lifted(ledger.catalog, scenario)
    bought = [one.chip for one in scenario.arrivals if isinstance(one, Bought)]
    known = ledger.rated(bought)
    found = {id: allowed(known[id], ledger.catalog, scenario.about, scenario.span, gone) for id in bought}
    notes = [
        f"Whether {', '.join(one.undetermined)} catches {known[id].title} cannot be told for want of its figures: it "
        "is taken as caught."
        for id, one in found.items() if one.undetermined
    ]  # fmt: skip
    bound = any(scenario.about in rule.binds for rule in control_rules(ledger.catalog).values())
    if bought and not bound:
        name = ledger.catalog.title(scenario.about)
        notes.append(f"No rule of export control that is held here is known to bind {name}: its chips are free to buy.")
    return found, (*notes, *_counted_notes(scenario))


def _counted_notes(scenario: Scenario) -> Iterator[str]:
    """Policies that change nothing while sales are counted, because what was sold is known."""
    if not any(isinstance(one, Sold) for one in scenario.arrivals):
        return
    for name, policy in scenario.policies.items():
        if policy.lifts or set(policy.use) & set(FOREIGN):
            yield f"The policy {name!r} changes what is bought after the last counted year: sales until then are known."


def _check_regions(ledger: Evidence, scenario: Scenario) -> None:
    """Regions are the economy itself or parts of it."""
    country = pycountry.countries.get(alpha_3=scenario.about)
    for one in scenario.regions:
        own = country is None or one.region.startswith(f"{country.alpha_2}-")
        if one.region != scenario.about and not (own and one.region not in ledger.catalog.economies.titles):
            raise ScenarioError(
                f"the region {one.region!r} is no part of {scenario.about}",
                where=scenario.where,
                expected="its own code, or those of its parts by ISO 3166-2",
            )


def _share(ledger: Evidence, region: Region, years: int) -> Variable:
    low, high = np.full(years, region.low), np.full(years, region.high)
    title = f"Part of the chips in {ledger.catalog.title(region.region)}"
    drawn = Drawn(1.0, "log-normal", low, high)
    return Variable(
        f"region {region.region}", title, "dimensionless", years, (Stretch(0, (drawn,)),),
        illustrative=region.illustrative, references=region.after,
    )  # fmt: skip


def _grid(ledger: Evidence, region: Region, scenario: Scenario) -> GridFactor:
    found = grid_factor(ledger, region.region)
    if found is None:
        raise ScenarioError(
            f"the ledger holds no {GRID_FACTOR} for {region.region}, and the scenario asks for it",
            where=scenario.where,
            next_step=f"make {scenario.about} itself the region, or add an observation of {GRID_FACTOR}",
        )
    return found
