"""Where work is done, at which cost, carbon and water: the result of a siting, with its five things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.observation import schema
from theodolite.core.prose import shown
from theodolite.scenarios.siting.accounts import Account, accounts
from theodolite.scenarios.siting.goal import WORDS, GoalName
from theodolite.scenarios.siting.illustrative import illustrative, told
from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.programme import Limits
from theodolite.scenarios.siting.shadow import ShadowPrice, shadow_prices
from theodolite.scenarios.siting.solve import Solved

SOURCE = "theodolite/siting"

TRACE = 1e-6
"""Flows below this part of all work are none."""


@dataclass(frozen=True)
class Switches:
    """What holds and what may move: limits of latency, renewable contracts, shifting in space and in time."""

    latency: bool = True
    contracts: bool = True
    space: bool = True
    time: bool = True
    urgent: bool = True
    """Whether work that cannot wait and has a limit of latency may be sent away too, within its limit."""

    @property
    def words(self) -> str:
        """What is left out, for a sentence; nothing where all holds."""
        parts = (
            ("latency left out", self.latency), ("without contracts", self.contracts),
            ("nothing shifted in space", self.space), ("nothing shifted in time", self.time),
            ("urgent work kept at home", self.urgent or not self.space),
        )  # fmt: skip
        said = ", ".join(words for words, held in parts if not held)
        return f" ({said})" if said else ""


@dataclass(frozen=True, eq=False)
class Site:
    """What is done where; `flows` is mean MW by region, class and hub."""

    inputs: Inputs
    objective: GoalName
    switches: Switches
    limits: Limits
    solved: Solved
    flows: np.ndarray

    @cached_property
    def hubs(self) -> tuple[Account, ...]:
        """What every hub does and uses."""
        return accounts(self.inputs, self.solved, contracts=self.switches.contracts)

    @cached_property
    def totals(self) -> dict[str, float]:
        """Cost, MWh, tCO2 and m³ over the siting's hours, the part of contracts, and the hours."""
        energy = self.solved.totals["energy"]
        taken = sum(one.renewable for one in self.hubs)
        return {**self.solved.totals, "renewable-share": taken / energy if energy else 0.0, "hours": self.inputs.hours}

    @cached_property
    def shadow_prices(self) -> tuple[ShadowPrice, ...]:
        """What one more unit of each limit would change, of those that bind."""
        return shadow_prices(self.inputs, self.objective, self.solved)

    @cached_property
    def finding(self) -> str:
        """One sentence: what the least is, where most work goes, and which inputs are illustrative."""
        siting, goal = self.inputs.siting, WORDS[self.objective]
        unit = goal.unit_in(siting.currency)
        busy = sorted((one for one in self.hubs if one.work > 0), key=lambda one: -one.work)
        whole = sum(one.work for one in busy)
        least = f"{self.solved.totals[self.objective]:.3g}"
        where = ", ".join(f"{one.title} {one.work / whole:.0%}" for one in busy[:3])
        return (
            f"{siting.title}: the least {goal.words} is {shown(float(least))} {unit} "
            f"over {shown(self.inputs.hours)} hours for {shown(whole)} MW of work{self.switches.words}, most of it at "
            f"{where}; {told(siting)}."
        )

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a hub: its work (mean MW), energy (MWh), cost, tCO2, m³, and the grid factor with its source."""
        return pl.DataFrame([one.row for one in self.hubs])

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that grid factors come from, sorted."""
        return tuple(sorted({one.source for one in self.inputs.factors.values() if one.source is not None}))

    def explain(self, entity: str) -> dict[str, Any]:
        """What a hub, or the hubs of a region or of the country, do and for whom; raises KeyError for anything else."""
        siting = self.inputs.siting
        own = [one for one in self.hubs if entity in (one.hub, one.region, siting.country)]
        if not own:
            raise KeyError(entity)
        names = {one.hub for one in own}
        return {
            "entity": entity,
            "hubs": [one.row for one in own],
            "flows": [flow for flow in self.flow_list if flow["hub"] in names],
            "figures": [
                {"quantity": held.quantity, "of": dict(held.stated.of), "unit": held.stated.unit,
                 "illustrative": held.stated.illustrative, "says": held.stated.says,
                 "after": [one.title for one in held.stated.after]} for held in siting.figures
                if names & {subject.partition("/")[0] for subject in held.stated.of} or "all" in held.stated.of
            ],
        }  # fmt: skip

    @cached_property
    def flow_list(self) -> list[dict[str, Any]]:
        """Mean MW from region to hub by class, whether it may wait or go anywhere, and the round trip in ms."""
        siting = self.inputs.siting
        least = TRACE * float(self.inputs.demand.sum())
        return [
            {"region": region, "class": one, "hub": hub, "mw": float(self.flows[r, k, h]),
             "movable": bool(self.inputs.movable[k]), "round_trip_ms": float(self.inputs.round_trip[r, h])}
            for r, region in enumerate(siting.regions)
            for k, one in enumerate(siting.classes)
            for h, hub in enumerate(siting.hubs) if self.flows[r, k, h] > least
        ]  # fmt: skip

    def observations(self) -> pl.DataFrame:
        """Work, energy, carbon and water by region as rows of the ledger's form, an assumed year's."""
        siting = self.inputs.siting
        rows: list[tuple[object, ...]] = []
        for region in sorted({one.region for one in self.hubs}):
            own = [one for one in self.hubs if one.region == region]
            for name, unit, value in (
                ("work", "MW", sum(one.work for one in own)), ("energy", "MWh", sum(one.energy for one in own)),
                ("carbon", "tCO2", sum(one.carbon for one in own)), ("water", "m3", sum(one.water for one in own)),
            ):  # fmt: skip
                rows.append(
                    (region, f"siting/{name}", str(siting.year), value, None, None, unit, "E", SOURCE, str(siting.year),
                     siting.id, f"least {self.objective}{self.switches.words}")
                )  # fmt: skip
        return pl.DataFrame(rows, schema=schema(), orient="row")

    def document(
        self, savings: Mapping[str, Any] | None = None, pareto: Sequence[Mapping[str, Any]] = ()
    ) -> dict[str, Any]:
        """The result as one JSON document, with the documents of savings and the points of a front, where given."""
        siting = self.inputs.siting
        return {
            "siting": siting.id,
            "title": siting.title,
            "objective": self.objective,
            "switches": vars(self.switches),
            "finding": self.finding,
            "currency": siting.currency,
            "hubs": [one.row for one in self.hubs],
            "flows": self.flow_list,
            "totals": {key.replace("-", "_"): value for key, value in self.totals.items()},
            "shadow_prices": [vars(one) for one in self.shadow_prices],
            "savings": dict(savings or {}),
            "pareto": [dict(one) for one in pareto],
            "illustrative": illustrative(siting),
            "caveats": list(siting.caveats),
            "sources": list(self.sources),
        }
