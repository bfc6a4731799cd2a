"""Solving a programme on HiGHS: the values of its variables, its totals, and the shadow prices of its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from theodolite.scenarios.siting.programme import Programme

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


def solve(made: Programme, goals: Sequence[Any]) -> Solved | None:
    """The least of the first goal and, as far as it leaves a choice, of those that follow; None where nothing fits.

    Each goal is an expression of the programme's model. Prices are those of the first goal.
    """
    made.model.add_objective(goals[0], overwrite=True)
    rows = made.model.matrices
    engine = _engine(rows)
    if not _ran(engine):
        return None
    prices = _prices(made, rows, np.array(engine.getSolution().row_dual))
    columns = np.array(engine.getSolution().col_value)
    energy = float(_coefficients(made.totals["energy"], rows) @ columns)
    for before, goal in pairwise(goals):
        _hold(engine, _coefficients(before, rows), columns)
        _aim(engine, _coefficients(goal, rows))
        if not _ran(engine):
            break
        columns = np.array(engine.getSolution().col_value)
    values = _by_label(rows.vlabels, columns)
    named = {name: _picked(values, one.labels.values) for name, one in made.model.variables.items()}
    totals = {name: float(_coefficients(one, rows) @ columns) for name, one in made.totals.items()}
    return Solved(named, totals, prices, energy)


def _engine(rows: Any) -> Any:
    """A solver that says nothing, with the matrices of a model."""
    import highspy

    class Silent(highspy.Highs):
        """HiGHS without its banner, which it prints as soon as callbacks are set up."""

        def enableCallbacks(self) -> None:  # noqa: N802
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    engine: Any = Silent()
    engine.addVars(len(rows.vlabels), rows.lb, rows.ub)
    _aim(engine, rows.c)
    matrix = rows.A.tocsr()
    lower = np.where(rows.sense != "<", rows.b, -np.inf)
    upper = np.where(rows.sense != ">", rows.b, np.inf)
    engine.addRows(matrix.shape[0], lower, upper, matrix.nnz, matrix.indptr, matrix.indices, matrix.data)
    return engine


def _ran(engine: Any) -> bool:
    import highspy

    engine.run()
    return engine.getModelStatus() == highspy.HighsModelStatus.kOptimal


def _aim(engine: Any, costs: np.ndarray) -> None:
    engine.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)


def _hold(engine: Any, costs: np.ndarray, columns: np.ndarray) -> None:
    """A total stays within a hair of what it is."""
    least = float(costs @ columns)
    at = np.flatnonzero(costs).astype(np.int32)
    engine.addRow(-np.inf, least + SLACK * max(abs(least), 1.0), len(at), at, costs[at])


def _coefficients(total: Any, rows: Any) -> np.ndarray:
    """What each column of the matrix adds to a total."""
    flat = total.flat
    found = np.zeros(len(rows.vlabels))
    position = np.full(int(rows.vlabels.max()) + 1, -1)
    position[rows.vlabels] = np.arange(len(rows.vlabels))
    np.add.at(found, position[flat["vars"].to_numpy()], flat["coeffs"].to_numpy())
    return found


def _by_label(labels: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values by label, with 0 for what has none at the end, where -1 finds it."""
    found = np.zeros(int(labels.max()) + 2 if len(labels) else 1)
    found[labels] = values
    return found


def _picked(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return values[labels]


def _prices(made: Programme, rows: Any, duals: np.ndarray) -> dict[str, np.ndarray]:
    by = _by_label(rows.clabels, duals)
    return {name: _picked(by, one.labels.values) for name, one in made.limits.items()}
