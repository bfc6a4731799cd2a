"""Denominate: figures per head or per unit of output, so that small economies can be seen."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Literal

import numpy as np

from theodolite.core.spec import Spec
from theodolite.errors import PlanError
from theodolite.index.columns import refuse_lost
from theodolite.index.dataset import Array, Dataset, Flag
from theodolite.index.framework import Pillar, leaves

DENOMINATORS = {"population": "context/population", "gdp": "context/gdp"}
"""Denominator → the indicator that holds it; any other denominator is an indicator by its own id."""

OWN = "own"
"""What a step divides by to divide each indicator by the first of its own denominators."""


class Denominate(Spec):
    """Divide each indicator that allows it (its `denominators:`) by this; shares and indices stay as they are.

    `by` is `none`, `population`, `gdp`, another indicator by its id, or `own`: each by the first of its denominators.
    A leaf's own `denominate:` goes before `by`, and must be one that its indicator allows.
    """

    do: Literal["denominate"] = "denominate"
    by: str

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` with its columns divided; a figure whose denominator is missing becomes missing, with a flag."""
        values, flags = data.values.copy(), list[Flag]()
        for leaf in leaves(framework):
            j = data.indicators.index(leaf.indicator)
            by = denominator_of(leaf.denominate, self.by, leaf.indicator, data.denominators[j])
            if by is None:
                continue
            size = data.sizes[by]
            values[:, j] = per(values[:, j], size, data.entities, by)
            lost = np.isnan(size) & ~np.isnan(data.values[:, j])
            flags += [
                Flag("no-denominator", f"the {by} that it is divided by is not known", data.entities[i], leaf.indicator)
                for i in np.flatnonzero(lost)
            ]
        divided = np.where(np.isnan(values), np.nan, data.values)
        refuse_lost(data.indicators, divided, values, f"denominate: by {self.by}")
        return data.with_values(values, flags)


def denominator_of(own: str | None, by: str, indicator: str, allowed: Sequence[str]) -> str | None:
    """What `indicator` is divided by: its leaf's `own` choice, else the step's `by` where allowed, else nothing."""
    if own is not None and own != "none" and own not in allowed:
        raise PlanError(
            f"{indicator} cannot be divided by {own}",
            expected=f"one of its denominators: {', '.join(allowed) or 'it has none'}",
            next_step="take denominate: out of the lens, or write denominate: none",
        )
    chosen = own if own is not None else by
    if chosen == OWN:
        return allowed[0] if allowed else None
    return chosen if chosen in allowed else None


def size_of(denominator: str, indicators: Container[str]) -> str:
    """The indicator that holds a denominator: the one of this name among `indicators`, else that of DENOMINATORS."""
    return denominator if denominator in indicators else DENOMINATORS.get(denominator, denominator)


def per(values: Array, denominator: Array, entities: Sequence[str], name: str) -> Array:
    """One column over its denominator, both n long. Missing where either is missing.

    Raises PlanError that names the `entities` (n long) whose denominator is zero or negative.
    """
    bad = [entity for entity, size in zip(entities, denominator, strict=True) if size <= 0]
    if bad:
        raise PlanError(
            f"the {name} of {', '.join(bad)} is not above zero",
            where=f"denominate by {name}",
            expected="a denominator above zero",
            next_step="correct the observation, or take the economies out with an economies: rule",
        )
    with np.errstate(over="ignore"):
        return np.divide(values, denominator)
