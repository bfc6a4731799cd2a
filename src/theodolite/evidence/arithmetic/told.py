"""Told: the claims of one document by sentence, so that numbers that stand together can be held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from theodolite.core.catalog import Catalog
from theodolite.evidence.claims.statement import MOST
from theodolite.evidence.factcheck.said import Interval, meant
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

NEXT = 250
"""Characters between two sentences that still tell of one thing, one after the other."""


@dataclass(frozen=True, eq=False)
class Told:
    """The claims of one document, in order; `catalog` knows which entities are groups of economies."""

    claims: tuple[Claim, ...]
    catalog: Catalog

    @cached_property
    def sentences(self) -> tuple[tuple[Claim, ...], ...]:
        """The claims of each sentence that has any, in order; one with more than MOST of them is a list, and none."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.quote_start, []).append(claim)
        sorted_ = (sorted(found[start], key=lambda one: one.start) for start in sorted(found))
        return tuple(tuple(claims) for claims in sorted_ if len(claims) <= MOST)

    @cached_property
    def _place(self) -> dict[int, int]:
        return {sentence[0].quote_start: place for place, sentence in enumerate(self.sentences)}

    def around(self, sentence: tuple[Claim, ...]) -> Iterator[Claim]:
        """The claims of a sentence, then those of the sentences close before and after it."""
        yield from sentence
        at = self._place[sentence[0].quote_start]
        for other in self.sentences[max(0, at - 1) : at] + self.sentences[at + 1 : at + 2]:
            first, second = sorted((sentence[0], other[0]), key=lambda one: one.quote_start)
            if second.quote_start - (first.quote_start + len(first.quote)) <= NEXT and first.zone == second.zone:
                yield from other

    def level_of(self, entity: str | None, among: Iterable[Claim]) -> Iterator[Claim]:
        """The amounts of an entity among claims."""
        return (one for one in among if entity and one.entity == entity and is_amount(one))

    def name(self, entity: str | None) -> str:
        """The name of an entity inside a sentence: the United States, China."""
        return self.catalog.economies.said(entity) if self.catalog.economies.find(entity or "") else entity or "?"

    def is_group(self, entity: str | None) -> bool:
        """Whether an entity is the world or another group of economies."""
        return entity in self.catalog.economies.groups


def is_amount(claim: Claim) -> bool:
    """Whether a claim says how much there is: a number of things, money, energy, and no share, change or place."""
    return claim.type == "level" and claim.unit_class not in ("percent", "rank", "ratio", "date", "time")


def comparable(one: Claim, other: Claim) -> bool:
    """Whether two amounts count the same: in one unit, and of one indicator where both have any."""
    if one.indicator is not None and other.indicator is not None and one.indicator != other.indicator:
        return False
    return (one.unit_class, one.unit) == (other.unit_class, other.unit)


def finite(claim: Claim) -> Interval | None:
    """What a claim stands for, with its number for an end that is open: `more than 180` is beside 180 and no more."""
    found, number = meant(claim), claim.value
    if found is None or number is None:
        return found
    return found if found.finite else Interval(max(found.low, number), min(found.high, number))


def between(one: Claim, other: Claim) -> str:
    """The words of a sentence between two of its claims, in whichever order they stand, as plain text."""
    first, second = sorted((one, other), key=lambda claim: claim.start)
    return plain(first.quote[first.end - first.quote_start : second.start - first.quote_start])


def before(claim: Claim, characters: int = 40) -> str:
    """The words of its sentence right before a claim, as plain text."""
    at = claim.start - claim.quote_start
    return plain(claim.quote[max(0, at - characters) : at])


def after(claim: Claim, characters: int = 60) -> str:
    """The words of its sentence right behind a claim, as plain text."""
    at = claim.end - claim.quote_start
    return plain(claim.quote[at : at + characters])
