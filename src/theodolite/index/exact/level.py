"""Level: the siblings whose weights move, on the scale on which every score is a weighted sum of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from theodolite.core.nearest import nearest
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.aggregate import WHOLE, shares_of
from theodolite.index.dataset import Array, Mask
from theodolite.index.framework import Leaf, Node, Pillar, counted, name_of, pillars, weights_of
from theodolite.index.method import Link
from theodolite.index.places import places
from theodolite.index.ranking import Ranking

PILLARS, INDICATORS = "pillars", "indicators"
"""Levels by name: the first pillars of the framework, and all indicators at once; others are the pillars above them."""

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Level:
    """k siblings with their weights (shares, which sum to one) and the n entities' values on them; NaN is missing.

    On the scale `link` the score of an entity is base + size · Σ wᵢxᵢ / Σ wᵢ over the siblings that it has. A sibling
    of weight 0 is out of the score, and is not among them.
    """

    ranking: Ranking
    name: str
    names: tuple[str, ...]
    weights: Array
    values: Array
    base: Array
    size: Array
    link: Link

    def differences(self, a: Indices, b: Indices) -> Array:
        """p × k: what the first of each of p pairs is ahead by if all weight were on one sibling; NaN where missing."""
        of_a, of_b = (self.size[i, None] * self.values[i] + self.base[i, None] for i in (a, b))
        return of_a - of_b

    def comparable(self, a: Indices, b: Indices) -> Mask:
        """Whether both of each of p pairs have the same siblings.

        Elsewhere their shares differ, each score is a ratio of sums of weights, and a tie is a quadratic equation in
        the weights: no such pair is answered. Over all indicators both must have every one, for the same reason.
        """
        has = ~np.isnan(self.values)
        same = (has[a] == has[b]).all(axis=1) & has[a].any(axis=1)
        return np.asarray(same & has[a].all(axis=1) if self.name == INDICATORS else same)

    def scores(self, weights: Array) -> Array:
        """The n scores under other weights of the siblings, on the level's scale; NaN where nothing has any weight.

        Whoever is scored without the siblings, for want of any figure below their pillar, keeps its score.
        """
        shares = shares_of(self.values, weights)
        totals = self.base + self.size * np.nansum(shares * self.values, axis=1)
        return np.where(shares.any(axis=1) | (self.size == 0), totals, np.nan)

    def place(self, entity: str) -> int:
        """The row of an entity; raises UnknownNameError where it is not ranked, with the reason if it was left out."""
        if entity not in self.ranking.final.entities:
            self.ranking.explain(entity)
        return self.ranking.final.entities.index(entity)

    def written(self, weights: Array) -> dict[str, float]:
        """Weights by the names of the siblings."""
        return dict(zip(self.names, map(float, weights), strict=True))


def level_of(ranking: Ranking, name: str = PILLARS) -> Level:
    """The level `name`: `pillars`, `indicators`, or a pillar, whose own indicators (or pillars) then move.

    The mean of the siblings must have a link g, on whose scale it is a sum, and every mean above them the same one:
    arithmetic throughout, or geometric throughout. Raises PlanError where it is not so, UnknownNameError for a level
    that the lens does not have.
    """
    framework = ranking.lens.framework
    if name == PILLARS:
        return _below(ranking, (), framework, name)
    if name == INDICATORS:
        return _leaves(ranking)
    path = _path(framework, name)
    if path is None:
        known = [PILLARS, INDICATORS, *(pillar.pillar for pillar in pillars(framework))]
        raise UnknownNameError("level of weights", name, nearest(name, known), next_step="one of: " + ", ".join(known))
    return _below(ranking, path, path[-1].indicators, name)


def _below(ranking: Ranking, path: tuple[Pillar, ...], nodes: Sequence[Node], name: str) -> Level:
    levels = [ranking.lens.framework, *(pillar.indicators for pillar in path)]
    link = _one_link(ranking, levels)
    count = len(ranking.final.entities)
    size = np.ones(count)
    for siblings, pillar in zip(levels, path, strict=False):
        shares = shares_of(_values(ranking, siblings), weights_of(siblings))
        size = size * shares[:, [name_of(node) for node in siblings].index(pillar.pillar)]
    kept = [node for node in nodes if node.weight > 0]
    values = up(link, _values(ranking, kept))
    weights = weights_of(kept) / weights_of(kept).sum()
    own = np.nansum(shares_of(values, weights) * values, axis=1)
    base = np.zeros(count) if not path else up(link, ranking.scores[WHOLE]) - size * own
    return Level(ranking, name, tuple(map(name_of, kept)), weights, values, base, size, link)


def _leaves(ranking: Ranking) -> Level:
    framework = ranking.lens.framework
    link = _one_link(ranking, [framework, *(pillar.indicators for pillar in pillars(framework))])
    shares = {place.name: place.effective for place in places(framework) if not place.children}
    names = [leaf.indicator for leaf in counted(framework)]
    values = up(link, np.column_stack([ranking.final.column(name) for name in names]))
    count = len(ranking.final.entities)
    weights = np.array([shares[name] for name in names])
    return Level(ranking, INDICATORS, tuple(names), weights, values, np.zeros(count), np.ones(count), link)


def up(link: Link, x: Array) -> Array:
    """x on the scale of a mean, turned so that more is more there too."""
    return (-1.0 if link.power < 0 else 1.0) * np.asarray(link.of(x), dtype=float)


def _one_link(ranking: Ranking, levels: Sequence[Sequence[Node]]) -> Link:
    means = [ranking.lens.aggregate.mean_of(nodes) for nodes in levels]
    links = [mean.link for mean in means]
    first = links[0]
    if first is None or any(link is None or link.power != first.power for link in links):
        raise PlanError(
            f"weights move along no straight line through the means {', '.join(map(str, dict.fromkeys(means)))}",
            where="aggregate",
            expected="one mean from the weights that move up to the score, with a scale on which it is a sum",
            next_step="move the weights of the pillars, or aggregate by arithmetic or geometric means throughout",
        )
    return first


def _values(ranking: Ranking, nodes: Sequence[Node]) -> Array:
    columns = [
        ranking.final.column(node.indicator) if isinstance(node, Leaf) else ranking.scores[node.pillar]
        for node in nodes
    ]
    return np.column_stack(columns)


def _path(nodes: Sequence[Node], name: str) -> tuple[Pillar, ...] | None:
    for node in nodes:
        if isinstance(node, Pillar):
            if node.pillar == name:
                return (node,)
            if (below := _path(node.indicators, name)) is not None:
                return (node, *below)
    return None
