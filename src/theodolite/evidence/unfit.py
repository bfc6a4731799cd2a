"""Unfit: why an accepted claim of an indicator is no observation of it, told before it is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from theodolite.core.catalog import Catalog
from theodolite.core.entity import kind_of
from theodolite.core.indicator import EntityKind
from theodolite.core.observation import Status
from theodolite.core.period import UNDATED
from theodolite.evidence.factcheck.times import days_of
from theodolite.reading.claim import Claim, Modality

STATUS: Mapping[Modality, Status] = {"observed": "A", "estimated": "E", "projected": "F", "target": "F"}
"""The status of an observation by the claim's modality; what is counterfactual has not been observed."""

NOUNS = ("count", "persons")
"""Units of measure for things that are counted, whatever noun the text counts them by."""

_REGION_OR_THING = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|(?:model|chip|organisation)/[a-z0-9-]+")


@dataclass(frozen=True)
class LeftOut:
    """An accepted claim of an indicator that is no observation: why, and what would be right."""

    claim: str
    reason: str
    expected: str


def unfit(claim: Claim, catalog: Catalog) -> LeftOut | None:
    """Why a claim of an indicator is no observation of it; None where it is one, or of no indicator.

    Units are not converted: a claim's unit is the indicator's own, money by its ISO code, and a counted noun where the
    indicator counts.
    """
    if claim.indicator is None:
        return None
    if claim.indicator not in catalog.indicators:
        return LeftOut(
            claim.id, f"no indicator is called {claim.indicator!r}", "the catalogue that has it, named with --catalog"
        )
    indicator, odd = catalog.indicators[claim.indicator], _odd_period(claim)
    for fits, reason, expected in (
        (claim.modality in STATUS, f"it is {claim.modality}: that has not been observed", "another modality"),
        (
            _is_of(claim.entity, indicator.of, catalog),
            f"it is about {claim.entity or 'nobody that the text names'}",
            f"one {indicator.of}, by its code",
        ),
        (odd is None, odd or "", "a period with a beginning and an end, as --set period=2023"),
        (claim.value is not None, "it has no single value", "a value, as --set value=5"),
        (claim.type != "change", "it tells of a change", f"a level, in {indicator.unit}"),
        (
            _same_unit(claim, indicator.unit),
            f"its unit is {claim.unit!r}",
            f"{indicator.unit!r}, the unit of {indicator.id}",
        ),
    ):
        if not fits:
            return LeftOut(claim.id, reason, expected)
    return None


def _odd_period(claim: Claim) -> str | None:
    """Why a claim's period is none of an observation: since, before and up to a year may each be any time of many."""
    if claim.period is None:
        return "it has no period"
    days = days_of(claim)
    if claim.period == UNDATED or (days is not None and days.length is not None):
        return None
    lacks = "is no period" if days is None else "has no end" if days.last is None else "has no beginning"
    return f"its period {claim.period} {lacks}"


def _is_of(entity: str | None, kind: EntityKind, catalog: Catalog) -> bool:
    """Whether an entity is one that we know by its code, and of a kind; a group may stand with economies."""
    economies = catalog.economies
    if entity is None or not (entity in economies.titles or _REGION_OR_THING.fullmatch(entity)):
        return False
    found = kind_of(entity, economies.groups)
    known = found in ("economy", "group", "region") or entity in catalog.entities
    return known and (found == kind or (found, kind) == ("group", "economy"))


def _same_unit(claim: Claim, unit: str) -> bool:
    if claim.unit == unit:
        return True
    if claim.unit_class == "money":
        return claim.unit.casefold() == unit
    return claim.unit_class == "count" and unit in NOUNS
