"""Evidence that is drawn: the columns with doubtful figures, as they stand before treatment in every plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import AT, Array, Dataset
from theodolite.index.framework import Leaf, leaves, name_of
from theodolite.index.normalise import Normalise
from theodolite.index.ranking import Ranking
from theodolite.index.robustness.compiled_columns import WIDTH, Row, compiled_program
from theodolite.index.robustness.plans import Plan
from theodolite.index.robustness.space import LensSpace
from theodolite.index.robustness.tree import LiveTree
from theodolite.index.stage import Stage
from theodolite.index.step import Step
from theodolite.index.treat import Treat
from theodolite.index.weight import Weight


class Evidence(NamedTuple):
    """Doubtful columns, for S combinations of the steps before the aggregate, as the kernel takes them.

    Of a column (A of them) `start` holds the figures that there are (S × A × rows, the first `counts` of a row),
    `places` the entity of each, -1 for one that is not ranked. Of a doubtful figure (K) `cells` says where among
    these it stands (S × K, -1 where its row was screened out), `low` and `high` (S × K) between what ends it is drawn;
    those of column a are firsts[a] … firsts[a + 1] − 1. `programs` (S × A × steps × 7) and `steps` (S × A) say what is
    done to a column; `holds` (A × 2) is its column in the matrices and the group that it enters.
    """

    names: tuple[str, ...]
    """The doubtful columns."""
    counts: Any
    start: Array
    places: Any
    cells: Any
    firsts: Any
    low: Array
    high: Array
    programs: Array
    steps: Any
    holds: Any

    @property
    def arrays(self) -> tuple[Any, ...]:
        """All but the names, in the order in which the kernel takes them."""
        return tuple(self)[1:]


def drawn_stage(ranking: Ranking, values: dict[tuple[str, str], float]) -> Stage:
    """The stage of `ranking` with other figures: (entity, indicator) → value, in the ranked period of a panel."""
    rows, period = ranking.stage.rows, ranking.stage.period
    changed = rows.values.copy()
    place = {entity: i for i, entity in enumerate(rows.entities)}
    for (entity, indicator), value in values.items():
        row = entity if period is None else f"{entity}{AT}{period}"
        changed[place[row], rows.indicators.index(indicator)] = value
    return replace(ranking.stage, rows=rows.with_values(changed))


def evidence_of(
    ranking: Ranking, space: LensSpace, tree: LiveTree, plans: Sequence[Plan], entities: Sequence[str]
) -> Evidence:
    """What the kernel needs to draw the cells of `space`; `entities` are those of the matrices.

    The steps before the first treatment or normalisation are carried out on the figures as they are, and with every
    doubtful one at its low and at its high end: between the two a division is linear, so that each draw is exact. A
    figure that is imputed keeps the value that the figures as they are give it. Raises PlanError where a later step
    has no compiled form.
    """
    names = sorted({cell.indicator for cell in space.cells})
    low = {(cell.entity, cell.indicator): cell.low for cell in space.cells}
    high = {(cell.entity, cell.indicator): cell.high for cell in space.cells}
    stages = [ranking.stage, drawn_stage(ranking, low), drawn_stage(ranking, high)]
    known = {leaf.indicator: leaf for leaf in leaves(space.lens.framework)}
    alike = next((len(choice.alternatives) for choice in space.choices if choice.step == "aggregate"), 1)
    doubtful = [known[name] for name in names]
    parts = [_part(plan.steps[:-1], stages, space, doubtful, entities) for plan in plans[::alike]]
    columns = [name_of(node) for node in tree.columns]
    holds = tree.holds()
    firsts = np.searchsorted([cell.indicator for cell in space.cells], [*names, "\U0010ffff"])
    places = np.array([(columns.index(name), holds[columns.index(name)]) for name in names])
    return _stacked(tuple(names), firsts, parts, places)


class _Part(NamedTuple):
    """One combination of steps: of each column its figures and places, of each cell where and between what ends."""

    figures: list[Array]
    places: list[list[int]]
    cells: list[int]
    low: list[float]
    high: list[float]
    programs: list[list[Row]]


def _part(
    steps: Sequence[Step], stages: Sequence[Stage], space: LensSpace, columns: Sequence[Leaf], entities: Sequence[str]
) -> _Part:
    split = next((i for i, step in enumerate(steps) if isinstance(step, Treat | Normalise)), len(steps))
    nominal, low, high = (_ahead(steps[:split], stage.rows, space) for stage in stages)
    period = stages[0].period
    ranked = {e if period is None else f"{e}{AT}{period}": i for i, e in enumerate(entities)}
    rows = {row: i for i, row in enumerate(nominal.entities)}
    part = _Part([], [], [], [], [], [])
    for leaf in columns:
        j = nominal.indicators.index(leaf.indicator)
        present = np.flatnonzero(~np.isnan(nominal.values[:, j]))
        where = {int(i): k for k, i in enumerate(present)}
        part.figures.append(nominal.values[present, j])
        part.places.append([ranked.get(nominal.entities[i], -1) for i in present])
        part.programs.append(compiled_program(steps[split:], nominal, leaf))
        for cell in (cell for cell in space.cells if cell.indicator == leaf.indicator):
            row = rows.get(cell.entity if period is None else f"{cell.entity}{AT}{period}", -1)
            part.cells.append(where.get(row, -1))
            part.low.append(low.values[row, j] if row >= 0 else 0.0)
            part.high.append(high.values[row, j] if row >= 0 else 0.0)
    return part


def _ahead(steps: Sequence[Step], data: Dataset, space: LensSpace) -> Dataset:
    for step in steps:
        if not isinstance(step, Aggregate | Weight):
            data = step.apply(data, space.lens.framework)
    return data


def _stacked(names: tuple[str, ...], firsts: Any, parts: Sequence[_Part], holds: Any) -> Evidence:
    counts = np.array([[len(figures) for figures in part.figures] for part in parts])
    steps = np.array([[len(rows) for rows in part.programs] for part in parts])
    shape = counts.shape
    start, places = np.zeros((*shape, int(counts.max()))), np.full((*shape, int(counts.max())), -1)
    programs = np.zeros((*shape, max(1, int(steps.max())), WIDTH))
    for s, part in enumerate(parts):
        for a in range(shape[1]):
            start[s, a, : counts[s, a]] = part.figures[a]
            places[s, a, : counts[s, a]] = part.places[a]
            programs[s, a, : steps[s, a]] = np.array(part.programs[a]).reshape(-1, WIDTH)
    return Evidence(
        names,
        counts,
        start,
        places,
        np.array([part.cells for part in parts]),
        firsts,
        np.array([part.low for part in parts]),
        np.array([part.high for part in parts]),
        programs,
        steps,
        holds,
    )
