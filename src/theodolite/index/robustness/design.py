"""Design: everything that the kernel draws from, as arrays in the order in which it takes them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from theodolite.errors import PlanError
from theodolite.index.dataset import Array
from theodolite.index.robustness.evidence import Evidence
from theodolite.index.robustness.plans import Matrices
from theodolite.index.robustness.space import WEIGHTS, LensSpace
from theodolite.index.robustness.tree import LiveTree

Ranks = npt.NDArray[np.int16]
Counts = npt.NDArray[np.int64]

ROOM = 1 << 18
"""Numbers in the points of one block of draws, at most: a block's memory does not grow with the doubt."""

LARGEST, SMALLEST = 1024, 16
"""Draws in a block."""

VECTOR = 64
"""Numbers of the shortest kind that the widest loop takes at once."""

_MODES = {None: 0, "simplex": 1, "each": 2}


class Room(NamedTuple):
    """Arrays that are made once and written on in every block: those of a ranking, and those of drawn figures."""

    own: tuple[Any, ...]
    drawn: tuple[Array, Array, Array]


@dataclass(frozen=True, eq=False)
class Design:
    """A space, its live tree and its matrices, ready to be drawn."""

    space: LensSpace
    tree: LiveTree
    matrices: Matrices
    evidence: Evidence | None = None

    @property
    def block(self) -> int:
        """Draws in a block, by the space alone: not by threads, nor by how many draws are asked for."""
        each = self.space.dimensions
        if self.evidence is not None:
            each += 2 * self.matrices.columns[0].size
        return max(SMALLEST, min(LARGEST, ROOM // each))

    @cached_property
    def _doubt(self) -> tuple[Any, ...]:
        """How a point is read: alternatives of each choice, slots of what may be left out, how weights are drawn."""
        doubted = self.space.lens.doubt.weights if self.space.lens.doubt else None
        slots = {name: slot for slot, name in enumerate(self.tree.names)}
        return (
            np.array([len(choice.alternatives) for choice in self.space.choices], dtype=np.int64),
            np.array([slots[name] for name in self.space.drops], dtype=np.int64),
            _MODES[doubted.free if doubted else None],
            float((doubted.within if doubted else None) or 0.0),
        )

    @cached_property
    def _shape(self) -> tuple[Any, ...]:
        """The tree: starts, children, parents, written weights, and the dimension of each weight (-1 for none)."""
        places = self.space.groups.get(WEIGHTS, range(0))
        by_name = dict(zip(self.space.weights, places, strict=True))
        dims = np.array([by_name.get(name, -1) for name in self.tree.names], dtype=np.int64)
        return self.tree.starts, self.tree.children, self.tree.parents, self.matrices.base, dims

    @property
    def hash(self) -> str:
        """A hash of everything that a draw depends on but its seed."""
        parts = [*self._doubt, *self._shape, self.matrices.powers, self.matrices.masked, self.matrices.columns]
        parts += self.evidence.arrays if self.evidence else ()
        digest = hashlib.sha256(repr((self.matrices.entities, self.block)).encode())
        for part in parts:
            array = np.ascontiguousarray(part)
            digest.update(f"{array.dtype}{array.shape}".encode() + array.tobytes())
        return digest.hexdigest()

    def room(self) -> Room:
        """What the kernel writes on while it ranks a block; one thread at a time has it."""
        groups, n = len(self.tree.groups), len(self.matrices.entities)
        short = np.full(whole_vectors(n), np.iinfo(np.int16).min, np.int16)
        own = np.empty(len(self.tree.names)), np.empty((groups, n)), np.empty(n), np.empty(groups, bool), np.empty(n)
        draws, rows = (0, 0) if self.evidence is None else (self.block, self.evidence.start.shape[2])
        drawn = np.empty((draws, *self.matrices.columns.shape[1:])), np.empty((1, rows)), np.empty(rows)
        return Room((*own, short), drawn)

    def rank(self, points: Array, ranks: Ranks, room: Room | None = None) -> None:
        """Fill `ranks` with those at `points` (draws × dimensions): draws × entities or wider, 0 for none.

        Figures are drawn for a block at a time. Raises PlanError where a lens is undefined at one of the points.
        """
        from theodolite.index.robustness.kernel import rank_block

        m, room = self.matrices, room or self.room()
        drawn = self.evidence is not None
        for first in range(0, len(points), self.block if drawn else max(1, len(points))):
            here = slice(first, first + self.block) if drawn else slice(None)
            columns = self._drawn(points[here], room) if drawn else m.columns
            lost = rank_block(
                points[here], self._doubt, self._shape, m.powers, m.masked, columns, drawn, room.own, ranks[here]
            )
            if lost >= 0:
                raise self._undefined(lost)

    def _drawn(self, points: Array, room: Room) -> Array:
        from theodolite.index.robustness.kernel_drawn import redraw

        assert self.evidence is not None
        m = self.matrices
        lost = redraw(points, self._doubt[0], self.evidence.arrays, m.powers, m.columns, *room.drawn)
        if lost >= 0:
            raise self._undrawn(self.evidence.names[lost])
        return room.drawn[0]

    def _undrawn(self, column: str) -> PlanError:
        """The error of a draw in which a column comes to what a step, or the mean above it, is not defined on."""
        evidence = self.space.lens.doubt.evidence if self.space.lens.doubt else None
        return PlanError(
            f"a draw of {column} is undefined: drawn within its intervals, it comes out constant, or at zero or below "
            "under a step or mean that takes values above zero",
            where=f"doubt, evidence: {evidence}",
            expected="figures that every step and mean is defined on in all draws: no draw is left out",
            next_step="normalise by min-max to [1, 100], or take evidence: out of the doubt",
        )

    def _undefined(self, group: int) -> PlanError:
        """The error of a draw in which a group comes to what the mean above it is not defined on."""
        children = self.tree.names[int(self.tree.starts[group]) : int(self.tree.starts[group + 1])]
        return PlanError(
            f"a lens of this doubt is undefined: the mean of {', '.join(children)} comes to zero or below",
            where="drawing under a mean that takes values above zero",
            expected="a scale above zero for all weights and figures of the doubt: no draw is left out",
            next_step="normalise by min-max to [1, 100], or doubt less",
        )


def whole_vectors(n: int) -> int:
    """The room that n entities take where a row is filled up to whole vectors."""
    return -(-n // VECTOR) * VECTOR
