"""The linear programme of a siting: its variables, its constraints and its totals, labelled by linopy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theodolite.errors import ScenarioError
from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.pools import Pools

Total = Mapping[str, np.ndarray]
"""A sum over variables: by the name of each, what a unit of it adds."""


@dataclass(frozen=True)
class Limits:
    """Limits on totals over the siting's hours, on top of those that it states itself."""

    cost: float = math.inf
    carbon: float = math.inf
    """tCO2."""
    water: float = math.inf
    """m³."""
    stressed_water: float = math.inf
    energy: float = math.inf
    """MWh."""
    renewable_share: float = 0.0
    """The least part of all electricity that comes from contracts."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not value >= 0 or (name == "renewable_share" and value > 1):
                bounds = "a part between 0 and 1" if name == "renewable_share" else "a number of 0 or more"
                raise ScenarioError(f"the limit on {name.replace('_', ' ')} is {value:g}", expected=bounds)

    def most(self, inputs: Inputs, goal: str) -> float:
        """The most of a total that is allowed: the tighter of these limits and the siting's."""
        stated = {"carbon": inputs.carbon_cap, "water": inputs.total_water_cap}
        return min(getattr(self, goal.replace("-", "_")), stated.get(goal, math.inf))

    def share(self, inputs: Inputs) -> float:
        """The part of electricity that has to come from contracts."""
        return max(self.renewable_share, inputs.renewable_share)


NO_LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of a siting: what holds, and what may move."""

    inputs: Inputs
    pools: Pools
    limits: Limits = NO_LIMITS
    contracts: bool = True
    """Whether renewable contracts are used."""
    time: bool = True
    """Whether work may wait within its window."""
    home: np.ndarray | None = None
    """Pools × hubs × seasons × hours: where work stays that may not move in space; None where all of it may."""
    stays: np.ndarray | None = None
    """Pools: whose work stays at home, and in its hour; None where that of all does, if `home` is given."""


@dataclass(frozen=True, eq=False)
class Programme:
    """A linopy model, its totals by name, its slacks, and the constraints that have a shadow price."""

    model: Any
    totals: Mapping[str, Total]
    limits: Mapping[str, Any] = field(default_factory=dict[str, Any])
    slacks: Mapping[str, Any] = field(default_factory=dict[str, Any])


def programme(question: Question, elastic: bool = False) -> Programme:
    """The programme without an objective; `elastic`, every limit can be broken by a slack of its own."""
    return _Build(question, elastic).made()


class _Build:
    """The parts of one programme as they are added."""

    def __init__(self, question: Question, elastic: bool) -> None:
        import linopy

        self.q, self.i, self.elastic = question, question.inputs, elastic
        self.model: Any = linopy.Model()
        pools, hubs = question.pools.allowed.shape
        seasons, hours = self.i.weight.shape
        sizes = {"pool": pools, "hub": hubs, "kind": self.i.available.shape[1], "season": seasons, "hour": hours}
        self.coords = {name: range(size) for name, size in sizes.items()}
        self.weight = self.array(self.i.weight, "season", "hour")
        self.limits: dict[str, Any] = {}
        self.slacks: dict[str, Any] = {}

    def array(self, values: np.ndarray, *dims: str) -> Any:
        import xarray

        return xarray.DataArray(values, dims=dims, coords={name: list(self.coords[name]) for name in dims})

    def add(self, name: str, *dims: str, lower: Any = 0.0, upper: Any = math.inf) -> Any:
        import pandas

        coords = [pandas.Index(self.coords[one], name=one) for one in dims]
        return self.model.add_variables(lower=lower, upper=upper, coords=coords, name=name)

    def slack(self, name: str, *dims: str) -> Any:
        """A slack in the unit of its limit where the programme is elastic, else 0."""
        if not self.elastic:
            return 0
        self.slacks[name] = self.add(f"slack {name}", *dims)
        return self.slacks[name]

    def made(self) -> Programme:
        self.variables()
        self.work_is_done()
        self.hubs_hold()
        totals = totals_of(self.i, contracts=self.used is not None)
        self.caps(totals)
        return Programme(self.model, totals, self.limits, self.slacks)

    def variables(self) -> None:
        most = np.where(self.q.pools.allowed, math.inf, 0.0)[:, :, None, None] + np.zeros_like(self.i.weight)
        least, dims = np.zeros_like(most), ("pool", "hub", "season", "hour")
        if self.q.home is not None and self.q.stays is not None:
            least[self.q.stays] = most[self.q.stays] = self.q.home[self.q.stays]
        self.work = self.add("work", *dims, lower=self.array(least, *dims), upper=self.array(most, *dims))
        self.load = self.add("load", "hub", "season", "hour")
        self.grid = self.add("grid", "hub", "season", "hour")
        self.build = self.add("build", "hub", upper=self.array(self.i.build_limit, "hub"))
        available = self.array(self.i.available if self.q.contracts else self.i.available * 0, *_CONTRACTS)
        self.used = self.add("used", *_CONTRACTS, upper=available) if available.size else None

    def work_is_done(self) -> None:
        """All work is done, and within its window: what waits is never more than what came in within it."""
        q, dims = self.q, ("pool", "season", "hour")
        if q.home is not None and q.stays is None:
            dims = ("pool", "hub", "season", "hour")
            arrives, done = q.home, self.work
        else:
            arrives = q.pools.mean[:, None, None] * self.i.course[q.pools.work_class]
            done = self.work.sum("hub")
        window = self.i.window[q.pools.work_class] * q.time
        left = self.array(arrives, *dims)
        if window.any():
            backlog = self.add("backlog", *dims, upper=self.array(waiting(arrives, window), *dims))
            done = done + backlog - backlog.roll(hour=1)
        self.model.add_constraints(done == left, name="work is done")

    def hubs_hold(self) -> None:
        i, model = self.i, self.model
        model.add_constraints(self.load - self.work.sum("pool") == 0, name="load")
        room = self.load - self.build - self.slack("capacity", "hub")
        self.limits["capacity"] = model.add_constraints(room <= self.array(i.capacity, "hub"), name="capacity")
        drawn = self.grid - self.load * self.array(i.pue, "hub")
        model.add_constraints((drawn if self.used is None else drawn + self.used.sum("kind")) == 0, name="energy")
        if np.isfinite(i.grid_limit).any():
            drawn = self.grid - self.slack("grid-limit", "hub")
            self.limits["grid-limit"] = self.bounded(drawn, i.grid_limit, "grid-limit", "hub")
        for region in np.unique(self.q.pools.region[self.q.pools.region >= 0]):
            self.network(int(region))

    def network(self, region: int) -> None:
        """What a region may send to each hub, of all classes together."""
        own = [int(p) for p in np.flatnonzero(self.q.pools.region == region)]
        name = f"network-limit {region}"
        sent = self.work.sel(pool=own).sum("pool") - self.slack(name, "hub")
        self.limits[name] = self.bounded(sent, self.i.network_limit[region], name, "hub")

    def bounded(self, sum_: Any, limit: np.ndarray, name: str, *dims: str) -> Any:
        """A sum that is at most a limit, where there is one."""
        finite = np.isfinite(limit)
        bound, mask = self.array(np.where(finite, limit, 0.0), *dims), self.array(finite, *dims)
        return self.model.add_constraints(sum_ <= bound, name=name, mask=mask)

    def expression(self, total: Total) -> Any:
        """A total as linopy sums it."""
        parts = [
            (self.model.variables[name] * self.array(values, *_DIMS[name])).sum() for name, values in total.items()
        ]
        return sum(parts[1:], start=parts[0])

    def caps(self, totals: Mapping[str, Total]) -> None:
        """Limits on totals: the tighter of the siting's and the question's."""
        i, limits = self.i, self.q.limits
        for name, total in totals.items():
            if math.isfinite(cap := limits.most(i, name)):
                self.cap(f"{name} cap", self.expression(total), cap)
        if np.isfinite(i.water_cap).any():
            parts = [
                (self.model.variables[name] * self.array(values, *_DIMS[name])).sum(["season", "hour"])
                for name, values in totals["water"].items()
            ]
            drawn = sum(parts[1:], start=parts[0]) - self.slack("water-cap", "hub")
            self.limits["water-cap"] = self.bounded(drawn, i.water_cap, "water-cap", "hub")
        if (share := limits.share(i)) > 0:
            taken = {name: share * values for name, values in totals["energy"].items()}
            if self.used is not None:
                taken["used"] = -np.ones_like(i.available) * i.weight
            self.cap("renewable share", self.expression(taken), 0.0)

    def cap(self, name: str, total: Any, cap: float) -> None:
        self.limits[name] = self.model.add_constraints(total - self.slack(name) <= cap, name=name)


_CONTRACTS = ("hub", "kind", "season", "hour")
_HOURLY = ("hub", "season", "hour")
_DIMS: Mapping[str, tuple[str, ...]] = {"load": _HOURLY, "grid": _HOURLY, "used": _CONTRACTS, "build": ("hub",)}


def totals_of(i: Inputs, contracts: bool) -> dict[str, Total]:
    """What is reckoned over all hours: money, tCO2, m³, stress-weighted m³, and MWh of all electricity."""
    hourly = i.weight * np.ones((len(i.capacity), 1, 1))

    def by_hub(values: np.ndarray) -> np.ndarray:
        return values[:, None, None] * hourly

    cost: dict[str, np.ndarray] = {"grid": i.price * hourly, "build": i.build_cost}
    if contracts:
        cost["used"] = i.contract_price[:, :, None, None] * i.weight
    return {
        "cost": cost,
        "carbon": {"grid": by_hub(i.factor)},
        "water": {"load": by_hub(i.wue), "grid": by_hub(i.grid_water)},
        "stressed-water": {"load": by_hub(i.wue * i.stress), "grid": by_hub(i.grid_water * i.stress)},
        "energy": {"load": by_hub(i.pue)},
    }


def waiting(arrives: np.ndarray, window: np.ndarray) -> np.ndarray:
    """The most that may wait at the end of each hour: what came in within the window, the season going round.

    `arrives` is pools × … × hours, `window` whole hours by pool.
    """
    found = np.zeros_like(arrives)
    for length in np.unique(window[window > 0]):
        own = window == length
        rounds, rest = divmod(int(length), arrives.shape[-1])
        sums = arrives[own].sum(axis=-1, keepdims=True) * rounds
        for back in range(rest):
            sums = sums + np.roll(arrives[own], back, axis=-1)
        found[own] = sums
    return found
