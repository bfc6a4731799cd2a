"""Solving a programme on HiGHS: the values of its variables, its totals, and the shadow prices of its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from theodolite.scenarios.siting.programme import Programme, Total

SLACK = 1e-9
"""By which part a total may be above its least, while the next one is made least."""


@dataclass(frozen=True, eq=False)
class Solved:
    """Values by variable, totals by name, and by limit what one more unit of it adds to the first total."""

    values: Mapping[str, np.ndarray]
    totals: Mapping[str, float]
    prices: Mapping[str, np.ndarray]
    energy: float
    """MWh of all electricity where the first total was least, to which the prices belong."""


def solve(made: Programme, goals: Sequence[Total]) -> Solved | None:
    """The least of the first goal and, as far as it leaves a choice, of those that follow; None where nothing fits.

    Prices are those of the first goal.
    """
    rows = _Rows(made)
    engine = engine_of(rows.matrices)
    aim(engine, rows.costs(goals[0]))
    if not ran(engine):
        return None
    prices = _prices(made, rows.matrices.clabels, np.array(engine.getSolution().row_dual))
    columns = np.array(engine.getSolution().col_value)
    energy = float(rows.costs(made.totals["energy"]) @ columns)
    for before, goal in pairwise(goals):
        _hold(engine, rows.costs(before), columns)
        aim(engine, rows.costs(goal))
        if not ran(engine):
            break
        columns = np.array(engine.getSolution().col_value)
    values = _by_label(rows.matrices.vlabels, columns)
    named = {name: values[labels] for name, labels in rows.labels.items()}
    totals = {name: float(rows.costs(one) @ columns) for name, one in made.totals.items()}
    return Solved(named, totals, prices, energy)


class _Rows:
    """The matrices of a programme, and the columns in which its variables stand."""

    def __init__(self, made: Programme) -> None:
        made.model.add_objective(0 * made.model.variables["load"].sum(), overwrite=True)
        self.matrices: Any = made.model.matrices
        self.labels: dict[str, np.ndarray] = {name: one.labels.values for name, one in made.model.variables.items()}
        self.position = _by_label(self.matrices.vlabels, np.arange(len(self.matrices.vlabels))).astype(int)

    def costs(self, total: Total) -> np.ndarray:
        """What each column adds to a total."""
        found = np.zeros(len(self.matrices.vlabels))
        for name, values in total.items():
            labels = self.labels[name]
            np.add.at(found, self.position[labels].ravel(), np.broadcast_to(values, labels.shape).ravel())
        return found


def engine_of(rows: Any) -> Any:
    """A solver that says nothing, with the matrices of a model."""
    import highspy

    class Silent(highspy.Highs):
        """HiGHS without its banner, which it prints as soon as callbacks are set up."""

        def enableCallbacks(self) -> None:  # noqa: N802
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    engine: Any = Silent()
    engine.addVars(len(rows.vlabels), rows.lb, rows.ub)
    matrix = rows.A.tocsr()
    lower = np.where(rows.sense != "<", rows.b, -np.inf)
    upper = np.where(rows.sense != ">", rows.b, np.inf)
    engine.addRows(matrix.shape[0], lower, upper, matrix.nnz, matrix.indptr, matrix.indices, matrix.data)
    return engine


def ran(engine: Any) -> bool:
    """Whether a solver found the least."""
    import highspy

    engine.run()
    return engine.getModelStatus() == highspy.HighsModelStatus.kOptimal


def aim(engine: Any, costs: np.ndarray) -> None:
    """Have a solver make the sum of columns times `costs` least."""
    engine.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)


def _hold(engine: Any, costs: np.ndarray, columns: np.ndarray) -> None:
    """A total stays within a hair of what it is."""
    least = float(costs @ columns)
    at = np.flatnonzero(costs).astype(np.int32)
    engine.addRow(-np.inf, least + SLACK * max(abs(least), 1.0), len(at), at, costs[at])


def _by_label(labels: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values by label, with 0 for what has none at the end, where -1 finds it."""
    found = np.zeros(int(labels.max()) + 2 if len(labels) else 1)
    found[labels] = values
    return found


def _prices(made: Programme, labels: np.ndarray, duals: np.ndarray) -> dict[str, np.ndarray]:
    by = _by_label(labels, duals)
    return {name: by[one.labels.values] for name, one in made.limits.items()}
