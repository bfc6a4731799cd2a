"""All pairs: the least share of weight that must move for a tie, for every two entities of a ranking at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.index.dataset import Array, Mask
from theodolite.index.exact.least_change import least_changes
from theodolite.index.exact.level import INDICATORS, PILLARS, Level, level_of
from theodolite.index.ranking import Ranking
from theodolite.index.rows import rows_of


@dataclass(frozen=True, eq=False)
class Pairs:
    """The least weight change of every two of n ranked entities, in the order of the ranking, best first.

    `changes` is n × n and symmetric; NaN where no weights give a tie, and where `decided` is false: there the two are
    not scored on the same siblings, and nothing is said of them.
    """

    level: Level
    entities: tuple[str, ...]
    changes: Array
    decided: Mask

    @property
    def ranking(self) -> Ranking:
        """The ranking that they stand in."""
        return self.level.ranking

    @cached_property
    def table(self) -> pl.DataFrame:
        """ahead, behind, least_weight_change (null where impossible), decided; one row a pair, the closest first."""
        rows, columns = np.triu_indices(len(self.entities), 1)
        frame = pl.DataFrame(
            {
                "ahead": [self.entities[i] for i in rows],
                "behind": [self.entities[j] for j in columns],
                "least_weight_change": self.changes[rows, columns],
                "decided": self.decided[rows, columns],
            }
        ).with_columns(pl.col("least_weight_change").fill_nan(None))
        return frame.sort("least_weight_change", "ahead", "behind", nulls_last=True)

    @property
    def finding(self) -> str:
        """How many pairs no weights can turn round, how close the first two are, and which neighbours are closest."""
        catalog = self.ranking.ledger.catalog.economies
        decided = self.table.filter("decided")
        never = decided["least_weight_change"].null_count()
        first = self.changes[0, 1]
        lead = "that no weights can make up" if np.isnan(first) else f"that lasts until {first:.1%} of the weight moves"
        lead = lead if self.decided[0, 1] else "of which nothing is said, for they are not scored on the same"
        median = decided["least_weight_change"].drop_nulls().median()
        others = "" if median is None else f", and half of the others turn round with less than {median:.1%} of it"
        of = f"of the weights {'of the' if self.level.name in (PILLARS, INDICATORS) else 'in'} {self.level.name}"
        return (
            f"Through the lens {self.ranking.lens.title!r}, {catalog.said(self.entities[0])} has a lead over "
            f"{catalog.said(self.entities[1])} {lead}; {never} of {len(decided)} pairs keep their order whatever "
            f"becomes {of}{others}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking, sorted."""
        return self.ranking.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """The pairs of one entity, the closest first, and those of which nothing can be said."""
        self.level.place(entity)
        own = self.table.filter((pl.col("ahead") == entity) | (pl.col("behind") == entity))
        return {
            "entity": entity,
            "level": self.level.name,
            "pairs": own.filter("decided").drop("decided").to_dicts(),
            "undecided": [
                one for row in own.filter(~pl.col("decided")).iter_rows() for one in row[:2] if one != entity
            ],
        }

    def observations(self) -> pl.DataFrame:
        """For each entity the least change that turns it round with any other: `lens/<id>/flip`, a share."""
        with np.errstate(invalid="ignore"):
            least = np.nanmin(np.where(np.eye(len(self.entities), dtype=bool), np.inf, self.changes), axis=1)
        name = f"lens/{self.ranking.lens.id}/flip"
        cells = [(e, name, float(v), "share") for e, v in zip(self.entities, least, strict=True) if np.isfinite(v)]
        return rows_of(self.ranking, f"flip-{self.ranking.lens.id}", cells)


def least_weight_changes(ranking: Ranking, *, level: str = PILLARS) -> Pairs:
    """As `least_weight_change` without bounds, for every two entities at once: n(n − 1)/2 sorts and cumulative sums."""
    on = level_of(ranking, level)
    ordered = tuple(ranking.table["entity"])
    places = np.array([on.place(entity) for entity in ordered])
    rows, columns = np.triu_indices(len(ordered), 1)
    a, b = places[rows], places[columns]
    decided, changes = on.comparable(a, b), np.full(len(rows), np.nan)
    has = ~np.isnan(on.values)
    for present in np.unique(has[a[decided]], axis=0):
        those = decided & (has[a] == present).all(axis=1)
        share = on.weights[present].sum()
        differences = on.differences(a[those], b[those])[:, present]
        changes[those] = share * least_changes(differences, on.weights[present] / share)
    square, known = np.zeros((2, len(ordered), len(ordered)))
    square[rows, columns] = square[columns, rows] = changes
    known[rows, columns] = known[columns, rows] = decided
    return Pairs(on, ordered, square, (known + np.eye(len(ordered))).astype(bool))
