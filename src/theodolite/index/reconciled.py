"""Reconciled: the figures that several lenses look at, reconciled once, and what each rule of periods takes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.framework import Taken
from theodolite.index.periods import Figures, take


@dataclass(frozen=True, eq=False)
class Reconciled:
    """Reconciled figures by indicator (`tables`; one without any has none), and what was taken of them so far."""

    ledger: Ledger
    tables: Mapping[str, pl.DataFrame]
    taken: dict[tuple[str, Taken], Figures] = field(default_factory=dict[tuple[str, Taken], Figures])

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
        figures = take(self.tables[id], rule, self.ledger.now, whole=unknown)
        for entity, (value, _) in figures.items():
            if not np.isfinite(value):
                raise PlanError(
                    f"{id} of {entity} is {value}", expected="a finite number", next_step="correct the observation"
                )
        return figures
