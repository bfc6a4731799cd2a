"""Internal checks: the arithmetic that one document's own words allow, computed and shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.observation import schema
from theodolite.core.prose import counted
from theodolite.errors import UnknownNameError
from theodolite.evidence.arithmetic.check import OUTCOMES, Check, Checker
from theodolite.evidence.arithmetic.growth import growth
from theodolite.evidence.arithmetic.lists import respectively
from theodolite.evidence.arithmetic.places import order, places
from theodolite.evidence.arithmetic.ratios import ratios
from theodolite.evidence.arithmetic.told import Told
from theodolite.evidence.arithmetic.totals import parts_and_wholes, parts_of_wholes, shares_of_totals
from theodolite.evidence.arithmetic.wholes import shares_of_one_whole
from theodolite.reading.claim import Claim

CHECKERS: tuple[Checker, ...] = (
    ratios, growth, shares_of_totals, parts_of_wholes, parts_and_wholes, shares_of_one_whole, places, order,
    respectively,
)  # fmt: skip
"""Every kind of check."""

_SAID = {
    "does not hold": ("does not hold", "do not hold"),
    "imprecise": ("is imprecise", "are imprecise"),
    "holds": ("holds", "hold"),
    "implied": ("only follows from what is said", "only follow from what is said"),
    "cannot compute": ("cannot be computed", "cannot be computed"),
}


@dataclass(frozen=True, eq=False)
class InternalChecks:
    """Every check of every document, the gravest outcome first, and in the order of the text within it."""

    claims: tuple[Claim, ...]
    checks: tuple[Check, ...]

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a check: `doc`, `kind`, `said`, `computed`, `value`, `outcome`, `claims` (ids), `entity`, `quote`."""
        rows = [
            (c.doc, c.kind, c.said, c.shown, c.value, c.outcome, " ".join(one.id for one in c.claims),
             c.claims[0].entity, c.claims[0].quote)
            for c in self.checks
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=_SCHEMA, orient="row")

    @cached_property
    def finding(self) -> str:
        """How many checks there are, how they came out, and the first that does not hold."""
        if not self.checks:
            return "The documents' own numbers allow no check."
        counts = Counter(check.outcome for check in self.checks)
        told = ", ".join(f"{counts[name]:,} {_SAID[name][counts[name] > 1]}" for name in OUTCOMES if counts[name])
        first = self.checks[0]
        worst = f" First: {first.said}; {first.shown}." if first.outcome in ("does not hold", "imprecise") else ""
        return f"Of {counted(len(self.checks), 'check')} that the documents' own numbers allow, {told}.{worst}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions that it rests on: none, for only the documents are asked."""
        return ()

    def explain(self, entity: str) -> list[dict[str, Any]]:
        """Every check that uses a claim about one entity; raises UnknownNameError where no claim is about it."""
        named = {name for claim in self.claims for name in claim.entities}
        if entity not in named:
            raise UnknownNameError("entity", entity, nearest(entity, named))
        return self.documents(check for check in self.checks if any(entity in one.entities for one in check.claims))

    def observations(self) -> pl.DataFrame:
        """No rows: what documents say becomes evidence by a person's review alone."""
        return pl.DataFrame(schema=schema())

    def documents(self, checks: Iterable[Check] | None = None) -> list[dict[str, Any]]:
        """The checks (or those given), JSON-ready: `{doc, kind, said, computed, value, outcome, claims[]}`."""
        return [
            {
                "doc": check.doc,
                "kind": check.kind,
                "said": check.said,
                "computed": check.shown,
                "value": check.value,
                "outcome": check.outcome,
                "claims": [_used(claim) for claim in check.claims],
            }
            for check in (self.checks if checks is None else checks)
        ]

    def about(self, entities: Iterable[str] = (), indicators: Iterable[str] = ()) -> InternalChecks:
        """The checks that use a claim of one of the entities and of one of the indicators; all where none are given."""
        entities, indicators = frozenset(entities), frozenset(indicators)
        kept = (
            check
            for check in self.checks
            if (not entities or any(not entities.isdisjoint(one.entities) for one in check.claims))
            and (not indicators or any(one.indicator in indicators for one in check.claims))
        )
        return InternalChecks(self.claims, tuple(kept))


def internal_checks(claims: Iterable[Claim], catalog: Catalog) -> InternalChecks:
    """What the numbers of each document say of each other: ratios, growth, totals, shares, places, orders and lists.

    Only claims that stand in one sentence, or in sentences close together, are used. `holds` where what is said and
    what is computed can be one number by the digits printed, `imprecise` where they are near, `implied` where something
    follows and nothing in the text can bear it out.
    """
    of: dict[str, list[Claim]] = {}
    claims = tuple(claims)
    for claim in claims:
        of.setdefault(claim.doc, []).append(claim)
    found = [
        (OUTCOMES.index(check.outcome), place, check.claims[0].start, number, check)
        for place, own in enumerate(of.values())
        for number, checker in enumerate(CHECKERS)
        for check in checker(Told(tuple(own), catalog))
    ]
    found.sort(key=lambda one: one[:4])
    return InternalChecks(claims, tuple(check for *_, check in found))


_SCHEMA = {
    "doc": pl.String, "kind": pl.String, "said": pl.String, "computed": pl.String, "value": pl.Float64,
    "outcome": pl.String, "claims": pl.String, "entity": pl.String, "quote": pl.String,
}  # fmt: skip


def _used(claim: Claim) -> dict[str, Any]:
    names = ("start", "end", "page", "span", "quote", "value", "low", "high", "unit", "entity", "counterpart")
    return {"claim": claim.id, **{name: getattr(claim, name) for name in names}}
