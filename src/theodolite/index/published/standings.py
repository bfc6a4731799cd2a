"""Standings: where economies stand in every published system, side by side with what each system measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.prose import upper
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.published.printed import printed
from theodolite.index.published.side import MEASURES
from theodolite.index.published.system import System, systems


@dataclass(frozen=True, eq=False)
class Standings:
    """The places of `entities` in every published system of which the ledger holds results."""

    ledger: Ledger
    entities: tuple[str, ...]

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, system, title, rank, covers, score, basis, measures and concept: one row an economy × system.

        A rank is null where it is not known among all whom the system covers (see `printed`).
        """
        rows = [row for system in self._systems for row in self._rows(system)]
        return pl.DataFrame(rows, schema_overrides={"rank": pl.Int64, "covers": pl.Int64, "basis": pl.String}).sort(
            "entity", "rank", "system", nulls_last=True
        )

    @property
    def finding(self) -> str:
        """The best and the worst rank of each economy."""
        told: list[str] = []
        for entity in self.entities:
            known = self.table.filter(pl.col("entity") == entity, pl.col("rank").is_not_null())
            name = self.ledger.catalog.economies.said(entity)
            if known.is_empty():
                told.append(f"{name} has no rank that we know")
                continue
            best, worst = known.row(0, named=True), known.row(-1, named=True)
            if len(known) == 1:
                told.append(f"{name} ranks {_place(best)} in the one system that we hold a rank of ({best['title']})")
                continue
            told.append(
                f"{name} ranks {_place(best)} at best ({best['title']}) and {_place(worst)} at worst ({worst['title']})"
            )
        return upper("; ".join(told)) + "."

    @property
    def caveats(self) -> tuple[str, ...]:
        """Of each economy, the systems in which no place of it is held: it may stand there all the same."""
        held = set(self.table.select("entity", "system").iter_rows())
        lacking = {e: [id for id in systems(self.ledger.catalog) if (e, id) not in held] for e in self.entities}
        name = self.ledger.catalog.economies.said
        return tuple(f"no place of {name(e)} is held in {', '.join(ids)}" for e, ids in lacking.items() if ids)

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions that hold the results, sorted."""
        held = (printed(self.ledger, system) for system in self._systems)
        return tuple(sorted({edition for table in held for edition in table["edition"]}))

    def explain(self, entity: str) -> list[dict[str, Any]]:
        """The rows of one economy."""
        if entity not in self.entities:
            raise UnknownNameError("economy of these standings", entity, self.entities)
        return self.table.filter(pl.col("entity") == entity).to_dicts()

    def observations(self) -> pl.DataFrame:
        """The rows of the ledger that hold the results."""
        edition = pl.col("source") + "-" + pl.col("edition")
        return self.ledger.rows.filter(edition.is_in(list(self.sources)), pl.col("entity").is_in(list(self.entities)))

    @cached_property
    def _systems(self) -> list[System]:
        held: list[System] = []
        for system in systems(self.ledger.catalog).values():
            try:
                printed(self.ledger, system)
            except PlanError:
                continue
            held.append(system)
        return held

    def _rows(self, system: System) -> list[dict[str, Any]]:
        results = printed(self.ledger, system).filter(pl.col("entity").is_in(list(self.entities)))
        facts = {"system": system.id, "title": system.title, "covers": system.covers,
                 "measures": MEASURES[system.measures], "concept": system.concept}  # fmt: skip
        return [
            {"entity": row["entity"], "rank": row["rank"], "score": row["score"], "basis": row["basis"], **facts}
            for row in results.iter_rows(named=True)
        ]


def standings(ledger: Ledger, entities: Sequence[str]) -> Standings:
    """Where `entities` (codes) stand in every published system.

    Raises PlanError where the ledger holds no result of any of them.
    """
    found = Standings(ledger, tuple(entities))
    if found.table.is_empty():
        raise PlanError(
            f"no published system that we hold places {', '.join(entities)}", next_step="theodolite list sources"
        )
    return found


def _place(row: dict[str, Any]) -> str:
    return f"{row['rank']} of {row['covers']}" if row["covers"] else f"{row['rank']}"
