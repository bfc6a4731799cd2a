"""Case: what several claims, and the evidence base, say of one thing, and how each stands to the one used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from theodolite.evidence.claims.statement import Statement

Relation = Literal[
    "conflicts", "different-definition", "compatible", "superseded", "same-origin", "agrees", "different-subject"
]

RELATIONS: tuple[Relation, ...] = (
    "conflicts", "different-definition", "compatible", "superseded", "same-origin", "agrees", "different-subject",
)  # fmt: skip
"""Every relation, the one that a reader should see first before the others."""

SAID = {
    "conflicts": ("conflicts", "conflict"),
    "different-definition": ("counts by different definitions", "count by different definitions"),
    "compatible": ("is compatible", "are compatible"),
    "superseded": ("was restated later", "were restated later"),
    "same-origin": ("repeats one origin", "repeat one origin"),
    "agrees": ("agrees", "agree"),
    "different-subject": ("is of different subjects", "are of different subjects"),
}
"""Relation → what is said of one case, and of several."""


@dataclass(frozen=True)
class Held:
    """What the evidence base holds of a claim: an observation, or what was worked out from several.

    `value`, `low` and `high` are in the unit of the statement beside it; `rows` are the ledger's, the deciding first.
    """

    value: float
    low: float | None
    high: float | None
    unit: str
    period: str
    source: str
    edition: str
    published: str
    locator: str
    rows: tuple[int, ...]
    worked_out: bool

    @property
    def edition_id(self) -> str:
        """The id of its edition."""
        return f"{self.source}-{self.edition}"


@dataclass(frozen=True)
class Side:
    """One side of a case: a claim, or what the evidence base holds; its relation to the one used, None for that one.

    Sides with the same `origin` are one piece of evidence.
    """

    said: Statement | Held
    relation: Relation | None
    why: str
    origin: int
    used: bool = False

    @property
    def value(self) -> float | None:
        """The number said; None for a range."""
        return self.said.claim.value if isinstance(self.said, Statement) else self.said.value

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number that it says, in the unit of its case; of a bound, the bound itself."""
        if isinstance(self.said, Held):
            return self.said.value, self.said.value
        claim, factor = self.said.claim, self.said.factor
        numbers = [claim.value] if claim.value is not None else [claim.low, claim.high]
        told = [factor * number for number in numbers if number is not None]
        return min(told), max(told)


@dataclass(frozen=True)
class Case:
    """One comparison key with its sides, the one used first.

    `entity` is None where the sides are of different ones; `indicator` where they are of none or of several, `concept`
    names what these share; `topic` the words of what is told where there is no indicator.
    """

    entity: str | None
    indicator: str | None
    concept: str | None
    topic: str | None
    counterpart: str | None
    period: str | None
    unit: str
    modality: str
    relation: Relation
    why: str
    sides: tuple[Side, ...]

    @property
    def used(self) -> str | None:
        """The edition or the claim whose number is used; None between definitions and subjects."""
        side = next((side for side in self.sides if side.used), None)
        if side is None:
            return None
        return side.said.edition_id if isinstance(side.said, Held) else side.said.claim.id

    @property
    def statements(self) -> list[Statement]:
        """The claims among the sides."""
        return [side.said for side in self.sides if isinstance(side.said, Statement)]

    @property
    def held(self) -> list[Held]:
        """What the evidence base holds of them."""
        return [side.said for side in self.sides if isinstance(side.said, Held)]

    @property
    def pieces(self) -> int:
        """How many pieces of evidence the sides are, copies of one origin counted once."""
        return len({side.origin for side in self.sides})
