"""Telling: the number of a claim as it stands inside a sentence of ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from theodolite.core.catalog import Catalog
from theodolite.core.prose import shown
from theodolite.core.unit import Unit
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain


def said(claim: Claim, *, whole: bool = False) -> str:
    """What a claim says, for a sentence: more than 180 models, 6 to 9 months, 40 %, place 2.

    With `whole`, an N of M has its M: 37 of 44 technologies. A unit that we list stands by its symbol, a count by its
    noun.
    """
    if claim.unit_class == "date" and claim.value is not None:
        return f"{claim.value:.0f}"
    bounds = [shown(bound) for bound in (claim.low, claim.high) if bound is not None]
    number = " to ".join(bounds) if claim.value is None else shown(claim.value)
    if whole and claim.denominator is not None:
        number += f" of {shown(claim.denominator)}"
    words = "" if claim.qualifier in (None, "range", "close") else f"{claim.qualifier.replace('_', ' ')} "
    place = "place " if claim.unit == "rank" else ""
    return f"{place}{words}{_with_unit(number, claim)}"


def _with_unit(number: str, claim: Claim) -> str:
    if claim.unit == "rank":
        return number
    if claim.unit == "count":
        return f"{number} {plain(claim.noun or '')}".strip()
    if claim.unit == "ratio":
        return f"{number} times"
    unit = _units().get(claim.unit)
    if unit is not None and unit.symbol:
        return f"{unit.symbol}{number}" if unit.before else f"{number} {unit.symbol}"
    return f"{number} {claim.unit.replace('_', ' ')}"


@lru_cache(maxsize=1)
def _units() -> Mapping[str, Unit]:
    """The units that the shipped catalogue lists, read once."""
    return Catalog().units
