"""Impute: a stated value in place of a missing one, marked with its method in every cell that it fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, NamedTuple

import numpy as np

from theodolite.core.period import Period, parse_period
from theodolite.errors import PlanError
from theodolite.index import imputations
from theodolite.index.dataset import Array, Dataset, Flag, entity_of, period_of
from theodolite.index.framework import Leaf, Node, Pillar, pillars
from theodolite.index.method import ColumnStep, find_method


class Impute(ColumnStep):
    """Fill the missing figures of every indicator by the method `how`."""

    do: Literal["impute"] = "impute"  # pyright: ignore[reportIncompatibleVariableOverride]
    then: Literal["none", "mean", "median"] = "none"
    """What fills the gaps that `how` leaves: of all entities, so that an empty group may be filled."""

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` with its gaps filled, and a flag with the method for each of them.

        Raises PlanError that lists group and indicator where a group has no figure to fill a gap with and no `then:`
        says what to do, and where the method asks for a grouping or a panel that is not there.
        """
        values, flags = data.values.copy(), list[Flag]()
        for j in self.columns(data.indicators):
            column = Gaps(data, j, framework, self)
            facts = [FACTS[name](column) for name in self.method.facts]
            values[:, j] = self.method.kernel(data.values[:, j], *facts, **self.options)
            flags += _flags(data, values[:, j], j, f"missing, and filled by {self._said}")
            if self.then != "none":
                rest = find_method("impute", self.then).kernel(values[:, j])
                what = f"missing, and filled by {self.then}, for {self._said} has nothing to fill it with"
                flags += _flags(data.with_values(values), rest, j, what)
                values[:, j] = rest
        if self.then == "none" and "groups" in self.method.facts:
            self._refuse_empty(data, values)
        return data.with_values(values, flags)

    @property
    def _said(self) -> str:
        return f"{self.how} by {self.options['by']}" if "by" in self.options else self.how

    def _refuse_empty(self, data: Dataset, values: Array) -> None:
        labels, chosen = data.groups[self.options["by"]], self.columns(data.indicators)
        empty = sorted({(labels[i] or "no group", data.indicators[j]) for j in chosen for i in _gaps(values[:, j])})
        if empty:
            listed = ", ".join(f"({group}, {indicator})" for group, indicator in empty[:5])
            raise PlanError(
                f"no figure of the group fills a gap: {listed}" + (f" and {len(empty) - 5} more" if empty[5:] else ""),
                where=self.said,
                expected="a figure in every group that has a gap",
                next_step="say what fills them otherwise (then: median), or leave the indicators out",
            )


class Gaps(NamedTuple):
    """One indicator as its gaps are filled: the dataset, its place in it, and the framework that it stands in."""

    data: Dataset
    j: int
    framework: Sequence[Pillar]
    step: Impute


def _groups(column: Gaps) -> tuple[str, ...]:
    known, by = column.data.groups, column.step.options["by"]
    if by not in known:
        raise PlanError(
            f"the entities are not grouped by {by!r}",
            where=column.step.said,
            expected=f"one of their groupings: {', '.join(sorted(known)) or 'they have none'}",
            next_step="name another grouping, or impute by mean or median",
        )
    return known[by]


def _series(column: Gaps) -> list[str]:
    return [entity_of(row) for row in column.data.entities]


def _years(column: Gaps) -> Array:
    """The middle of each row's period, in years."""
    periods = [period_of(row) for row in column.data.entities]
    if not all(periods):
        raise PlanError(
            "figures of one period have no figures before or after them",
            where=column.step.said,
            expected="a panel: rows of an entity in several periods",
            next_step="rank a panel of years, or impute by mean or median",
        )
    middles = {period: _middle(parse_period(period)) for period in set(periods)}
    return np.array([middles[period] for period in periods])


def _middle(period: Period) -> float:
    return (_in_years(period.start, 0) + _in_years(period.end, 1)) / 2


def _in_years(day: date, more: int) -> float:
    passed = day.timetuple().tm_yday - 1 + more
    return day.year + passed / date(day.year, 12, 31).timetuple().tm_yday


def _positions(column: Gaps) -> Array:
    data, own = column.data, column.data.indicators[column.j]
    others = [id for id in _siblings(own, column) if id != own]
    turned = [data.column(id) * data.directions[data.indicators.index(id)] for id in others]
    found = [imputations.places(x) for x in turned if not np.isnan(x).all()]
    return np.column_stack(found) if found else np.full((len(data.entities), 1), np.nan)


def _siblings(own: str, column: Gaps) -> Sequence[str]:
    if column.step.options["within"] == "all":
        return column.data.indicators
    inside = [_leaves_of(pillar.indicators) for pillar in pillars(column.framework)]
    return next((ids for ids in inside if own in ids), [own])


def _leaves_of(nodes: Sequence[Node]) -> list[str]:
    return [node.indicator for node in nodes if isinstance(node, Leaf)]


def _direction(column: Gaps) -> float:
    return float(column.data.directions[column.j])


FACTS: dict[str, Callable[[Gaps], object]] = {
    "groups": _groups, "series": _series, "years": _years, "positions": _positions, "direction": _direction
}  # fmt: skip
"""What a kernel may ask for besides the figures, by the name of its argument."""


def _gaps(x: Array) -> list[int]:
    return [int(i) for i in np.flatnonzero(np.isnan(x))]


def _flags(data: Dataset, filled: Array, j: int, what: str) -> list[Flag]:
    return [
        Flag("imputed", what, data.entities[i], data.indicators[j])
        for i in _gaps(data.values[:, j])
        if not np.isnan(filled[i])
    ]
