"""Correlate: how far two columns go together: Pearson, Spearman and Kendall, with the figures that they rest on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from theodolite.index.columns import FLAT
from theodolite.index.dataset import Array

How = Literal["pearson", "spearman", "kendall"]

FEWEST = 3
"""Entities below which two columns always lie on a line, and nothing is said of them."""

DIGITS = 12
"""Figures that agree to so many digits of the column's largest are tied: they differ by rounding alone."""


class Correlation(NamedTuple):
    """A correlation, the number of entities that it rests on, and why it is missing where it is (else empty)."""

    value: float
    n: int
    reason: str = ""


def correlate(x: Array, y: Array, how: How) -> Correlation:
    """The correlation of two columns of n figures, by the kernel `how`.

    Only entities with a figure in both columns count, and `n` is how many. The value is NaN, with the reason, where
    they are fewer than three or one of the two columns is constant among them.
    """
    both = ~(np.isnan(x) | np.isnan(y))
    n = int(both.sum())
    if n < FEWEST:
        return Correlation(np.nan, n, f"{n} entities have both figures: too few")
    x, y = x[both], y[both]
    flat = [name for name, column in (("first", x), ("second", y)) if is_flat(column)]
    if flat:
        return Correlation(np.nan, n, f"the {' and the '.join(flat)} is constant among the {n} entities with both")
    return Correlation(KERNELS[how](x, y), n)


def is_flat(x: Array) -> bool:
    """Whether a column without missing figures is constant but for rounding."""
    return float(np.ptp(x)) <= FLAT * float(np.abs(x).max())


def pearson(x: Array, y: Array) -> float:
    """Pearson's r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²) of two columns that vary, without missing figures.

    OECD/JRC Handbook on Constructing Composite Indicators (2008), step 4.
    """
    a, b = _centred(x), _centred(y)
    return float(np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1, 1))


def spearman(x: Array, y: Array) -> float:
    """Spearman's rank correlation: Pearson's r of the ranks, ties sharing the mean of theirs; no missing figures."""
    return pearson(mid_ranks(x), mid_ranks(y))


def kendall(x: Array, y: Array) -> float:
    """Kendall's tau-b = (C − D) / √((C + D + T_x)(C + D + T_y)) of two columns that vary, without missing figures.

    Over all pairs of entities: C go the same way in both columns, D opposite ways, T_x are tied in y alone and T_y in
    x alone. Kendall (1945), The treatment of ties in ranking problems, https://doi.org/10.1093/biomet/33.3.239.
    """
    a, b = _steps(x), _steps(y)
    return float(np.clip((a * b).sum() / np.sqrt(np.abs(a).sum() * np.abs(b).sum()), -1, 1))


KERNELS: dict[How, Callable[[Array, Array], float]] = {"pearson": pearson, "spearman": spearman, "kendall": kendall}


def mid_ranks(x: Array) -> Array:
    """The n ranks of n figures from the bottom, ties sharing the mean of theirs; no missing figures."""
    x = _settled(x)
    ordered = np.sort(x)
    below, up_to = np.searchsorted(ordered, x), np.searchsorted(ordered, x, side="right")
    return (below + up_to + 1) / 2


def _steps(x: Array) -> Array:
    """The n × n signs of the differences between the figures: every pair of entities stands there twice."""
    x = _settled(x)
    return np.sign(np.subtract.outer(x, x))


def _settled(x: Array) -> Array:
    return np.round(x / np.abs(x).max(), DIGITS)


def _centred(x: Array) -> Array:
    x = x / np.abs(x).max()
    return x - x.mean()
