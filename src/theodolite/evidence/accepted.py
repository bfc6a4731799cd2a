"""Accepted claims as evidence: rows of the ledger's own form, whose source is the document that they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.observation import schema
from theodolite.core.period import parse_period
from theodolite.core.source import Source, split_source_id
from theodolite.errors import UnknownNameError
from theodolite.evidence.document_source import DocumentSource, document_source
from theodolite.evidence.keep import from_json
from theodolite.evidence.listing import day_known
from theodolite.evidence.review import TAKEN
from theodolite.evidence.unfit import STATUS, LeftOut, unfit
from theodolite.reading.claim import Claim
from theodolite.store.documents import documents
from theodolite.store.reviews import latest
from theodolite.store.rows import DocumentRow
from theodolite.store.workspace import Workspace

_UNDATED = (
    "its document has no date, and observes no period that tells one",
    "a document that says when it was written",
)


@dataclass(frozen=True)
class Accepted:
    """What accepted claims say: observations, the sources that they name, and what was left out of them."""

    observations: pl.DataFrame
    sources: tuple[DocumentSource, ...]
    left_out: tuple[LeftOut, ...]


def accepted_observations(space: Workspace, catalog: Catalog, as_of: date | None = None) -> Accepted:
    """The observations that accepted and edited claims make; columns and types are `core.observation.schema()`.

    A claim that maps to no indicator is not among them. One that does is left out with its reason where it is `unfit`,
    and where its document says another value of the same, or came out before the period began. A value that a document
    says several times is one observation with several places; of a flow whose period had not ended, a provisional one.
    `as_of` leaves out documents of a later day, and those without a date, for which otherwise the start of the last
    period that they observe stands in. Raises UnknownNameError on an indicator that the catalogue does not hold.
    """
    known = {row.id: row for row in documents(space)}
    taken = [from_json(line.after) for line in latest(space, TAKEN)]
    mapped = sorted((one for one in taken if one.indicator), key=lambda one: (one.doc, one.start, one.end))
    left_out: list[LeftOut] = []
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in mapped:
        _check_indicator(claim, catalog)
        if (out := unfit(claim, catalog)) is not None:
            left_out.append(out)
        else:
            by_document[claim.doc].append(claim)
    rows: list[dict[str, object]] = []
    sources: list[DocumentSource] = []
    for id, claims in by_document.items():
        published = _published(known[id], claims, as_of)
        if published is None:
            left_out += [] if as_of else [LeftOut(one.id, *_UNDATED) for one in claims]
            continue
        said, unsure = _said_once(claims, published)
        left_out += unsure
        if said:
            quotes = {_locator(one): one.quote for same in said for one in same}
            source = document_source(known[id], published, {str(same[0].indicator) for same in said}, quotes)
            sources.append(source)
            rows += [_row(same, source, catalog) for same in said]
    left_out.sort(key=lambda out: out.claim)
    return Accepted(pl.DataFrame(rows, schema=schema()), tuple(sources), tuple(left_out))


def with_documents(catalog: Catalog, sources: Iterable[Source]) -> Catalog:
    """The catalogue with documents among its sources."""
    held = catalog.held.get("sources", {})
    return replace(catalog, held={**catalog.held, "sources": {**held, **{source.id: source for source in sources}}})


def _check_indicator(claim: Claim, catalog: Catalog) -> None:
    if claim.indicator not in catalog.indicators:
        raise UnknownNameError(
            "indicator",
            str(claim.indicator),
            (),
            where=f"the claim {claim.id}, in the workspace",
            next_step="name the catalogue that has it with --catalog, or another --workspace",
        )


def _said_once(claims: Iterable[Claim], published: date) -> tuple[list[list[Claim]], list[LeftOut]]:
    """The claims of one document by what they are of, if all that are of the same say the same; the others apart."""
    of: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    out: list[LeftOut] = []
    for one in claims:
        projected = STATUS[one.modality] == "F"
        if not projected and parse_period(str(one.period)).start > published:
            later = f"its period {one.period} starts after its document came out, on {published}"
            out.append(LeftOut(one.id, later, "an earlier period, or the modality projected"))
        else:
            of[one.entity, one.indicator, one.period, projected].append(one)
    said: list[list[Claim]] = []
    for same in of.values():
        if len({(one.value, STATUS[one.modality]) for one in same}) == 1:
            said.append(same)
        else:
            others = "rejected, all but one of " + ", ".join(one.id for one in same)
            out += [LeftOut(one.id, "its document says another value of the same", others) for one in same]
    return said, out


def _published(document: DocumentRow, claims: Iterable[Claim], as_of: date | None) -> date | None:
    """The day on which a document was public; None where that is later than `as_of`, or not known."""
    day = day_known(document)
    if day is None and as_of is None:
        observed = [one.period for one in claims if one.modality == "observed" and one.period]
        return max((parse_period(period).start for period in observed), default=None)
    return None if day is None or (as_of is not None and day > as_of) else day


def _locator(claim: Claim) -> str:
    """The place of a claim: the hash of its document, and characters of its text as read (RFC 5147)."""
    return f"{claim.doc}#char={claim.start},{claim.end}"


def _row(claims: list[Claim], source: Source, catalog: Catalog) -> dict[str, object]:
    claim, indicator = claims[0], catalog.indicators[str(claims[0].indicator)]
    early = parse_period(str(claim.period)).end > source.published and indicator.kind == "flow"
    work, edition = split_source_id(source.id)
    whole = claim.low is not None and claim.high is not None and claim.qualifier in (None, "range")
    said = [claim.qualifier.replace("_", " ")] if claim.qualifier and not whole else []
    said += [f"attributed to {claim.attributed_to}"] if claim.attributed_to else []
    return {
        "entity": claim.entity,
        "indicator": claim.indicator,
        "period": claim.period,
        "value": claim.value,
        "low": claim.low if whole else None,
        "high": claim.high if whole else None,
        "unit": indicator.unit,
        "status": "P" if early and claim.modality == "observed" else STATUS[claim.modality],
        "source": work,
        "edition": edition,
        "locator": " ".join(map(_locator, claims)),
        "note": "; ".join(said),
    }
