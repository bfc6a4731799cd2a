"""The answer about documents: what they claim of those asked about, whether it holds, and where they disagree."""

from __future__ import annotations

from collections import Counter

import polars as pl

from theodolite.briefs.document_claims import Told, about, claims_of_them, claims_table, documents_table, told
from theodolite.briefs.document_conflicts import checks_table, conflicts_table, heading, sides_told, told_of_twice
from theodolite.briefs.document_marks import marks_figure
from theodolite.briefs.exhibit import Figure, Table
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.wording import listed, plural
from theodolite.core.prose import upper
from theodolite.evidence.claims.case import SAID
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.verdict import ERRORS
from theodolite.figures.numbers import in_words

NAMED = 8
"""Claims, cases and checks that are told in a sentence each; the tables hold all."""

CAVEATS = (
    "A claim that cannot be checked is neither right nor wrong: the evidence base holds no figure of the same thing.",
    "Claims are read by machine, each with its exact words; none of them is evidence here before a person has taken it "
    "(theodolite read, then theodolite claims).",
)


def answer(question: str, asked: Asked) -> Answer:
    """What the documents claim of those asked about: verdicts, conflicts and arithmetic."""
    found = told(asked)
    return Answer(
        question=question,
        finding=_finding(found, asked),
        findings=(*_wrong(found, asked), *_conflicts(found, asked), *_arithmetic(found)),
        exhibits=_exhibits(found, asked),
        tables=_tables(found),
        sources=tuple(sorted({*_sources(found, asked), *found.conflicts.sources})),
        caveats=CAVEATS,
    )


def _exhibits(found: Told, asked: Asked) -> tuple[Figure | Table, ...]:
    shown: list[Figure | Table] = [documents_table(found, asked), *marks_figure(found, asked)]
    if found.checked:
        caption = "Every claim about those asked about that the evidence base can check, the gravest verdict first."
        shown.append(claims_table(found, found.checked, asked, "document-claims", caption))
    shown += [*conflicts_table(found, asked), *checks_table(found)]
    if found.unchecked:
        caption = f"{upper(claims_of_them(len(found.unchecked)))} that the evidence base cannot check."
        shown.append(claims_table(found, found.unchecked, asked, "document-claims-unchecked", caption, folded=True))
    return tuple(shown)


def _tables(found: Told) -> dict[str, pl.DataFrame]:
    """The verdicts on all claims of the documents, whoever they are about."""
    return {"document-claims-all": found.every.table} if found.every.verdicts else {}


def _sources(found: Told, asked: Asked) -> set[str]:
    rows = [asked.ledger.at(row) for one in found.verdicts for row in one.rows]
    return {f"{row['source']}-{row['edition']}" for row in rows}


def _finding(found: Told, asked: Asked) -> str:
    names = listed([asked.called(entity) for entity in asked.everyone])
    count = len(found.documents)
    documents = f"{in_words(count)} {plural(count, 'document')}"
    copies = len(found.copies)
    claims = len(found.verdicts) - copies
    if not claims:
        return f"{upper(documents)} {plural(count, 'makes', 'make')} no claim about {names} that could be read."
    counts = Counter(one.holds for one in found.once)
    begin = f"{upper(documents)} {plural(count, 'makes', 'make')} {claims_of_them(claims)} about {names}"
    if copies:
        begin += f", {in_words(copies)} {plural(copies, 'copy', 'copies')} of the same origin not counted"
    if not counts:
        return f"{begin}; the evidence base can check none of them."
    told_as = ("confirmed", "imprecise", "contradicted")
    verdicts = listed([f"{in_words(n)} {plural(n, 'is', 'are')} {name}" for name in told_as if (n := counts[name])])
    checkable = len(found.once)
    return f"{begin}; of the {in_words(checkable)} that the evidence base can check, {verdicts}."


def _wrong(found: Told, asked: Asked) -> list[str]:
    """A sentence for each claim that is contradicted, then for those that are imprecise; copies are not told again."""
    wrong = [one for one in found.once if one.holds != "confirmed"]
    return [
        f"{upper(one.holds)}: {about(one.claim, asked)}, {said(one.claim)}: "
        f"{ERRORS[one.error] if one.error else one.why}{f'; {one.why}' if one.error else ''} "
        f"({found.source_of(one.claim).name})."
        for one in wrong[:NAMED]
    ]


def _conflicts(found: Told, asked: Asked) -> list[str]:
    apart = [case for case in told_of_twice(found) if case.relation in ("conflicts", "different-definition")]
    cases = [case for case in apart if len({one.claim.doc for one in case.statements}) > 1]
    return [
        f"Between documents: {heading(case, asked)}: {sides_told(case, found, asked)} {SAID[case.relation][1]}."
        for case in cases[:NAMED]
    ]


def _arithmetic(found: Told) -> list[str]:
    wrong = [check for check in found.checks.checks if check.outcome in ("does not hold", "imprecise")]
    outcome = {"does not hold": "that does not hold", "imprecise": "that is imprecise"}
    return [
        f"Arithmetic: {check.said}: {check.shown}; {outcome[check.outcome]} ({found.source_of(check.claims[0]).name})."
        for check in wrong[:NAMED]
    ]
