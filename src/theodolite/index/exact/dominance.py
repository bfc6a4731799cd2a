"""Dominance: who is never behind whom, under all weights of a region, or through all of several lenses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.prose import upper
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.dataset import Array, Mask
from theodolite.index.exact.level import PILLARS, level_of
from theodolite.index.exact.region import region_of
from theodolite.index.ranking import Ranking
from theodolite.index.rows import rows_of


@dataclass(frozen=True, eq=False)
class Dominance:
    """For every two of n entities the least lead of the one over the other: `margins[i, j]`, n × n.

    The least over all weights of a region, or over several lenses: `said` tells which. NaN where nothing is said of a
    pair. Sorted by how many an entity is never behind.
    """

    rankings: tuple[Ranking, ...]
    entities: tuple[str, ...]
    margins: Array
    said: str

    @property
    def never_behind(self) -> Mask:
        """n × n: whether one is never behind the other (and the other not the same to it throughout)."""
        with np.errstate(invalid="ignore"):
            return np.asarray((self.margins >= 0) & ~((self.margins >= 0) & (self.margins.T >= 0)))

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, above (how many it is never behind), below (how many are never behind it), open; most above first."""
        above, below = self.never_behind.sum(axis=1), self.never_behind.sum(axis=0)
        rest = len(self.entities) - 1 - above - below
        frame = pl.DataFrame({"entity": list(self.entities), "above": above, "below": below, "open": rest})
        return frame.sort(["above", "below", "entity"], descending=[True, False, False])

    @property
    def finding(self) -> str:
        """How many pairs are settled, and who stands above most."""
        say = self.rankings[0].ledger.catalog.economies.said
        n, settled = len(self.entities), int(self.never_behind.sum())
        first = self.table.row(0, named=True)
        return (
            f"{upper(self.said)}, {settled} of {n * (n - 1) // 2} pairs of economies keep their order; "
            f"{say(first['entity'])} is never behind {first['above']} of the other {n - 1}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the rankings, sorted."""
        return tuple(sorted({source for ranking in self.rankings for source in ranking.sources}))

    def explain(self, entity: str) -> dict[str, Any]:
        """Whom one entity is never behind, who is never behind it, and the least lead over each of the others."""
        if entity not in self.entities:
            raise UnknownNameError("economy that all of it is said of", entity, ())
        i = self.entities.index(entity)
        open_ = ~self.never_behind[i] & ~self.never_behind[:, i]
        return {
            "entity": entity,
            "never_behind": [e for e, settled in zip(self.entities, self.never_behind[i], strict=True) if settled],
            "never_ahead_of": [e for e, settled in zip(self.entities, self.never_behind[:, i], strict=True) if settled],
            "open": [
                {"entity": e, "least_lead": None if np.isnan(lead) else float(lead)}
                for e, lead, one in zip(self.entities, self.margins[i], open_, strict=True) if one and e != entity
            ],
        }  # fmt: skip

    def observations(self) -> pl.DataFrame:
        """How many an entity is never behind, as rows of the ledger: `lens/<ids>/never-behind`, a count."""
        ids = "+".join(ranking.lens.id for ranking in self.rankings)
        cells = [
            (e, f"lens/{ids}/never-behind", float(n), "count")
            for e, n in self.table.select("entity", "above").iter_rows()
        ]
        return rows_of(self.rankings[0], f"dominance-{ids}", cells)


def dominance(
    ranking: Ranking,
    *,
    level: str = PILLARS,
    within: float | None = None,
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
) -> Dominance:
    """Who is never behind whom under any weights of a region (see `level_of` and `region_of`).

    The least lead of i over j is a linear program, min Σ wₖ(xᵢₖ − xⱼₖ), with the closed form of `greatest`. It is on
    the level's scale (points, logarithms). Missing values: siblings that both lack are out, and the lead is over the
    weight of the others; nothing is said of pairs not scored on the same siblings.
    Dominance over feasible weights: Salo and Punkka (2011), https://doi.org/10.1287/mnsc.1100.1265.
    """
    on = level_of(ranking, level)
    region = region_of(on, within, at_least, at_most)
    n = len(ranking.final.entities)
    a, b = (index.ravel() for index in np.indices((n, n)))
    decided = on.comparable(a, b)
    margins = np.full(n * n, np.nan)
    margins[decided] = region.least(on.differences(a[decided], b[decided]))
    said = f"under all weights of the {on.name} ({region.said}) of the lens {ranking.lens.title!r}"
    return Dominance((ranking,), ranking.final.entities, margins.reshape(n, n), said)


def dominance_through(rankings: Sequence[Ranking]) -> Dominance:
    """Who is never behind whom through any of several rankings, among the entities that all of them rank.

    The least lead is in points of the score. Raises PlanError where they rank fewer than two entities in common.
    """
    shared = sorted(set.intersection(*(set(ranking.final.entities) for ranking in rankings))) if rankings else []
    if len(shared) < 2:
        raise PlanError(
            f"{len(rankings)} lenses rank {len(shared)} economies in common",
            expected="at least two",
            next_step="leave out the lens that ranks fewest",
        )
    scores = [np.array([ranking.score_of(entity) for entity in shared]) for ranking in rankings]
    margins = np.min([np.round(own[:, None] - own[None, :], 9) for own in scores], axis=0)
    said = f"through every one of the lenses {', '.join(ranking.lens.id for ranking in rankings)}"
    return Dominance(tuple(rankings), tuple(shared), margins, said)
