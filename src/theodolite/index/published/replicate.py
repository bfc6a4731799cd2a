"""Replicate: what a publisher prints, beside what its lens makes of its pillar scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.prose import shown
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.aggregate import WHOLE
from theodolite.index.dataset import Array
from theodolite.index.published.printed import printed
from theodolite.index.published.system import System, find_system
from theodolite.index.ranking import Ranking, ranks


@dataclass(frozen=True, eq=False)
class Replication:
    """A published `system` and the `ranking` that re-makes it."""

    system: System
    ranking: Ranking

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, rank, printed_rank, remade, printed and residual (printed less re-made); best first.

        `printed_rank` is null for an economy of which no rank is printed, and `printed` where its total is not known.
        """
        remade = pl.DataFrame({"entity": self.ranking.final.entities, "remade": _total(self.system, self.ranking)})
        told = printed(self.ranking.ledger, self.system).select("entity", printed_rank="rank", printed=pl.col("score"))
        return (
            remade.with_columns(rank=pl.Series(ranks(remade["remade"].to_numpy())))
            .join(told, on="entity", how="left", maintain_order="left")
            .with_columns(residual=pl.col("printed") - pl.col("remade"))
            .select("entity", "rank", "printed_rank", "remade", "printed", "residual")
            .sort("rank", "entity")
        )

    @property
    def same(self) -> tuple[int, int]:
        """How many printed ranks are re-made, and how many there are.

        Where the lens ranks fewer economies than the publisher, ranks are counted among those it ranks.
        """
        told = self.table.drop_nulls("printed_rank")
        among = told["printed_rank"].rank("min").cast(pl.Int64)
        own = told["rank"].rank("min").cast(pl.Int64)
        return int((among == own).sum()), len(told)

    @property
    def largest(self) -> tuple[str, float] | None:
        """The economy whose printed total is farthest from the re-made one, and the residual; None without totals."""
        told = self.table.drop_nulls("residual").sort(pl.col("residual").abs(), descending=True)
        return None if told.is_empty() else (told["entity"][0], float(told["residual"][0]))

    @property
    def finding(self) -> str:
        """How many printed ranks the lens re-makes, and how far its totals are from the printed ones."""
        same, known = self.same
        name = self.ranking.ledger.catalog.economies.said
        farthest = self.largest
        totals = f"; a total is off by {shown(abs(farthest[1]))} at most ({name(farthest[0])})" if farthest else ""
        return (
            f"The lens {self.ranking.lens.id!r} re-makes {same} of {known} printed ranks of {self.system.title} "
            f"({self.system.producer}){totals}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions of the pillar scores and of the printed results, sorted."""
        told = printed(self.ranking.ledger, self.system)["edition"]
        return tuple(sorted({*self.ranking.sources, *told}))

    def explain(self, entity: str) -> dict[str, Any]:
        """The row of one economy, with the tree behind its re-made score."""
        row = self.table.filter(pl.col("entity") == entity)
        if row.is_empty():
            raise UnknownNameError(f"economy ranked through {self.ranking.lens.id!r}", entity, ())
        return {**row.row(0, named=True), "tree": self.ranking.explain(entity)}

    def observations(self) -> pl.DataFrame:
        """The re-made scores as rows of the ledger."""
        return self.ranking.observations()


def replicate(ranking: Ranking) -> Replication:
    """What the publisher prints beside what `ranking`, whose lens says whom it `replicates`, makes of the pillars.

    Raises PlanError where the lens replicates nobody, or its figures are of another period than the printed ones.
    """
    lens = ranking.lens
    if lens.replicates is None:
        raise PlanError(
            f"the lens {lens.id!r} re-makes nobody's system",
            expected="replicates: in the lens, with the name of a system",
        )
    system = find_system(lens.replicates, ranking.ledger.catalog)
    weighed = {ranking.cell(entity, id) for entity in ranking.final.entities for id in lens.indicators}
    periods = {cell.period for cell in weighed if cell is not None}
    if system.period not in periods:
        raise PlanError(
            f"the figures are of {', '.join(sorted(periods))}, and the printed results of {system.period}",
            where=f"the lens {lens.id!r} and the system {system.id!r}",
            next_step="take another --as-of, or pull the edition",
        )
    return Replication(system, ranking)


def _total(system: System, ranking: Ranking) -> Array:
    """The n weighted means on the scale on which the publisher prints its totals."""
    mean = ranking.scores[WHOLE]
    if system.total == "min-max":
        return 100 * (mean - mean.min()) / np.ptp(mean)
    return mean * sum(pillar.weight for pillar in ranking.lens.framework) if system.total == "sum" else mean
