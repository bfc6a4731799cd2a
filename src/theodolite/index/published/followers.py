"""Followers: which totals follow one rule, and which are so far off it that chance does not explain them."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import hstack, identity
from scipy.special import comb
from scipy.stats import t as student

from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Mask

FAR = 8.0
"""Standard deviations within which a total always counts as following the rule of the others."""

CHANCE = 1e-4
"""The share of honest tables, with normal residuals, of which any total at all may be taken for altered."""

FEWEST = 3
"""Rows that must agree beyond the unknowns before any other can be said to be off."""

RULE = 0.99
"""R² below which there is no rule that a total could be off."""

NOISE = 1e-6
"""The share of the range of the totals below which a residual is arithmetic and nothing else."""


def slack(y: Array, slopes: Array, rounding: Array) -> Array:
    """How far each of n totals y may be off a rule with k `slopes` by arithmetic alone: three times its rounding.

    `rounding` is n × (k + 1): how far each printed figure, the total last, may be off by rounding.
    """
    return np.maximum(3 * rounding @ np.append(slopes, 1.0), NOISE * float(np.ptp(y)))


def followers(x: Array, y: Array, rounding: Array, *, shifted: bool) -> Mask:
    """Which of n totals y follow the rule a + Σ βⱼxⱼ of the others (a = 0 unless `shifted`), β ≥ 0.

    x is n × k, and `rounding` as in `slack`; no missing values. Candidates are found by least absolute deviations, that
    a minority of altered totals cannot draw away: rows beyond FAR times the scaled median of those residuals that are
    not zero by construction, for the fit passes through as many rows as there are unknowns. Then each is tested against
    the least squares of the rest, with its standard error there; one that fails goes back to the others, until all that
    are left pass. Each must be off by more than its slack, by FAR standard deviations, and by Student's quantile for
    CHANCE over twice the number of ways to choose so many rows, so that the choice itself is paid for. Everybody
    follows where fewer than FEWEST rows beyond the unknowns would be left, and where the rest has no rule (R² below
    RULE).

    Rousseeuw and Leroy (1987), Robust Regression and Outlier Detection, for the scaled median; Cook and Weisberg
    (1982), Residuals and Influence in Regression, section 2.2, for the test of rows that are left out.
    """
    slopes, intercept = _least_absolute(x, y, shifted)
    off = np.abs(y - intercept - x @ slopes)
    least = slack(y, slopes, rounding)
    free = np.sort(off)[x.shape[1] + shifted :]
    follows = off <= np.maximum(FAR * 1.4826 * float(np.median(free)), least)
    while not follows.all():
        passed = _off(x, y, follows, shifted) > least[~follows]
        if passed.all():
            break
        follows[~follows] = ~passed
    return follows


def _off(x: Array, y: Array, follows: Mask, shifted: bool) -> Array:
    """How far each row that does not follow is off the rule of those that do; 0 where chance explains it."""
    design = np.column_stack([x, np.ones(len(y))]) if shifted else x
    design, rest, left = design[follows], design[~follows], int((~follows).sum())
    spare = len(design) - x.shape[1] - 1
    sizes = np.linalg.svd(design, compute_uv=False)
    if spare < FEWEST or sizes[-1] < NOISE * sizes[0]:
        return np.zeros(left)
    inverse = np.linalg.pinv(design)
    rule = inverse @ y[follows]
    within, off = y[follows] - design @ rule, np.abs(y[~follows] - rest @ rule)
    if (within**2).sum() > (1 - RULE) * ((y[follows] - y[follows].mean()) ** 2).sum():
        return np.zeros(left)
    error = np.sqrt((within**2).sum() / spare * (1 + ((rest @ inverse) ** 2).sum(axis=1)))
    far = max(FAR, float(student.isf(CHANCE / (2 * comb(len(y), left)), spare)))
    return np.where(off > far * error, off, 0.0)


def _least_absolute(x: Array, y: Array, shifted: bool) -> tuple[Array, float]:
    """Least absolute deviations with slopes of at least zero, as a linear programme."""
    rows, columns = x.shape
    over = identity(rows, format="csc")
    away = hstack([x, np.full((rows, 1), float(shifted)), over, -over], format="csc")
    cost = np.concatenate([np.zeros(columns + 1), np.ones(2 * rows)])
    bounds = [(0, None)] * columns + [(None, None)] + [(0, None)] * (2 * rows)
    solved: Any = linprog(cost, A_eq=away, b_eq=y, bounds=bounds, method="highs-ipm")
    if not solved.success:
        raise PlanError(
            f"the totals cannot be fitted: {str(solved.message).rstrip('.').lower()}",
            expected="scores and totals of about one size",
            next_step="look for a figure in another unit, or a slip of the keyboard",
        )
    return solved.x[:columns], float(solved.x[columns]) * shifted
