"""A verdict: whether a claim holds against the evidence base, which kind of error it makes, and what says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from theodolite.evidence.factcheck.figures import Figure
from theodolite.reading.claim import Claim

Holds = Literal["confirmed", "imprecise", "contradicted", "cannot check"]

HOLDS: tuple[Holds, ...] = ("contradicted", "imprecise", "confirmed", "cannot check")
"""Every verdict, the gravest first."""

ErrorKind = Literal[
    "wrong-entity", "wrong-year", "rate-basis", "vintage", "stale", "order-of-magnitude", "unit", "definition", "scope",
    "adjective", "comparison", "hedge", "rounding", "value",
]  # fmt: skip

ERRORS: dict[ErrorKind, str] = {
    "wrong-entity": "the figure is another's",
    "wrong-year": "the figure is of another year",
    "rate-basis": "a yearly rate and a total change are mixed up",
    "vintage": "a later edition has replaced the figure",
    "stale": "the figure is old, and told as if it were of today",
    "order-of-magnitude": "the number is off by a power of ten",
    "unit": "something else is counted",
    "definition": "it is counted by another definition",
    "scope": "it is a part of what is counted, or more than it",
    "adjective": "the number agrees and the word beside it does not",
    "comparison": "what is compared does not compare so",
    "hedge": "the bound is a little too bold",
    "rounding": "it is near, and does not round to it",
    "value": "the number is another one",
}
"""Kind of error → what it means."""

Reason = Literal[
    "unmapped",
    "no-entity",
    "no-number",
    "no-figure",
    "own-source",
    "not-a-fact",
    "unit",
    "no-period",
    "unsure",
    "denied",
]

REASONS: dict[Reason, str] = {
    "unmapped": "no indicator of the catalogue is recognised in it",
    "no-entity": "the text does not say whom it is about",
    "no-number": "it states no number",
    "no-figure": "the evidence base holds no such figure",
    "own-source": "the only figure that is held was read in this very document",
    "not-a-fact": "it is a goal, or a case that is only supposed",
    "unit": "its unit cannot be converted",
    "no-period": "the text does not say from when to when",
    "unsure": "it may be about something else",
    "denied": "the text denies it, doubts it or only supposes it",
}
"""Why a claim cannot be checked → what that means."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence base says of one claim.

    `error` is the kind of error of what is not confirmed, `reason` why a claim cannot be checked; `why` says it in a
    sentence. `rows` are the numbers of the ledger's rows that it rests on, the one that decides first; `computed` is
    what was worked out from them, in the claim's unit, where the claim is no figure of its own (a change, a ratio).
    `in_use` is the row of the figure that is used of that period, where the one that decides is another source's.
    """

    claim: Claim
    holds: Holds
    why: str
    error: ErrorKind | None = None
    reason: Reason | None = None
    rows: tuple[int, ...] = ()
    computed: float | None = None
    in_use: int | None = None


def unknown(claim: Claim, reason: Reason, why: str | None = None) -> Verdict:
    """A claim that cannot be checked, with the reason; `why` where there is more to say than it means."""
    return Verdict(claim, "cannot check", why or f"{REASONS[reason]}", reason=reason)


def row_of(figure: Figure | None) -> int | None:
    """The number of the row of a figure."""
    return None if figure is None else figure.row


def rows_of(figures: Iterable[Figure]) -> tuple[int, ...]:
    """The numbers of the rows of figures, each once."""
    return tuple(dict.fromkeys(figure.row for figure in figures))
