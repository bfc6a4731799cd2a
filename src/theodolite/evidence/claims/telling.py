"""Telling: the number of a claim as it stands inside a sentence of ours."""

from __future__ import annotations

from theodolite.core.prose import shown
from theodolite.reading.claim import Claim

_UNITS = {"percent": " %", "percentage_points": " percentage points", "ratio": " times", "rank": "", "count": ""}


def said(claim: Claim) -> str:
    """What a claim says, for a sentence: more than 180 models, 6 to 9 months, 40 %, place 2."""
    if claim.unit_class == "date" and claim.value is not None:
        return f"{claim.value:.0f}"
    bounds = [shown(bound) for bound in (claim.low, claim.high) if bound is not None]
    number = " to ".join(bounds) if claim.value is None else shown(claim.value)
    words = "" if claim.qualifier in (None, "range", "close") else f"{claim.qualifier.replace('_', ' ')} "
    place = "place " if claim.unit == "rank" else ""
    return f"{place}{words}{number}{_UNITS.get(claim.unit, f' {claim.unit}')}"
