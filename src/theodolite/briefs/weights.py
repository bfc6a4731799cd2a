"""Weights: how much of a lens's weight must move for two economies to draw level, or that no weights do it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from theodolite.briefs.exhibit import Cell, Table, cell
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import in_titles, listed
from theodolite.core.prose import upper
from theodolite.errors import PlanError
from theodolite.figures.numbers import NOTHING, in_words, number, percent
from theodolite.index.exact.flip import NEARLY_ALL, Flip, least_weight_change
from theodolite.index.ranking import Ranking

MOVED = 1e-9
"""A weight that changes by no more is one that stays."""


@dataclass(frozen=True, eq=False)
class Turn:
    """One comparison through one lens: the least change of its pillars' weights, or why it was not worked out."""

    ranking: Ranking
    other: str
    flip: Flip | None
    why: str = ""

    @property
    def behind(self) -> str | None:
        """Who stands behind as the lens is; None where they are level, or nothing was worked out."""
        if self.flip is None or self.flip.ahead is None:
            return None
        return self.flip.b if self.flip.ahead == self.flip.a else self.flip.a


def turns(asked: Asked, other: str) -> tuple[Turn, ...]:
    """The entity against one other through every lens that ranks both."""
    found: list[Turn] = []
    for ranking in asked.rankings.values():
        if ranking.rank_of(asked.entity) is None or ranking.rank_of(other) is None:
            continue
        if len([node for node in ranking.lens.framework if node.weight > 0]) < 2:
            found.append(Turn(ranking, other, None, "it has one pillar, so that no weight can move"))
            continue
        try:
            found.append(Turn(ranking, other, least_weight_change(ranking, asked.entity, other)))
        except PlanError as error:
            found.append(Turn(ranking, other, None, in_titles(error.what, asked.catalog)))
    return tuple(found)


def turned(asked: Asked, other: str) -> str:
    """One sentence on one other: where no weights turn the comparison, and where the least weight does."""
    answered = [turn for turn in turns(asked, other) if turn.behind is not None and turn.flip is not None]
    if not answered:
        return ""
    never = [turn for turn in answered if turn.flip and not turn.flip.possible]
    movable = [turn for turn in answered if turn.flip and turn.flip.possible]
    said: list[str] = []
    if never:
        through = f"all {in_words(len(never))} lenses" if len(never) == len(answered) > 2 else _titles(never)
        said.append(
            f"no weights of the pillars would change who is ahead through {through}, for {_behind(asked, never)}"
        )
    if movable:
        least = min(movable, key=lambda turn: (turn.flip.least_weight_change if turn.flip else 0, turn.ranking.lens.id))
        rest = " it takes least:" if len(movable) > 1 else ""
        said.append(f"through {least.ranking.lens.title}{rest} {_moved(asked, least)}")
    return f"{upper(asked.called(other))}, by weights alone: {'; '.join(said)}."


def _titles(found: list[Turn]) -> str:
    return listed([turn.ranking.lens.title for turn in found])


def _behind(asked: Asked, never: list[Turn]) -> str:
    who = {asked.called(turn.behind) for turn in never if turn.behind}
    return f"{listed(sorted(who))} {'is' if len(who) == 1 else 'are'} behind in every pillar there"


def _moved(asked: Asked, turn: Turn) -> str:
    """How much weight must move for the one behind to draw level, from where to where."""
    flip = turn.flip
    if flip is None or flip.least_weight_change is None or turn.behind is None:
        return NOTHING
    giving, taking = _pillars(asked, flip)
    share = percent(round(flip.least_weight_change, 2))
    where = f"moved from {listed(giving)} to {listed(taking)}"
    return f"{share} of the weight, {where}, would bring {asked.called(turn.behind)} level{_alone(asked, turn)}"


def _alone(asked: Asked, turn: Turn) -> str:
    """Where the change leaves nearly all weight on one pillar: that it does, and by how little the one behind leads."""
    flip, behind = turn.flip, turn.behind
    if flip is None or behind is None:
        return ""
    most = max(flip.weights, key=lambda name: flip.weights[name])
    if flip.weights[most] < NEARLY_ALL:
        return ""
    scores, names = turn.ranking.scores[most], turn.ranking.final.entities
    lead = scores[names.index(behind)] - scores[names.index(flip.ahead or "")]
    by = f"leads by only {number(lead)} points" if lead > MOVED else "is level"
    return f"; nearly all weight would lie on {asked.pillar_said(most)}, where {asked.called(behind)} {by}"


def _pillars(asked: Asked, flip: Flip) -> tuple[list[str], list[str]]:
    """The pillars that give weight, the most first, and those that take it."""
    given = flip.level.written(flip.level.weights)
    moved = {name: flip.weights[name] - given[name] for name in given}
    giving = sorted((name for name in moved if moved[name] < -MOVED), key=lambda name: moved[name])
    taking = [name for name in moved if moved[name] > MOVED]
    return [asked.pillar_said(n) for n in giving], [asked.pillar_said(n) for n in taking]


def weight_table(asked: Asked) -> Table:
    """Lens × other: how much weight must move, from where to where, or the proof that no weights do it."""
    rows, facts = [], []
    for other in asked.against:
        for turn in turns(asked, other):
            flip = turn.flip
            change = flip.least_weight_change if flip else None
            rows.append(
                (
                    Cell(
                        turn.ranking.lens.title,
                        small=f"against {asked.called(other)}" if len(asked.against) > 1 else "",
                    ),
                    cell(asked.name(turn.behind) if turn.behind else NOTHING),
                    cell(percent(round(change, 3)) if change is not None else "no weights" if flip else NOTHING),
                    cell(_how(asked, turn)),
                )
            )
            facts.append(
                {"lens": turn.ranking.lens.id, "entity": asked.entity, "other": other, "behind": turn.behind,
                 "possible": flip.possible if flip else None, "least_weight_change": change, "why": turn.why}
                | ({f"weight_{name}": share for name, share in flip.weights.items()} if flip else {})
            )  # fmt: skip
    caption = (
        "The least share of the weight of the pillars that must move for the one behind to draw level; weights inside "
        "the pillars stay."
    )
    header = ("Lens", "Behind today", "Weight to move", "How, or why not")
    return Table("weights", caption, header, tuple(rows), pl.DataFrame(facts, infer_schema_length=None), numeric=(2,))


def _how(asked: Asked, turn: Turn) -> str:
    if turn.flip is None:
        return upper(turn.why)
    if turn.behind is None:
        return "Level as it is"
    if not turn.flip.possible:
        return f"Proof: {asked.called(turn.behind)} is behind in every pillar"
    giving, taking = _pillars(asked, turn.flip)
    return f"From {listed(giving)} to {listed(taking)}{_alone(asked, turn)}"
