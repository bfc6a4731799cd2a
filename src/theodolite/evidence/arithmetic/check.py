"""Check: arithmetic that one document's own numbers allow: what is said, what was computed, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from theodolite.evidence.arithmetic.told import Told
from theodolite.evidence.factcheck.said import NEAR, Interval
from theodolite.reading.claim import Claim

Outcome = Literal["holds", "imprecise", "does not hold", "cannot compute", "implied"]

OUTCOMES: tuple[Outcome, ...] = ("does not hold", "imprecise", "holds", "implied", "cannot compute")
"""Every outcome, the one that a reader should see first before the others. `implied`: computed, and the document says
nothing that it could be held against."""

Kind = Literal[
    "ratio", "share of a total", "part of a whole", "parts and whole", "change", "shares of one whole", "place",
    "order", "respectively",
]  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One piece of arithmetic inside one document.

    `said` is what the document says, `shown` the computation as one would write it down, `value` its result, None
    where nothing could be computed. `claims` are those used, the one that is checked first.
    """

    kind: Kind
    claims: tuple[Claim, ...]
    said: str
    shown: str
    value: float | None
    outcome: Outcome

    @property
    def doc(self) -> str:
        """The document in which it stands."""
        return self.claims[0].doc


Checker = Callable[[Told], Iterator[Check]]
"""What makes the checks of one kind of all claims of one document."""


def outcome(said: Interval, computed: Interval, near: float = NEAR) -> Outcome:
    """Whether what is said and what was computed can be one number, are near, or neither."""
    if said.meets(*computed):
        return "holds"
    return "imprecise" if said.near(*computed, near) else "does not hold"
