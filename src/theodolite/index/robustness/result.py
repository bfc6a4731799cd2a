"""Robustness: how often each entity has each rank, and stands above each other, over the lenses of a doubt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.errors import UnknownNameError
from theodolite.index.dataset import Array
from theodolite.index.ranking import Ranking
from theodolite.index.robustness.checkpoint import Tally
from theodolite.index.robustness.drivers import Drivers
from theodolite.index.robustness.plans import Plan
from theodolite.index.robustness.space import LensSpace
from theodolite.index.rows import rows_of

SURE = 0.95
"""The share of draws from which on one entity is said to stand above another."""

TOPS = (1, 3, 5, 10)
"""The first so many places whose odds stand in the table."""


@dataclass(frozen=True, eq=False)
class Robustness:
    """Ranks over `tally.draws` lenses of a space, of every entity that at least one of them ranks.

    `entities` are ordered from best to worst: by median rank, then mean rank, then code. `order` are their places in
    the tally. `plans` are the alternatives as they were carried out; `drivers` is None where they were not asked for.
    """

    ranking: Ranking
    space: LensSpace
    plans: tuple[Plan, ...]
    seed: int
    tally: Tally
    names: tuple[str, ...]
    """The entities as the tally has them."""
    drivers: Drivers | None

    @property
    def draws(self) -> int:
        """The number of lenses that were drawn."""
        return self.tally.draws

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Where each of `entities` stands in the tally."""
        counts = self.tally.histogram[:, 1:]
        times = counts.sum(axis=1)
        sums = counts @ np.arange(1, counts.shape[1] + 1)
        seen = [i for i in range(len(times)) if times[i]]
        medians = {i: _rank_at(counts[i], 0.5) for i in seen}
        standing = {i: (medians[i], float(sums[i] / times[i]), self.names[i]) for i in seen}
        return tuple(sorted(seen, key=standing.__getitem__))

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """Every entity that some lens ranks, best first."""
        return tuple(self.names[i] for i in self.order)

    @cached_property
    def probabilities(self) -> Array:
        """P(rank = k) of each entity (n × n, k = 1 first); a row sums to the share of draws that rank the entity."""
        return self.tally.histogram[list(self.order), 1 : len(self.order) + 1] / self.draws

    @cached_property
    def beats(self) -> Array:
        """P(a stands above b), n × n: strictly above, so that draws in which they share a rank count for neither."""
        return self.tally.wins[np.ix_(self.order, self.order)] / self.draws

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Entities that cannot be told apart: going down, each belongs with the one above it unless the first of its
        group stands above it in at least 95 % of the draws; then a new group begins."""
        found: list[list[int]] = []
        for i in range(len(self.entities)):
            if found and self.beats[found[-1][0], i] < SURE:
                found[-1].append(i)
            else:
                found.append([i])
        return tuple(tuple(self.entities[i] for i in group) for group in found)

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, rank (through the lens as written, null where it ranks nobody so called), p05, median, p95, mean,
        top_1, top_3, top_5, top_10 (odds), ranked (share of draws), group (from 1); best first.

        A percentile is the least rank that is reached or bettered in that share of the draws that rank the entity.
        """
        counts = self.tally.histogram[list(self.order), 1:]
        times = counts.sum(axis=1)
        within = {f"top_{k}": counts[:, :k].sum(axis=1) / self.draws for k in TOPS}
        group = {entity: number for number, group in enumerate(self.groups, 1) for entity in group}
        return pl.DataFrame(
            {
                "entity": self.entities,
                "rank": pl.Series([self.ranking.rank_of(entity) for entity in self.entities], dtype=pl.Int64),
                **{name: [_rank_at(row, q) for row in counts] for name, q in _PERCENTILES.items()},
                "mean": counts @ np.arange(1, counts.shape[1] + 1) / times,
                **within,
                "ranked": times / self.draws,
                "group": [group[entity] for entity in self.entities],
            }
        )

    @property
    def finding(self) -> str:
        """Who is first how often, how wide ranks are as a rule, how many groups there are, and what decides most."""
        said = self.ranking.ledger.catalog.economies.said
        first = self.table.sort("top_1", descending=True, maintain_order=True).row(0, named=True)
        half = math.ceil(float(np.median(self.table["p95"] - self.table["p05"])))
        places = "1 place" if half == 1 else f"{half} places"
        text = (
            f"Over {self.draws:,} lenses that the doubt about {self.ranking.lens.title!r} allows, "
            f"{said(first['entity'])} is first in {_share(first['top_1'])}; nine draws in ten keep half of "
            f"{len(self.table)} economies within {places}, and {len(self.groups)} groups can be told apart"
        )
        if self.drivers and (most := self.drivers.of()[0])["total"] is not None:
            text += f"; {most['choice']} moves the ranks most (total share {most['total']:.0%})"
        return text + "."

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking, sorted."""
        return self.ranking.sources

    def beat(self, a: str, b: str) -> float:
        """The share of draws in which `a` stands above `b`; raises UnknownNameError where one is never ranked."""
        return float(self.beats[self._place(a), self._place(b)])

    def explain(self, entity: str) -> dict[str, Any]:
        """One row of the table, P(rank = k), P(above) against each other entity, its group and what drives its rank."""
        place = self._place(entity)
        return {
            **self.table.row(place, named=True),
            "probabilities": self.probabilities[place].tolist(),
            "above": dict(zip(self.entities, self.beats[place].tolist(), strict=True)),
            "tied_with": [e for group in self.groups if entity in group for e in group if e != entity],
            "drivers": self.drivers.of(entity) if self.drivers else [],
        }

    def observations(self) -> pl.DataFrame:
        """The 5, 50 and 95 % ranks as rows of the ledger: indicators `lens/<id>/rank/p05`, `…/median` and `…/p95`."""
        id = self.ranking.lens.id
        cells = [
            (str(row["entity"]), f"lens/{id}/rank/{column}", float(row[column]), "rank")
            for column in _PERCENTILES
            for row in self.table.iter_rows(named=True)
        ]
        return rows_of(self.ranking, f"lens-{id}", cells)

    def _place(self, entity: str) -> int:
        if entity not in self.entities:
            near = self.ranking.ledger.catalog.economies.near(entity, self.entities)
            raise UnknownNameError(f"economy ranked through the lens {self.ranking.lens.id!r}", entity, near)
        return self.entities.index(entity)


_PERCENTILES = {"p05": 0.05, "median": 0.5, "p95": 0.95}


def _share(share: float) -> str:
    """A share in per cent, of which neither none nor all is said where it is nearly so."""
    return "more than 99%" if 0.995 <= share < 1 else "less than 1%" if 0 < share < 0.005 else f"{share:.0%}"


def _rank_at(counts: Array, share: float) -> int:
    """The least rank that is reached or bettered in `share` of the draws counted."""
    reached = np.cumsum(counts)
    return int(np.searchsorted(reached, share * reached[-1] * (1 - 1e-12))) + 1
