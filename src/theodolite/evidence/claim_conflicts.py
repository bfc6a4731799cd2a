"""Claim conflicts: what documents claim of one thing, held against each other and against the evidence base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.prose import counted, shown
from theodolite.errors import UnknownNameError
from theodolite.evidence.claims.apart import between_definitions, between_subjects
from theodolite.evidence.claims.case import RELATIONS, SAID, Case, Held, Side
from theodolite.evidence.claims.gather import case_of, groups
from theodolite.evidence.claims.statement import statements
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.verdicts import Verdicts, check_claims
from theodolite.reading.claim import Claim


@dataclass(frozen=True, eq=False)
class ClaimConflicts:
    """Every case in which a claim meets another one, or what the evidence base holds; the gravest relation first."""

    ledger: Ledger
    claims: tuple[Claim, ...]
    cases: tuple[Case, ...]

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a case: `case`, the key, `relation`, `sides`, `pieces`, `lowest`, `highest`, `ratio`, `used`, `why`.

        `pieces` counts the sides without copies of one origin; `lowest` and `highest` are the numbers told, in the
        case's unit, and `ratio` the one over the other, null unless both are above zero.
        """
        rows = [_row(number, case) for number, case in enumerate(self.cases)]
        return pl.DataFrame(rows, schema=_SCHEMA, orient="row")

    @cached_property
    def finding(self) -> str:
        """How many cases there are, how they relate, how many claims are copies, and the widest conflict."""
        if not self.cases:
            return "No claim is of the same thing as another one, or as a figure of the evidence base."
        counts = Counter(case.relation for case in self.cases)
        told = [f"in {counts[r]:,} {{}} {SAID[r][1]}" for r in RELATIONS if counts[r]]
        parts = ", ".join(part.format("they" if place else "the numbers") for place, part in enumerate(told))
        claims = counted(len(self.claims), "claim")
        documents = counted(len({claim.doc for claim in self.claims}), "document")
        make = f"{'makes' if len(self.claims) == 1 else 'make'} {counted(len(self.cases), 'case')}"
        return f"{claims} of {documents} {make}: {parts}.{self._copies()}{self._widest()}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Every edition of the evidence base that is a side of a case, sorted."""
        return tuple(sorted({held.edition_id for case in self.cases for held in case.held}))

    def explain(self, entity: str) -> list[dict[str, Any]]:
        """Every case that one entity is of, or a side of; raises UnknownNameError where nobody tells of it."""
        named = {one.entity for case in self.cases for one in case.statements}
        if entity not in named and entity not in self.ledger.entities:
            raise UnknownNameError("entity", entity, nearest(entity, named | self.ledger.entities))
        own = (case for case in self.cases if any(one.entity == entity for one in case.statements))
        return self.documents(own)

    def observations(self) -> pl.DataFrame:
        """The ledger's rows that are sides of a case."""
        rows = sorted({row for case in self.cases for held in case.held for row in held.rows})
        return self.ledger.rows.filter(pl.col("row").is_in(rows))

    def documents(self, cases: Iterable[Case] | None = None) -> list[dict[str, Any]]:
        """The cases (or those given), JSON-ready: `{key, relation, sides[], used, why}`, in their order."""
        return [
            {
                "key": _key(case),
                "relation": case.relation,
                "sides": [_side(side) for side in case.sides],
                "used": case.used,
                "why": case.why,
            }
            for case in (self.cases if cases is None else cases)
        ]

    def about(self, entities: Iterable[str] = (), indicators: Iterable[str] = ()) -> ClaimConflicts:
        """The cases with a side of one of the entities, and of one of the indicators; of any, where none are given."""
        entities, indicators = frozenset(entities), frozenset(indicators)
        kept = (
            case
            for case in self.cases
            if (not entities or any(one.entity in entities for one in case.statements))
            and (not indicators or any(one.claim.indicator in indicators for one in case.statements))
        )
        return ClaimConflicts(self.ledger, self.claims, tuple(kept))

    def _copies(self) -> str:
        repeated = [case for case in self.cases if any(side.relation == "same-origin" for side in case.sides)]
        count = sum(side.relation == "same-origin" for case in repeated for side in case.sides)
        if not count:
            return ""
        if count == 1:
            return " 1 claim repeats an origin and is no evidence of its own."
        return f" {count:,} claims repeat an origin and are no evidence of their own."

    def _widest(self) -> str:
        apart = [case for case in self.cases if case.relation == "conflicts" and _ratio(case) is not None]
        if not apart:
            return ""
        case = max(apart, key=lambda one: _ratio(one) or 0.0)
        lowest, highest = _bounds(case)
        about = case.topic or case.concept or "it"
        if case.indicator is not None and case.indicator in self.ledger.catalog.indicators:
            about = repr(self.ledger.catalog.indicators[case.indicator].title)
        who = self.ledger.catalog.title(case.entity or "")
        return f" The widest conflict is over {about} of {who}: {shown(highest)} against {shown(lowest)} {case.unit}."


def claim_conflicts(
    claims: Iterable[Claim],
    ledger: Ledger,
    dates: Mapping[str, str | None] | None = None,
    verdicts: Verdicts | None = None,
) -> ClaimConflicts:
    """What claims say of the same thing, held against each other and against the evidence base.

    `dates` maps a document to its ISO day, month or year where that is known; `verdicts` are those on the very claims,
    made here where they are not given. Claims are held against each other only inside a comparison key: entity, the
    indicator (or, without one, what is counted and the words beside it), kind of number, unit, modality and period. See
    `claims.relation` for the relations; claims that count related things (*different-definition*) or tell of different
    entities (*different-subject*) are put side by side and are no conflict. A claim of no single entity, or without a
    number, is no side of anything.
    """
    claims = tuple(claims)
    checked = check_claims(claims, ledger, dates) if verdicts is None else verdicts
    of = dict(enumerate(checked.verdicts))
    found = groups(statements(claims, ledger.catalog, dates), of, ledger)
    compared = [case for group in found if (case := case_of(group, of, ledger)) is not None]
    cases = [*compared, *between_definitions(found), *between_subjects(found)]
    cases.sort(key=lambda case: (RELATIONS.index(case.relation), -(_ratio(case) or 0.0)))
    return ClaimConflicts(ledger, claims, tuple(cases))


_SCHEMA = {
    "case": pl.Int64, "entity": pl.String, "indicator": pl.String, "concept": pl.String, "topic": pl.String,
    "counterpart": pl.String, "period": pl.String, "unit": pl.String, "modality": pl.String, "relation": pl.String,
    "sides": pl.Int64, "pieces": pl.Int64, "lowest": pl.Float64, "highest": pl.Float64, "ratio": pl.Float64,
    "used": pl.String, "why": pl.String,
}  # fmt: skip


def _row(number: int, case: Case) -> tuple[Any, ...]:
    return (
        number, case.entity, case.indicator, case.concept, case.topic, case.counterpart, case.period, case.unit,
        case.modality, case.relation, len(case.sides), case.pieces, *_bounds(case), _ratio(case), case.used, case.why,
    )  # fmt: skip


def _bounds(case: Case) -> tuple[float, float]:
    bounds = [side.bounds for side in case.sides]
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _ratio(case: Case) -> float | None:
    lowest, highest = _bounds(case)
    return highest / lowest if lowest > 0 else None


def _key(case: Case) -> dict[str, Any]:
    return {
        "entity": case.entity,
        "indicator": case.indicator,
        "concept": case.concept,
        "topic": case.topic,
        "counterpart": case.counterpart,
        "period": case.period,
        "unit": case.unit,
        "modality": case.modality,
    }


def _side(side: Side) -> dict[str, Any]:
    told = {"relation": side.relation, "used": side.used, "origin": side.origin, "why": side.why}
    if isinstance(side.said, Held):
        held = side.said
        return {
            "kind": "evidence", "value": held.value, "low": held.low, "high": held.high, "unit": held.unit,
            "period": held.period, "worked_out": held.worked_out, "source": held.source, "edition": held.edition,
            "published": held.published, "locator": held.locator, "rows": list(held.rows), **told,
        }  # fmt: skip
    claim = side.said.claim
    names = ("value", "low", "high", "unit", "period", "doc", "start", "end", "page", "span", "quote", "entity",
             "subject", "counterpart", "indicator", "qualifier", "type", "attributed_to", "modality")  # fmt: skip
    return {"kind": "claim", "claim": claim.id, **{name: getattr(claim, name) for name in names}, **told}
