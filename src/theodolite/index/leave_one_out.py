"""Leave one out: how far each rank depends on any single indicator of a lens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.observation import schema
from theodolite.errors import UnknownNameError
from theodolite.index.aggregate import WHOLE, score_tree
from theodolite.index.dataset import Array
from theodolite.index.framework import Leaf, Node
from theodolite.index.ranking import Ranking, ranks


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """The ranks of a ranking without each of its indicators in turn.

    `without` maps an indicator to the n ranks, in the order of `ranking.final.entities`, that stand when it is left
    out; NaN where an entity has no figure but this one.
    """

    ranking: Ranking
    without: Mapping[str, Array]

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, rank, best, worst, indicator, rank_without; sorted by rank.

        `best` and `worst` are over the lens as it is and without each indicator; `indicator` is the one whose absence
        moves the rank most (of several, the first in the lens) and `rank_without` the rank then; both are null where
        none moves it.
        """
        rank = np.array([self.ranking.rank_of(entity) for entity in self.ranking.final.entities], dtype=float)
        ids = list(self.without)
        others = np.array([self.without[id] for id in ids]).reshape(len(ids), len(rank))
        moves = np.nan_to_num(np.abs(others - rank))
        most = [int(np.argmax(column)) if column.any() else None for column in moves.T]
        rows = {
            "entity": self.ranking.final.entities,
            "rank": rank,
            "best": np.fmin.reduce([rank, *others]),
            "worst": np.fmax.reduce([rank, *others]),
            "indicator": [None if j is None else ids[j] for j in most],
            "rank_without": [None if j is None else others[j, i] for i, j in enumerate(most)],
        }
        whole = pl.col("rank", "best", "worst", "rank_without").cast(pl.Int64)
        return pl.DataFrame(rows, schema_overrides={"indicator": pl.String}).with_columns(whole).sort("rank", "entity")

    @property
    def finding(self) -> str:
        """Whether the first place depends on one indicator, how far a rank moves as a rule, and who moves most."""
        places = pl.col("worst") - pl.col("best")
        table = self.table.with_columns(places.alias("places"))
        first, most = table.row(0, named=True), table.sort("places", descending=True, maintain_order=True)
        widest = most.row(0, named=True)
        said = self.ranking.ledger.catalog.economies.said
        stands = "stays first" if first["worst"] == 1 else f"stands first, and at worst number {first['worst']},"
        return (
            f"Through the lens {self.ranking.lens.title!r}, {said(first['entity'])} {stands} whichever one of "
            f"{len(self.without)} indicators is left out; half of {len(table)} economies keep within "
            f"{table['places'].median():g} places, and {said(widest['entity'])} depends most on one: "
            f"{widest['best']} to {widest['worst']}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking, sorted."""
        return self.ranking.sources

    def of(self, entity: str) -> dict[str, Any]:
        """`best`, `worst` and `indicator` of one entity, as in `table`; raises UnknownNameError if it is not ranked."""
        if entity not in self._rows:
            raise UnknownNameError(f"economy ranked through the lens {self.ranking.lens.id!r}", entity, ())
        return {name: self._rows[entity][name] for name in ("best", "worst", "indicator")}

    def explain(self, entity: str) -> dict[str, Any]:
        """`of` one entity with its rank, and the rank `without` each indicator, the one that moves it most first."""
        found = self.of(entity)
        place, rank = self.ranking.final.entities.index(entity), self._rows[entity]["rank"]
        others = {id: None if np.isnan(r[place]) else int(r[place]) for id, r in self.without.items()}
        ordered = sorted(others.items(), key=lambda item: -abs((item[1] or rank) - rank))
        return {
            "entity": entity,
            "rank": rank,
            **found,
            "without": [{"indicator": id, "rank": other} for id, other in ordered],
        }

    def observations(self) -> pl.DataFrame:
        """The ranks as rows of the ledger: indicators `lens/<id>/rank`, and `…/rank/best` and `…/rank/worst`."""
        name = f"lens/{self.ranking.lens.id}"
        whole = self.ranking.observations().filter(indicator=name).drop("indicator", "value", "unit")
        parts = [
            whole.join(self.table.select("entity", value=column), on="entity").with_columns(
                indicator=pl.lit(f"{name}/{path}"), unit=pl.lit("rank")
            )
            for path, column in (("rank", "rank"), ("rank/best", "best"), ("rank/worst", "worst"))
        ]
        return pl.concat(part.select(pl.col(column).cast(kind) for column, kind in schema().items()) for part in parts)

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["entity"]: row for row in self.table.iter_rows(named=True)}


def leave_one_out(ranking: Ranking) -> LeaveOneOut:
    """The ranks of every entity of `ranking` without each indicator of positive weight in turn, among the same ones.

    Only the aggregate is carried out anew, on the figures as the ranking normalised them: screening, treatment and
    normalisation are not run again, so that nobody is ranked who was not, and no other figure changes. The weights of
    the siblings that remain are scaled to sum to one, as wherever a lens states weights; a pillar that is left empty
    drops out. An indicator that stands alone in its lens cannot be left out. Missing figures are treated as the
    lens's aggregate says; an entity that has no figure but the one left out has no rank then.

    It moves one choice at a time: draws over everything that the lens's `doubt:` names come with robustness.
    """
    lens, data = ranking.lens, ranking.final
    columns = {id: data.column(id) for id in data.indicators}
    without: dict[str, Array] = {}
    for leaf in weighted_leaves(lens.framework):
        rest = pruned(lens.framework, leaf.indicator)
        if rest:
            scores = score_tree(lens.aggregate, rest, columns, data.entities)[WHOLE]
            unscored = np.isnan(scores)
            others = ranks(np.where(unscored, -np.inf, scores)).astype(float)
            without[leaf.indicator] = np.where(unscored, np.nan, others)
    return LeaveOneOut(ranking, without)


def weighted_leaves(nodes: Sequence[Node]) -> Iterator[Leaf]:
    """Every leaf below `nodes` that counts: neither it nor a pillar above it has the weight 0."""
    for node in nodes:
        if node.weight == 0:
            continue
        if isinstance(node, Leaf):
            yield node
        else:
            yield from weighted_leaves(node.indicators)


def pruned(nodes: Sequence[Node], indicator: str) -> tuple[Node, ...]:
    """`nodes` without `indicator`, and without the pillars in which nothing of positive weight is left."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf):
            kept += [node] if node.indicator != indicator else []
        elif below := pruned(node.indicators, indicator):
            kept.append(node.model_copy(update={"indicators": below}))
    return tuple(kept) if any(node.weight for node in kept) else ()
