"""Reconciled: the figures that several lenses look at, reconciled once, and what each rule of periods takes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.framework import Taken
from theodolite.index.periods import Figures, take


@dataclass(frozen=True, eq=False)
class Reconciled:
    """Reconciled figures by indicator (`tables`; one without any has none), and what was taken of them so far.

    `until` is the last day that is looked at; without it, all that the ledger knows is.
    """

    ledger: Ledger
    tables: Mapping[str, pl.DataFrame]
    taken: dict[tuple[str, Taken], Figures] = field(default_factory=dict[tuple[str, Taken], Figures])
    until: date | None = None

    @property
    def now(self) -> date:
        """The day from which periods are looked at: `until`, else the day up to which the ledger knows."""
        return self.until or self.ledger.now

    def at_end_of(self, year: int) -> Reconciled:
        """The same figures as far as their periods are over by the end of `year`, as we know them today."""
        day = date(year, 12, 31)
        return Reconciled(
            self.ledger, {id: rows.filter(pl.col("end") <= day) for id, rows in self.tables.items()}, until=day
        )

    def figures(self, id: str, rule: Taken) -> Figures:
        """What `rule` takes of the indicator `id`, by entity; raises PlanError for a figure that is not finite."""
        if (id, rule) not in self.taken:
            self.taken[id, rule] = self._take(id, rule)
        return self.taken[id, rule]

    def entities(self, id: str) -> frozenset[str]:
        """Every entity with a figure of the indicator `id`, whether a rule takes it or not."""
        return self._entities.get(id, frozenset())

    @cached_property
    def _entities(self) -> dict[str, frozenset[str]]:
        return {id: frozenset(rows["entity"].unique().to_list()) for id, rows in self.tables.items()}

    def _take(self, id: str, rule: Taken) -> Figures:
        if id not in self.tables:
            return {}
        unknown = self.ledger.catalog.indicators[id].missing_means == "unknown"
        figures = take(self.tables[id], rule, self.now, whole=unknown)
        for entity, (value, _) in figures.items():
            if not np.isfinite(value):
                raise PlanError(
                    f"{id} of {entity} is {value}", expected="a finite number", next_step="correct the observation"
                )
        return figures
