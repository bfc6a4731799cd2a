"""Hill: everything that an entity's score depends on, and how far each of its indicators can be climbed in years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.aggregate import WHOLE
from theodolite.index.dataset import Array
from theodolite.index.exact.curves import Curve, curves
from theodolite.index.exact.pace import Pace, paces
from theodolite.index.framework import counted, pillars
from theodolite.index.ranking import Ranking
from theodolite.index.reconciled import Reconciled
from theodolite.index.supposed import supposed

HALVINGS = 60
"""Halvings of an interval until it is as narrow as numbers can tell."""


@dataclass(frozen=True, eq=False)
class Slope:
    """One indicator that can be moved: its curve, its pace, and the years after which nothing more is gained."""

    curve: Curve
    pace: Pace
    most: float

    def figure(self, years: float) -> float:
        """The figure after so many years."""
        return self.curve.now + self.curve.direction * self.pace.per_year * years

    def values(self, years: Array) -> Array:
        """The normalised values after each of n numbers of years."""
        return self.curve(self.curve.now + self.curve.direction * self.pace.per_year * years)


@dataclass(frozen=True, eq=False)
class Hill:
    """One entity of a ranking, the slopes that it can climb, and why its other indicators cannot be moved."""

    ranking: Ranking
    entity: str
    slopes: Mapping[str, Slope]
    unmoved: Mapping[str, str]

    @property
    def top(self) -> dict[str, float]:
        """Every indicator moved as far as it goes."""
        return {id: slope.most for id, slope in self.slopes.items()}

    @property
    def still(self) -> str | None:
        """Why no movement at all can be told; None where something can be moved."""
        if self.slopes:
            return None
        rows = self.ranking.ledger.rows
        periods = rows.filter(rows["indicator"].is_in(list(self.unmoved)))["period"].n_unique()
        return "the data have one period" if periods == 1 else "none of its indicators has a pace"

    def trees(self, years: Sequence[Mapping[str, float]]) -> dict[str, Array]:
        """The n scores of every pillar and the whole after n sets of years by indicator, all else held."""
        final = self.ranking.final
        own = final.values[final.entities.index(self.entity)]
        columns = {id: np.full(len(years), value) for id, value in zip(final.indicators, own, strict=True)}
        for id, slope in self.slopes.items():
            moved = [n for n, given in enumerate(years) if given.get(id)]
            columns[id][moved] = slope.values(np.array([years[n][id] for n in moved]))
        return supposed(self.ranking, self.entity, np.column_stack([columns[id] for id in final.indicators]))

    def score(self, years: Mapping[str, float]) -> float:
        """The score of the entity after so many years by indicator."""
        return float(self.trees([years])[WHOLE][0])

    def rank(self, score: float) -> int:
        """The rank that a score has among the others, who stay where they are; equal to nine decimals is a tie."""
        others = np.delete(self.ranking.scores[WHOLE], self.ranking.final.entities.index(self.entity))
        return 1 + int((np.round(others, 9) > np.round(score, 9)).sum())


def hill(ranking: Ranking, entity: str, used: Reconciled | None = None) -> Hill:
    """The hill of one ranked entity; `used` is what `reconciled` gives.

    Raises UnknownNameError for an entity that is not ranked, PlanError where a step has no goalposts to hold or a mean
    compares entities with each other.
    """
    if entity not in ranking.final.entities:
        ranking.explain(entity)
    _refuse_relative(ranking)
    curved = curves(ranking, entity)
    paced, reasons = paces(ranking, entity, used)
    slopes, unmoved = dict[str, Slope](), dict[str, str]()
    for leaf in counted(ranking.lens.framework):
        id = leaf.indicator
        if id in reasons:
            unmoved[id] = reasons[id]
        elif id not in curved:
            unmoved[id] = "its treatment cannot be written as a function of one figure"
        elif (slope := _slope(curved[id], paced[id])) is None:
            unmoved[id] = "the scale is drawn in at its level: more of it adds nothing"
        else:
            slopes[id] = slope
    return Hill(ranking, entity, slopes, unmoved)


def _refuse_relative(ranking: Ranking) -> None:
    framework = ranking.lens.framework
    levels = [framework, *(pillar.indicators for pillar in pillars(framework))]
    for mean in (ranking.lens.aggregate.mean_of(nodes) for nodes in levels):
        if mean.method.relative:
            raise PlanError(
                f"under {mean} every score depends on who else is there: when one moves, nobody is held",
                where=f"aggregate: {mean}",
                expected="a mean of the entity's own figures",
                next_step="ask through a lens with an arithmetic, geometric, harmonic or generalised mean",
            )


def _slope(curve: Curve, pace: Pace) -> Slope | None:
    """The slope up to the best figure observed, or to where the scale is drawn in before it; None where it is flat."""
    most = curve.direction * (curve.best - curve.now) / pace.per_year
    whole = Slope(curve, pace, most)
    start, top = whole.values(np.array([0.0, most]))
    if top <= start:
        return None
    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if whole.values(np.array([middle]))[0] >= top else (middle, high)
    return Slope(curve, pace, high)
