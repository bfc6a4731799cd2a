"""Normalise: columns in different units onto one scale on which more is better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np

from theodolite.errors import PlanError
from theodolite.index import normalisations as normalisations  # whose kernels are registered
from theodolite.index.columns import is_flat, refuse_flat, refuse_lost, refuse_outside
from theodolite.index.dataset import Array, Dataset, Flag, entity_of, period_of
from theodolite.index.framework import Leaf, Pillar, leaves, weightless
from theodolite.index.method import ColumnStep


class Normalise(ColumnStep):
    """Put every indicator on one scale by the method `how`, whose own options stand beside it."""

    do: Literal["normalise"] = "normalise"  # pyright: ignore[reportIncompatibleVariableOverride]

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` on one scale, more being better from here on.

        A column without differences that has no weight is left without values (where the method is not defined for
        one). Raises PlanError on any other such column, on one with figures
        outside the method's domain, or without the goalposts, the target or the reference that the method asks for.
        """
        chosen = self.columns(data.indicators)
        known = {leaf.indicator: leaf for leaf in leaves(framework)}
        idle, before = weightless(framework), data.values.copy()
        flags: list[Flag] = []
        values, directions = data.values.copy(), data.directions.copy()
        for j in chosen:
            indicator, x = data.indicators[j], data.values[:, j] * data.directions[j]
            if indicator in idle and not self.method.constant and is_flat(x):
                values[:, j] = before[:, j] = np.nan
                flags.append(Flag("constant", "one figure everywhere: no score, and it has no weight", None, indicator))
                continue
            self._refuse(data, j, x)
            column = Column(data, known.get(indicator, Leaf(indicator=indicator)), x, data.directions[j], self)
            facts = [FACTS[name](column) for name in self.method.facts]
            with np.errstate(over="ignore", invalid="ignore"):
                values[:, j] = self.method.kernel(x, *facts, **self.options)
        refuse_lost(data.indicators, before, values, self.said)
        directions[chosen] = 1.0
        return replace(data.with_values(values, flags), directions=directions)

    def _refuse(self, data: Dataset, j: int, x: Array) -> None:
        if not self.method.constant:
            refuse_flat(data.indicators[j], x, self.said)
        if self.method.domain != "real" and data.directions[j] < 0:
            raise _turned(data.indicators[j], self)
        refuse_outside(self.method.domain, data.indicators[j], x, data.entities, self.said)

    @property
    def least(self) -> float | None:
        """The least value that the method is sure to give to some entity; None where that depends on the data."""
        return float(self.method.least(**self.options)) if self.method.least else None


class Column(NamedTuple):
    """One indicator as it is normalised: where it stands, and its n figures `x`, turned so that more is better."""

    data: Dataset
    leaf: Leaf
    x: Array
    direction: float
    step: Normalise


def _goalposts(column: Column) -> tuple[float, float]:
    if (posts := column.leaf.goalposts) is None:
        raise _lacking(column, "goalposts: [low, high]")
    return posts if column.direction > 0 else (-posts[1], -posts[0])


def _target(column: Column) -> float:
    if column.leaf.target is None:
        raise _lacking(column, "target:")
    return _above_least(column, column.leaf.target * column.direction, "target")


def _reference(column: Column) -> Array:
    """The figure of the entity `to`, for each row; in a panel, of the same period."""
    to, data = str(column.step.options["to"]), column.data
    found = {period_of(row): x for row, x in zip(data.entities, column.x, strict=True) if entity_of(row) == to}
    each = np.array([found.get(period_of(row), np.nan) for row in data.entities])
    if np.isnan(each).any():
        raise PlanError(
            f"{column.leaf.indicator} has no figure for {to}, which distances are measured to",
            where=column.step.said,
            expected="a reference that has all figures",
            next_step="name another entity, or impute before this step",
        )
    for reference in sorted(set(each)):
        _above_least(column, float(reference), "reference")
    return each


def _leader(column: Column) -> float:
    if column.direction < 0:
        raise _turned(column.leaf.indicator, column.step)
    leader = float(np.nanmax(column.x))
    if leader <= 0:
        raise PlanError(
            f"the greatest figure of {column.leaf.indicator} is {leader:g}: nothing is a fraction of it",
            where=column.step.said,
            expected="a column whose greatest figure is above zero",
            next_step="normalise it by another method (only: and except: name indicators)",
        )
    return leader


def _direction(column: Column) -> float:
    return column.direction


FACTS: dict[str, Callable[[Column], object]] = {
    "goalposts": _goalposts, "target": _target, "reference": _reference, "leader": _leader,
    "direction": _direction,
}  # fmt: skip
"""What a kernel may ask for besides the figures, by the name of its argument."""


def _turned(indicator: str, step: Normalise) -> PlanError:
    return PlanError(
        f"less is better in {indicator}: {step.said} takes columns in which more is better",
        where=step.said,
        expected="an indicator of which more is better",
        next_step="normalise it by another method (only: and except: name indicators)",
    )


def _lacking(column: Column, what: str) -> PlanError:
    return PlanError(
        f"the indicator {column.leaf.indicator} has no {what.partition(':')[0]}",
        where=column.step.said,
        expected=f"{what} beside the indicator in the framework of the lens",
        next_step="write it there, in the indicator's own unit, or take another normalisation",
    )


def _above_least(column: Column, value: float, what: str) -> float:
    if value <= np.nanmin(column.x):
        raise PlanError(
            f"the {what} of {column.leaf.indicator} is no better than the worst figure: no distance can be measured",
            where=column.step.said,
            expected=f"a {what} that is better than the worst figure",
            next_step=f"take another {what}, or another normalisation",
        )
    return value
