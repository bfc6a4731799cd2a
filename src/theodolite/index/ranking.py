"""Rank: evidence seen through a lens becomes scores and ranks, with everything left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.index.aggregate import Aggregate, combine
from theodolite.index.dataset import Array, Dataset
from theodolite.index.denominate import DENOMINATORS, Denominate, per
from theodolite.index.framework import Leaf, Node, leaves
from theodolite.index.gather import gather, latest_figures
from theodolite.index.lens import Lens
from theodolite.index.normalise import Normalise
from theodolite.index.screen import Screen, coverage, too_thin


@dataclass(frozen=True, eq=False)
class Ranking:
    """Scores and ranks of every entity that a lens could score.

    `raw` holds the figures as gathered, `final` the normalised ones that were aggregated; `scores` maps every pillar
    (and "" the whole) to n scores in the order of `final.entities`; `excluded` says who is not ranked and why.
    """

    lens: Lens
    ledger: Ledger
    raw: Dataset
    final: Dataset
    scores: dict[str, Array]
    excluded: dict[str, str]

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, score, rank (1 is best, ties share the best), one column a pillar, coverage, oldest_period."""
        place = [self.raw.entities.index(e) for e in self.final.entities]
        shown = {
            "entity": list(self.final.entities),
            "score": self.scores[""],
            "rank": [1 + int((self.scores[""] > s).sum()) for s in self.scores[""]],
            **{name: scores for name, scores in self.scores.items() if name},
            "coverage": coverage(self.raw.values[place]),
            "oldest_period": [self._oldest(i) for i in place],
        }
        return pl.DataFrame(shown).sort("rank", "entity")

    @property
    def finding(self) -> str:
        """Who leads, by how much, among how many."""
        first, second = self.table.head(2).iter_rows(named=True)
        name = self.ledger.catalog.economies.title
        return (
            f"Through the lens {self.lens.title!r}, {name(first['entity'])} stands first of {len(self.table)} "
            f"with {first['score']:.0f} points, {name(second['entity'])} second with {second['score']:.0f}."
        )

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the cells that were ranked."""
        used = self.observations_behind()
        return tuple(sorted(set(used["source"] + "-" + used["edition"])))

    def rank_of(self, entity: str) -> int | None:
        """The rank of one entity, None where it was not ranked."""
        row = self.table.filter(pl.col("entity") == entity)
        return int(row["rank"][0]) if len(row) else None

    def observations_behind(self, entity: str | None = None) -> pl.DataFrame:
        """The ledger's rows behind the ranked cells, of one entity or of all."""
        place = [i for i, e in enumerate(self.final.entities) if entity in (None, e)]
        rows = np.unique(self.final.rows[place])
        return self.ledger.rows.filter(pl.col("row").is_in(rows[rows >= 0]))

    def _oldest(self, place: int) -> str:
        rows = self.raw.rows[place]
        behind = self.ledger.rows.filter(pl.col("row").is_in(rows[rows >= 0])).sort("end")
        return behind["period"][0] if len(behind) else ""


def rank_entities(ledger: Ledger, lens: Lens) -> Ranking:
    """Carry out the steps of `lens` on `ledger`, in the order written.

    Raises PlanError where the lens cannot be computed on this evidence.
    """
    raw = data = gather(ledger, lens)
    excluded: dict[str, str] = {}
    scores: dict[str, Array] = {}
    for step in lens.steps:
        match step:
            case Screen():
                thin = too_thin(step, data, _columns(lens))
                excluded.update(thin)
                data = data.keep(np.array([e not in thin for e in data.entities]))
            case Denominate():
                data = _denominated(ledger, lens, step, data)
            case Normalise():
                data = data.with_values(step.apply(data.values, data.directions))
            case Aggregate():
                scores = _scores(step, lens, data)
    unscored = np.isnan(scores[""])
    for entity in (e for e, u in zip(data.entities, unscored, strict=True) if u):
        excluded[entity] = "a figure is missing, and the lens refuses to score without it"
    if unscored.all():
        raise PlanError(f"the lens {lens.id!r} can score nobody", expected="figures for at least one entity")
    kept = {name: values[~unscored] for name, values in scores.items()}
    return Ranking(lens, ledger, raw, data.keep(~unscored), kept, dict(sorted(excluded.items())))


def _columns(lens: Lens) -> dict[str, list[int]]:
    order = [leaf.indicator for leaf in leaves(lens.framework)]
    return {p.pillar: [order.index(leaf.indicator) for leaf in leaves((p,))] for p in lens.framework}


def _denominated(ledger: Ledger, lens: Lens, step: Denominate, data: Dataset) -> Dataset:
    values = data.values.copy()
    for j, leaf in enumerate(leaves(lens.framework)):
        by = leaf.denominate or step.by
        if by == "none" or by not in ledger.catalog.indicators[leaf.indicator].denominators:
            continue
        latest = latest_figures(reconcile(ledger, [DENOMINATORS[by]]), ledger.now)
        found = dict(latest.select("entity", "value").iter_rows())
        denominator = np.array([found.get(entity, np.nan) for entity in data.entities])
        values[:, j] = per(values[:, j], denominator, data.entities)
    return data.with_values(values)


def _scores(step: Aggregate, lens: Lens, data: Dataset) -> dict[str, Array]:
    scores: dict[str, Array] = {}

    def score(node: Node) -> Array:
        if isinstance(node, Leaf):
            return data.column(node.indicator)
        how = step.indicators if all(isinstance(child, Leaf) for child in node.indicators) else step.pillars
        scores[node.pillar] = mean(node.indicators, how)
        return scores[node.pillar]

    def mean(nodes: tuple[Node, ...], how: str) -> Array:
        values = np.column_stack([score(node) for node in nodes])
        return combine(how, values, np.array([node.weight for node in nodes]), step.missing)

    scores[""] = mean(lens.framework, step.pillars)
    return scores
