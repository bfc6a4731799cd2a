"""Flip: the least share of weight that must move for two entities to tie, or the proof that no weights do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.prose import upper
from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Mask
from theodolite.index.exact.least_change import least_changes, nearest_weights
from theodolite.index.exact.level import INDICATORS, PILLARS, Level, level_of
from theodolite.index.exact.region import Region, region_of
from theodolite.index.ranking import Ranking
from theodolite.index.rows import rows_of

NEARLY_ALL = 0.95
"""From which share on it is told that a tie leaves nearly all weight on one sibling."""

INFEASIBLE = 2
"""What the solver calls a program that no point fits."""


@dataclass(frozen=True, eq=False)
class Flip:
    """Entities `a` and `b`, and the nearest weights of one level at which they tie.

    `least_weight_change` is ½‖w − w₀‖₁, the share of the level's weight that must move; None where no weights of the
    region give a tie. `lead` is what a is ahead by now, and `farthest` the most that the one behind can lead by under
    any weights of the region, both on the level's scale: below zero it proves that there is no tie. `differences` is
    what a is ahead by on each sibling alone.
    """

    level: Level
    a: str
    b: str
    region: Region
    least_weight_change: float | None
    weights: Mapping[str, float]
    differences: Mapping[str, float]
    lead: float
    farthest: float

    @property
    def ranking(self) -> Ranking:
        """The ranking that both stand in."""
        return self.level.ranking

    @property
    def possible(self) -> bool:
        """Whether any weights of the region give a tie."""
        return self.least_weight_change is not None

    @property
    def ahead(self) -> str | None:
        """Who is ahead now; None where both have the same rank."""
        tied = self.ranking.rank_of(self.a) == self.ranking.rank_of(self.b)
        return None if tied else self.a if self.lead > 0 else self.b

    @property
    def why(self) -> str:
        """Where no weights give a tie, the proof of it; else which siblings give and which take."""
        behind = self.ranking.ledger.catalog.economies.said(self.b if self.lead > 0 else self.a)
        if self.possible:
            given = self.level.written(self.level.weights)
            moved = {name: self.weights[name] - given[name] for name in given}
            taking = [name for name, change in moved.items() if change > 1e-9]
            giving = sorted((name for name in moved if moved[name] < -1e-9), key=lambda name: moved[name])
            moves = f"from {', '.join(giving)} to {', '.join(taking)}{self._alone(behind)}"
            return moves if taking else "they tie as it is"
        sign = -1.0 if self.lead > 0 else 1.0
        if all(sign * difference < 0 for difference in self.differences.values()):
            return f"{behind} is behind on every one of {', '.join(self.differences)}: no weights can bring it level"
        return (
            f"under {self.region.said}, {behind} stays behind by at least {-self.farthest:.4g} {self.level.link.scale}"
        )

    def _alone(self, behind: str) -> str:
        """Where the tie leaves nearly all weight on one sibling: on which, and by how little the one behind leads."""
        most = max(self.weights, key=self.weights.__getitem__)
        if self.weights[most] < NEARLY_ALL or most not in self.differences or len(self.weights) == 1:
            return ""
        by = f"leads by {abs(self.differences[most]):.2g} {self.level.link.scale}" if self.differences[most] else "ties"
        return f"; {self.weights[most]:.1%} of the weight would lie on {most}, where {behind} {by}"

    @cached_property
    def table(self) -> pl.DataFrame:
        """weight (the sibling's name), given, at_tie, change, difference (of a over b); one row a sibling."""
        given = self.level.written(self.level.weights)
        tie = [self.weights.get(name) for name in given]
        frame = pl.DataFrame(
            {"weight": list(given), "given": list(given.values()), "at_tie": tie,
             "difference": [self.differences.get(name) for name in given]},
            schema_overrides={"at_tie": pl.Float64, "difference": pl.Float64},
        )  # fmt: skip
        return frame.with_columns(change=pl.col("at_tie") - pl.col("given"))

    @property
    def finding(self) -> str:
        """How much weight must move, from where to where; or that none can do it, and why."""
        say = self.ranking.ledger.catalog.economies.said
        first, second = (self.a, self.b) if self.lead >= 0 else (self.b, self.a)
        standing = f"Through the lens {self.ranking.lens.title!r}, {say(first)} is ahead of {say(second)}"
        of = f"of the weight {'of the' if self.level.name in (PILLARS, INDICATORS) else 'in'} {self.level.name}"
        if self.ahead is None:
            return f"{upper(say(self.a))} and {say(self.b)} tie through the lens {self.ranking.lens.title!r}."
        if self.least_weight_change is None:
            return f"{standing}, and no movement {of} changes that: {self.why}."
        return f"{standing} until {self.least_weight_change:.1%} {of} moves: {self.why}."

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking, sorted."""
        return self.ranking.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """The score and rank of one entity now and at the tie, with its values on the siblings whose weights move."""
        place = self.level.place(entity)
        tied = None
        if self.possible:
            scores = self.level.scores(np.array([self.weights[name] for name in self.level.names]))
            tied = 1 + int((np.round(scores, 9) > np.round(scores[place], 9)).sum())
        own = self.level.values[place]
        return {
            "entity": entity,
            "rank": self.ranking.rank_of(entity),
            "rank_at_tie": tied,
            "scale": self.level.link.scale,
            "values": {n: None if np.isnan(v) else float(v) for n, v in zip(self.level.names, own, strict=True)},
            "given": self.level.written(self.level.weights),
            "at_tie": dict(self.weights),
        }

    def observations(self) -> pl.DataFrame:
        """The change of each of the two as a row of the ledger: `lens/<id>/flip/<other>`, a share; none without."""
        if self.least_weight_change is None:
            return rows_of(self.ranking, f"flip-{self.ranking.lens.id}", [])
        name = f"lens/{self.ranking.lens.id}/flip"
        cells = [
            (one, f"{name}/{other}", self.least_weight_change, "share")
            for one, other in ((self.a, self.b), (self.b, self.a))
        ]
        return rows_of(self.ranking, f"flip-{self.ranking.lens.id}", cells)


def least_weight_change(
    ranking: Ranking,
    a: str,
    b: str,
    *,
    level: str = PILLARS,
    within: float | None = None,
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
) -> Flip:
    """The least ½‖w − w₀‖₁ over the weights of one level at which `a` and `b` tie: how much weight must move.

    Where a is behind, it is what it takes for a to draw level; where a is ahead, what it takes for b. The level is the
    pillars, the children of one pillar by its name, or all indicators; see `level_of` for the means that allow it. In
    closed form (`least_changes`); with bounds (see `region_of`) by a linear program. Where no weights give a tie the
    result says so with its proof. Missing values: both must have the same siblings, else PlanError says which differ.
    """
    if a == b:
        raise PlanError(f"{a} always ties with itself", expected="two different economies")
    on = level_of(ranking, level)
    pair = np.array([on.place(a)]), np.array([on.place(b)])
    if not on.comparable(*pair)[0]:
        _refuse_missing(on, a, b)
    differences = on.differences(*pair)[0]
    has = ~np.isnan(differences)
    region = region_of(on, within, at_least, at_most)
    inside = np.where(has, differences, 0.0)
    lead = float(inside @ np.where(has, on.weights, 0.0)) / float(on.weights[has].sum())
    farthest = float(region.greatest((differences if lead <= 0 else -differences)[None, :])[0])
    found = _free(inside, on.weights, has) if region.whole else _bounded(inside, on.weights, region)
    change = None if found is None else 0.5 * float(np.abs(found - on.weights).sum())
    named = {name: float(d) for name, d, known in zip(on.names, differences, has, strict=True) if known}
    weights = {} if found is None else on.written(found)
    return Flip(on, a, b, region, change, weights, named, lead, farthest)


def _free(differences: Array, weights: Array, has: Mask) -> Array | None:
    """The nearest weights without bounds; those of siblings that both lack stay as they are."""
    part, share = differences[has], weights[has].sum()
    if np.isnan(least_changes(part[None, :], weights[has] / share)[0]):
        return None
    found = weights.copy()
    found[has] = share * nearest_weights(part, weights[has] / share)
    return found


def _bounded(differences: Array, weights: Array, region: Region) -> Array | None:
    """The nearest weights within bounds: minimise Σ u with w = w₀ + u − v, Σ u = Σ v, Σ dᵢwᵢ = 0, low ≤ w ≤ high."""
    from scipy.optimize import linprog

    k = len(weights)
    step = np.hstack([np.eye(k), -np.eye(k)])
    done = linprog(
        np.ones(2 * k) / 2,
        A_ub=np.vstack([step, -step]),
        b_ub=np.concatenate([region.high - weights, weights - region.low]),
        A_eq=np.vstack([np.ones(k) @ step, differences @ step / max(np.abs(differences).max(), 1e-300)]),
        b_eq=[0.0, -float(differences @ weights) / max(np.abs(differences).max(), 1e-300)],
    )
    if done.status == INFEASIBLE:
        return None
    if done.x is None:
        raise PlanError(f"the linear program was not solved: {done.message}", where="least weight change")
    return weights + step @ done.x


def _refuse_missing(on: Level, a: str, b: str) -> None:
    has = {entity: ~np.isnan(on.values[on.place(entity)]) for entity in (a, b)}
    lacking = [
        f"{entity} lacks {', '.join(name for name, known in zip(on.names, has[entity], strict=True) if not known)}"
        for entity in (a, b)
        if not has[entity].all()
    ]
    raise PlanError(
        f"{a} and {b} are not scored on the same {on.name}: {'; '.join(lacking)}",
        where=f"level {on.name!r} of the lens {on.ranking.lens.id!r}",
        expected="two entities with the same ones: elsewhere weights count as shares of what each has, and a tie is no "
        "linear equation in them",
        next_step="take another level, or two entities that both have figures there",
    )
