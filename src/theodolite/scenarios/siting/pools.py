"""Pools: work that the programme need not tell apart, because it may go to the same hubs and wait as long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from theodolite.errors import ScenarioError
from theodolite.scenarios.siting.inputs import Inputs


@dataclass(frozen=True, eq=False)
class Pools:
    """Work by pool: which pool the work of a region and class is in, and what is known of each.

    Regions of one class have one course, so that pooled work parts among them as their demand does. A region with a
    network limit is a pool of its own, for its work has to be told apart.
    """

    of: np.ndarray
    """Regions × classes: the number of the pool; -1 where there is no work."""
    allowed: np.ndarray
    """Pools × hubs."""
    mean: np.ndarray
    """Pools: mean MW."""
    work_class: np.ndarray
    """Pools: the number of the class."""
    region: np.ndarray
    """Pools: the number of the region where network limits part it from others; else -1."""


def pools(inputs: Inputs, latency: bool, apart: bool = False) -> Pools:
    """The pools of a siting, with or without the limits of latency; `apart`, a pool for every region and class.

    Raises ScenarioError where work has no hub within its limit.
    """
    found: dict[tuple[int, int, bytes], int] = {}
    regions, classes = inputs.demand.shape
    of = np.full((regions, classes), -1)
    rows: list[np.ndarray] = []
    for k in range(classes):
        for r in range(regions):
            if inputs.demand[r, k] > 0:
                allowed = _allowed(inputs, r, k, latency)
                limited = apart or bool(np.isfinite(inputs.network_limit[r]).any())
                key = (k, r if limited else -1, allowed.tobytes())
                if key not in found:
                    found[key] = len(found)
                    rows.append(allowed)
                of[r, k] = found[key]
    mean = np.array([inputs.demand[of == p].sum() for p in range(len(found))])
    keys = np.array([[k, r] for k, r, _ in found], dtype=int).reshape(-1, 2)
    return Pools(of, np.array(rows).reshape(len(rows), -1), mean, keys[:, 0], keys[:, 1])


def _allowed(inputs: Inputs, region: int, work_class: int, latency: bool) -> np.ndarray:
    """Which hubs the work of one region and class may go to."""
    limit = inputs.latency_limit[work_class] if latency else np.inf
    allowed = inputs.round_trip[region] <= limit
    if not allowed.any():
        nearest = int(inputs.round_trip[region].argmin())
        siting = inputs.siting
        titles = [one.title for one in siting.hubs.values()]
        where, what = list(siting.regions.values())[region].title, list(siting.classes.values())[work_class].title
        raise ScenarioError(
            f"{what} of {where} has no hub within {limit:g} ms: the nearest, {titles[nearest]}, is "
            f"{inputs.round_trip[region, nearest]:.1f} ms away",
            where=str(siting.path),
            expected=f"a hub within {limit:g} ms of every region with such work",
            next_step="add a hub, raise the latency-limit of the class, or leave latency out",
        )
    return allowed
