"""Attainable: the best and the worst rank that weights of a region give an entity, and the bound that is proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from theodolite.core.prose import upper
from theodolite.index.dataset import Array, Mask
from theodolite.index.exact.level import PILLARS, Indices, Level, level_of
from theodolite.index.exact.limit import SECONDS
from theodolite.index.exact.region import Region, greatest_ratio, region_of
from theodolite.index.ranking import Ranking
from theodolite.index.rows import rows_of

AHEAD = 1e-6
"""How far ahead another counts as ahead, as a share of the largest difference: for the worst rank."""

STATUS = {0: "optimal", 1: "time limit"}


@dataclass(frozen=True)
class Extreme:
    """A rank that `weights` give, and the bound that no weights of the region go beyond.

    `bound` equals `rank` where the answer is proven (`gap` 0); `status` is that of the solver.
    """

    rank: int
    bound: int
    status: str
    weights: Mapping[str, float]

    @property
    def gap(self) -> int:
        """Places between what was found and what is proven."""
        return abs(self.rank - self.bound)


@dataclass(frozen=True, eq=False)
class Attainable:
    """The best and the worst rank of one entity over the weights of a region.

    `undecided` are those who are not scored on the same siblings and may be ahead or not: the bounds hold for both.
    """

    level: Level
    entity: str
    region: Region
    best: Extreme
    worst: Extreme
    undecided: tuple[str, ...]

    @property
    def ranking(self) -> Ranking:
        """The ranking that it starts from."""
        return self.level.ranking

    @property
    def table(self) -> pl.DataFrame:
        """extreme, rank, bound, gap, status and one column a weight; two rows, best and worst."""
        rows = [
            {"extreme": name, "rank": one.rank, "bound": one.bound, "gap": one.gap, "status": one.status, **one.weights}
            for name, one in (("best", self.best), ("worst", self.worst))
        ]
        return pl.DataFrame(rows)

    @property
    def finding(self) -> str:
        """The span of ranks, and whether it is proven."""
        name = upper(self.ranking.ledger.catalog.economies.said(self.entity))
        proven = "proven" if self.best.gap == self.worst.gap == 0 else (
            f"no weights go beyond {self.best.bound} and {self.worst.bound}, which is all that is proven"
        )  # fmt: skip
        now, lens = self.ranking.rank_of(self.entity), self.ranking.lens.title
        return (
            f"{name}, at rank {now} through the lens {lens!r}, can rank "
            f"from {self.best.rank} to {self.worst.rank} by the weights of the {self.level.name} "
            f"({self.region.said}): {proven}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking, sorted."""
        return self.ranking.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """The ranks of one entity now and under the weights of the two extremes, with these weights."""
        place = self.level.place(entity)
        told: dict[str, Any] = {"entity": entity, "rank": self.ranking.rank_of(entity)}
        for name, one in (("best", self.best), ("worst", self.worst)):
            weights = np.array([one.weights[sibling] for sibling in self.level.names])
            told[name] = {"rank": _rank(self.level, place, weights), "weights": dict(one.weights)}
        return told

    def observations(self) -> pl.DataFrame:
        """The two ranks as rows of the ledger: `lens/<id>/rank/attainable-best` and `…-worst`."""
        name = f"lens/{self.ranking.lens.id}/rank/attainable"
        cells = [(self.entity, f"{name}-{side}", float(one.rank), "rank") for side, one in
                 (("best", self.best), ("worst", self.worst))]  # fmt: skip
        return rows_of(self.ranking, f"attainable-{self.ranking.lens.id}", cells)


def attainable_ranks(
    ranking: Ranking,
    entity: str,
    *,
    level: str = PILLARS,
    within: float | None = None,
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
    seconds: float = SECONDS,
) -> Attainable:
    """The best and the worst rank of `entity` over the weights of one level (see `level_of` and `region_of`).

    Minimise (maximise) 1 + Σⱼ zⱼ over weights w and binary zⱼ, where zⱼ = 0 asks that the entity is not behind j
    (zⱼ = 1 that j is ahead by more than a millionth of the largest difference); those who are ahead, or behind, under
    all weights of the region are settled beforehand. HiGHS solves it; where `seconds` end first, `rank` is the best
    found and `bound` what is proven. The rank is that which the weights found give, taken anew with all entities in.
    Missing values: of those who are not scored on the same siblings, such as may be ahead or not (by the range of their
    scores over the region) count as behind in the bound of the best rank, and as ahead in that of the worst. Ties share
    the best rank.
    Ranking intervals over feasible weights: Salo and Punkka (2011), https://doi.org/10.1287/mnsc.1100.1265.
    """
    on = level_of(ranking, level)
    region = region_of(on, within, at_least, at_most)
    place = on.place(entity)
    others = np.array([i for i in range(len(ranking.final.entities)) if i != place])
    mine = np.full(len(others), place)
    decided = on.comparable(mine, others)
    has = ~np.isnan(on.values[place])
    differences = np.where(has, on.differences(mine[decided], others[decided]), 0.0)
    scaled = differences / max(float(np.abs(differences).max(initial=0.0)), 1e-300)
    ahead, open_ = _by_their_ranges(on, region, place, others[~decided])
    best = _extreme(on, place, region, scaled, "best", seconds, ahead)
    worst = _extreme(on, place, region, scaled, "worst", seconds, ahead + len(open_))
    return Attainable(on, entity, region, best, worst, tuple(ranking.final.entities[i] for i in open_))


def _by_their_ranges(on: Level, region: Region, place: int, others: Indices) -> tuple[int, Indices]:
    """How many of those with other siblings are always ahead, and who of them is ahead under some weights or may be.

    Settled are those whose scores, over the whole region, keep clear of those that the entity can have. Whoever has no
    sibling at all has one score.
    """
    rows = np.append(others, place)
    values = on.size[rows, None] * on.values[rows] + on.base[rows, None]
    values[np.isnan(values).all(axis=1)] = on.base[rows[np.isnan(values).all(axis=1)], None]
    most = greatest_ratio(values, region.low, region.high)
    least = -greatest_ratio(-values, region.low, region.high)
    ahead, behind = least[:-1] > most[-1], most[:-1] <= least[-1]
    return int(ahead.sum()), others[~ahead & ~behind]


def _extreme(
    on: Level,
    place: int,
    region: Region,
    differences: Array,
    side: Literal["best", "worst"],
    seconds: float,
    more: int = 0,
) -> Extreme:
    """One end: the program over those whom the weights decide, and the rank that its weights give."""
    least, most = region.least(differences), region.greatest(differences)
    always, open_ = most < 0, (most >= 0) & (least < 0)
    settled = 1 + int(always.sum()) + more
    candidates = [on.weights] if ((on.weights >= region.low) & (on.weights <= region.high)).all() else []
    status, found = "settled beforehand", 0
    if open_.any():
        status, found, ahead, weights = _program(differences[open_], least[open_], most[open_], region, side, seconds)
        candidates += [_clearest(differences[open_], ahead, region, weights), weights] if weights is not None else []
    ranked = [(_rank(on, place, weights), weights) for weights in (*candidates, _any(region))]
    rank, weights = (min if side == "best" else max)(ranked, key=lambda one: one[0])
    return Extreme(rank, settled + found, status, on.written(weights))


def _program(
    differences: Array, least: Array, most: Array, region: Region, side: str, seconds: float
) -> tuple[str, int, Mask, Array | None]:
    """Status, the proven number of those ahead, who is ahead, and the weights (None where none were found in time)."""
    count, k = differences.shape
    sign = 1.0 if side == "best" else -1.0
    slack = -least if side == "best" else most + AHEAD
    rows = np.hstack([sign * differences, sign * np.diag(slack)])
    floor = np.zeros(count) if side == "best" else -most
    equal = LinearConstraint(np.concatenate([np.ones(k), np.zeros(count)])[None, :], 1.0, 1.0)
    low, high = np.append(region.low, np.zeros(count)), np.append(region.high, np.ones(count))
    done = milp(
        np.concatenate([np.zeros(k), np.full(count, sign)]),
        integrality=np.concatenate([np.zeros(k), np.ones(count)]),
        bounds=Bounds(low, high),  # pyright: ignore[reportArgumentType]
        constraints=[equal, LinearConstraint(rows, floor, np.full(count, np.inf))],  # pyright: ignore[reportArgumentType]
        options={"time_limit": seconds},
    )
    bound = done.mip_dual_bound
    if bound is None or not np.isfinite(bound):
        proven = 0 if side == "best" else count
    else:
        proven = int(np.ceil(bound - 1e-6)) if side == "best" else int(np.floor(-bound + 1e-6))
    status = STATUS.get(int(done.status), str(done.message))
    if done.x is None:
        return status, proven, np.zeros(count, dtype=bool), None
    return status, proven, np.asarray(done.x[k:] > 0.5), np.asarray(done.x[:k])


def _clearest(differences: Array, ahead: Mask, region: Region, weights: Array) -> Array:
    """Of the weights that put the same ones ahead, those at which the closest of the others is farthest off."""
    signed = np.where(ahead[:, None], -differences, differences)
    k = len(weights)
    done = linprog(
        np.concatenate([np.zeros(k), [-1.0]]),
        A_ub=np.hstack([-signed, np.ones((len(signed), 1))]),
        b_ub=np.zeros(len(signed)),
        A_eq=np.concatenate([np.ones(k), [0.0]])[None, :],
        b_eq=[1.0],
        bounds=[*zip(region.low, region.high, strict=True), (None, None)],
    )
    return weights if done.x is None else np.asarray(done.x[:k])


def _any(region: Region) -> Array:
    """Some weights of the region: from the lower bounds the same share of the way to the upper ones."""
    room = region.high - region.low
    return region.low + room * ((1 - region.low.sum()) / max(float(room.sum()), 1e-300))


def _rank(on: Level, place: int, weights: Array) -> int:
    scores = np.round(on.scores(weights), 9)
    return 1 + int((scores > scores[place]).sum())
