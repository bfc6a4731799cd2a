"""Document conflicts: where documents say different things of one, where they copy, and what they add up to."""

from __future__ import annotations

from theodolite.briefs.document_claims import Told, about, place, quoted
from theodolite.briefs.exhibit import Cell, Table, cell
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import plain_period
from theodolite.evidence.arithmetic.check import Check
from theodolite.evidence.claims.case import Case, Held, Side
from theodolite.evidence.claims.telling import said
from theodolite.figures.numbers import number, with_unit

FOLDED_FROM = 8
"""Rows from which on a table is folded."""

GLOSS = {
    "conflicts": "conflict",
    "different-definition": "different definitions",
    "compatible": "compatible",
    "superseded": "restated later",
    "same-origin": "one origin, repeated",
    "agrees": "agree",
    "different-subject": "different subjects",
}
"""Relation → how it is told."""

OUTCOMES_TOLD = {"implied": "follows; nothing said bears it out"}
"""Outcome of a check → how it is told, where that is not its own name."""


def told_of_twice(found: Told) -> list[Case]:
    """The cases with more than one claim, but for those of different subjects, which are no disagreement."""
    return [case for case in found.conflicts.cases if len(case.statements) > 1 and case.relation != "different-subject"]


def conflicts_table(found: Told, asked: Asked) -> tuple[Table, ...]:
    """What is said more than once, how the sides relate, and why one is used; nothing where nothing is."""
    cases = told_of_twice(found)
    if not cases:
        return ()
    rows = tuple(
        (
            cell(heading(case, asked), plain_period(case.period) if case.period else ""),
            cell(GLOSS[case.relation], _pieces(case)),
            Cell(sides_told(case, found, asked), _rows(case)),
            cell(case.why),
        )
        for case in cases
    )
    table = Table(
        "document-conflicts",
        "What the documents say more than once: every side, and how they relate.",
        ("Of what", "Relation", "Sides", "Why"),
        rows,
        found.conflicts.table.drop("case"),
        folded=len(rows) >= FOLDED_FROM,
    )
    return (table,)


def checks_table(found: Told) -> tuple[Table, ...]:
    """The arithmetic that the documents' own numbers allow; nothing where they allow none."""
    checks = found.checks.checks
    if not checks:
        return ()
    rows = tuple(_check(check, found) for check in checks)
    return (
        Table(
            "document-arithmetic",
            "Arithmetic on the documents' own numbers: what is said, and what comes out.",
            ("What is said", "Computed", "Outcome", "In its words"),
            rows,
            found.checks.table,
            folded=len(rows) >= FOLDED_FROM,
        ),
    )


def heading(case: Case, asked: Asked) -> str:
    """Whom and what a case is about."""
    first = case.statements[0]
    if case.relation == "different-definition" and case.indicator is None:
        return f"{asked.name(case.entity or '')}: {(case.concept or case.topic or '').replace('-', ' ')}"
    if case.modality == "target" and case.unit == "calendar_year":
        return f"{asked.name(case.entity or '')}: a goal for {case.period}"
    if first.form == "lag" and case.counterpart:
        return f"{asked.name(case.entity or '')}: how far behind {asked.called(case.counterpart)}"
    return about(first.claim, asked)


def sides_told(case: Case, found: Told, asked: Asked) -> str:
    """The sides of a case in one line: 12 models (Memo); 15 models (Report)."""
    return "; ".join(_side(side, found, asked) for side in case.sides)


def _side(side: Side, found: Told, asked: Asked) -> str:
    if isinstance(side.said, Held):
        unit = asked.catalog.units.get(side.said.unit)
        shown = number(side.said.value) if unit is None else with_unit(side.said.value, unit)
        return f"{shown} ({side.said.edition_id})"
    return f"{said(side.said.claim, whole=True)} ({found.source_of(side.said.claim).name})"


def _pieces(case: Case) -> str:
    return f"{len(case.sides)} sides, {case.pieces} of evidence" if case.pieces < len(case.sides) else ""


def _rows(case: Case) -> tuple[int, ...]:
    return tuple(dict.fromkeys(row for held in case.held for row in held.rows))


def _check(check: Check, found: Told) -> tuple[Cell, ...]:
    claim = check.claims[0]
    mark = "lead" if check.outcome in ("does not hold", "imprecise") else ""
    return (
        cell(check.said),
        cell(check.shown),
        Cell(OUTCOMES_TOLD.get(check.outcome, check.outcome), mark=mark),
        cell(quoted(claim), place(claim, found.source_of(claim))),
    )
