"""Gather: from the ledger to a dataset, one figure for each entity and indicator by the lens's rule of periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import polars as pl

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.index.dataset import Cell, Dataset, Flag
from theodolite.index.denominate import DENOMINATORS, Denominate, denominator_of
from theodolite.index.framework import Taken, leaves
from theodolite.index.lens import Lens
from theodolite.index.periods import Figures, latest_figures, take

YEARS_UNTIL_OLD = 4
"""A figure whose period ended in an earlier year than this many years ago is marked as old."""


def reconciled(ledger: Ledger, lenses: Iterable[Lens]) -> pl.DataFrame:
    """The reconciled figures of every indicator, denominator and rule of `lenses`: computed once, handed to each."""
    wanted: set[str] = set()
    for lens in lenses:
        wanted |= {*lens.indicators, *(DENOMINATORS[name] for name in denominators(ledger, lens))}
        wanted |= {lens.economies.indicator} if lens.economies else set()
    return reconcile(ledger, wanted)


def gather(ledger: Ledger, lens: Lens, used: pl.DataFrame | None = None) -> Dataset:
    """The figures that the lens takes, for every economy that it looks at; `used` is what `reconciled` gives.

    Where an indicator's missing values mean *none recorded*, a cell without an observation is a true zero; otherwise
    it is missing (NaN). Raises PlanError where an indicator has no figure at all, or one that is not finite.
    """
    used = reconciled(ledger, [lens]) if used is None else used
    tables = {str(id): rows for (id,), rows in used.partition_by("indicator", as_dict=True).items()}
    columns = {leaf.indicator: _figures(ledger, lens, leaf.indicator, tables) for leaf in leaves(lens.framework)}
    _refuse_empty(ledger, lens, [id for id, figures in columns.items() if not figures])
    entities, excluded = population(ledger, lens, tables)
    sizes = {name: _sizes(ledger, DENOMINATORS[name], tables) for name in denominators(ledger, lens)}
    kept = frozenset(entities)
    data = Dataset(
        entities,
        lens.indicators,
        np.column_stack([_column(ledger, id, figures, entities) for id, figures in columns.items()]),
        np.array([1.0 if ledger.catalog.indicators[id].direction == "more" else -1.0 for id in lens.indicators]),
        cells={
            (entity, id): cell
            for id, figures in [*columns.items(), *((DENOMINATORS[name], size) for name, size in sizes.items())]
            for entity, (_, cell) in figures.items()
            if entity in kept
        },
        denominators=tuple(ledger.catalog.indicators[id].denominators for id in lens.indicators),
        sizes={name: _values(figures, entities, np.nan) for name, figures in sizes.items()},
        excluded=excluded,
    )
    return data.with_values(data.values, list(_flags(ledger, data)))


def denominators(ledger: Ledger, lens: Lens) -> tuple[str, ...]:
    """The denominators that the lens divides by somewhere, sorted."""
    steps = [step for step in lens.steps if isinstance(step, Denominate)]
    allowed = {id: ledger.catalog.indicators[id].denominators for id in lens.indicators}
    used = {
        denominator_of(leaf.denominate, step.by, leaf.indicator, allowed[leaf.indicator])
        for step in steps
        for leaf in leaves(lens.framework)
    }
    return tuple(sorted(name for name in used if name))


def population(ledger: Ledger, lens: Lens, tables: dict[str, pl.DataFrame]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The economies that the lens looks at, sorted by code, and why the others with figures are left out.

    Those in the lens's rule, else all that have any figure of its indicators; never groups of economies.
    """
    known = set(ledger.catalog.economies.titles) - ledger.catalog.economies.groups
    seen = {e for id in lens.indicators for e in tables[id]["entity"].unique()} & known
    if (rule := lens.economies) is None:
        return tuple(sorted(seen)), {}
    if rule.indicator not in tables:
        raise PlanError(
            f"no figure of {rule.indicator} is known by {ledger.now}",
            where=f"economies: of the lens {lens.id!r}",
            next_step="pull its source, or take the economies: rule out of the lens",
        )
    sizes = dict(latest_figures(tables[rule.indicator], ledger.now).select("entity", "value").iter_rows())
    reasons: dict[str, str] = {}
    for entity in sorted(seen):
        if entity not in sizes:
            reasons[entity] = f"size unknown: no figure of {rule.indicator}"
        elif sizes[entity] < rule.at_least:
            reasons[entity] = f"too small: {rule.indicator} is below {rule.at_least:,.0f}"
    return tuple(sorted(seen - set(reasons))), reasons


def _figures(ledger: Ledger, lens: Lens, id: str, tables: dict[str, pl.DataFrame]) -> Figures:
    rule = next(leaf.period for leaf in leaves(lens.framework) if leaf.indicator == id) or lens.period
    unknown = ledger.catalog.indicators[id].missing_means == "unknown"
    figures = take(tables[id], rule, ledger.now, whole=unknown) if id in tables else {}
    for entity, (value, _) in figures.items():
        if not np.isfinite(value):
            raise PlanError(
                f"{id} of {entity} is {value}", expected="a finite number", next_step="correct the observation"
            )
    return figures


def _refuse_empty(ledger: Ledger, lens: Lens, ids: Sequence[str]) -> None:
    if ids:
        what = f"the indicator {ids[0]} has" if len(ids) == 1 else f"the indicators {', '.join(ids)} have"
        raise PlanError(
            f"{what} no figure that the lens {lens.id!r} may take",
            expected=f"an observation of the periods that the lens asks for, known by {ledger.now}",
            next_step="pull its source, take the indicator out of the lens, or ask for older periods",
        )


def _sizes(ledger: Ledger, id: str, tables: dict[str, pl.DataFrame]) -> Figures:
    return take(tables[id], Taken(), ledger.now) if id in tables else {}


def _column(ledger: Ledger, id: str, figures: Figures, entities: Sequence[str]) -> np.ndarray:
    none = 0.0 if ledger.catalog.indicators[id].missing_means == "none-recorded" else np.nan
    return _values(figures, entities, none)


def _values(figures: Figures, entities: Sequence[str], none: float) -> np.ndarray:
    return np.array([figures[entity][0] if entity in figures else none for entity in entities], dtype=float)


def _flags(ledger: Ledger, data: Dataset) -> list[Flag]:
    flags: list[Flag] = []
    for j, id in enumerate(data.indicators):
        for i, entity in enumerate(data.entities):
            cell = data.cells.get((entity, id))
            if cell is not None:
                flags += _cell_flags(cell, entity, id, ledger.now)
            elif data.values[i, j] == 0:
                flags.append(Flag("none-recorded", "none recorded, taken as zero", entity, id))
    return flags


def _cell_flags(cell: Cell, entity: str, id: str, now: date) -> list[Flag]:
    flags: list[Flag] = []
    if cell.end.year < now.year - YEARS_UNTIL_OLD:
        flags.append(Flag("old", f"the figure is of {cell.period}", entity, id))
    if cell.provisional:
        flags.append(Flag("provisional", f"the figure of {cell.period} is provisional", entity, id))
    if cell.disputed:
        flags.append(Flag("disputed", f"sources give {cell.low:g} to {cell.high:g}", entity, id))
    return flags
