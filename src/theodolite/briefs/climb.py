"""Climb: what it would take an entity to stand higher through one lens, rung by rung, and its strongest levers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from theodolite.briefs.gap import Seen
from theodolite.briefs.question import Asked
from theodolite.core.prose import upper
from theodolite.errors import PlanError
from theodolite.figures.numbers import in_words, ordinal, with_unit
from theodolite.figures.reach_ladder import Move, Rung
from theodolite.index.exact.hill import Hill, hill
from theodolite.index.exact.levers import Lever, Levers, levers_on
from theodolite.index.exact.reach import Move as Moved
from theodolite.index.exact.reach import Reach, reach_on
from theodolite.index.ranking import Ranking

MOST_MOVES = 5
"""Moves that a rung names; the others are added up."""


@dataclass(frozen=True, eq=False)
class Climb:
    """The steps up from the place of one entity through one lens, the nearest first, and what single years would do."""

    ranking: Ranking
    rank: int
    steps: tuple[Reach, ...]
    levers: Levers


def climb(asked: Asked, ranking: Ranking, *, goal_alone: bool = False) -> Climb | None:
    """What it takes the entity to stand one place higher, then half-way, then where the best one asked about stands.

    With `goal_alone` the last step alone. Where none of them stands above it, that step halves its rank. None where it
    is first, or not ranked. Raises PlanError where the lens has no goalposts that could be held, or nothing has a pace.
    """
    rank = ranking.rank_of(asked.entity)
    if rank is None or rank == 1:
        return None
    ground = hill(ranking, asked.entity, asked.figures)
    if ground.still:
        raise PlanError(ground.still, where=ranking.lens.id, expected="figures of several years")
    rungs = _rungs(asked, ranking, rank)
    steps = tuple(reach_on(ground, to) for to in (rungs[-1:] if goal_alone else rungs))
    return Climb(ranking, rank, steps, levers_on(ground))


def _rungs(asked: Asked, ranking: Ranking, rank: int) -> list[int]:
    """One place up, the place in the middle as ranks are read, and the goal."""
    above = [other for entity in asked.against if (other := ranking.rank_of(entity)) and other < rank]
    goal = max(above) if above else max(rank // 2, 1)
    middle = round(math.sqrt((rank - 1) * goal))
    return sorted({rank - 1, middle, goal}, reverse=True)


def at_rank(asked: Asked, ranking: Ranking, rank: int) -> str:
    """Who has a rank: one asked about before others; nobody where it falls into a shared rank."""
    found = ranking.table.filter(rank=rank)["entity"].to_list()
    first = next((entity for entity in asked.against if entity in found), found[0] if found else "")
    return asked.name(first) if first else ""


def rung(asked: Asked, step: Reach) -> Rung:
    """A step as it is drawn: its longest moves by name, the others added up; or why there is none."""
    passes = at_rank(asked, step.ranking, step.rank)
    if not step.possible:
        return Rung(step.rank, (), why_not(step), passes)
    shown = [Move(title(asked, m.indicator), change(asked, step.hill, m), m.years) for m in step.moves[:MOST_MOVES]]
    rest = step.moves[MOST_MOVES:]
    if rest:
        years = [move.years for move in rest]
        shown.append(Move(upper(f"{in_words(len(rest))} more, added up"), "", sum(years), max(years)))
    return Rung(step.rank, tuple(shown), passes=passes)


def title(asked: Asked, indicator: str) -> str:
    """The printed name of an indicator."""
    return asked.catalog.indicators[indicator].title


def change(asked: Asked, ground: Hill, moved: Moved | Lever) -> str:
    """From what to what a figure moves, and at whose pace: 10.8 M to 17.2 M, as fast per head as Singapore."""
    unit = asked.catalog.units[asked.catalog.indicators[moved.indicator].unit]
    ends = [moved.start, moved.to]
    start, to = (with_unit(end, unit, ends) for end in ends)
    per = {"population": " per head", "gdp": " for its output"}.get(_divided(asked, ground, moved.indicator), "")
    return f"{start} to {to}, as fast{per} as {asked.called(moved.pace.peer)}"


def _divided(asked: Asked, ground: Hill, indicator: str) -> str:
    return Seen(asked, ground.ranking, indicator).per or ""


def why_not(step: Reach) -> str:
    """Why a place is not reached: where the best figures observed would lead, and of how many nothing is told."""
    best = f"at the best figure observed anywhere it would stand {ordinal(step.best_rank)}"
    return (
        f"Not reached: with every indicator that moves {best}; of {in_words(len(step.untold))} no movement can be told."
    )
