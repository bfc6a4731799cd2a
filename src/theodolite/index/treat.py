"""Treat: outliers drawn in, or a skewed column transformed, so that one entity does not set the whole scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from theodolite.core.prose import shown
from theodolite.index.columns import is_flat, refuse_flat, refuse_lost, refuse_outside
from theodolite.index.dataset import Array, Dataset, Flag
from theodolite.index.framework import Pillar, weightless
from theodolite.index.method import ColumnStep
from theodolite.index.treatments import FEWEST, Treated

MANY_ZEROS = 0.5
"""The share of zeros in a column from which on it is marked."""


class Treat(ColumnStep):
    """Treat every indicator by the method `how`, and report each point that was touched."""

    do: Literal["treat"] = "treat"  # pyright: ignore[reportIncompatibleVariableOverride]

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` with its columns treated, and flags for points, columns and what could not be mended.

        A column without differences that has no weight stays as it is. Raises PlanError on any other such column, and
        on figures outside the method's domain.
        """
        idle = weightless(framework)
        values, flags = data.values.copy(), list[Flag]()
        for j in self.columns(data.indicators):
            indicator, column = data.indicators[j], data.values[:, j]
            if indicator in idle and is_flat(column):
                continue
            refuse_flat(indicator, column, self.said)
            refuse_outside(self.method.domain, indicator, column, data.entities, self.said)
            with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                treated: Treated = self.method.kernel(column, **self.options)
            values[:, j] = treated.values
            flags += _flags(treated, indicator, column, data.entities)
            drawn = sum(flag.entity is not None for flag in flags if flag.indicator == indicator)
            if drawn > (most := self.options.get("at_most", drawn)):
                flags.append(Flag("treated", f"{drawn} points drawn in, not {most}: they are tied", None, indicator))
        refuse_lost(data.indicators, data.values, values, self.said)
        return data.with_values(values, flags)


_SCALES = {
    "log": "on a logarithmic scale (plain log)",
    "shifted-log": "on a logarithmic scale (shifted log)",
    "box-cox": "transformed (Box–Cox)",
    "shifted-box-cox": "transformed (shifted Box–Cox)",
}


def _flags(treated: Treated, indicator: str, before: Array, entities: Sequence[str]) -> list[Flag]:
    flags: list[Flag] = []
    present = before[~np.isnan(before)]
    if present.size < FEWEST:
        flags.append(Flag("untreated", f"{present.size} figures are too few to treat", None, indicator))
    if present.size and (zeros := float(np.mean(present == 0))) >= MANY_ZEROS:
        flags.append(Flag("many-zeros", f"{100 * zeros:.0f} per cent of the figures are zero", None, indicator))
    if treated.done in _SCALES:
        flags.append(Flag("treated", f"the whole column is {_SCALES[treated.done]}", None, indicator))
    if (drawn := treated.drawn) is not None:
        flags += [
            Flag("treated", f"drawn in from {shown(before[i])} to {shown(drawn[i])}", entities[i], indicator)
            for i in map(int, np.flatnonzero(~np.isnan(before) & (drawn != before)))
        ]
    if treated.still_skewed:
        flags.append(Flag("still-skewed", "outliers remain after treatment", None, indicator))
    return flags
