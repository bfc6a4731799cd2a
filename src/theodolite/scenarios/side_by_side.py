"""Side by side: several scenarios over the same draws."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
from theodolite.uncertainty.sample import Sample, scrambled_sobol

COMPUTING = "training-compute"
"""The output that scenarios are compared by."""


@dataclass(frozen=True)
class Comparison:
    """Several scenarios of one economy, in the order in which they were named."""

    simulations: tuple[Simulation, ...]
    year: int
    """The year in which they are told."""

    @cached_property
    def finding(self) -> str:
        """One sentence: the computing of the first with its interval, the medians of others, and what matters most."""
        first, *others = self.simulations
        computing = spoken(first.at(COMPUTING, self.year))
        whole = (
            f"In {self.year} {the(first.plan.title)} has the computing of {computing} H100 chips for training under "
            f"“{first.plan.scenario.title}”"
        )
        told = [f"“{one.plan.scenario.title}” {_middle(one.at(COMPUTING, self.year))}" for one in others]
        driver = first.driver(COMPUTING)
        because = "" if driver is None else f"; its spread comes most from {driver}"
        return f"{whole}{'; under ' if told else ''}{', '.join(told)}{because}."

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


def _middle(row: dict[str, Any]) -> str:
    """A median alone."""
    return spoken({**row, "p05": row["median"], "p95": row["median"]})


def side_by_side(
    ledger: Ledger,
    names: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
    *,
    year: int | None = None,
    shares_of: Collection[str] = (),
    sample: Sample = scrambled_sobol,
    tick: Callable[[int], object] = lambda _: None,
) -> Comparison:
    """The scenarios called `names`, all that the catalogue holds where none is named, over the same draws.

    A variable that they share falls alike in all of them, so their differences are those of the scenarios. They are
    told in `year`, the last one where none is given. Those called `shares_of` are also told what their spread comes
    from, by points that `sample` draws. Raises as `simulate` does, and ScenarioError where they are not about one
    economy or do not run to that year.
    """
    chosen = list(dict.fromkeys(names)) or ordered(scenario_entries(ledger.catalog))
    evidence = Evidence(ledger)
    found = tuple(
        simulate(evidence, name, draws, seed, shares=name in shares_of, sample=sample, tick=tick) for name in chosen
    )
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
