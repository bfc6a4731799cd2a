"""Positions: the place of an entity through a lens and in its pillars, shared places and reasons told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from theodolite.briefs.certainty import certainty
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import in_titles, place, span
from theodolite.index.dataset import Array
from theodolite.index.lens import Lens
from theodolite.index.ranking import Ranking, ranks
from theodolite.index.robustness.result import Robustness

KNOWN_ENOUGH = 0.85
"""Below this share of a lens's weight a place is marked."""

DAGGER = "†"


@dataclass(frozen=True)
class Position:
    """Where one entity stands through one lens; `rank` and `score` are None where it is not ranked, for a `reason`."""

    lens: Lens
    entity: str
    ranked: int
    """How many the lens ranks."""
    rank: int | None = None
    joint: bool = False
    """Whether another entity shares the rank."""
    score: float | None = None
    reason: str = ""
    known: float | None = None
    """The share of the lens's weight that rests on a figure or a recorded nothing."""
    likely: tuple[int, int] | None = None
    """The ranks that it takes in 90 of 100 plausible versions of the lens; None where none were drawn."""

    @property
    def place(self) -> str:
        """2nd, joint 2nd, or not ranked."""
        return place(self.rank, self.joint) if self.rank is not None else "not ranked"

    @property
    def thin(self) -> bool:
        """Whether the place rests on less than KNOWN_ENOUGH of the lens's weight."""
        return self.known is not None and self.known < KNOWN_ENOUGH

    @property
    def marked(self) -> str:
        """The place, with a dagger where it is thin."""
        return self.place + (DAGGER if self.thin else "")


def position(ranking: Ranking, entity: str) -> Position:
    """The place of `entity` through the lens of `ranking`."""
    ranked = len(ranking.final.entities)
    if entity not in ranking.final.entities:
        reason = in_titles(
            ranking.excluded.get(entity, "it has no figure for what the lens looks at"), ranking.ledger.catalog
        )
        return Position(ranking.lens, entity, ranked, reason=reason)
    index = ranking.final.entities.index(entity)
    rank, joint, score = _standing(ranking.scores[""], index)
    return Position(ranking.lens, entity, ranked, rank, joint, score, known=float(ranking.coverage[""][index]))


def positions(asked: Asked) -> Mapping[str, tuple[Position, ...]]:
    """Lens id → the places of everyone asked about, the entity's first."""
    return {
        id: tuple(_drawn(asked.robust.get(id), position(r, entity)) for entity in asked.everyone)
        for id, r in asked.rankings.items()
    }


def _drawn(robust: Robustness | None, p: Position) -> Position:
    if p.rank is None or robust is None or p.entity not in robust.entities:
        return p
    found = certainty(robust, p.entity)
    return replace(p, likely=(found.low, found.high))


def pillar_positions(ranking: Ranking, entity: str) -> dict[str, Position]:
    """Pillar → the place of `entity` among those that have a score in it; none where it has none, or no weight."""
    if entity not in ranking.final.entities:
        return {}
    index = ranking.final.entities.index(entity)
    found: dict[str, Position] = {}
    for node in (node for node in ranking.lens.framework if node.weight > 0):
        scores = ranking.scores[node.pillar]
        if not np.isnan(scores[index]):
            rank, joint, score = _standing(scores, index)
            ranked = int((~np.isnan(scores)).sum())
            found[node.pillar] = Position(ranking.lens, entity, ranked, rank, joint, score)
    return found


def apart(asked: Asked) -> tuple[Ranking, ...]:
    """The lenses through which the entity stands lowest and highest; one where one alone ranks it, or none."""
    found = [position(r, asked.entity) for r in asked.rankings.values()]
    ordered = sorted((p for p in found if p.rank is not None), key=lambda p: (p.rank, p.lens.id))
    return tuple(asked.rankings[id] for id in dict.fromkeys(p.lens.id for p in (*ordered[-1:], *ordered[:1])))


def spanned(places: Iterable[Position]) -> str:
    """The span of places of one entity over several lenses; not ranked where none ranks it."""
    ranks = [p.rank for p in places if p.rank is not None]
    return span(ranks) if ranks else "not ranked"


def _standing(scores: Array, index: int) -> tuple[int, bool, float]:
    known = scores[~np.isnan(scores)]
    places = ranks(known)
    own = places[int((~np.isnan(scores[:index])).sum())]
    return int(own), int((places == own).sum()) > 1, float(scores[index])
