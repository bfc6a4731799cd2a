"""Reach: the least movement of indicators for a rank, each move priced in years at the fastest peer's pace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.prose import shown, upper
from theodolite.errors import PlanError
from theodolite.index.aggregate import WHOLE
from theodolite.index.exact.climb import least_years
from theodolite.index.exact.hill import Hill, hill
from theodolite.index.exact.limit import SECONDS
from theodolite.index.exact.pace import AT_THE_TOP, Pace
from theodolite.index.ranking import Ranking
from theodolite.index.reconciled import Reconciled
from theodolite.index.rows import rows_of

UNPROVEN = 0.001
"""From which share of the years on it is told that they are not proven to be needed."""


@dataclass(frozen=True)
class Move:
    """One indicator, from where to where it moves, the years that this takes at the pace, and the points it is worth.

    `points` is what the score would lose if this move alone were not made; under arithmetic means they add up.
    """

    indicator: str
    start: float
    to: float
    years: float
    points: float
    pace: Pace


@dataclass(frozen=True, eq=False)
class Reach:
    """What it would take for an entity to stand at `rank`: the moves with the least sum of years, all else held.

    `target` is the score to be met, `score` the one that the moves lead to (every indicator at its best where the rank
    is out of reach), `best_rank` the best that moving every indicator as far as it goes would give, `unmoved` why the
    others stay where they are.
    """

    hill: Hill
    rank: int
    target: float
    score: float
    best_rank: int
    moves: tuple[Move, ...]
    unmoved: Mapping[str, str]
    gap: float = 0.0
    """The share of the years that is not proven to be needed: 0 unless the time limit ended a program."""

    @property
    def ranking(self) -> Ranking:
        """The ranking that it starts from."""
        return self.hill.ranking

    @property
    def entity(self) -> str:
        """Who moves."""
        return self.hill.entity

    @property
    def possible(self) -> bool:
        """Whether the indicators that can be moved lead to the rank, at most up to the best values observed.

        Where they do not, some have no pace (`untold`): nobody stands above an entity that is at the best everywhere.
        """
        return self.best_rank <= self.rank

    @property
    def untold(self) -> tuple[str, ...]:
        """The indicators that are not at the best value observed, and of which no movement can be told."""
        return tuple(id for id, why in self.unmoved.items() if why != AT_THE_TOP)

    @property
    def years(self) -> float | None:
        """The sum of the moves in years; None where the rank cannot be reached."""
        return sum(move.years for move in self.moves) if self.possible else None

    @cached_property
    def table(self) -> pl.DataFrame:
        """indicator, from, to, years_at_peer_pace, points, peer, first, last; one row a move, the longest first."""
        schema = {"indicator": pl.String, "from": pl.Float64, "to": pl.Float64, "years_at_peer_pace": pl.Float64,
                  "points": pl.Float64, "peer": pl.String, "first": pl.String, "last": pl.String}  # fmt: skip
        rows = [
            (m.indicator, m.start, m.to, m.years, m.points, m.pace.peer, m.pace.first, m.pace.last) for m in self.moves
        ]
        return pl.DataFrame(rows, schema=schema, orient="row")

    @property
    def finding(self) -> str:
        """What it takes in years, by which indicators first, and how many cannot be moved; or that it cannot be had."""
        ledger = self.ranking.ledger
        name = upper(ledger.catalog.economies.said(self.entity))
        now, lens = self.ranking.rank_of(self.entity), f"through the lens {self.ranking.lens.title!r}"
        rest = f"{len(self.unmoved)} of {len(self.unmoved) + len(self.hill.slopes)} indicators cannot be moved"
        if self.years == 0:
            return f"{name} stands at rank {now} {lens}: nothing has to move for rank {self.rank}."
        if not self.possible and (still := self.hill.still):
            return f"{name} stands at rank {now} {lens}; no movement to rank {self.rank} can be told: {still}."
        if not self.possible:
            moved = f"{len(self.hill.slopes)} of {len(self.hill.slopes) + len(self.unmoved)} indicators can be moved"
            untold = f"for want of a pace, no movement is told of {len(self.untold)}"
            return (
                f"{name}, at rank {now} {lens}, is not brought to rank {self.rank}: {moved}, which at the best values "
                f"observed lead to rank {self.best_rank}; {untold}."
            )
        title = ledger.catalog.indicators
        told = " and ".join(
            f"{title[m.indicator].title} from {shown(m.start)} to {shown(m.to)} ({m.years:.1f} years at the pace of "
            f"{ledger.catalog.economies.said(m.pace.peer)})" for m in self.moves[:2]
        )  # fmt: skip
        proven = f" (of which {self.gap:.0%} is not proven to be needed)" if self.gap > UNPROVEN else ""
        taken = (
            f"{self.years:.1f} years of movement{proven} at the fastest peers' pace and everybody else standing still"
        )
        return f"{name}, at rank {now} {lens}, would reach rank {self.rank} with {taken}, first {told}; {rest}."

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the ranking and the paces of the moves, sorted."""
        paced = {source for move in self.moves for source in move.pace.sources}
        return tuple(sorted({*self.ranking.sources, *paced}))

    def explain(self, entity: str) -> dict[str, Any]:
        """The moves with their paces and the figures behind these, and why the others stay, for the one that moves.

        For any other entity: its score and rank, which are held.
        """
        if entity != self.entity:
            return {"entity": entity, "held": True, "score": self.ranking.score_of(entity),
                    "rank": self.ranking.rank_of(entity)}  # fmt: skip
        return {
            "entity": entity,
            "rank": self.ranking.rank_of(entity),
            "asked": self.rank,
            "possible": self.possible,
            "best_rank": self.best_rank,
            "score": self.ranking.score_of(entity),
            "target": self.target,
            "reached": self.score,
            "years": self.years,
            "gap": self.gap,
            "still": self.hill.still,
            "moves": [told(move) for move in self.moves],
            "unmoved": [{"indicator": id, "reason": reason} for id, reason in self.unmoved.items()],
        }

    def observations(self) -> pl.DataFrame:
        """The figures after the moves as rows of the ledger with status F, in the units of the indicators."""
        return rows_of(
            self.ranking,
            f"reach-{self.ranking.lens.id}",
            [
                (self.entity, m.indicator, m.to, self.ranking.ledger.catalog.indicators[m.indicator].unit)
                for m in self.moves
            ],
            status="F",
        )


def reach(
    ranking: Ranking, entity: str, *, rank: int, used: Reconciled | None = None, seconds: float = SECONDS
) -> Reach:
    """The least movement of the indicators of `entity`, in years at the fastest peer's pace, with which it has `rank`.

    minimise Σⱼ tⱼ  subject to  score(x + t·pace) ≥ the score of the one who would stand at `rank` among the others,
    0 ≤ tⱼ, and no figure beyond the best observed. Others stand still, and so do the goalposts of every step, and
    population and output. Scores that are equal share the better rank, so that a tie suffices. Missing figures and
    indicators without a pace (see `paces`) are not moved, and are listed in `unmoved`. Where the rank is out of reach
    the moves are those to the best values observed. `used` is what `reconciled` gives, `seconds` the time limit of
    each of the programs.

    Raises PlanError for a rank that nobody has, a normalisation without goalposts, and a mean without a link.
    """
    return reach_on(hill(ranking, entity, used), rank, seconds)


def reach_on(climbed: Hill, rank: int, seconds: float = SECONDS) -> Reach:
    """As `reach`, on a hill that is there already: for several ranks of one entity."""
    ranking, entity = climbed.ranking, climbed.entity
    if not 1 <= rank <= len(ranking.final.entities):
        raise PlanError(
            f"nobody has the rank {rank}", expected=f"a rank from 1 to {len(ranking.final.entities)}", where="reach"
        )
    others = sorted((ranking.score_of(other) for other in ranking.final.entities if other != entity), reverse=True)
    target = others[rank - 1] if rank <= len(others) else -float("inf")
    best = climbed.rank(climbed.score(climbed.top))
    if climbed.rank(climbed.score({})) <= rank:
        years, gap = dict[str, float](), 0.0
    else:
        years, gap = least_years(climbed, target, seconds) if best <= rank else (climbed.top, 0.0)
    return Reach(climbed, rank, target, climbed.score(years), best, _moves(climbed, years), climbed.unmoved, gap)


def _moves(climbed: Hill, years: Mapping[str, float]) -> tuple[Move, ...]:
    """The moves of more than a millionth of all, the longest first."""
    least = 1e-6 * sum(years.values())
    made = {id: given for id, given in years.items() if given > least}
    without = climbed.trees([years, *({**years, id: 0.0} for id in made)])[WHOLE]
    moves = [
        Move(id, slope.curve.now, slope.figure(years[id]), years[id], float(without[0] - less), slope.pace)
        for (id, less) in zip(made, without[1:], strict=True)
        for slope in (climbed.slopes[id],)
    ]
    return tuple(sorted(moves, key=lambda move: (-move.years, move.indicator)))


def told(move: Move) -> dict[str, Any]:
    """One move as plain fields, with the two figures that its pace comes from."""
    return {
        "indicator": move.indicator,
        "from": move.start,
        "to": move.to,
        "years_at_peer_pace": move.years,
        "points": move.points,
        "pace": paced(move.pace),
    }


def paced(pace: Pace) -> dict[str, Any]:
    """One pace as plain fields."""
    return {
        "peer": pace.peer,
        "per_year": pace.per_year,
        "first": {"period": pace.first, "value": pace.before},
        "last": {"period": pace.last, "value": pace.after},
        "years": pace.years,
        "sources": list(pace.sources),
    }
