"""Shadow prices: what one more unit of a limit would change in the total that is made least."""

from __future__ import annotations

from dataclasses import dataclass

from theodolite.core.prose import shown
from theodolite.scenarios.siting.goal import WORDS, GoalName
from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.solve import Solved

TINY = 1e-9


@dataclass(frozen=True)
class ShadowPrice:
    """The change of the least total for one more unit of a limit: below 0 where loosening it saves."""

    limit: str
    of: str
    value: float
    unit: str
    says: str


def shadow_prices(inputs: Inputs, goal: GoalName, solved: Solved) -> tuple[ShadowPrice, ...]:
    """Of the limits that bind: capacities, connections and lines by MW, caps by tCO2 or m³, the renewable share by 1.

    A limit that holds in every hour (a capacity) has the sum of its prices over all hours: one more megawatt for the
    whole of the siting's time. The price of the renewable share is that of all electricity coming from contracts: a
    hundredth of it is that of a percentage point.
    """
    siting, unit = inputs.siting, WORDS[goal].unit_in(inputs.siting.currency)
    hubs, regions = tuple(siting.hubs), tuple(siting.regions)
    found: list[ShadowPrice] = []

    def add(limit: str, of: str, value: float, per: str) -> None:
        if abs(value) > TINY:
            verb, whole = "saves" if value < 0 else "costs", per == "1"
            more = f"one percentage point more of {limit}" if whole else f"one more {per} of {limit}"
            says = f"{more} {verb} {shown(abs(value) / (100 if whole else 1))} {unit}"
            found.append(ShadowPrice(limit, of, value, f"{unit}/{per}", says))

    for name, prices in solved.prices.items():
        if name == "renewable share":
            add(name, "all", -float(prices) * solved.energy, "1")
        elif prices.ndim == 0:
            per = WORDS[name.removesuffix(" cap")].unit_in(siting.currency)
            add(name, "all", float(prices), per)
        else:
            limit, _, number = name.partition(" ")
            for hub, value in zip(hubs, prices.reshape(len(hubs), -1).sum(axis=1), strict=True):
                of = f"{regions[int(number)]}/{hub}" if number else hub
                add(limit, of, float(value), "m3" if name == "water-cap" else "MW")
    return tuple(found)
