"""Curves: each indicator of one entity as a function from its figure to its normalised value, all else held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import Array, Dataset
from theodolite.index.denominate import Denominate, denominator_of
from theodolite.index.exact.held import FunctionOf, held, only_order, stretched
from theodolite.index.framework import Pillar, counted, leaves
from theodolite.index.normalise import Normalise
from theodolite.index.ranking import Ranking
from theodolite.index.treat import Treat
from theodolite.index.weight import Weight

AGREE = 1e-7
"""How closely a curve must give back the normalised figure that the ranking holds, as a share of its size."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One indicator of one entity: its figure now, the best that is observed, and the scale as a function of it.

    `size` is what the figure is divided by, 1 where it is not; `direction` is +1 where more is better, else -1.
    """

    indicator: str
    now: float
    best: float
    size: float
    direction: float
    steps: tuple[FunctionOf, ...]

    def __call__(self, figures: Array) -> Array:
        """The normalised values of n figures in the indicator's own unit, goalposts and size held."""
        values = np.asarray(figures, dtype=float)
        for step in self.steps:
            values = step(values)
        return values


def curves(ranking: Ranking, entity: str) -> dict[str, Curve]:
    """Indicator → the curve of `entity`, for every indicator that counts, has a figure of it, and can be held.

    The goalposts are those that the steps of the lens found on the figures of all: they stay where they are, and so do
    population and output. `best` is the best figure of any ranked entity, per what the lens divides by, at the size of
    `entity`. Left out are indicators whose treatment cannot be written as a function of one figure. Raises PlanError
    where the normalisation looks at the order alone, as ranks do: then a move changes everybody's figures.
    """
    functions = _functions(ranking)
    found: dict[str, Curve] = {}
    for leaf in counted(ranking.lens.framework):
        id = leaf.indicator
        now, normal = ranking.raw.value(entity, id), ranking.final.value(entity, id)
        steps = functions[id]
        if now is None or normal is None or steps is None:
            continue
        size = size_of(ranking, id, entity)
        direction = float(ranking.raw.directions[ranking.raw.indicators.index(id)])
        best = direction * max(direction * value for value in measured(ranking, id).values()) * size
        of = tuple(partial(_divided, size=size) if step is None else step for step in steps)
        curve = Curve(id, now, best, size, direction, of)
        if abs(float(curve(np.array([now]))[0]) - normal) <= AGREE * max(1.0, abs(normal)):
            found[id] = curve
    return found


def measured(ranking: Ranking, indicator: str) -> dict[str, float]:
    """Ranked entity → its figure over what the lens divides it by; without those of which either is unknown."""
    with np.errstate(invalid="ignore", divide="ignore"):
        values = ranking.raw.column(indicator) / _sizes(ranking, indicator)
    known = dict(zip(ranking.raw.entities, values.tolist(), strict=True))
    return {entity: known[entity] for entity in ranking.final.entities if not np.isnan(known[entity])}


def size_of(ranking: Ranking, indicator: str, entity: str) -> float:
    """What the figure of one entity is divided by; 1 where the lens does not divide it, NaN where it is not known."""
    return float(_sizes(ranking, indicator)[ranking.raw.entities.index(entity)])


def _sizes(ranking: Ranking, indicator: str) -> Array:
    for step in ranking.lens.steps:
        if isinstance(step, Denominate) and (by := _divisor(ranking, step, indicator)) is not None:
            return ranking.raw.sizes[by]
    return np.ones(len(ranking.raw.entities))


def _divisor(ranking: Ranking, step: Denominate, indicator: str) -> str | None:
    data = ranking.raw
    leaf = next(leaf for leaf in leaves(ranking.lens.framework) if leaf.indicator == indicator)
    return denominator_of(leaf.denominate, step.by, indicator, data.denominators[data.indicators.index(indicator)])


def _divided(values: Array, *, size: float) -> Array:
    return values / size


def _functions(ranking: Ranking) -> Mapping[str, tuple[FunctionOf | None, ...] | None]:
    """Indicator → its steps as functions, in order: None in place of a division, and None where one cannot be held."""
    data, framework = ranking.stage.rows, ranking.lens.framework
    found: dict[str, list[FunctionOf | None]] = {id: [] for id in data.indicators}
    lost: set[str] = set()
    for step in ranking.lens.steps[:-1]:
        if isinstance(step, Weight | Aggregate):
            continue
        after = step.apply(data, framework)
        if isinstance(step, Denominate):
            for id in found:
                found[id] += [None] if _divisor(ranking, step, id) else []
        elif isinstance(step, Treat | Normalise):
            if isinstance(step, Normalise):
                _refuse_order(step, data, after, framework)
            for id, steps in found.items():
                line = held(data.column(id), after.column(id))
                steps += [line] if line else []
                lost |= set() if line else {id}
        data = after
    return {id: None if id in lost else tuple(steps) for id, steps in found.items()}


def _refuse_order(step: Normalise, before: Dataset, after: Dataset, framework: Sequence[Pillar]) -> None:
    other = before.with_values(np.column_stack([stretched(column) for column in before.values.T]))
    try:
        restretched = step.apply(other, framework)
    except PlanError:
        return
    for j, id in enumerate(before.indicators):
        if only_order(before.values[:, j], after.values[:, j], restretched.values[:, j]):
            raise PlanError(
                f"{step.said} looks at the order of {id} alone: when one figure moves, those of others do too",
                where=step.said,
                expected="a normalisation with goalposts that can be held",
                next_step="take min-max, z-score or goalposts",
            )
