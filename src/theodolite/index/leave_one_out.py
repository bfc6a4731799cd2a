"""Leave one out: how far each rank depends on any single indicator, and on any single pillar, of a lens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.errors import UnknownNameError
from theodolite.index.aggregate import WHOLE, score_tree
from theodolite.index.dataset import Array
from theodolite.index.framework import Leaf, Node, name_of
from theodolite.index.places import places
from theodolite.index.ranking import Ranking, ranks
from theodolite.index.rows import rows_of

EFFECTS = {
    "part": pl.String, "level": pl.Int64, "mean_move": pl.Float64, "largest_move": pl.Int64, "entity": pl.String,
    "unranked": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """The ranks of a ranking without each of its indicators, and each of its pillars, in turn.

    `without` maps an indicator to the n ranks, in the order of `ranking.final.entities`, that stand when it is left
    out; NaN where an entity has no figure but this one. `without_pillars` does so for the pillars of every level, lower
    levels first. `table`, `finding` and `of` are about indicators alone.
    """

    ranking: Ranking
    without: Mapping[str, Array]
    without_pillars: Mapping[str, Array]

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, rank, best, worst, indicator, rank_without; sorted by rank.

        `best` and `worst` are over the lens as it is and without each indicator; `indicator` is the one whose absence
        moves the rank most (of several, the first in the lens) and `rank_without` the rank then; both are null where
        none moves it.
        """
        rank, ids = self._nominal, list(self.without)
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

    @cached_property
    def effects(self) -> pl.DataFrame:
        """One row an indicator or pillar: part, level, mean_move, largest_move, entity, unranked; lower levels first.

        `mean_move` is the mean of |rank without it − rank| over the entities that have both, `largest_move` the
        largest, `entity` who moves so far (of several, the first by code), null where nobody moves; `unranked` counts
        those that have no rank without it.
        """
        level = {place.name: place.level for place in places(self.ranking.lens.framework)}
        rows = [
            {"part": name, "level": level[name], **self._effect(others)}
            for name, others in {**self.without, **self.without_pillars}.items()
        ]
        return pl.DataFrame(rows, schema=EFFECTS)

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
        """`of` one entity with its rank, and the rank `without` each indicator and pillar, the largest moves first."""
        found = self.of(entity)
        return {
            "entity": entity,
            "rank": self._rows[entity]["rank"],
            **found,
            "without": [{"indicator": id, "rank": rank} for id, rank in self._moves(entity, self.without)],
            "without_pillars": [
                {"pillar": name, "rank": rank} for name, rank in self._moves(entity, self.without_pillars)
            ],
        }

    def observations(self) -> pl.DataFrame:
        """The ranks as rows of the ledger: indicators `lens/<id>/rank`, and `…/rank/best` and `…/rank/worst`."""
        id, paths = self.ranking.lens.id, {"rank": "rank", "rank/best": "best", "rank/worst": "worst"}
        cells = [
            (str(row["entity"]), f"lens/{id}/{path}", float(row[column]), "rank")
            for path, column in paths.items()
            for row in self.table.iter_rows(named=True)
        ]
        return rows_of(self.ranking, f"lens-{id}", cells)

    def _moves(self, entity: str, without: Mapping[str, Array]) -> list[tuple[str, int | None]]:
        """What is left out, with the rank of `entity` then, or None; the largest moves first."""
        place, rank = self.ranking.final.entities.index(entity), self._rows[entity]["rank"]
        others = {name: None if np.isnan(r[place]) else int(r[place]) for name, r in without.items()}
        return sorted(others.items(), key=lambda item: -abs((item[1] or rank) - rank))

    def _effect(self, others: Array) -> dict[str, Any]:
        moves = np.abs(others - self._nominal)
        ranked = ~np.isnan(moves)
        most = int(np.nanmax(moves)) if ranked.any() else None
        return {
            "mean_move": float(moves[ranked].mean()) if ranked.any() else None,
            "largest_move": most,
            "entity": self.ranking.final.entities[int(np.nanargmax(moves))] if most else None,
            "unranked": int((~ranked).sum()),
        }

    @cached_property
    def _nominal(self) -> Array:
        return np.array([self.ranking.rank_of(entity) for entity in self.ranking.final.entities], dtype=float)

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {row["entity"]: row for row in self.table.iter_rows(named=True)}


def leave_one_out(ranking: Ranking) -> LeaveOneOut:
    """The ranks of every entity of `ranking` without each indicator and pillar of positive weight, among the same ones.

    Only the aggregate is carried out anew, on the figures as the ranking normalised them: screening, treatment and
    normalisation are not run again, so that nobody is ranked who was not, and no other figure changes. The weights of
    the siblings that remain are scaled to sum to one, as wherever a lens states weights; a pillar in which no weight
    is left drops out. What stands alone in its lens cannot be left out. Missing figures are treated as the lens's
    aggregate says; an entity that has no figure but those left out has no rank then.

    It moves one choice at a time: draws over everything that the lens's `doubt:` names come with robustness.
    """
    nodes = list(weighted(ranking.lens.framework))
    level = {place.name: place.level for place in places(ranking.lens.framework)}
    inner = sorted((node.pillar for node in nodes if not isinstance(node, Leaf)), key=level.__getitem__)
    return LeaveOneOut(
        ranking,
        _without(ranking, [node.indicator for node in nodes if isinstance(node, Leaf)]),
        _without(ranking, inner),
    )


def _without(ranking: Ranking, names: Sequence[str]) -> dict[str, Array]:
    """Each of `names` that can be left out → the n ranks that stand then, NaN where there is no score."""
    lens, data = ranking.lens, ranking.final
    columns = {id: data.column(id) for id in data.indicators}
    found: dict[str, Array] = {}
    for name in names:
        if rest := lightened(lens.framework, name):
            scores = score_tree(lens.aggregate, rest, columns, data.entities)[WHOLE]
            unscored = np.isnan(scores)
            others = ranks(np.where(unscored, -np.inf, scores)).astype(float)
            found[name] = np.where(unscored, np.nan, others)
    return found


def weighted(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node below `nodes` that counts, in the order written: neither it nor one above it has the weight 0."""
    for node in nodes:
        if node.weight > 0:
            yield node
            if not isinstance(node, Leaf):
                yield from weighted(node.indicators)


def lightened(nodes: Sequence[Node], name: str) -> tuple[Node, ...]:
    """`nodes` with the weight 0 for the indicator or pillar `name`, and for pillars in which no other weight is left.

    Empty where nothing of positive weight would remain. The framework keeps its shape, and so each branch its mean.
    """
    kept: list[Node] = []
    for node in nodes:
        below = () if isinstance(node, Leaf) else lightened(node.indicators, name)
        if name_of(node) == name or not (isinstance(node, Leaf) or below):
            kept.append(node.model_copy(update={"weight": 0.0}))
        else:
            kept.append(node.model_copy(update={"indicators": below}) if below else node)
    return tuple(kept) if any(node.weight for node in kept) else ()
