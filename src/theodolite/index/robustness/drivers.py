"""Drivers: which choice of a doubt decides the ranks, as Sobol shares of the whole index and of each entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Mask
from theodolite.index.robustness.design import Design
from theodolite.uncertainty.sample import Sample, scrambled_sobol
from theodolite.uncertainty.sobol import Moments, Shares, moments_of, sobol_shares

REPLICATES, POINTS = 32, 256
"""Independent scrambles, and base points in each (a power of 2): 8,192 base points in all."""

MOST = 21_201
"""Dimensions that the table of direction numbers reaches."""


@dataclass(frozen=True, eq=False)
class Drivers:
    """Shares of K choices in O results: first the mean absolute shift of all ranks, then the rank of each entity."""

    choices: tuple[str, ...]
    entities: tuple[str, ...]
    shares: Shares

    def of(self, entity: str | None = None) -> list[dict[str, Any]]:
        """choice, first_order and total with their 5 and 95 % ends, of the index or one entity; largest total first.

        A share is None, with both its ends, where the result does not vary, or so rarely that it cannot be shared out.
        """
        place = 0 if entity is None else 1 + self.entities.index(entity)
        names = ("first_order", "first_order_p05", "first_order_p95", "total", "total_p05", "total_p95")
        rows = [
            {"choice": choice, **{name: _number(part[k, place]) for name, part in zip(names, self.shares, strict=True)}}
            for k, choice in enumerate(self.choices)
        ]
        return sorted(rows, key=lambda row: -(row["total"] or 0.0))


def drivers_of(
    design: Design,
    nominal: Sequence[int | None],
    seed: int,
    replicates: int = REPLICATES,
    points: int = POINTS,
    sample: Sample = scrambled_sobol,
) -> Drivers:
    """The shares of every choice of the design's space in its ranks; `nominal` are those through the lens as written.

    The first result is COINr's: the mean, over the entities that the lens ranks, of how far a rank is from where it
    stands as written. Who has no rank in a draw counts as one below the last. Weights count as one choice, and so
    does the evidence. Raises PlanError where there are too many figures to draw.
    """
    space, n = design.space, len(design.matrices.entities)
    if 2 * space.dimensions > MOST:
        raise PlanError(
            f"{space.dimensions:,} doubts are too many for shares of each choice",
            expected=f"at most {MOST // 2:,}",
            next_step="doubt the evidence where sources conflict alone, or draw without drivers",
        )
    ranked = np.array([rank is not None for rank in nominal])
    usual = np.array([(n + 1) if rank is None else rank for rank in nominal], dtype=float)
    moments = [
        _replicate(design, usual, ranked, sample(points, 2 * space.dimensions, (seed, number)))
        for number in range(replicates)
    ]
    return Drivers(tuple(space.groups), design.matrices.entities, sobol_shares(moments, seed))


def _replicate(design: Design, usual: Array, ranked: Mask, both: Array) -> Moments:
    """The moments of one replicate, from `both` base points side by side (N × twice the dimensions)."""
    size = design.space.dimensions
    a, b = both[:, :size].copy(), both[:, size:].copy()
    mixed: list[Array] = []
    for places in design.space.groups.values():
        point = a.copy()
        point[:, places] = b[:, places]
        mixed.append(_outputs(design, point, usual, ranked))
    return moments_of(_outputs(design, a, usual, ranked), _outputs(design, b, usual, ranked), np.array(mixed))


def _outputs(design: Design, points: Array, usual: Array, ranked: Mask) -> Array:
    """Mean absolute shift and each entity's shift at each of the points (N × 1 + n)."""
    ranks = np.zeros((len(points), len(usual)), np.int16)
    design.rank(points, ranks)
    shifts = np.where(ranks == 0, len(usual) + 1, ranks) - usual
    return np.column_stack([np.abs(shifts[:, ranked]).mean(axis=1), shifts])


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
