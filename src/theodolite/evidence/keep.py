"""Keep: a document that was read goes into the workspace, once, with its passages and its claims, each grounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from theodolite.core.period import parse_period
from theodolite.errors import EvidenceError, WorkspaceError
from theodolite.reading.claim import Claim
from theodolite.reading.document import Document, Known, Place, Zone
from theodolite.reading.grounding import Grounded, regrounds
from theodolite.store.documents import Added, add_document, content, documents
from theodolite.store.rows import ClaimRow, Content, DocumentRow, PassageRow
from theodolite.store.workspace import Workspace

LONGEST_PASSAGE = 1200
"""Characters: a longer paragraph is kept as several passages."""

FIELDS = tuple(field.name for field in fields(Claim))
"""The fields of a claim, each a plain value."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS = ("\n", ". ", "。", "; ", " ")
"""Where a long paragraph is cut, the best first."""


def keep(space: Workspace, document: Document, claims: Iterable[Claim], by: str, *, anew: bool = False) -> Added:
    """Put a document and its claims into the workspace; what is there already stays as it is, with its reviews.

    With `anew` this reading replaces the one that is kept, in one transaction, if nobody has reviewed a claim of it.
    Raises EvidenceError on a claim whose quote and quantity do not stand in the document's text where it says,
    PeriodError on a date of the document that is none, and WorkspaceError where it is there with another text, or with
    reviews where it is to be replaced.
    """
    if document.date.value is not None:
        parse_period(document.date.value)
    read = list(claims)
    for claim in read:
        _check(claim, document)
    ordered = sorted(read, key=lambda claim: (claim.start, claim.end))
    rows = [
        ClaimRow(claim.id, document.id, claim.start, claim.end, number, to_json(claim))
        for number, claim in enumerate(ordered)
    ]
    return add_document(space, _row(document, by), _content(document), list(passages_of(document)), rows, anew=anew)


def kept(space: Workspace, id: str) -> Document:
    """A document as it was read, out of the workspace; raises WorkspaceError where it is not there."""
    row = next((row for row in documents(space) if row.id == id), None)
    held = content(space, id)
    if row is None or held is None:
        raise WorkspaceError(f"the workspace has no document {id}", next_step="read it again")
    layout = json.loads(held.layout)
    return Document(
        row.id,
        row.file,
        row.format,
        held.text,
        tuple(Zone(*zone) for zone in layout["zones"]),
        Known(row.title, row.title_known),
        Known(row.publisher, row.publisher_known),
        Known(row.date, row.date_known),
        tuple(Place(*place) for place in layout["places"]),
        tuple(layout["notes"]),
    )


def passages_of(document: Document) -> Iterator[PassageRow]:
    """The passages of a document in order: its paragraphs, zone by zone, a long one in several pieces.

    Every character that is no white space and stands in a zone is in exactly one of them.
    """
    number = 0
    for zone in document.zones:
        for start, end in _pieces(document.text, zone.start, zone.end):
            page = document.place(start).page
            yield PassageRow(document.id, number, start, end, zone.kind, page, document.text[start:end])
            number += 1


def to_json(claim: Claim) -> str:
    """A claim as the workspace keeps it."""
    said = {name: getattr(claim, name) for name in FIELDS}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, allow_nan=False)


def from_json(body: str) -> Claim:
    """A claim out of the workspace; raises WorkspaceError where it has fields that this version does not know."""
    data = json.loads(body)
    unknown = sorted(data.keys() - set(FIELDS))
    try:
        if unknown:
            raise TypeError(f"unknown field {unknown[0]!r}")
        return Claim(**data)
    except TypeError as error:
        raise WorkspaceError(
            f"a claim in the workspace cannot be read: {error}",
            expected="a claim that this version of theodolite has made",
            next_step="install the theodolite that made it",
        ) from None


def _check(claim: Claim, document: Document) -> None:
    found = regrounds(claim, document)
    if isinstance(found, Grounded) and found.how == "at its offsets":
        return
    raise EvidenceError(
        f"the claim {claim.id} is not kept: "
        + ("its quote stands elsewhere" if isinstance(found, Grounded) else found.reason),
        where=f"{document.file}, characters {claim.start} to {claim.end}",
        expected="a quote that stands in the text, character for character, and holds its quantity",
    )


def _row(document: Document, by: str) -> DocumentRow:
    title, publisher, date = document.title, document.publisher, document.date
    return DocumentRow(
        document.id, document.file, document.format, title.value, title.how, publisher.value, publisher.how,
        date.value, date.how, by,
    )  # fmt: skip


def _content(document: Document) -> Content:
    layout = {
        "zones": [[zone.start, zone.end, zone.kind] for zone in document.zones],
        "places": [[place.start, place.page, place.offset] for place in document.places],
        "notes": list(document.notes),
    }
    return Content(document.text, json.dumps(layout, ensure_ascii=False, separators=(",", ":")))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of characters `start` to `end` without white space around them, none longer than allowed."""
    breaks = [(found.start(), found.end()) for found in _BLANK_LINE.finditer(text, start, end)]
    firsts, lasts = [start, *(after for _, after in breaks)], [*(before for before, _ in breaks), end]
    for first, last in zip(firsts, lasts, strict=True):
        while last - first > LONGEST_PASSAGE:
            cut = _cut(text, first, first + LONGEST_PASSAGE)
            yield from _stripped(text, first, cut)
            first = cut
        yield from _stripped(text, first, last)


def _cut(text: str, first: int, limit: int) -> int:
    """Behind the last good place to cut in the second half before `limit`; `limit` where there is none."""
    for sign in _ENDS:
        at = text.rfind(sign, first + LONGEST_PASSAGE // 2, limit)
        if at >= 0:
            return at + len(sign)
    return limit


def _stripped(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    piece = text[first:last]
    if said := piece.strip():
        start = first + len(piece) - len(piece.lstrip())
        yield start, start + len(said)
