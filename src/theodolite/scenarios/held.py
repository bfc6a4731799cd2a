"""What the ledger holds for scenarios: figures of chips, counts of chips sold, electricity, and factors of grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.scenarios.controls.chip import Chip
from theodolite.scenarios.controls.chip import chips as rated
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.equation import Array
from theodolite.scenarios.variable import Drawn, Stretch, Variable

PEAK, BANDWIDTH, TDP = "chip/dense-fp16", "chip/memory-bandwidth", "chip/tdp"

RECKONED = {PEAK: "TFLOP/s/chip", BANDWIDTH: "TB/s/chip", TDP: "MW/chip"}
"""Indicator of a chip → the unit in which the model reckons it."""

GRID_FACTOR, CARBON_INTENSITY = "energy/grid-factor", "energy/carbon-intensity"
PROJECTED = "F"

COUNT = "count"
"""The unit of an indicator of chips sold."""


@dataclass(frozen=True)
class Series:
    """Figures of one entity by year: value, low, high, and the editions that they come from."""

    years: tuple[int, ...]
    values: Array
    low: Array
    high: Array
    sources: tuple[str, ...]


class Evidence:
    """The ledger, whose indicators are reconciled once however many scenarios ask for them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._rows: dict[str, pl.DataFrame] = {}
        self._chips: dict[str, Chip] = {}
        self.plans: dict[tuple[str, int, int], Any] = {}
        """Plans of scenarios that others are held against, by file and years."""

    @property
    def catalog(self) -> Catalog:
        """The catalogue that the ledger was opened with."""
        return self.ledger.catalog

    def rows(self, indicator: str, entity: str) -> pl.DataFrame:
        """What `reconcile` makes of an indicator, of one entity, by time."""
        if indicator not in self._rows:
            self._rows[indicator] = reconcile(self.ledger, [indicator]).sort("end")
        return self._rows[indicator].filter(pl.col("entity") == entity)

    def rated(self, ids: Sequence[str]) -> dict[str, Chip]:
        """Chips with the figures that rules of export control test."""
        if missing := [id for id in ids if id not in self._chips]:
            self._chips |= rated(self.ledger, missing)
        return {id: self._chips[id] for id in ids}


def chip_figures(ledger: Evidence, chips: Sequence[str], years: int) -> dict[str, Variable]:
    """`CHIP indicator` → its variable, uniform between what sources say, of peak, bandwidth and power.

    Raises ScenarioError for a chip of which the ledger lacks one of them.
    """
    found: dict[str, Variable] = {}
    for chip in dict.fromkeys(chips):
        for indicator, unit in RECKONED.items():
            here = ledger.rows(indicator, chip)
            if here.is_empty():
                title = ledger.catalog.indicators[indicator].title.lower()
                raise ScenarioError(
                    f"the ledger holds no {title} of {chip}, and the model needs it",
                    next_step=f"add an observation of {indicator} for it, or leave the chip out of the scenario",
                )
            scale = factor(f"{ledger.catalog.indicators[indicator].unit}/chip", unit)
            low, high = _ends(here, scale)
            drawn = Drawn(1.0, "uniform", np.full(years, low), np.full(years, high))
            key = f"{chip} {indicator}"
            title = f"{ledger.catalog.title(chip)}: {ledger.catalog.indicators[indicator].title}"
            found[key] = Variable(key, title, unit, years, (Stretch(0, (drawn,)),), sources=_editions(here))
    return found


def _ends(rows: pl.DataFrame, scale: float) -> tuple[float, float]:
    ends = pl.concat([rows["value"], rows["low"].drop_nulls(), rows["high"].drop_nulls()]).to_numpy()
    return float(ends.min()) * scale, float(ends.max()) * scale


def series(ledger: Evidence, indicator: str, entity: str) -> Series:
    """What was observed of an indicator for an entity, year by year; projections are left out.

    Raises ScenarioError where there is nothing.
    """
    rows = ledger.rows(indicator, entity).filter(pl.col("status") != PROJECTED)
    if rows.is_empty():
        raise ScenarioError(f"the ledger holds no {indicator} for {entity}, and the scenario asks for it")
    value = rows["value"].to_numpy()
    low, high = (np.where(np.isnan(end), value, end) for end in (rows[name].to_numpy() for name in ("low", "high")))
    return Series(tuple(rows["end"].dt.year().to_list()), value, low, high, _editions(rows))


@dataclass(frozen=True)
class GridFactor:
    """Tonnes of carbon dioxide a megawatt-hour, the year it is of, and the edition that says so (None: the user)."""

    value: float
    year: int
    source: str | None


def grid_factor(ledger: Evidence, region: str) -> GridFactor | None:
    """The latest factor that was observed of a region's grid, on average; None where nobody says one.

    Of a whole economy it is the carbon intensity of its electricity.
    """
    indicator = CARBON_INTENSITY if region in ledger.catalog.economies.titles else GRID_FACTOR
    rows = ledger.rows(indicator, region).filter(pl.col("status") != PROJECTED)
    if rows.is_empty():
        return None
    last = rows.row(-1, named=True)
    scale = factor(ledger.catalog.indicators[indicator].unit, "tCO2/MWh")
    return GridFactor(last["value"] * scale, last["end"].year, f"{last['source']}-{last['edition']}")


def sold(ledger: Evidence, indicator: str, entity: str, years: Sequence[int]) -> tuple[Variable, int]:
    """How many chips were sold by the end of each year, and the last year that is counted; flat from then on.

    The first row is the end of the year before the first: years + 1 rows. Before the first count nothing was sold.
    Log-normal between what sources say; uniform where that reaches down to 0. Raises ScenarioError where the indicator
    is no count, or counts what was sold before the first year.
    """
    if (unit := ledger.catalog.indicators[indicator].unit) != COUNT:
        raise ScenarioError(f"{indicator!r} is in {unit} and no count of chips", expected=f"an indicator in {COUNT}")
    held = series(ledger, indicator, entity)
    if held.years[0] < years[0]:
        raise ScenarioError(
            f"chips of {indicator!r} were sold from {held.years[0]} on, and the scenario begins in {years[0]}: what "
            "came before would be lost",
            expected=f"years: from {held.years[0]} on",
        )
    last = held.years[-1]
    at = [_index(held.years, year) for year in (years[0] - 1, *years)]
    low, high = (np.array([0.0 if i is None else float(end[i]) for i in at]) for end in (held.low, held.high))
    some = np.array([i is not None for i in at])
    drawn = Drawn(1.0, "log-normal" if (low[some] > 0).all() else "uniform", low, high)
    title = ledger.catalog.indicators[indicator].title
    return Variable(indicator, title, "chip", len(at), (Stretch(0, (drawn,)),), sources=held.sources), last


def _index(years: Sequence[int], year: int) -> int | None:
    before = [i for i, one in enumerate(years) if one <= year]
    return before[-1] if before else None


def _editions(rows: pl.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(set(rows["source"] + "-" + rows["edition"])))
