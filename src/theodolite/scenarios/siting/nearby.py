"""Nearby: work placed with the least megawatt-kilometres, hour by hour, since hours do not bear on each other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from theodolite.scenarios.siting.inputs import Inputs
from theodolite.scenarios.siting.pools import Pools
from theodolite.scenarios.siting.solve import aim, engine_of, ran


def least_far(inputs: Inputs, apart: Pools, room: np.ndarray) -> np.ndarray | None:
    """Pools × hubs × seasons × hours, of pools that are each of one region and class; None where an hour does not fit.

    `room` is MW of work by hub, season and hour. Work of classes that bear less latency weighs more.
    """
    asked = apart.mean[:, None, None] * inputs.course[apart.work_class]
    count, hubs = apart.allowed.shape
    hours = np.concatenate([asked, room]).reshape(count + hubs, -1)
    alike, which = np.unique(hours, axis=1, return_inverse=True)
    engine = _engine(inputs, apart)
    placed: list[np.ndarray] = []
    for hour in alike.T:
        for row, most in enumerate(hour):
            engine.changeRowBounds(row, most if row < count else -np.inf, most)
        if not ran(engine):
            return None
        placed.append(np.array(engine.getSolution().col_value).reshape(count, hubs))
    return np.stack(placed, axis=-1)[..., which.ravel()].reshape(count, hubs, *inputs.weight.shape)


def _engine(inputs: Inputs, apart: Pools) -> Any:
    """A solver with the rows of one hour: the work of each pool, the room of each hub, and the limit of each line."""
    from scipy.sparse import identity, kron, vstack

    count, hubs = apart.allowed.shape
    region, hub = np.nonzero(np.isfinite(inputs.network_limit))
    own = (apart.region == region[:, None])[:, :, None] & (np.arange(hubs) == hub[:, None])[:, None, :]
    rows = [kron(identity(count), np.ones((1, hubs))), kron(np.ones((1, count)), identity(hubs))]
    matrix = vstack([*rows, own.reshape(len(hub), -1).astype(float)] if len(hub) else rows)
    limits = np.concatenate([np.zeros(count + hubs), inputs.network_limit[region, hub]])
    most = np.where(apart.allowed, np.inf, 0.0).ravel()
    engine = engine_of(
        SimpleNamespace(
            vlabels=most, lb=np.zeros_like(most), ub=most, A=matrix, b=limits, sense=np.array(["<"] * len(limits)),
        )
    )  # fmt: skip
    order = np.argsort(np.argsort(-inputs.latency_limit, kind="stable"), kind="stable") + 1
    aim(engine, (inputs.kilometres[apart.region] * order[apart.work_class][:, None]).ravel())
    return engine
