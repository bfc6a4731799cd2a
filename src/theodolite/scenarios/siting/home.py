"""Home: where work is done that nobody shifts, as near to its region as room allows, in its own hour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.nearby import least_far
from theodolite.scenarios.siting.pools import Pools, pools
from theodolite.scenarios.siting.programme import NO_LIMITS, Question, programme
from theodolite.scenarios.siting.shortfall import shortfall
from theodolite.scenarios.siting.solve import solve

HAIR = 1e-9
"""By which part more is built than a solver finds to be the least, for its rounding."""


def home(inputs: Inputs, latency: bool, contracts: bool = True) -> np.ndarray:
    """MW of every region, class, hub, season and hour while nothing is shifted.

    Work goes to the nearest hub that it may go to. Where some hub has not room enough for that, work is placed with the
    least megawatt-kilometres in every hour, work that bears less latency counting more. Contracts are used, where
    `contracts` says so; only where hubs have not room as they stand is as little built as will do. No cap on carbon,
    water or cost holds. Raises ScenarioError where work does not fit at all.
    """
    apart = pools(inputs, latency, apart=True)
    placed = _placed(inputs, apart, _nearest(inputs, apart))
    room = _room(inputs, inputs.capacity, contracts)
    if _fits(inputs, placed, room):
        return placed
    work = least_far(inputs, apart, room)
    if work is None:
        work = least_far(inputs, apart, _room(inputs, inputs.capacity + _built(inputs, latency, contracts), contracts))
    if work is None:
        raise shortfall(_still(inputs, latency, contracts))
    return _placed(inputs, apart, work)


def _room(inputs: Inputs, capacity: np.ndarray, contracts: bool) -> np.ndarray:
    """Hubs × seasons × hours: MW of work that buildings hold, and connections and contracts feed."""
    fed = inputs.grid_limit[:, None, None] + inputs.available.sum(axis=1) * contracts
    return np.minimum(capacity[:, None, None], fed / inputs.pue[:, None, None])


def _still(inputs: Inputs, latency: bool, contracts: bool) -> Question:
    """What is asked of work that goes anywhere in its own hour, no cap on totals holding."""
    free = replace(
        inputs, carbon_cap=np.inf, total_water_cap=np.inf, renewable_share=0.0,
        water_cap=np.full_like(inputs.water_cap, np.inf),
    )  # fmt: skip
    return Question(free, pools(inputs, latency), NO_LIMITS, contracts=contracts, time=False)


def _built(inputs: Inputs, latency: bool, contracts: bool) -> np.ndarray:
    """Hubs: the least MW that have to be built for all work to fit in its own hour."""
    question = _still(inputs, latency, contracts)
    found = solve(programme(question), [{"build": np.ones_like(inputs.capacity)}])
    if found is None:
        raise shortfall(question)
    return found.values["build"] * (1 + HAIR)


def pooled(placed: np.ndarray, within: Pools) -> np.ndarray:
    """Work of regions and classes summed by pool: pools × hubs × seasons × hours."""
    found = np.zeros((len(within.mean), *placed.shape[2:]))
    at = within.of >= 0
    np.add.at(found, within.of[at], placed[at])
    return found


def _nearest(inputs: Inputs, apart: Pools) -> np.ndarray:
    """Pools × hubs × seasons × hours: all at the nearest hub that is allowed."""
    region = np.array([np.argwhere(apart.of == p)[0][0] for p in range(len(apart.mean))])
    far = np.where(apart.allowed, inputs.kilometres[region], np.inf)
    first = far.argmin(axis=1)
    work = apart.mean[:, None, None] * inputs.course[apart.work_class]
    found = np.zeros((len(first), len(inputs.capacity), *inputs.weight.shape))
    found[np.arange(len(first)), first] = work
    return found


def _fits(inputs: Inputs, placed: np.ndarray, room: np.ndarray) -> bool:
    lines = bool((placed.sum(axis=1) <= inputs.network_limit[:, :, None, None]).all())
    return lines and bool((placed.sum(axis=(0, 1)) <= room).all())


def _placed(inputs: Inputs, apart: Pools, work: np.ndarray) -> np.ndarray:
    """Work of pools that are each of one region and class as regions × classes × hubs × seasons × hours."""
    found = np.zeros((*inputs.demand.shape, *work.shape[1:]))
    at = apart.of >= 0
    found[at] = work[apart.of[at]]
    return found
