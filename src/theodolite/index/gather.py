"""Gather: from the ledger to a dataset, one figure for each entity and indicator by the lens's rule of periods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from theodolite.core.period import plain_period
from theodolite.core.prose import shown
from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.index.dataset import Array, Cell, Dataset, Flag
from theodolite.index.denominate import Denominate, denominator_of, size_of
from theodolite.index.framework import Taken, leaves
from theodolite.index.lens import Lens, refuse_unknown_weights
from theodolite.index.missing import Absence, absent
from theodolite.index.periods import Figures, latest_figures
from theodolite.index.reconciled import Reconciled

YEARS_UNTIL_OLD = 4
"""A figure whose period ended in an earlier year than this many years ago is marked as old."""


def reconciled(ledger: Ledger, lenses: Iterable[Lens]) -> Reconciled:
    """The reconciled figures of every indicator, denominator and rule of `lenses`: computed once, handed to each."""
    wanted: set[str] = set()
    for lens in lenses:
        wanted |= {*lens.indicators, *denominators(ledger, lens).values()}
        wanted |= {lens.economies.indicator} if lens.economies else set()
        wanted |= {by for id in lens.indicators if (by := ledger.catalog.indicators[id].recorded_by)}
    rows = reconcile(ledger, wanted)
    return Reconciled(ledger, {str(id): part for (id,), part in rows.partition_by("indicator", as_dict=True).items()})


def gather(ledger: Ledger, lens: Lens, used: Reconciled | None = None) -> Dataset:
    """The figures that the lens takes, for every economy that it looks at; `used` is what `reconciled` gives.

    What a cell without a figure holds, 0 or NaN, is decided by `absent`. Raises PlanError where an indicator has no
    figure at all, or one that is not finite, and where the lens's weights are unknown.
    """
    refuse_unknown_weights(lens)
    used = reconciled(ledger, [lens]) if used is None else used
    rules = {leaf.indicator: leaf.period or lens.period for leaf in leaves(lens.framework)}
    columns = {id: used.figures(id, rule) for id, rule in rules.items()}
    _refuse_empty(ledger, lens, [id for id, figures in columns.items() if not figures])
    entities, excluded = population(used, lens)
    without = {id: absent(used, id, rule, entities) for id, rule in rules.items()}
    divisors = denominators(ledger, lens)
    sizes = {name: used.figures(id, Taken()) for name, id in divisors.items()}
    by_id = {**{divisors[name]: figures for name, figures in sizes.items()}, **columns}
    data = Dataset(
        entities,
        lens.indicators,
        np.column_stack([_values(columns[id], entities, without[id]) for id in columns]),
        np.array([1.0 if ledger.catalog.indicators[id].direction == "more" else -1.0 for id in lens.indicators]),
        cells={(entity, id): by_id[id][entity][1] for id in by_id for entity in entities if entity in by_id[id]},
        denominators=tuple(ledger.catalog.indicators[id].denominators for id in lens.indicators),
        sizes={name: _values(figures, entities, {}) for name, figures in sizes.items()},
        groups={name: tuple(of.get(e, "") for e in entities) for name, of in ledger.catalog.groups.items()},
        excluded=excluded,
    )
    return data.with_values(data.values, list(_flags(data, without, used.now)))


def denominators(ledger: Ledger, lens: Lens) -> dict[str, str]:
    """The denominators that the lens divides by somewhere, sorted, and the indicator that holds each."""
    steps = [step for step in lens.steps if isinstance(step, Denominate)]
    allowed = {id: ledger.catalog.indicators[id].denominators for id in lens.indicators}
    used = {
        denominator_of(leaf.denominate, step.by, leaf.indicator, allowed[leaf.indicator])
        for step in steps
        for leaf in leaves(lens.framework)
    }
    return {name: size_of(name, ledger.catalog.indicators) for name in sorted(name for name in used if name)}


def population(used: Reconciled, lens: Lens) -> tuple[tuple[str, ...], dict[str, str]]:
    """The economies that the lens looks at, sorted by code, and why the others with figures are left out.

    Those in the lens's rule, else all that have any figure of its indicators; never groups of economies. Of data of
    one's own every economy is told of, also one without any figure.
    """
    known, now = used.ledger.catalog.economies, used.now
    seen = frozenset[str]().union(*map(used.entities, lens.indicators)) & set(known.titles) - known.groups
    if (rule := lens.economies) is None:
        listed = set[str]() if known.iso else set(known.titles)
        return tuple(sorted(seen)), dict.fromkeys(sorted(listed - seen), "no figure of any indicator")
    if rule.indicator not in used.tables:
        raise PlanError(
            f"no figure of {rule.indicator} is known by {now}",
            where=f"economies: of the lens {lens.id!r}",
            next_step="pull its source, or take the economies: rule out of the lens",
        )
    sizes = dict(latest_figures(used.tables[rule.indicator], now).select("entity", "value").iter_rows())
    reasons: dict[str, str] = {}
    for entity in sorted(seen):
        if entity not in sizes:
            reasons[entity] = f"size unknown: no figure of {rule.indicator}"
        elif sizes[entity] < rule.at_least:
            reasons[entity] = f"too small: {rule.indicator} is below {rule.at_least:,.0f}"
    return tuple(sorted(seen - set(reasons))), reasons


def _refuse_empty(ledger: Ledger, lens: Lens, ids: Sequence[str]) -> None:
    if ids:
        pull = (
            " ".join(["theodolite pull", *sources]) if (sources := sources_to_pull(ledger, ids)) else "pull its source"
        )
        what = f"the indicator {ids[0]} has" if len(ids) == 1 else f"the indicators {', '.join(ids)} have"
        raise PlanError(
            f"{what} no figure that the lens {lens.id!r} may take",
            expected=f"an observation of the periods that the lens asks for, known by {ledger.now}",
            next_step=f"{pull}, take the indicator out of the lens, or ask for older periods",
        )


def sources_to_pull(ledger: Ledger, ids: Collection[str]) -> list[str]:
    """The editions that provide one of the indicators `ids` and do not ship, sorted: the user pulls them."""
    return [
        id
        for id, source in ledger.catalog.sources.items()
        if not source.ships and any(provides.indicator in ids for provides in source.provides)
    ]


def _values(figures: Figures, entities: Sequence[str], without: Mapping[str, Absence]) -> Array:
    return np.array([figures[e][0] if e in figures else without[e][0] if e in without else np.nan for e in entities])


def _flags(data: Dataset, without: Mapping[str, Mapping[str, Absence]], now: date) -> Iterator[Flag]:
    for id in data.indicators:
        for entity in data.entities:
            if (cell := data.cells.get((entity, id))) is not None:
                yield from _cell_flags(cell, entity, id, now)
            elif (flag := without[id][entity][1]) is not None:
                yield flag


def _cell_flags(cell: Cell, entity: str, id: str, now: date) -> Iterator[Flag]:
    if cell.end.year < now.year - YEARS_UNTIL_OLD:
        yield Flag("old", f"the figure is of {plain_period(cell.period)}", entity, id)
    if cell.provisional:
        yield Flag("provisional", f"the figure of {plain_period(cell.period)} is provisional", entity, id)
    if cell.withdrawn:
        what = f"a later edition of the same source no longer has the figure of {plain_period(cell.period)}"
        yield Flag("withdrawn", what, entity, id)
    if cell.disputed:
        yield Flag("disputed", f"sources give {shown(cell.low)} to {shown(cell.high)}", entity, id)
