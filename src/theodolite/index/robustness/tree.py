"""The live part of a framework, as arrays: the groups of siblings that a draw can change, from the leaves upwards."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from theodolite.index.aggregate import WHOLE, Aggregate, score_tree
from theodolite.index.dataset import Array, Dataset
from theodolite.index.framework import Leaf, Node, Pillar, name_of
from theodolite.index.robustness.space import LensSpace
from theodolite.index.weight import weighted

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LiveTree:
    """Groups of siblings, every group after the groups below it and the root last.

    The children of group g are the slots starts[g] … starts[g + 1] − 1. `children` says of each slot which column
    (0 or more) or group (−1 − group) stands there, `base` its weight as written, `names` what it is called. A column
    is an indicator or a whole pillar in which nothing is doubted. `parents` is the group above each group.
    """

    groups: tuple[tuple[Node, ...], ...]
    columns: tuple[Node, ...]
    names: tuple[str, ...]
    starts: Ints
    children: Ints
    base: Array
    parents: Ints

    def holds(self) -> list[int]:
        """The group that each column stands in."""
        found = [0] * len(self.columns)
        for group in range(len(self.groups)):
            for slot in range(int(self.starts[group]), int(self.starts[group + 1])):
                if self.children[slot] >= 0:
                    found[int(self.children[slot])] = group
        return found

    def powers(self, aggregate: Aggregate) -> list[float]:
        """The power of the mean that `aggregate` takes in each group; NaN for a mean that is none of powers."""
        links = [aggregate.mean_of(nodes).link for nodes in self.groups]
        return [np.nan if link is None else link.power for link in links]


def live_tree(space: LensSpace) -> LiveTree:
    """The groups of the lens of `space` in which a weight, a figure or the presence of an indicator is doubted."""
    doubted = {*space.weights, *space.drops, *(cell.indicator for cell in space.cells)}
    groups: list[tuple[Node, ...]] = []
    slots: list[list[tuple[str, int, float]]] = []
    columns: list[Node] = []

    def add(nodes: Sequence[Node]) -> int:
        own: list[tuple[str, int, float]] = []
        for node in nodes:
            if isinstance(node, Pillar) and _names(node.indicators) & doubted:
                own.append((name_of(node), -1 - add(node.indicators), node.weight))
            else:
                own.append((name_of(node), len(columns), node.weight))
                columns.append(node)
        groups.append(tuple(nodes))
        slots.append(own)
        return len(groups) - 1

    add(space.lens.framework)
    flat = [slot for own in slots for slot in own]
    parents = [-1] * len(groups)
    for above, own in enumerate(slots):
        for _, child, _ in own:
            if child < 0:
                parents[-1 - child] = above
    return LiveTree(
        tuple(groups),
        tuple(columns),
        tuple(name for name, _, _ in flat),
        np.cumsum([0, *map(len, slots)]),
        np.array([child for _, child, _ in flat]),
        np.array([weight for _, _, weight in flat]),
        np.array(parents),
    )


def column_of(node: Node, aggregate: Aggregate, data: Dataset) -> Array:
    """The n values of a column of the tree: an indicator's own, or the score of a pillar."""
    if isinstance(node, Leaf):
        return data.column(node.indicator)
    values = {id: data.column(id) for id in data.indicators}
    (pillar,) = weighted((node,), data.weights)
    return score_tree(aggregate, pillar.indicators, values, data.entities)[WHOLE]


def _names(nodes: Sequence[Node]) -> Set[str]:
    found = {name_of(node) for node in nodes}
    return found.union(*(_names(node.indicators) for node in nodes if isinstance(node, Pillar)))
