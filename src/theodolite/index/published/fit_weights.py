"""Fit weights: the slopes of at least zero that re-make totals from pillar scores, even where some are altered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog, nnls
from scipy.sparse import hstack, identity

from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Mask

FAR = 8.0
"""Robust standard deviations beyond which a total does not follow the rule of the others."""

NOISE = 1e-6
"""The share of the range of the totals below which a residual is arithmetic and nothing else."""

SPARE = 2
"""Rows that there must be beyond the unknowns."""


class Fit(NamedTuple):
    """y ≈ intercept + Σ slopes · x: `fitted` holds n values, `follows` who takes part, `errors` k standard errors.

    The errors are of the weights, that is of the slopes over their sum.
    """

    slopes: Array
    intercept: float
    fitted: Array
    follows: Mask
    errors: Array

    @property
    def weights(self) -> Array:
        """The k slopes over their sum."""
        return self.slopes / self.slopes.sum()

    @property
    def factor(self) -> float:
        """What the weighted mean is multiplied by."""
        return float(self.slopes.sum())


def fit(x: Array, y: Array, *, shifted: bool = True, rounding: float = 0.0) -> Fit | None:
    """Slopes of at least zero (and, where `shifted`, an intercept) by least squares on the rows that follow one rule.

    x is n × k and y is n long, without missing values. Who follows is found by least absolute deviations, which a
    minority of altered totals cannot draw away: rows farther off than FAR times the scaled median of the absolute
    residuals (and than `rounding`, and than NOISE) take no part in the least squares. None where all slopes are zero.
    Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23; Rousseeuw and Leroy (1987), Robust Regression
    and Outlier Detection, for the scaled median.
    """
    residuals = y - _predicted(x, *_least_absolute(x, y, shifted))
    floor = max(3 * rounding, NOISE * float(np.ptp(y)))
    follows = np.abs(residuals) <= max(FAR * 1.4826 * float(np.median(np.abs(residuals))), floor)
    slopes, intercept = _least_squares(x[follows], y[follows], shifted)
    if slopes.sum() <= 0:
        return None
    fitted = _predicted(x, slopes, intercept)
    noise = float(np.sqrt(np.mean((y - fitted)[follows] ** 2)))
    return Fit(slopes, intercept, fitted, follows, _errors(x[follows], slopes, max(noise, rounding), shifted))


def refuse_unidentified(x: Array, names: Sequence[str]) -> None:
    """Raise PlanError where no fit could tell the weights of k columns apart: constant, collinear, or too few rows."""
    rows, columns = x.shape
    if rows < columns + 1 + SPARE:
        raise PlanError(
            f"{rows} rows with all scores cannot tell {columns} weights apart",
            expected=f"at least {columns + 1 + SPARE}",
            next_step="bring more entities, or put pillars together",
        )
    spread = x.std(axis=0)
    if flat := [name for name, s in zip(names, spread, strict=True) if s <= 1e-12 * np.abs(x).max()]:
        raise PlanError(
            f"{flat[0]} is the same for all {rows} entities: no total can tell its weight",
            expected="scores that differ",
            next_step="take the column out",
        )
    _, sizes, turned = np.linalg.svd((x - x.mean(axis=0)) / spread, full_matrices=False)
    if sizes[-1] < NOISE * sizes[0]:
        together = [name for name, part in zip(names, turned[-1], strict=True) if abs(part) > 1e-3]
        raise PlanError(
            f"{', '.join(together)} move together: one follows from the others, and many weights give the same totals",
            expected="pillars that are not made of each other",
            next_step="take one of them out",
        )


def _predicted(x: Array, slopes: Array, intercept: float) -> Array:
    return intercept + x @ slopes


def _least_squares(x: Array, y: Array, shifted: bool) -> tuple[Array, float]:
    """Non-negative least squares; an intercept is taken out by centring, so that its sign is free."""
    if not shifted:
        return nnls(x, y)[0], 0.0
    middle, level = x.mean(axis=0), float(y.mean())
    slopes = nnls(x - middle, y - level)[0]
    return slopes, level - float(middle @ slopes)


def _least_absolute(x: Array, y: Array, shifted: bool) -> tuple[Array, float]:
    """Least absolute deviations with slopes of at least zero, as a linear programme."""
    rows, columns = x.shape
    over = identity(rows, format="csc")
    away = hstack([x, np.full((rows, 1), float(shifted)), over, -over], format="csc")
    cost = np.concatenate([np.zeros(columns + 1), np.ones(2 * rows)])
    bounds = [(0, None)] * columns + [(None, None)] + [(0, None)] * (2 * rows)
    solved: Any = linprog(cost, A_eq=away, b_eq=y, bounds=bounds, method="highs-ipm")
    return solved.x[:columns], float(solved.x[columns]) * shifted


def _errors(x: Array, slopes: Array, noise: float, shifted: bool) -> Array:
    """Standard errors of the weights to first order, from the spread of the residuals and of the columns."""
    centred = x - x.mean(axis=0) if shifted else x
    covariance = np.linalg.inv(centred.T @ centred) * noise**2
    total = slopes.sum()
    turn = (np.eye(len(slopes)) - np.outer(slopes / total, np.ones(len(slopes)))) / total
    return np.sqrt(np.einsum("ij,jk,ik->i", turn, covariance, turn))
