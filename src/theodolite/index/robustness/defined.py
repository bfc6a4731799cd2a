"""Defined: whether every lens of a space is defined on the figures at hand, asked before the first draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import Array
from theodolite.index.framework import name_of
from theodolite.index.robustness.space import LensSpace
from theodolite.index.robustness.tree import LiveTree

LEAST = 5e-324
"""What is known of a mean that is above zero, and no more: the least number above zero."""


def refuse_undefined(
    space: LensSpace,
    tree: LiveTree,
    aggregate: Aggregate,
    base: Array,
    columns: Sequence[Array],
    entities: Sequence[str],
) -> None:
    """Raise PlanError where some weights of `space` bring a value to zero or below under a mean that is above zero.

    `base` are the weights of the tree's slots, `columns` the n values of each of its columns, in points. The least
    value of an arithmetic group under all weights, and without any one of its indicators, is above zero where even the
    weights that favour what is negative leave it so; missing values do not count.
    """
    if all(aggregate.mean_of(nodes).domain == "real" for nodes in tree.groups):
        return
    least: list[Array] = []
    for group, nodes in enumerate(tree.groups):
        mean = aggregate.mean_of(nodes)
        slots = range(int(tree.starts[group]), int(tree.starts[group + 1]))
        children = [int(tree.children[slot]) for slot in slots]
        values = np.array([columns[child] if child >= 0 else least[-1 - child] for child in children])
        written = base[slots.start : slots.stop]
        counted = (written > 0) | np.array([tree.names[slot] in space.free for slot in slots])
        below = values <= 0 if mean.domain == "positive" else values < 0
        if mean.domain != "real" and (below := below & counted[:, None]).any():
            child, row = np.argwhere(below)[0]
            raise PlanError(
                f"{name_of(nodes[child])} can be zero or negative for {entities[row]}: a {mean} mean takes none",
                where=f"aggregate: {mean}",
                expected="values above zero under all weights of the doubt",
                next_step="normalise by min-max to [1, 100], or doubt less",
            )
        names = [tree.names[slot] for slot in compress(slots, counted)]
        least.append(_least(values[counted], names, written[counted, None], space))


def _least(values: Array, names: Sequence[str], written: Array, space: LensSpace) -> Array:
    """A lower bound, for each of n entities, of the mean of k × n `values` under all weights of the space."""
    lowest = np.fmin.reduce(values, axis=0)
    if not space.free.isdisjoint(names):
        return lowest
    within = (space.lens.doubt.weights.within or 0.0) if space.lens.doubt and space.lens.doubt.weights else 0.0
    drawn = np.array([within if name in space.weights else 0.0 for name in names])[:, None]
    parts = np.nan_to_num(np.where(values > 0, written * (1 - drawn), written * (1 + drawn)) * values)
    rest = parts.sum(axis=0) - (parts.max(axis=0) if space.drops else 0.0)
    return np.where((lowest <= 0) & (rest > 0), LEAST, lowest)
