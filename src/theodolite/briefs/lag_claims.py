"""What the user's documents say of a lag, beside what the evidence base holds of such claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from theodolite.briefs.question import Asked
from theodolite.core.period import parse_period
from theodolite.evidence.claims.telling import said
from theodolite.reading.claim import Claim

if TYPE_CHECKING:
    from theodolite.reading.claims import Reading

IN_MONTHS = {"months": 1.0, "years": 12.0}
"""Months of the units in which texts tell a lag."""


def claims_read(asked: Asked, known: pl.DataFrame, follower: str, leader: str) -> pl.DataFrame:
    """`known` claims (columns of `experts.COLUMNS`), then those of the documents: time by which one is behind.

    A claim counts where its unit is months or years, it is about the follower, and is compared with the leader.
    """
    rows = [
        _row(asked, reading, claim)
        for reading in asked.read
        for claim in reading.claims
        if claim.unit in IN_MONTHS and claim.entity == follower and claim.counterpart == leader
    ]
    return known if not rows else pl.concat([known, pl.DataFrame(rows, schema=known.schema)])


def _row(asked: Asked, reading: Reading, claim: Claim) -> dict[str, object]:
    document = reading.document
    times = IN_MONTHS[claim.unit]
    low, high, value = (None if n is None else n * times for n in (claim.low, claim.high, claim.value))
    ends = [end for end in (low, high) if end is not None]
    who = claim.attributed_to or document.title.value or document.file
    period = claim.period or document.date.value or ""
    span = parse_period(period) if period else None
    return {
        "label": f"{who}: {said(claim)}", "value": sum(ends) / len(ends) if value is None and ends else value,
        "low": low if value is None else None, "high": high if value is None else None,
        "period": period, "start": span and span.start, "end": span and span.end,
        "source": document.file, "edition": "", "locator": f"characters {claim.start} to {claim.end}",
        "who": who, "about": asked.name(str(claim.entity)),
    }  # fmt: skip
