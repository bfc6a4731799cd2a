"""Certainty: how an entity's place moves over the plausible versions of a lens."""

from __future__ import annotations

from dataclasses import dataclass

from theodolite.briefs.question import Asked
from theodolite.briefs.wording import span, versions
from theodolite.figures.numbers import ordinal
from theodolite.index.lens import Lens
from theodolite.index.robustness.result import Robustness

FEW = 0.2
"""Where no larger share of versions gives the place of the lens as written, a reader is told of the middle one."""

SURE = 0.95
"""From this share of versions on a comparison is told as one that hardly depends on them."""


@dataclass(frozen=True)
class Certainty:
    """Where one entity stands over the versions of one lens: 5, 50 and 95 % ranks, and the share of each rank."""

    lens: Lens
    entity: str
    rank: int | None
    low: int
    middle: int
    high: int
    shares: tuple[float, ...]
    """The shares of versions in which it is 1st, 2nd, …; what they lack to one is where it is not ranked."""

    @property
    def as_written(self) -> float:
        """The share of versions in which it has the rank of the lens as written; 0 where that ranks it not at all."""
        return self.shares[self.rank - 1] if self.rank else 0.0

    @property
    def width(self) -> int:
        """How many places lie between the best and the worst of its 90 of 100 ranks: how unsure the place is."""
        return self.high - self.low

    @property
    def rare(self) -> str:
        """That few versions give the place as written, and the middle one; nothing where it is no exception."""
        if self.rank is None or self.rank == self.middle or self.as_written >= FEW:
            return ""
        often = versions(self.as_written, "plausible version")
        return f"{ordinal(self.rank)} comes out {often}; the middle one gives {ordinal(self.middle)}"

    @property
    def told(self) -> str:
        """2nd in 98 of 100 versions; or, where several places share them, 44th to 62nd in 90 of 100."""
        if self.low == self.high:
            return f"{ordinal(self.low)} {versions(self.shares[self.low - 1])}"
        return f"{span((self.low, self.high))} in 90 of 100 versions"


def certainty(robust: Robustness, entity: str) -> Certainty:
    """The ranks of an entity over the versions that were drawn."""
    place = robust.entities.index(entity)
    row = robust.table.row(place, named=True)
    shares = tuple(robust.probabilities[place].tolist())
    return Certainty(robust.ranking.lens, entity, row["rank"], row["p05"], row["median"], row["p95"], shares)


def certainties(asked: Asked, entity: str) -> tuple[Certainty, ...]:
    """How sure the place of an entity is through every lens that ranks it and was drawn, in the lenses' order."""
    return tuple(
        certainty(robust, entity)
        for robust in asked.robust.values()
        if robust.ranking.rank_of(entity) is not None and entity in robust.entities
    )


def least_sure(asked: Asked) -> str | None:
    """The lens through which the entity's place is least sure; None where no drawn lens ranks it."""
    found = certainties(asked, asked.entity)
    return max(found, key=lambda c: (c.width, c.lens.id)).lens.id if found else None
