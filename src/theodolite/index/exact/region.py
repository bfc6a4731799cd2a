"""Region: how far the weights of a level may move, and the greatest lead that any weights in it give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.dataset import Array
from theodolite.index.exact.level import Level

HALVINGS = 60
"""Halvings of an interval until it is as narrow as numbers can tell."""

ROUND = 1e-12
"""What is left of a weight that is only rounding."""


@dataclass(frozen=True, eq=False)
class Region:
    """The weights w that sum to one with low ≤ w ≤ high, both k long; `said` is how it stands in a sentence."""

    low: Array
    high: Array
    said: str
    whole: bool

    def greatest(self, differences: Array) -> Array:
        """The p greatest Σ wᵢdᵢ / Σ wᵢ over the region, for p × k differences; NaN is out of both sums.

        In closed form where none is missing (see `greatest`), else to within 10⁻¹² (see `greatest_ratio`).
        """
        lacking = np.isnan(differences).any(axis=1)
        found = greatest(np.nan_to_num(differences), self.low, self.high)
        found[lacking] = np.round(greatest_ratio(differences[lacking], self.low, self.high), 12)
        return found

    def least(self, differences: Array) -> Array:
        """The p least Σ wᵢdᵢ / Σ wᵢ over the region."""
        return -self.greatest(-differences)


def region_of(
    level: Level,
    within: float | None = None,
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
) -> Region:
    """All weights of a level; or those `within` a share of each as written, and in bounds that name their siblings.

    Bounds are shares of the level: 0.2 is a fifth of its weight. Raises PlanError where no weights fit, and
    UnknownNameError for a sibling that the level does not have.
    """
    low, high = np.zeros_like(level.weights), np.ones_like(level.weights)
    if within is not None:
        if not 0 < within <= 1:
            raise PlanError(f"weights cannot move within {within:g} of themselves", expected="a share: 25% or 0.25")
        low, high = level.weights * (1 - within), np.minimum(level.weights * (1 + within), 1.0)
    for bounds, side in ((at_least, low), (at_most, high)):
        for name, bound in (bounds or {}).items():
            if name not in level.names:
                raise UnknownNameError(f"weight of the level {level.name!r}", name, nearest(name, level.names))
            side[level.names.index(name)] = bound
    if (low > high).any() or (low < 0).any() or low.sum() > 1 + ROUND or high.sum() < 1 - ROUND:
        raise PlanError(
            "no weights lie within these bounds",
            where=f"weights of the level {level.name!r}",
            expected="lower bounds that sum to at most 1, upper ones to at least 1, and each lower below its upper",
            next_step="widen them",
        )
    return Region(low, high, _said(within, at_least, at_most), not (within or at_least or at_most))


def greatest(differences: Array, low: Array, high: Array) -> Array:
    """The p greatest Σ wᵢdᵢ over weights with low ≤ w ≤ high and Σ w = 1, for p × k differences.

    A knapsack of divisible goods: every criterion has its lower bound, and what is left goes to the best difference up
    to its upper bound, then to the next (Dantzig 1957, Operations Research 5, 266–288). No missing values.
    """
    order = np.argsort(-differences, axis=1, kind="stable")
    ordered, room = np.take_along_axis(differences, order, axis=1), (high - low)[order]
    before = np.cumsum(room, axis=1) - room
    filled = np.clip(1 - low.sum() - before, 0.0, room)
    return np.asarray(differences @ low + (ordered * filled).sum(axis=1))


def greatest_ratio(values: Array, low: Array, high: Array) -> Array:
    """The n greatest Σ wᵢxᵢ / Σ wᵢ over the siblings that each entity has (NaN: it has not), for n × k values.

    A ratio reaches λ where max Σ wᵢ(xᵢ − λ) is not negative (Dinkelbach 1967, Management Science 13, 492–498):
    λ is halved in until it is as narrow as numbers can tell, from above.
    """
    has = ~np.isnan(values)
    least, most = np.where(has, values, np.inf).min(axis=1), np.where(has, values, -np.inf).max(axis=1)
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        reached = greatest(np.where(has, values - middle[:, None], 0.0), low, high) > 0
        least, most = np.where(reached, middle, least), np.where(reached, most, middle)
    return most


def _said(within: float | None, at_least: Mapping[str, float] | None, at_most: Mapping[str, float] | None) -> str:
    parts = [f"each within {within:.0%} of itself"] if within is not None else []
    parts += [f"{name} at least {bound:.0%}" for name, bound in (at_least or {}).items()]
    parts += [f"{name} at most {bound:.0%}" for name, bound in (at_most or {}).items()]
    return ", ".join(parts) or "any weights"
