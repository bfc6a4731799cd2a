"""Side by side: several scenarios over the same draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.prose import the
from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.result import Simulation
from theodolite.scenarios.scenario import scenario_entries
from theodolite.scenarios.simulate import DRAWS, simulate
from theodolite.scenarios.spoken import spoken


@dataclass(frozen=True)
class Comparison:
    """Several scenarios of one economy, in the order in which they were named."""

    simulations: tuple[Simulation, ...]
    year: int
    """The year in which they are told."""

    @cached_property
    def finding(self) -> str:
        """One sentence: under which scenario computing is most and least, with electricity."""
        told = {one.plan.scenario.title: one for one in self.simulations}
        order = sorted(told, key=lambda title: told[title].at("training-compute", self.year)["median"])
        least, most = told[order[0]], told[order[-1]]
        return (
            f"In {self.year} {the(least.plan.title)} has the computing of {self._told(least, 'training-compute')} H100 "
            f"chips for training under “{least.plan.scenario.title}” and of {self._told(most, 'training-compute')} "
            f"under “{most.plan.scenario.title}”; their electricity is {self._told(least, 'energy')} TWh and "
            f"{self._told(most, 'energy')} TWh."
        )

    def _told(self, one: Simulation, name: str) -> str:
        return spoken(one.at(name, self.year))

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a scenario, output and year: scenario, and the columns of `Simulation.outputs`."""
        return pl.concat(
            one.outputs.select(pl.lit(one.plan.scenario.id).alias("scenario"), pl.all()) for one in self.simulations
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions of the ledger that they rest on, sorted."""
        return tuple(sorted({source for one in self.simulations for source in one.sources}))

    def explain(self, entity: str) -> dict[str, Any]:
        """Scenario → its explanation; raises KeyError for another economy."""
        return {one.plan.scenario.id: one.explain(entity) for one in self.simulations}

    def observations(self) -> pl.DataFrame:
        """The outputs of all as rows of the ledger's form."""
        return pl.concat(one.observations() for one in self.simulations)

    def document(self) -> dict[str, Any]:
        """What `simulate --json` prints without a scenario."""
        return {
            "finding": self.finding,
            "year": self.year,
            "scenarios": [one.document() for one in self.simulations],
            "sources": list(self.sources),
        }


def side_by_side(
    ledger: Ledger,
    names: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
    *,
    year: int | None = None,
    shares: bool = False,
    tick: Callable[[int], object] = lambda _: None,
) -> Comparison:
    """The scenarios called `names`, all that the catalogue holds where none is named, over the same draws.

    A variable that they share falls alike in all of them, so their differences are those of the scenarios. They are
    told in `year`, the last one where none is given. Raises as `simulate` does, and ScenarioError where they are not
    about one economy or do not run to that year.
    """
    chosen = list(names) or ordered(scenario_entries(ledger.catalog))
    evidence = Evidence(ledger)
    found = tuple(simulate(evidence, name, draws, seed, shares=shares, tick=tick) for name in chosen)
    about = sorted({one.plan.scenario.about for one in found})
    if len(about) > 1:
        raise ScenarioError(f"the scenarios are about {' and '.join(about)}", expected="scenarios of one economy")
    told = min(one.last for one in found) if year is None else year
    for one in found:
        if told not in one.plan.years:
            raise ScenarioError(
                f"the scenario {one.plan.scenario.id!r} does not run to {told}",
                expected=f"a year from {one.plan.years[0]} to {one.last}",
            )
    return Comparison(found, told)


def ordered(known: Mapping[str, Any]) -> list[str]:
    """Names of scenarios, those that inherit from none first, then in alphabetical order."""
    return sorted(known, key=lambda name: (known[name].inherits is not None, name))
