"""Levers: which single indicator would raise an entity's score most in a year at the fastest peer's pace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.prose import upper
from theodolite.errors import PlanError
from theodolite.index.aggregate import WHOLE
from theodolite.index.exact.hill import Hill, hill
from theodolite.index.exact.pace import Pace
from theodolite.index.exact.reach import paced
from theodolite.index.ranking import Ranking
from theodolite.index.reconciled import Reconciled
from theodolite.index.rows import rows_of

STRONGEST = 5
"""How many levers are told."""


@dataclass(frozen=True)
class Lever:
    """One indicator moved alone: from where to where in `years`, the points gained, and the rank then.

    `years` is shorter than was asked where the best figure observed is reached before.
    """

    indicator: str
    start: float
    to: float
    years: float
    points: float
    rank: int
    pace: Pace


@dataclass(frozen=True, eq=False)
class Levers:
    """Every lever of one entity, the strongest first, and why the other indicators have none."""

    hill: Hill
    years: float
    levers: tuple[Lever, ...]
    unmoved: Mapping[str, str]

    @property
    def ranking(self) -> Ranking:
        """The ranking that they start from."""
        return self.hill.ranking

    @property
    def entity(self) -> str:
        """Whose levers they are."""
        return self.hill.entity

    @property
    def strongest(self) -> tuple[Lever, ...]:
        """The first five."""
        return self.levers[:STRONGEST]

    @cached_property
    def table(self) -> pl.DataFrame:
        """indicator, from, to, years, points, rank, peer, first, last; one row a lever, the strongest first."""
        schema = {
            "indicator": pl.String, "from": pl.Float64, "to": pl.Float64, "years": pl.Float64, "points": pl.Float64,
            "rank": pl.Int64, "peer": pl.String, "first": pl.String, "last": pl.String,
        }  # fmt: skip
        rows = [
            (v.indicator, v.start, v.to, v.years, v.points, v.rank, v.pace.peer, v.pace.first, v.pace.last)
            for v in self.levers
        ]
        return pl.DataFrame(rows, schema=schema, orient="row")

    @property
    def finding(self) -> str:
        """The strongest levers in points and places, and how many indicators have none."""
        catalog, now = self.ranking.ledger.catalog, self.ranking.rank_of(self.entity)
        name, span = (
            upper(catalog.economies.said(self.entity)),
            "a year" if self.years == 1 else f"{self.years:g} years",
        )
        if not self.levers:
            still = self.hill.still or "no indicator can be moved"
            return f"{name} has no lever through the lens {self.ranking.lens.title!r}: {still}."
        told = ", ".join(
            f"{catalog.indicators[v.indicator].title} (+{v.points:.1f} points, rank {v.rank}, as fast as "
            f"{catalog.economies.said(v.pace.peer)})" for v in self.levers[:3]
        )  # fmt: skip
        rest = (
            f"{len(self.unmoved)} of {len(self.unmoved) + len(self.levers)} indicators have no pace or cannot be moved"
        )
        return (
            f"Through the lens {self.ranking.lens.title!r}, where {catalog.economies.said(self.entity)} stands at rank "
            f"{now}, {span} at the fastest peer's pace does most in {told}, each alone and all else held; {rest}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking and the paces, sorted."""
        found = {source for lever in self.levers for source in lever.pace.sources}
        return tuple(sorted({*self.ranking.sources, *found}))

    def explain(self, entity: str) -> dict[str, Any]:
        """Every lever with its pace, and why the others have none; for any other entity its score and rank."""
        shared = {"entity": entity, "score": self.ranking.score_of(entity), "rank": self.ranking.rank_of(entity)}
        if entity != self.entity:
            return {**shared, "held": True}
        return {
            **shared,
            "years": self.years,
            "levers": [told(lever) for lever in self.levers],
            "unmoved": [{"indicator": id, "reason": reason} for id, reason in self.unmoved.items()],
        }

    def observations(self) -> pl.DataFrame:
        """The points of every lever as rows of the ledger: indicators `lens/<id>/lever/<indicator>`."""
        name = self.ranking.lens.id
        cells = [(self.entity, f"lens/{name}/lever/{v.indicator}", v.points, "points") for v in self.levers]
        return rows_of(self.ranking, f"levers-{name}", cells)


def levers(ranking: Ranking, entity: str, *, years: float = 1.0, used: Reconciled | None = None) -> Levers:
    """What `years` at the fastest peer's pace (see `paces`) in one indicator alone do for the rank of `entity`.

    Others, goalposts, population and output are held, and no figure goes beyond the best observed. Sorted by points.
    Raises PlanError for years that are not above zero, and as `reach` does.
    """
    return levers_on(hill(ranking, entity, used), years)


def levers_on(climbed: Hill, years: float = 1.0) -> Levers:
    """As `levers`, on a hill that is there already."""
    if not 0 < years < float("inf"):
        raise PlanError(f"{years:g} years move nothing", expected="years above zero", where="levers")
    given = {id: min(years, slope.most) for id, slope in climbed.slopes.items()}
    scores = climbed.trees([{}, *({id: moved} for id, moved in given.items())])[WHOLE]
    found = [
        Lever(id, slope.curve.now, slope.figure(given[id]), given[id], float(score - scores[0]),
              climbed.rank(float(score)), slope.pace)
        for (id, slope), score in zip(climbed.slopes.items(), scores[1:], strict=True)
    ]  # fmt: skip
    ordered = sorted(found, key=lambda lever: (-lever.points, lever.indicator))
    return Levers(climbed, years, tuple(ordered), climbed.unmoved)


def told(lever: Lever) -> dict[str, Any]:
    """One lever as plain fields."""
    return {
        "indicator": lever.indicator,
        "from": lever.start,
        "to": lever.to,
        "years": lever.years,
        "points": lever.points,
        "rank": lever.rank,
        "pace": paced(lever.pace),
    }
