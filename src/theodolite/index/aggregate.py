"""Aggregate: normalised figures into pillar scores, and pillar scores into one, up a framework of any depth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from pydantic import model_validator

from theodolite.core.spec import Spec
from theodolite.errors import PlanError
from theodolite.index import benefit as benefit  # whose kernel is registered
from theodolite.index import copeland as copeland  # as well
from theodolite.index.columns import refuse_flat, refuse_lost
from theodolite.index.dataset import Array, Dataset
from theodolite.index.framework import Leaf, Node, height, name_of, pillars, weights_of
from theodolite.index.means import Mean

WHOLE = ""
"""The name of the root in a mapping of scores."""


class Aggregate(Spec):
    """The means taken at each level; how a missing figure is treated is a choice, and it is written down.

    Either `indicators` and `pillars` are given, or `levels`.
    """

    do: Literal["aggregate"] = "aggregate"
    indicators: Mean | None = None
    """The mean of indicators within a pillar."""
    pillars: Mean | None = None
    """The mean of pillars, at every level above."""
    levels: tuple[Mean, ...] | None = None
    """One mean a level, from the leaves upwards: of indicators, of the pillars that they make, and so on to the top."""
    missing: Literal["refuse", "re-weight"] = "refuse"
    """refuse: no score where a figure is missing; re-weight: the mean of what is there, with its coverage beside it."""

    @model_validator(mode="after")
    def _one_way(self) -> Aggregate:
        if (self.levels is None) == (self.indicators is None or self.pillars is None):
            raise ValueError("an aggregate says indicators: and pillars:, or else levels:")
        if self.levels is not None and (self.indicators or self.pillars):
            raise ValueError("an aggregate says indicators: and pillars:, or else levels:, not both")
        return self

    def mean_of(self, nodes: Sequence[Node]) -> Mean:
        """The mean that joins sibling `nodes`.

        Raises PlanError where `levels` names fewer means than the framework has levels.
        """
        level = height(nodes)
        mean = (self.indicators if level == 1 else self.pillars) if self.levels is None else None
        if self.levels is not None and level <= len(self.levels):
            mean = self.levels[level - 1]
        if mean is None:
            raise PlanError(
                f"levels: names {len(self.levels or ())} means, and the framework has {level} levels or more",
                where="aggregate",
                expected="one mean a level, from the indicators to the top",
                next_step="write one mean more",
            )
        return mean

    def means(self, framework: Sequence[Node]) -> list[Mean]:
        """Every mean that is taken in `framework`, the one at the top first; raises PlanError as `mean_of`."""
        return [self.mean_of(nodes) for nodes in (framework, *(pillar.indicators for pillar in pillars(framework)))]

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
        mean, weights = step.mean_of(nodes), weights_of(nodes)
        _check_domain(mean, values, weights, entities)
        return combine(mean, np.column_stack(list(values.values())), weights, step.missing)

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


def combine(mean: Mean, values: Array, weights: Array, missing: str) -> Array:
    """One score a row from an n × k array and k weights, by `mean`; NaN is missing.

    With `refuse` a row with any missing value (of weight above 0) has no score; with `re-weight` the weights of what
    is there are scaled to sum to one, and a row with nothing has no score. A row without a score is nothing that
    others are compared with either. Raises PlanError for a score that is no finite number.
    """
    used = weights > 0
    values = values[:, used]
    present = ~np.isnan(values)
    rows = present.any(axis=1) if missing == "re-weight" else present.all(axis=1)
    scores = np.full(len(values), np.nan)
    if rows.any():
        given = np.where(present, values, 1.0)[rows]
        facts = [{"weights": weights[used] / weights[used].sum()}[name] for name in mean.method.facts[1:]]
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            scores[rows] = mean.method.kernel(given, shares_of(values[rows], weights[used]), *facts, **mean.options)
            if mean.then:
                refuse_flat("of a pillar", scores, mean.then.said, "the score")
                scores = mean.then.method.kernel(scores, **mean.then.options)
    refuse_lost(["a score"], np.where(rows, 0.0, np.nan)[:, None], scores[:, None], f"aggregate: {mean}")
    return scores


def shares_of(values: Array, weights: Array) -> Array:
    """The n × k shares with which k values count in each row: 0 where missing, the others scaled to sum to one."""
    shares = np.where(np.isnan(values), 0.0, weights)
    total = shares.sum(axis=1, keepdims=True)
    return np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)


def _check_domain(mean: Mean, values: Mapping[str, Array], weights: Array, entities: Sequence[str]) -> None:
    if mean.domain == "real":
        return
    for (name, column), weight in zip(values.items(), weights, strict=True):
        below = column <= 0 if mean.domain == "positive" else column < 0
        bad = np.flatnonzero(below) if weight > 0 else np.array([], dtype=int)
        if bad.size:
            more = f" (and for {bad.size - 1} more)" if bad.size > 1 else ""
            no, takes = ("zeros or negatives", "above") if mean.domain == "positive" else ("negatives", "of at least")
            raise PlanError(
                f"{name} is {column[bad[0]]:g} for {entities[bad[0]]}{more}: a {mean} mean has no {no}",
                where=f"aggregate: {mean}",
                expected=f"values {takes} zero",
                next_step="normalise by min-max to [1, 100], or take the arithmetic mean",
            )
