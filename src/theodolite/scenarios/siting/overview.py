"""Overview: a siting with and without limits and contracts, what shifting saves, and on demand what it would take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.goal import GoalName
from theodolite.scenarios.siting.inputs import Inputs, inputs_of
from theodolite.scenarios.siting.pareto import Front, pareto
from theodolite.scenarios.siting.result import Site, Switches
from theodolite.scenarios.siting.savings import Savings, cases
from theodolite.scenarios.siting.share import NeededShare, needed_share
from theodolite.scenarios.siting.site import Ready, answer

AS_SAID, UNSHIFTED = "with limits and contracts", "nothing shifted"

VARIANTS: Mapping[str, tuple[bool, bool]] = {
    AS_SAID: (True, True),
    "without limits of latency": (False, True),
    "without renewable contracts": (True, False),
    "without either": (False, False),
}
"""Name → whether limits of latency hold, and contracts are used."""

OBJECTIVE: GoalName = "cost"


@dataclass(frozen=True, eq=False)
class Overview:
    """A siting at the least cost, its variants, and what shifting saves; `needed` and `front` where asked for."""

    variants: Mapping[str, Site]
    savings: Savings | None
    """None where the siting does not fit while nothing is shifted: `unshifted` says why."""
    unshifted: str = ""
    needed: NeededShare | None = None
    front: Front | None = None

    @property
    def site(self) -> Site:
        """The siting with its limits and contracts."""
        return self.variants[AS_SAID]

    @property
    def finding(self) -> str:
        """One sentence: what the least cost is, and where most work goes."""
        return self.site.finding

    @property
    def findings(self) -> tuple[str, ...]:
        """What shifting saves; where asked for, what a saving would take and what less carbon costs."""
        saved = self.unshifted if self.savings is None else self.savings.finding
        return (saved, *(one.finding for one in (self.needed, self.front) if one is not None))

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a variant: the totals of each."""
        return pl.DataFrame([
            {"variant": name, **{key.replace("-", "_"): value for key, value in one.totals.items()}}
            for name, one in self._rows()
        ])  # fmt: skip

    def _rows(self) -> list[tuple[str, Site]]:
        none = [] if self.savings is None else [(UNSHIFTED, self.savings.base)]
        return [*self.variants.items(), *none]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that grid factors come from, sorted."""
        return self.site.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """What a hub, region or country does; raises KeyError for anything else."""
        return self.site.explain(entity)

    def observations(self) -> pl.DataFrame:
        """The rows of the siting with its limits and contracts."""
        return self.site.observations()

    def document(self) -> dict[str, Any]:
        """What stands under `siting` in the JSON document of `simulate`."""
        front = [] if self.front is None else self.front.document()["points"]
        return self.site.document({} if self.savings is None else self.savings.document(), front) | {
            "findings": list(self.findings),
            "variants": self.table.to_dicts(),
            "needed_share": {} if self.needed is None else self.needed.document(),
        }


def overview(
    ledger: Ledger, siting: str, *, full: bool = False, tick: Callable[[str], object] = lambda _: None
) -> Overview:
    """The siting called `siting` at the least cost; with `full`, also the front and the part of work a saving takes.

    `tick` is called with what is done next. Raises as `site` does.
    """
    inputs = inputs_of(ledger, siting)
    whole = inputs.siting
    tick("what shifting saves")
    saved, why = _saved(inputs)
    variants: dict[str, Site] = {}
    for name, (latency, contracts) in VARIANTS.items():
        tick(name)
        if name == AS_SAID and saved is not None:
            variants[name] = saved.cases["both"]
        else:
            variants[name] = answer(Ready(inputs, latency, contracts), OBJECTIVE, Switches(latency, contracts))
    if not full:
        return Overview(variants, saved, why)
    tick("what the saving that is quoted would take")
    quoted = whole.quoted_saving
    needed = None if quoted is None or saved is None else needed_share(ledger, whole, quoted.part, quoted.quantity)
    tick("the front of cost and carbon dioxide")
    return Overview(variants, saved, why, needed, pareto(ledger, whole))


def _saved(inputs: Inputs) -> tuple[Savings | None, str]:
    """What shifting saves, or why nobody can say: a siting may need shifting to keep its limits."""
    try:
        return cases(Ready(inputs, latency=True, contracts=True), OBJECTIVE), ""
    except ScenarioError as error:
        return None, f"What shifting saves is not told, for while nothing is shifted: {error.what}."
