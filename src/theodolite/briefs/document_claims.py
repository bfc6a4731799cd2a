"""Document claims: what the documents that were given claim of those asked about, and what says whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from theodolite.briefs.exhibit import Cell, Table, cell
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import plain_period, plural, shortened
from theodolite.core.prose import upper
from theodolite.evidence.claim_conflicts import ClaimConflicts, claim_conflicts
from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.claims.telling import said
from theodolite.evidence.claims.written import Written
from theodolite.evidence.factcheck.verdict import ERRORS, HOLDS, Verdict
from theodolite.evidence.internal_checks import InternalChecks, internal_checks
from theodolite.evidence.verdicts import Verdicts, check_claims
from theodolite.figures.numbers import in_words
from theodolite.reading.claim import Claim

LONGEST_QUOTE = 700
"""Characters of a quote that a page shows: of a longer one the part around its quantity; the CSV holds all of it."""

SHOWN_DIGITS = 12
"""Digits of a document's hash that the table shows."""

LONGEST_NAME = 60
"""Characters of a name out of a document that stand inside a sentence or label of ours."""


@dataclass(frozen=True)
class Told:
    """What the documents say of those asked about: verdicts on the claims, cases with others, and their arithmetic."""

    documents: dict[str, Written]
    verdicts: tuple[Verdict, ...]
    conflicts: ClaimConflicts
    checks: InternalChecks
    every: Verdicts
    """The verdicts on all claims, whoever they are about."""

    @property
    def checked(self) -> list[Verdict]:
        """Those that the evidence base can check, the gravest first."""
        found = [one for one in self.verdicts if one.holds != "cannot check"]
        return sorted(found, key=lambda one: HOLDS.index(one.holds))

    @property
    def unchecked(self) -> list[Verdict]:
        """Those that it cannot, in the order of the documents."""
        return [one for one in self.verdicts if one.holds == "cannot check"]

    @cached_property
    def copies(self) -> frozenset[str]:
        """The ids of claims that repeat the origin of one told before them: one piece of evidence, counted once."""
        order = {one.claim.id: place for place, one in enumerate(self.verdicts)}
        repeated: set[str] = set()
        for case in self.conflicts.cases:
            of: dict[int, list[str]] = {}
            for side in case.sides:
                if isinstance(side.said, Statement) and side.said.claim.id in order:
                    of.setdefault(side.origin, []).append(side.said.claim.id)
            repeated.update(id for ids in of.values() for id in sorted(ids, key=order.__getitem__)[1:])
        return frozenset(repeated)

    @property
    def once(self) -> list[Verdict]:
        """Those that the evidence base can check, without copies."""
        return [one for one in self.checked if one.claim.id not in self.copies]

    def source_of(self, claim: Claim) -> Written:
        """The document that a claim stands in."""
        return self.documents[claim.doc]


def told(asked: Asked) -> Told:
    """Every claim of the documents is checked; those that are about somebody asked about are kept."""
    documents = {one.document.id: Written.of(one.document) for one in asked.read}
    claims = [claim for one in asked.read for claim in one.claims]
    dates = {one.id: one.date for one in documents.values()}
    every = check_claims(claims, asked.ledger, dates)
    own = tuple(one for one in every.verdicts if is_about(one.claim, asked))
    return Told(
        documents,
        own,
        claim_conflicts(claims, asked.ledger, dates, every).about(asked.everyone),
        internal_checks(claims, asked.catalog).about(asked.everyone),
        every,
    )


def is_about(claim: Claim, asked: Asked) -> bool:
    """Whether a claim is about somebody asked about, or compares another one to him."""
    named = {*claim.entities, claim.counterpart}
    return not named.isdisjoint(asked.everyone)


def documents_table(found: Told, asked: Asked) -> Table:
    """Each document with its title, its date and how that was known, how many claims it makes, and its hash."""
    rows: list[tuple[Cell, ...]] = []
    facts: list[dict[str, object]] = []
    for one in found.documents.values():
        own = sum(verdict.claim.doc == one.id for verdict in found.verdicts)
        every = sum(len(reading.claims) for reading in asked.read if reading.document.id == one.id)
        dated = (
            Cell(one.date, small=one.date_known) if one.date else Cell("no date", mark="quiet", small=one.date_known)
        )
        by = [part for part in (one.publisher, one.file if one.title else None) if part]
        short = one.id[: len("sha256:") + SHOWN_DIGITS]
        rows.append((cell(one.name, " · ".join(by)), dated, cell(f"{own}", f"of {every}"), cell(f"{short}…")))
        facts.append({**one.as_dict(), "claims": every, "claims_about_those_asked": own})
    return Table(
        name="documents-read",
        caption="The documents that were read. A hash is of a file's bytes; the end of the page has all of it.",
        header=("Document", "Date, and how it is known", "Claims", "Hash"),
        rows=tuple(rows),
        frame=pl.DataFrame(facts, infer_schema_length=None),
    )


def claims_table(found: Told, verdicts: Sequence[Verdict], asked: Asked, name: str, caption: str, **how: bool) -> Table:
    """Claims one a row: value, when, who says so, the verdict, and the exact words with where they stand."""
    rows = tuple(_row(one, found.source_of(one.claim), asked) for one in verdicts)
    frame = pl.DataFrame([_fact(one, found, asked) for one in verdicts], infer_schema_length=None)
    return Table(name, caption, ("Claim", "When, and who says so", "Verdict", "In its words"), rows, frame, **how)


def _row(one: Verdict, document: Written, asked: Asked) -> tuple[Cell, ...]:
    claim = one.claim
    when = plain_period(claim.period) if claim.period else "no period stated"
    modality = "" if claim.modality == "observed" else f", {claim.modality}"
    who = claim.attributed_to or document.publisher or document.name
    mark = "lead" if one.holds == "contradicted" else "quiet" if one.holds == "cannot check" else ""
    why = f"{ERRORS[one.error]}: {one.why}" if one.error else one.why
    return (
        cell(said(claim, whole=True), about(claim, asked)),
        cell(when + modality, who),
        Cell(one.holds, one.rows, mark, small=upper(why)),
        cell(quoted(claim), place(claim, document)),
    )


def about(claim: Claim, asked: Asked) -> str:
    """Whom and what a claim is about: China against the United Kingdom, AI publications."""
    catalog = asked.catalog
    names = [shortened(catalog.title(name), LONGEST_NAME) for name in claim.entities]
    who = " and ".join(names) or "nobody named"
    if claim.counterpart:
        who += f" against {shortened(catalog.title(claim.counterpart), LONGEST_NAME)}"
    if claim.indicator is not None and claim.indicator in catalog.indicators:
        return f"{who}: {catalog.indicators[claim.indicator].title}"
    return f"{who}: {shortened(claim.noun, LONGEST_NAME)}" if claim.noun else who


def quoted(claim: Claim) -> str:
    """The exact words of a claim, quoted; of more than LONGEST_QUOTE the part around its quantity."""
    if len(claim.quote) <= LONGEST_QUOTE:
        return f"“{claim.quote}”"
    middle = claim.start - claim.quote_start + len(claim.span) // 2
    first = max(0, min(middle - LONGEST_QUOTE // 2, len(claim.quote) - LONGEST_QUOTE))
    last = first + LONGEST_QUOTE
    return f"“{'…' if first else ''}{claim.quote[first:last]}{'…' if last < len(claim.quote) else ''}”"


def place(claim: Claim, document: Written) -> str:
    """Where a claim stands: its document, page and characters."""
    page = f", page {claim.page}" if claim.page is not None else ""
    return f"{document.name}{page}, characters {claim.start} to {claim.end}"


def _fact(one: Verdict, found: Told, asked: Asked) -> dict[str, object]:
    claim, document = one.claim, found.source_of(one.claim)
    names = ("span", "quote", "value", "low", "high", "unit", "qualifier", "type", "entity", "subject", "counterpart",
             "indicator", "confidence", "period", "attributed_to", "modality", "page", "start", "end")  # fmt: skip
    deciding = asked.ledger.at(one.rows[0]) if one.rows else {}
    return {
        "claim": claim.id,
        **{name: getattr(claim, name) for name in names},
        "verdict": one.holds,
        "error": one.error,
        "reason": one.reason,
        "why": one.why,
        "computed": one.computed,
        "figure": deciding.get("value"),
        "figure_unit": deciding.get("unit"),
        "figure_period": deciding.get("period"),
        "source": f"{deciding['source']}-{deciding['edition']}" if deciding else None,
        "document": document.id,
        "file": document.file,
        "title": document.title,
        "date": document.date,
        "date_known": document.date_known,
    }


def claims_of_them(count: int) -> str:
    """One claim, 41 claims."""
    return f"{in_words(count)} {plural(count, 'claim')}"
