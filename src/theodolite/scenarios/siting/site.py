"""Siting: where and when a country's computing is done at least cost, carbon or water."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.goal import GoalName, checked_goal, then
from theodolite.scenarios.siting.home import home, pooled
from theodolite.scenarios.siting.inputs import Inputs, inputs_of
from theodolite.scenarios.siting.pools import Pools, pools
from theodolite.scenarios.siting.programme import NO_LIMITS, Limits, Question, programme
from theodolite.scenarios.siting.result import Site, Switches
from theodolite.scenarios.siting.shortfall import shortfall
from theodolite.scenarios.siting.siting import Siting
from theodolite.scenarios.siting.solve import solve


@dataclass(frozen=True, eq=False)
class Ready:
    """A siting made ready to be solved several times over."""

    inputs: Inputs
    latency: bool
    contracts: bool = True

    @cached_property
    def home(self) -> np.ndarray:
        """Where work stays that is not shifted."""
        return home(self.inputs, self.latency, self.contracts)

    @cached_property
    def pools(self) -> Pools:
        """The pools of work that may move in space."""
        return pools(self.inputs, self.latency)


def site(
    ledger: Ledger,
    siting: Siting | str,
    objective: str = "cost",
    *,
    latency: bool = True,
    contracts: bool = True,
    space: bool = True,
    time: bool = True,
    urgent: bool = True,
    limits: Limits = NO_LIMITS,
) -> Site:
    """Where and when work is done for the least cost, carbon, water, stressed-water or energy: the `objective`.

    `latency` and `contracts` say whether limits of latency hold and renewable contracts are used; `space` and `time`
    whether work may be sent away from its home hub, and wait within its window; `urgent` whether work that cannot wait
    and has a limit of latency may be sent away too. Where the objective leaves a choice,
    cost decides (carbon, where the objective is cost). Raises ScenarioError for a siting that nothing fits, with what
    fails by how much.
    """
    goal = checked_goal(objective)
    ready = Ready(inputs_of(ledger, siting), latency, contracts)
    return answer(ready, goal, Switches(latency, contracts, space, time, urgent), limits)


def answer(
    ready: Ready, goal: GoalName, switches: Switches, limits: Limits = NO_LIMITS, second: GoalName | None = None
) -> Site:
    """As `site`, of a siting that is ready; `second` decides where the goal leaves a choice."""
    at_home = None if switches.space and switches.urgent else pooled(ready.home, ready.pools)
    stays = ~ready.inputs.movable[ready.pools.work_class] if switches.space and not switches.urgent else None
    question = Question(ready.inputs, ready.pools, limits, switches.contracts, switches.time, at_home, stays)
    made = programme(question)
    order = then(goal) if second is None else (goal, second)
    found = solve(made, [made.totals[one] for one in order])
    if found is None:
        raise shortfall(question)
    flows = _flows(ready, found.values["work"], switches)
    return Site(ready.inputs, goal, switches, limits, found, flows)


def _flows(ready: Ready, work: np.ndarray, switches: Switches) -> np.ndarray:
    """Mean MW by region, class and hub: pooled work parts as demand does; work that stays is where its home is."""
    inputs, within = ready.inputs, ready.pools
    weight = inputs.weight / inputs.hours
    if not switches.space:
        return (ready.home * weight).sum(axis=(-2, -1))
    sent = (work * weight).sum(axis=(-2, -1))
    at = within.of >= 0
    part = np.where(at, inputs.demand / np.where(at, within.mean[within.of], 1.0), 0.0)
    moved = part[:, :, None] * np.where(at[:, :, None], sent[within.of], 0.0)
    if not switches.urgent:
        stays = ~inputs.movable
        moved[:, stays] = (ready.home[:, stays] * weight).sum(axis=(-2, -1))
    return moved
