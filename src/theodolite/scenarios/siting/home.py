"""Home: where work is done that nobody shifts, as near to its region as room allows, in its own hour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.pools import Pools, pools
from theodolite.scenarios.siting.programme import NO_LIMITS, Question, Total, programme
from theodolite.scenarios.siting.shortfall import shortfall
from theodolite.scenarios.siting.solve import solve


def home(inputs: Inputs, latency: bool) -> np.ndarray:
    """MW of every region, class, hub, season and hour while nothing is shifted.

    Work goes to the nearest hub that it may go to. Where some hub has not room enough for that, work is placed with the
    least megawatt-kilometres in every hour, work that bears less latency counting more; room may be built and contracts
    used for that, and no cap on carbon, water or cost holds. Raises ScenarioError where it
    does not fit at all.
    """
    apart = pools(inputs, latency, apart=True)
    placed = _placed(inputs, apart, _nearest(inputs, apart))
    if not _fits(inputs, placed):
        placed = _placed(inputs, apart, _least_far(inputs, apart))
    return placed


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


def _fits(inputs: Inputs, placed: np.ndarray) -> bool:
    load = placed.sum(axis=(0, 1))
    room = bool((load <= inputs.capacity[:, None, None]).all())
    drawn = bool((load * inputs.pue[:, None, None] <= inputs.grid_limit[:, None, None]).all())
    lines = bool((placed.sum(axis=1) <= inputs.network_limit[:, :, None, None]).all())
    return room and drawn and lines


def _least_far(inputs: Inputs, apart: Pools) -> np.ndarray:
    free = replace(
        inputs, carbon_cap=np.inf, total_water_cap=np.inf, renewable_share=0.0,
        water_cap=np.full_like(inputs.water_cap, np.inf),
    )  # fmt: skip
    question = Question(free, apart, NO_LIMITS, contracts=True, time=False)
    made = programme(question)
    found = solve(made, [_far(inputs, apart)])
    if found is None:
        raise shortfall(question)
    return found.values["work"]


def _far(inputs: Inputs, apart: Pools) -> Total:
    """Megawatt-kilometres, those of classes that bear less latency weighing more."""
    order = np.argsort(np.argsort(-inputs.latency_limit, kind="stable"), kind="stable") + 1
    region = np.array([np.argwhere(apart.of == p)[0][0] for p in range(len(apart.mean))])
    far = inputs.kilometres[region] * order[apart.work_class][:, None]
    return {"work": far[:, :, None, None] * inputs.weight}


def _placed(inputs: Inputs, apart: Pools, work: np.ndarray) -> np.ndarray:
    """Work of pools that are each of one region and class as regions × classes × hubs × seasons × hours."""
    found = np.zeros((*inputs.demand.shape, *work.shape[1:]))
    at = apart.of >= 0
    found[at] = work[apart.of[at]]
    return found
