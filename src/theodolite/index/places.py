"""Places: where each indicator and pillar stands in a framework: its parent, its level, its share of the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from theodolite.index.aggregate import WHOLE
from theodolite.index.dataset import Array
from theodolite.index.framework import Leaf, Node, height, name_of, weights_of
from theodolite.index.ranking import Ranking

SCORE = "score"
"""What the whole is called in tables: no pillar can have this name."""


@dataclass(frozen=True)
class Place:
    """One indicator, pillar or the whole; `level` is 1 for an indicator, else one above its highest child.

    `children` are those of weight above 0; a pillar or the whole has at least one. `weight` is its share among its
    siblings, `effective` its share of the whole: the product of the shares on the way up. `above` holds its parent,
    the parent of that, and so on to the whole.
    """

    name: str
    level: int
    above: tuple[str, ...]
    children: tuple[str, ...]
    weight: float
    effective: float

    @property
    def parent(self) -> str | None:
        """The name of the branch that it stands in; None for the whole."""
        return self.above[0] if self.above else None


def places(framework: Sequence[Node]) -> tuple[Place, ...]:
    """Every indicator in the order written, then the pillars, lower levels first, then the whole."""
    return tuple(sorted(in_order(framework), key=lambda place: place.level))


def in_order(framework: Sequence[Node]) -> tuple[Place, ...]:
    """Every pillar followed by its parts, in the order written, then the whole."""
    whole = Place(SCORE, 1 + height(framework), (), _counted(framework), 1.0, 1.0)
    return (*_below(framework, (SCORE,), 1.0), whole)


def branches(framework: Sequence[Node]) -> tuple[Place, ...]:
    """Every pillar and the whole, lower levels first."""
    return tuple(place for place in places(framework) if place.children)


def columns_of(ranking: Ranking) -> dict[str, Array]:
    """Name of an indicator, a pillar or the whole → its n figures, normalised or aggregated; NaN is missing."""
    final = ranking.final
    figures: dict[str, Array] = {id: final.column(id) for id in final.indicators}
    scores: Mapping[str, Array] = ranking.scores
    return figures | {SCORE if name == WHOLE else name: values for name, values in scores.items()}


def _below(nodes: Sequence[Node], above: tuple[str, ...], effective: float) -> Iterator[Place]:
    weights = weights_of(nodes)
    for node, share in zip(nodes, map(float, weights / weights.sum()), strict=True):
        name = name_of(node)
        if isinstance(node, Leaf):
            yield Place(name, 1, above, (), share, effective * share)
        else:
            within = _counted(node.indicators)
            yield Place(name, 1 + height(node.indicators), above, within, share, effective * share)
            yield from _below(node.indicators, (name, *above), effective * share)


def _counted(nodes: Sequence[Node]) -> tuple[str, ...]:
    return tuple(name_of(node) for node in nodes if node.weight > 0)
