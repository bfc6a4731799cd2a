"""A variable: what is drawn for one input of the model in every year, with who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from theodolite.core.reference import Reference
from theodolite.errors import ScenarioError
from theodolite.scenarios.assumption import Assumption, in_unit, years_of
from theodolite.scenarios.equation import Array
from theodolite.uncertainty.distribution import Shape, quantile

SLACK = 1e-9
"""How far, of its size, an end may lie outside: what rounding leaves."""


@dataclass(frozen=True)
class Drawn:
    """One side of a variable over some years: how often it is drawn, its shape, and both ends by year."""

    weight: float
    shape: Shape
    low: Array
    high: Array

    def value(self, share: Array) -> Array:
        """Years × draws; one row where every year has the same ends."""
        same = np.ptp(self.low) == 0 and np.ptp(self.high) == 0
        low, high = (ends[:1] if same else ends for ends in (self.low, self.high))
        if np.array_equal(low, high):
            return np.repeat(low[:, None], len(share), axis=1)
        return quantile(self.shape, low[:, None], high[:, None], share[None, :])


@dataclass(frozen=True)
class Stretch:
    """The years from `first` on in which a variable has these sides."""

    first: int
    sides: tuple[Drawn, ...]

    def value(self, share: Array, side: Array) -> Array:
        """Every draw takes one side, by the weights, as `side` (0 to 1) falls among them."""
        if len(self.sides) == 1:
            return self.sides[0].value(share)
        weights = np.array([one.weight for one in self.sides])
        taken = np.searchsorted(np.cumsum(weights) / weights.sum(), side, side="right")
        taken = np.minimum(taken, len(self.sides) - 1)
        values = [one.value(share) for one in self.sides]
        rows = max(len(value) for value in values)
        return np.select(
            [taken == at for at in range(len(values))], [np.broadcast_to(v, (rows, len(share))) for v in values]
        )


@dataclass(frozen=True)
class Variable:
    """One input over all years of a scenario, in the unit in which the model reckons.

    The same draw stands for the same quantile in all its years and stretches.
    """

    key: str
    """The id of its assumption, or what it is of a chip or a region."""
    title: str
    unit: str
    years: int
    stretches: tuple[Stretch, ...]
    at_least: float = -np.inf
    at_most: float = np.inf
    illustrative: bool = False
    references: tuple[Reference, ...] = ()
    sources: tuple[str, ...] = ()
    """Editions of the ledger that it comes from."""

    def value(self, share: Array, side: Array) -> Array:
        """Years × draws, one row where it is the same in every year; `share`, `side` from 0 to 1, one a draw."""
        parts = [(one, one.value(share, side)) for one in self.stretches]
        if len(parts) == 1 and len(parts[0][1]) == 1:
            return self._bounded(parts[0][1])
        found = np.empty((self.years, len(share)))
        ends = [one.first for one, _ in parts[1:]] + [self.years]
        for (one, value), end in zip(parts, ends, strict=True):
            found[one.first : end] = value
        return self._bounded(found)

    @property
    def fixed(self) -> bool:
        """Whether nothing is drawn: one side, whose ends are equal."""
        return all(
            len(one.sides) == 1 and np.array_equal(one.sides[0].low, one.sides[0].high) for one in self.stretches
        )

    @property
    def sided(self) -> bool:
        """Whether in some years every draw takes one of several sides."""
        return any(len(one.sides) > 1 for one in self.stretches)

    @property
    def middle(self) -> float:
        """Halfway between the ends of its first side in the first year."""
        first = self.stretches[0].sides[0]
        return float(first.low[0] + first.high[0]) / 2

    def _bounded(self, value: Array) -> Array:
        if np.isinf(self.at_least) and np.isinf(self.at_most):
            return value
        return np.clip(value, self.at_least, self.at_most)


def variable(
    key: str, unit: str, years: Sequence[int], entity: str, uses: Sequence[tuple[int, Assumption]], own: Assumption
) -> Variable:
    """The variable of an input: from each year of `uses` on (the first being the first year), that assumption's sides.

    Raises ScenarioError where an assumption says nothing about the entity, its unit does not convert, or its years
    do not meet those that are asked for. Its title and what it cannot be below or above are those of `own`, whatever
    stands in its place; raises ScenarioError where an interval lies outside of that.
    """
    stretches: list[Stretch] = []
    ends = [first for first, _ in uses[1:]] + [years[-1] + 1]
    for (first, assumption), end in zip(uses, ends, strict=True):
        span = range(first, end)
        scale = in_unit(assumption, unit)
        sides = [
            (side, np.array(years_of(side, span, assumption.id), dtype=float) * scale)
            for side in assumption.about(entity)
        ]
        drawn = tuple(Drawn(side.weight, side.shape, both[:, 0], both[:, 1]) for side, both in sides)
        stretches.append(Stretch(first - years[0], drawn))
    scale = in_unit(own, unit)
    at_least = -np.inf if own.at_least is None else own.at_least * scale
    at_most = np.inf if own.at_most is None else own.at_most * scale
    _check_inside(own, stretches, at_least / scale, at_most / scale, scale)
    named = [assumption for _, assumption in uses]
    references = {r.title: r for one in named for side in one.about(entity) for r in side.after}
    return Variable(
        key, own.title, unit, len(years), tuple(stretches), at_least, at_most, any(one.illustrative for one in named),
        tuple(references.values()),
    )  # fmt: skip


def _check_inside(own: Assumption, stretches: Sequence[Stretch], least: float, most: float, scale: float) -> None:
    """Both ends of every side lie inside the bounds of the assumption: only what is drawn beyond them is cut."""
    for stretch in stretches:
        for side in stretch.sides:
            low, high = float(side.low.min()) / scale, float(side.high.max()) / scale
            if low < least - SLACK * abs(least) or high > most + SLACK * abs(most):
                raise ScenarioError(
                    f"{own.id!r} is said to be {low:g} to {high:g} {own.unit}, which it cannot be",
                    expected=_bounds(least, most),
                )


def _bounds(least: float, most: float) -> str:
    if np.isinf(most):
        return f"at least {least:g}"
    return f"at most {most:g}" if np.isinf(least) else f"{least:g} to {most:g}"
