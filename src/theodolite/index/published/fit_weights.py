"""Fit weights: the slopes of at least zero that re-make totals from pillar scores, even where some are altered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import nnls

from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Mask
from theodolite.index.published.followers import NOISE, followers, slack

SPARE = 2
"""Rows that there must be beyond the unknowns."""


SAME = 1e7
"""The condition of a matrix from which on its columns differ by rounding alone."""


class Fit(NamedTuple):
    """y ≈ intercept + Σ slopes · x: `fitted` holds n values, `follows` who takes part, `errors` k standard errors.

    The errors are of the weights, that is of the slopes over their sum. `exact` says whether the totals that follow are
    re-made to within their rounding (see `slack`).
    """

    slopes: Array
    intercept: float
    fitted: Array
    follows: Mask
    errors: Array
    exact: bool

    @property
    def weights(self) -> Array:
        """The k slopes over their sum."""
        return self.slopes / self.slopes.sum()

    @property
    def factor(self) -> float:
        """What the weighted mean is multiplied by."""
        return float(self.slopes.sum())


def fit(x: Array, y: Array, *, rounding: Array, shifted: bool = True) -> Fit | None:
    """Slopes of at least zero (and, where `shifted`, an intercept) by least squares on the rows that follow one rule.

    x is n × k and y is n long, without missing values; `rounding` is n × (k + 1), and who follows is what `followers`
    finds. None where all slopes are zero, or columns of them the same in all but units. Both x and y are scaled to 1 at
    most for the fit, so that units do not matter.
    Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23.
    """
    widths, height = np.abs(x).max(axis=0), float(np.abs(y).max())
    x, y, rounding = x / widths, y / height, rounding / np.append(widths, height)
    follows = followers(x, y, rounding, shifted=shifted)
    slopes, intercept = _least_squares(x[follows], y[follows], shifted)
    if slopes.sum() <= 0 or np.linalg.cond(_centred(x[follows], shifted)) > SAME:
        return None
    fitted = intercept + x @ slopes
    spare = int(follows.sum()) - x.shape[1] - shifted
    noise = float(np.sqrt(((y - fitted)[follows] ** 2).sum() / spare))
    errors = _errors(x[follows], slopes, widths, max(noise, float(rounding[:, -1].max())), shifted)
    exact = bool((np.abs(y - fitted) <= slack(y, slopes, rounding))[follows].all())
    return Fit(slopes * height / widths, intercept * height, fitted * height, follows, errors, exact)


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
    if flat := [name for name, s, most in zip(names, spread, np.abs(x).max(axis=0), strict=True) if s <= 1e-12 * most]:
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


def _least_squares(x: Array, y: Array, shifted: bool) -> tuple[Array, float]:
    """Non-negative least squares; an intercept is taken out by centring, so that its sign is free."""
    if not shifted:
        return nnls(x, y)[0], 0.0
    middle, level = x.mean(axis=0), float(y.mean())
    slopes = nnls(x - middle, y - level)[0]
    return slopes, level - float(middle @ slopes)


def _centred(x: Array, shifted: bool) -> Array:
    return x - x.mean(axis=0) if shifted else x


def _errors(x: Array, slopes: Array, widths: Array, noise: float, shifted: bool) -> Array:
    """Standard errors of the weights to first order, from the spread of the residuals and of the columns.

    The weights are those of the columns before they were divided by their `widths`.
    """
    centred = _centred(x, shifted)
    covariance = np.linalg.inv(centred.T @ centred) * noise**2
    own = slopes / widths
    turn = (np.eye(len(own)) - np.outer(own / own.sum(), np.ones(len(own)))) / own.sum() / widths
    return np.sqrt(np.einsum("ij,jk,ik->i", turn, covariance, turn))
