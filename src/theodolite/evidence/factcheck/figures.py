"""Figures: what the evidence base says of an entity and indicator, as a claim is held against it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from theodolite.core.indicator import Indicator
from theodolite.evidence.factcheck.said import Interval
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import in_order, standing
from theodolite.evidence.tolerance import span


class Figure(NamedTuple):
    """One row of the ledger. `low` to `high` is what it may stand for: its rounding, and its reported interval.

    `stands` says that no later edition of its work replaces it, `used` that it is the one that reconciling takes.
    """

    row: int
    entity: str
    indicator: str
    period: str
    start: date
    end: date
    value: float
    low: float
    high: float
    projected: bool
    source: str
    edition: str
    published: date
    stands: bool
    used: bool

    @property
    def span(self) -> Interval:
        """What it may stand for."""
        return Interval(self.low, self.high)

    @property
    def edition_id(self) -> str:
        """The id of its edition."""
        return f"{self.source}-{self.edition}"


class Figures:
    """The figures of the indicators that are asked for, with those that later editions replace."""

    def __init__(self, ledger: Ledger, indicators: Iterable[str]) -> None:
        self.ledger = ledger
        self._wanted = sorted({name for name in indicators if name in ledger.catalog.indicators})
        self._of: dict[tuple[str, str], tuple[Figure, ...]] = {}

    @cached_property
    def _rows(self) -> dict[str, pl.DataFrame]:
        rows = self.ledger.select(indicator=self._wanted)
        stand = in_order(standing(self.ledger, rows), self.ledger)
        first = pl.int_range(pl.len()).over("entity", "indicator", "period") == 0
        stand = stand.select("row", used=first, stands=pl.lit(value=True))
        rows = rows.join(stand, on="row", how="left", maintain_order="left")
        low, high = span(
            *(rows[name].cast(pl.Float64).fill_null(float("nan")).to_numpy() for name in ("value", "low", "high"))
        )
        rows = rows.with_columns(
            pl.Series("least", low),
            pl.Series("most", high),
            pl.col("used", "stands").fill_null(value=False),
            projected=pl.col("status") == "F",
        ).sort("indicator", "entity", "end", "start", "row")
        parts = rows.partition_by("indicator", as_dict=True)
        return {str(name): part for (name,), part in parts.items()}

    def indicator(self, name: str) -> Indicator:
        """The indicator of that id."""
        return self.ledger.catalog.indicators[name]

    def of(self, entity: str, indicator: str) -> tuple[Figure, ...]:
        """All figures of an entity and indicator, the oldest period first."""
        key = (entity, indicator)
        if key not in self._of:
            rows = self._rows.get(indicator)
            self._of[key] = () if rows is None else tuple(_figures(rows.filter(pl.col("entity") == entity)))
        return self._of[key]

    def at(self, indicator: str, start: date, end: date, *, projected: bool) -> list[Figure]:
        """The figures used of every entity for the very period from `start` to `end`."""
        rows = self._rows.get(indicator)
        if rows is None:
            return []
        same = (pl.col("start") == start) & (pl.col("end") == end) & pl.col("used") & (pl.col("projected") == projected)
        return list(_figures(rows.filter(same)))

    def related(self, indicator: str) -> list[str]:
        """The other indicators that count the same concept, by another definition."""
        concept = self.indicator(indicator).concept
        known = self.ledger.catalog.indicators
        return [name for name in self._wanted if concept and name != indicator and known[name].concept == concept]


def _figures(rows: pl.DataFrame) -> Iterable[Figure]:
    names = ("row", "entity", "indicator", "period", "start", "end", "value", "least", "most", "projected", "source",
             "edition", "published", "stands", "used")  # fmt: skip
    return (Figure(*values) for values in rows.select(names).iter_rows())
