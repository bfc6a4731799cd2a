"""Weight: the weights of siblings found from the figures, at the levels that the step names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from theodolite.errors import PlanError
from theodolite.index import weightings as weightings  # whose kernels are registered
from theodolite.index.aggregate import Aggregate, combine, score_tree
from theodolite.index.columns import refuse_flat, refuse_outside
from theodolite.index.dataset import Array, Dataset, Flag
from theodolite.index.framework import Leaf, Node, Pillar, height, name_of, weights_of
from theodolite.index.means import Mean
from theodolite.index.method import MethodStep

FEWEST = 3
"""Rows without a gap below which no weights are found."""

NOTHING = 1e-12
"""Weights of which none is above this are 0 but for rounding."""


class Weight(MethodStep):
    """Find the weights of siblings by the method `how`, from the figures as the steps before it left them.

    It stands after the last normalisation. A sibling whose written weight is 0 keeps it.
    """

    do: Literal["weight"] = "weight"  # pyright: ignore[reportIncompatibleVariableOverride]
    at: Literal["indicators", "pillars", "all"] | tuple[int, ...] = "all"
    """The levels: indicators, pillars, all of them, or their numbers from the leaves (1) upwards."""

    def apply(self, data: Dataset, framework: Sequence[Pillar], aggregate: Aggregate) -> Dataset:
        """`data` with the weights found, from the lowest level named upwards, and a flag that tells them.

        The scores of pillars that a higher level needs are those of `aggregate` under the weights found below.
        Raises PlanError where a method finds weights of both signs or none, or has fewer than three complete rows.
        """
        if (data.directions < 0).any():
            raise PlanError(
                "weights are found from figures of which more is better, and some are not",
                where=self.said,
                expected="a normalise step before it",
                next_step="move the weight step to just before the aggregate",
            )
        highest = height(framework)
        for level in range(1, highest + 1):
            for parent, nodes in _siblings("", weighted(framework, data.weights)):
                if height(nodes) == level and self._is_at(level):
                    data = self._weigh(data, parent, nodes, weighted(framework, data.weights), aggregate)
        return data

    def _is_at(self, level: int) -> bool:
        if isinstance(self.at, tuple):
            return level in self.at
        return self.at == "all" or (level == 1) == (self.at == "indicators")

    def _weigh(
        self, data: Dataset, parent: str, nodes: Sequence[Node], framework: Sequence[Pillar], aggregate: Aggregate
    ) -> Dataset:
        counted = [node for node in nodes if node.weight > 0]
        columns = {name: data.column(name) for name in data.indicators}
        scores = score_tree(aggregate, framework, columns, data.entities) if height(nodes) > 1 else {}
        values = np.column_stack([columns[n.indicator] if isinstance(n, Leaf) else scores[n.pillar] for n in counted])
        found = self._found(values, counted, parent, data.entities, aggregate.mean_of(nodes))
        shares = dict(zip(map(name_of, counted), (found / found.sum()).tolist(), strict=True))
        told = ", ".join(f"{name} {share:.1%}" for name, share in shares.items())
        flag = Flag("weighted", f"weights of {parent or 'the pillars'} found by {self.how}: {told}")
        data = replace(data, weights={**data.weights, **shares})
        return data.with_values(data.values, [flag])

    def _found(self, values: Array, nodes: Sequence[Node], parent: str, entities: Sequence[str], mean: Mean) -> Array:
        complete = np.asarray(~np.isnan(values).any(axis=1))
        here, names = values[complete], list(map(name_of, nodes))
        if len(nodes) == 1:
            return np.ones(1)
        if complete.sum() < FEWEST:
            raise self._refused(parent, f"{complete.sum()} rows have figures of all of {', '.join(names)}")
        if not self.method.constant:
            kept = [entity for entity, whole in zip(entities, complete, strict=True) if whole]
            for node, name, column in zip(nodes, names, here.T, strict=True):
                refuse_flat(name, column, self.said, "the pillar" if isinstance(node, Pillar) else "the indicator")
                refuse_outside(self.method.domain, name, column, kept, self.said)

        def score(weights: Array) -> Array:
            return combine(mean, here, weights, "refuse")

        facts: dict[str, Array | Callable[[Array], Array] | bool] = {
            "weights": weights_of(nodes),
            "score": score,
            "additive": mean.link is not None and mean.link.power == 1,
        }
        found: Array = self.method.kernel(here, *(facts[name] for name in self.method.facts), **self.options)
        if np.isnan(found).any():
            raise self._refused(parent, "the search for such weights does not come to an end")
        if (found < 0).any():
            least = int(np.argmin(found))
            raise self._refused(parent, f"they are of both signs: {names[least]} would weigh {found[least]:.3g}")
        if found.max() <= NOTHING:
            raise self._refused(parent, "all of them are 0")
        return found

    def _refused(self, parent: str, why: str) -> PlanError:
        return PlanError(
            f"no weights are found for {parent or 'the pillars'}: {why}",
            where=self.said,
            expected="siblings that tell of one thing, with figures to see it from",
            next_step="take out or turn round the sibling that is named, or write the weights (how: given)",
        )


def weighted(nodes: Sequence[Pillar], weights: Mapping[str, float]) -> tuple[Pillar, ...]:
    """`nodes` with `weights` (name of an indicator or pillar → weight) in place of those written."""
    return tuple(_weighted(node, weights) for node in nodes)  # pyright: ignore[reportReturnType]


def _weighted(node: Node, weights: Mapping[str, float]) -> Node:
    own = {"weight": weights.get(name_of(node), node.weight)}
    if isinstance(node, Leaf):
        return node.model_copy(update=own)
    return node.model_copy(update={**own, "indicators": tuple(_weighted(child, weights) for child in node.indicators)})


def _siblings(parent: str, nodes: Sequence[Node]) -> list[tuple[str, Sequence[Node]]]:
    below = [pair for node in nodes if isinstance(node, Pillar) for pair in _siblings(node.pillar, node.indicators)]
    return [(parent, nodes), *below]
