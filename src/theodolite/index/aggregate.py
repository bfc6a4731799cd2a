"""Aggregate: normalised figures into pillar scores, and pillar scores into one, up a framework of any depth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from pydantic import field_validator

from theodolite.core.spec import Spec
from theodolite.errors import PlanError
from theodolite.index.columns import refuse_lost
from theodolite.index.dataset import Array, Dataset
from theodolite.index.framework import Leaf, Node, name_of, weights_of
from theodolite.index.method import Link, find_method, method

WHOLE = ""
"""The name of the root in a mapping of scores."""


class Aggregate(Spec):
    """The means taken at each level; how a missing figure is treated is a choice, and it is written down."""

    do: Literal["aggregate"] = "aggregate"
    indicators: str
    """The mean of indicators within a pillar."""
    pillars: str
    """The mean of pillars, at every level above."""
    missing: Literal["refuse", "re-weight"] = "refuse"
    """refuse: no score where a figure is missing; re-weight: the mean of what is there, with its coverage beside it."""

    @field_validator("indicators", "pillars")
    @classmethod
    def _known(cls, how: str) -> str:
        find_method("aggregate", how)
        return how

    def mean_of(self, nodes: Sequence[Node]) -> str:
        """The name of the mean that joins sibling `nodes`: that of indicators where all of them are indicators."""
        return self.indicators if all(isinstance(node, Leaf) for node in nodes) else self.pillars

    def apply(self, data: Dataset, framework: Sequence[Node]) -> dict[str, Array]:
        """The n scores of every pillar, and of the whole under the name WHOLE; NaN where there is no score.

        Raises PlanError that names indicator (or pillar) and entity where a value is outside the mean's domain.
        """
        return score_tree(self, framework, {name: data.column(name) for name in data.indicators}, data.entities)


def score_tree(
    step: Aggregate, framework: Sequence[Node], columns: Mapping[str, Array], entities: Sequence[str]
) -> dict[str, Array]:
    """The scores of every pillar and the whole, from `columns` (indicator → n values, NaN for missing)."""
    scores: dict[str, Array] = {}

    def score(nodes: Sequence[Node]) -> Array:
        for node in nodes:
            if not isinstance(node, Leaf):
                scores[node.pillar] = score(node.indicators)
        values = {
            name_of(node): columns[node.indicator] if isinstance(node, Leaf) else scores[node.pillar] for node in nodes
        }
        how, weights = step.mean_of(nodes), weights_of(nodes)
        _check_domain(how, values, weights, entities)
        return combine(how, np.column_stack(list(values.values())), weights, step.missing)

    scores[WHOLE] = score(framework)
    return scores


def coverage_tree(framework: Sequence[Node], present: Mapping[str, Array]) -> dict[str, Array]:
    """The share of weight that rests on figures, for every pillar and the whole; `present` holds 1 or 0 a cell."""
    covered: dict[str, Array] = {}

    def cover(nodes: Sequence[Node]) -> Array:
        for node in nodes:
            if not isinstance(node, Leaf):
                covered[node.pillar] = cover(node.indicators)
        values = [present[node.indicator] if isinstance(node, Leaf) else covered[node.pillar] for node in nodes]
        weights = weights_of(nodes)
        return np.column_stack(values) @ (weights / weights.sum())

    covered[WHOLE] = cover(framework)
    return covered


def combine(how: str, values: Array, weights: Array, missing: str) -> Array:
    """One score a row from an n × k array and k weights, by the mean `how`; NaN is missing.

    With `refuse` a row with any missing value (of weight above 0) has no score; with `re-weight` the weights of what
    is there are scaled to sum to one, and a row with nothing has no score. Raises PlanError for a
    score that is no finite number.
    """
    used = weights > 0
    values = values[:, used]
    shares = shares_of(values, weights[used])
    present = ~np.isnan(values)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        scores = find_method("aggregate", how).kernel(np.where(present, values, 1.0), shares)
    short = ~present.any(axis=1) if missing == "re-weight" else ~present.all(axis=1)
    refuse_lost(["a score"], np.where(short, np.nan, 0.0)[:, None], scores[:, None], f"aggregate: {how}")
    return np.where(short, np.nan, scores)


def shares_of(values: Array, weights: Array) -> Array:
    """The n × k shares with which k values count in each row: 0 where missing, the others scaled to sum to one."""
    shares = np.where(np.isnan(values), 0.0, weights)
    total = shares.sum(axis=1, keepdims=True)
    return np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)


@method("aggregate", "arithmetic", link=Link("points", np.asarray))
def arithmetic(values: Array, shares: Array) -> Array:
    """Weighted arithmetic mean Σ wᵢxᵢ of each row; `shares` sum to one in each row, and hold 0 where x is missing.

    OECD/JRC Handbook (2008), step 6.
    """
    return (values * shares).sum(axis=1)


@method("aggregate", "geometric", domain="positive", link=Link("logarithms", np.log))
def geometric(values: Array, shares: Array) -> Array:
    """Weighted geometric mean exp(Σ wᵢ ln xᵢ) of each row, for values above zero; `shares` as in `arithmetic`.

    OECD/JRC Handbook (2008), step 6.
    """
    return np.exp((np.log(values) * shares).sum(axis=1))


def _check_domain(how: str, values: Mapping[str, Array], weights: Array, entities: Sequence[str]) -> None:
    if find_method("aggregate", how).domain == "real":
        return
    for (name, column), weight in zip(values.items(), weights, strict=True):
        bad = np.flatnonzero(column <= 0) if weight > 0 else np.array([], dtype=int)
        if bad.size:
            more = f" (and for {bad.size - 1} more)" if bad.size > 1 else ""
            raise PlanError(
                f"{name} is {column[bad[0]]:g} for {entities[bad[0]]}{more}: a {how} mean has no zeros or negatives",
                where=f"aggregate: {how}",
                expected="values above zero",
                next_step="normalise by min-max to [1, 100], or take the arithmetic mean",
            )
