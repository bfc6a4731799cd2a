"""Coherence: whether the parts of an index belong together, and which of them make the score what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.coherence.alpha import alpha
from theodolite.index.coherence.bounds import Bounds
from theodolite.index.coherence.components import Components, components
from theodolite.index.coherence.importance import importance
from theodolite.index.coherence.pairs import correlations
from theodolite.index.coherence.said import finding
from theodolite.index.coherence.statistics import availability, statistics
from theodolite.index.dataset import Array
from theodolite.index.places import Place, branches, columns_of, places
from theodolite.index.ranking import Ranking
from theodolite.index.rows import rows_of

LOADINGS = {
    "pillar": pl.String, "component": pl.Int64, "eigenvalue": pl.Float64, "share": pl.Float64,
    "cumulative": pl.Float64, "kept": pl.Boolean, "n": pl.Int64, "item": pl.String, "loading": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Coherence:
    """The multivariate analysis of one ranking, at every level of its lens; what is past `bounds` is flagged.

    Correlations, alpha, components and importance are of the normalised figures and the scores, so that more is
    better everywhere; statistics and availability are of the figures as gathered. Parts of weight 0 are no items of
    their pillar.
    """

    ranking: Ranking
    bounds: Bounds

    @cached_property
    def table(self) -> pl.DataFrame:
        """Every two parts, how they stand to each other, their correlations, flag and reason: see `correlations`."""
        return correlations(places(self.ranking.lens.framework), self.columns, self.bounds)

    @cached_property
    def alphas(self) -> pl.DataFrame:
        """One row a pillar and the score: how many items, how many usable (k), alpha, flag, who is left out, reason.

        `flag` is negative below zero, low below `bounds.alpha`.
        """
        rows = [self._alpha(branch) for branch in self._branches]
        return pl.DataFrame(rows, schema_overrides={"alpha": pl.Float64, "flag": pl.String, "reason": pl.String})

    @cached_property
    def components(self) -> Mapping[str, Components | str]:
        """Pillar (and the score) → the components of its parts, or why there are none; not where it has one part."""
        found: dict[str, Components | str] = {}
        for branch in self._branches:
            if len(branch.children) > 1:
                try:
                    found[branch.name] = components(self._items(branch), branch.children)
                except PlanError as error:
                    found[branch.name] = error.what
        return found

    @cached_property
    def loadings(self) -> pl.DataFrame:
        """One row a component × item: pillar, component, eigenvalue, share, cumulative, kept, n, item, loading."""
        found = [(name, each) for name, each in self.components.items() if isinstance(each, Components)]
        rows = [row for name, each in found for row in _loadings(name, each)]
        return pl.DataFrame(rows, schema=LOADINGS)

    @cached_property
    def importance(self) -> pl.DataFrame:
        """One row a part: what it weighs and how much of its parent's variance goes with it: see `importance`."""
        return importance(places(self.ranking.lens.framework), self.columns)

    @cached_property
    def statistics(self) -> pl.DataFrame:
        """One row an indicator, of the figures as gathered: see `statistics`."""
        return statistics(self.ranking.raw, self.bounds)

    @cached_property
    def availability(self) -> pl.DataFrame:
        """One row an entity, of the figures as gathered, whether it is ranked or not: see `availability`."""
        return availability(self.ranking.raw, self.bounds)

    @property
    def finding(self) -> str:
        """Whether the pillars hang together, what is flagged, and whose importance is furthest from its weight."""
        return finding(self.ranking, self.bounds, self.table, self.alphas, self.importance)

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking, sorted."""
        return self.ranking.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """What one ranked entity has figures of, and where it stands on the first component of each pillar.

        Raises UnknownNameError if it is not ranked.
        """
        final = self.ranking.final
        if entity not in final.entities:
            raise UnknownNameError(f"economy ranked through the lens {self.ranking.lens.id!r}", entity, ())
        had = self.availability.row(by_predicate=pl.col("entity") == entity, named=True)
        first = {name: float(scores[final.entities.index(entity)]) for name, scores in self._first.items()}
        return {**had, "components": {name: None if np.isnan(score) else score for name, score in first.items()}}

    def observations(self) -> pl.DataFrame:
        """Scores on the first component of each pillar as rows of the ledger: `lens/<id>/component/<pillar>`.

        They are in index points: sums of standardised items.
        """
        id = self.ranking.lens.id
        cells = [
            (entity, f"lens/{id}/component/{pillar}", float(score), "index")
            for pillar, scores in self._first.items()
            for entity, score in zip(self.ranking.final.entities, scores, strict=True)
            if not np.isnan(score)
        ]
        return rows_of(self.ranking, f"lens-{id}", cells)

    @cached_property
    def columns(self) -> Mapping[str, Array]:
        """Every part by name, and the whole as `score`: n normalised figures or scores, NaN for missing."""
        return columns_of(self.ranking)

    @cached_property
    def _branches(self) -> tuple[Place, ...]:
        return branches(self.ranking.lens.framework)

    @cached_property
    def _first(self) -> dict[str, Array]:
        """Pillar → n scores on its first component; NaN where an entity is not complete."""
        found: dict[str, Array] = {}
        for name, each in self.components.items():
            if isinstance(each, Components):
                found[name] = np.full(each.complete.size, np.nan)
                found[name][each.complete] = each.scores[:, 0]
        return found

    def _items(self, branch: Place) -> Array:
        return np.column_stack([self.columns[name] for name in branch.children])

    def _alpha(self, branch: Place) -> dict[str, Any]:
        found = alpha(self._items(branch))
        low = "negative" if found.value < 0 else "low" if found.value < self.bounds.alpha else None
        return {
            "pillar": branch.name,
            "level": branch.level,
            "items": len(branch.children),
            "k": int(found.usable.sum()),
            "alpha": None if np.isnan(found.value) else found.value,
            "flag": low,
            "left_out": "; ".join(n for n, used in zip(branch.children, found.usable, strict=True) if not used),
            "reason": found.reason or None,
        }


def coherence(ranking: Ranking, bounds: Bounds | None = None) -> Coherence:
    """Correlations, alpha, components, importance and statistics of `ranking`, at every level of its lens.

    `bounds` (default: `Bounds()`) says what is flagged; it changes no figure. Missing figures are left out pair by
    pair; what cannot be computed is null or named with its reason, never left out in silence. Carry it out on each
    ranking of a panel for its years.
    """
    return Coherence(ranking, bounds or Bounds())


def _loadings(name: str, found: Components) -> list[dict[str, Any]]:
    cumulative = np.cumsum(found.shares)
    return [
        {
            "pillar": name,
            "component": c + 1,
            "eigenvalue": float(found.eigenvalues[c]),
            "share": float(found.shares[c]),
            "cumulative": float(cumulative[c]),
            "kept": c < found.kept,
            "n": found.n,
            "item": item,
            "loading": float(found.loadings[i, c]),
        }
        for c in range(len(found.items))
        for i, item in enumerate(found.items)
    ]
