"""Accounts: what every hub does and uses, reckoned from the solution without the programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.solve import Solved


@dataclass(frozen=True)
class Account:
    """One hub: power in MW on average, energy in MWh, money, tCO2 and m³ over the siting's hours."""

    hub: str
    title: str
    group: str
    region: str
    capacity: float
    built: float
    work: float
    energy: float
    grid: float
    renewable: float
    curtailed: float
    cost: float
    carbon: float
    water: float
    stressed_water: float
    grid_factor: float
    factor_period: str
    factor_source: str | None

    @property
    def source(self) -> str | None:
        """The edition that its grid factor comes from."""
        return self.factor_source

    @property
    def row(self) -> dict[str, Any]:
        """As a row of a table, with the part of its capacity that is used on average."""
        room = self.capacity + self.built
        return {**vars(self), "utilisation": self.work / room if room else 0.0}


def accounts(inputs: Inputs, solved: Solved, *, contracts: bool) -> tuple[Account, ...]:
    """One account a hub; what contracts yield and nobody takes is curtailed, where they are used at all."""
    i, weight, values = inputs, inputs.weight, solved.values
    load, grid, built = values["load"], values["grid"], values["build"]
    used = values.get("used")
    found: list[Account] = []
    for h, (hub, one) in enumerate(i.siting.hubs.items()):
        it, drawn = float((load[h] * weight).sum()), float((grid[h] * weight).sum())
        taken = [] if used is None else [float((of_kind * weight).sum()) for of_kind in used[h]]
        offered = float((i.available[h] * weight).sum()) if contracts else 0.0
        bill = float((grid[h] * i.price[h] * weight).sum()) + float(built[h] * i.build_cost[h])
        bill += sum(mwh * float(price) for mwh, price in zip(taken, i.contract_price[h], strict=False))
        water = it * float(i.wue[h]) + drawn * float(i.grid_water[h])
        factor = i.factors[hub]
        found.append(
            Account(
                hub, one.title, one.group, one.region, float(i.capacity[h]), float(built[h]), it / i.hours,
                it * float(i.pue[h]), drawn, sum(taken), offered - sum(taken), bill, drawn * factor.value, water,
                water * float(i.stress[h]), factor.value, str(factor.year), factor.source,
            )
        )  # fmt: skip
    return tuple(found)
