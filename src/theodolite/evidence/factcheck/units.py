"""Units: how many of an indicator's unit one of a claim's unit is."""

from __future__ import annotations

from functools import lru_cache

from theodolite.core.catalog import Catalog
from theodolite.core.indicator import Indicator
from theodolite.core.spec import Spec
from theodolite.reading.claim import Claim

ALIKE = ("percent", "count", "rank")
"""Classes whose units are one, whatever a text calls them."""

POINTS = ("percentage_points", "basis_points")
"""Units of a difference between shares, which is no share and no change in per cent."""


class Multiple(Spec):
    """One entry of `codelists/multiples.yaml`: a unit is `times` of the unit `of`."""

    of: str
    times: float


@lru_cache(maxsize=8)
def multiples(catalog: Catalog) -> dict[str, Multiple]:
    """Every unit of which it is known how many of another one it is, by its code."""
    return catalog.codelist("multiples", Multiple)


def in_unit_of(claim: Claim, indicator: Indicator, catalog: Catalog) -> float | None:
    """What a claim's numbers are multiplied by to be in the indicator's unit; None where that is not known.

    Shares, counts and ranks are of one unit whatever the text calls them, and so is what is counted where the indicator
    is an index or a rate (points, installations per 10,000 members). Of another class nothing is converted. Amounts and
    money are converted by `codelists/multiples.yaml`, and money of another currency is not.
    """
    own = catalog.units[indicator.unit].class_
    if claim.unit_class == "count" and (own == "ratio" or indicator.kind == "index"):
        return 1.0
    if claim.unit_class in ALIKE or own in ALIKE:
        return 1.0 if claim.unit_class == own and claim.unit not in POINTS else None
    known = multiples(catalog)
    said, asked = known.get(claim.unit), known.get(indicator.unit)
    if said is None or asked is None:
        return 1.0 if claim.unit == indicator.unit or (own == "other" and indicator.kind == "index") else None
    return said.times / asked.times if said.of == asked.of else None
