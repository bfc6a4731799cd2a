"""Rows of the workspace's tables: plain values, as they are put in and come out."""

from __future__ import annotations

from typing import NamedTuple


class Copy(NamedTuple):
    """The user's own copy of a publisher's file: the id of its edition, its name there, its hash and where it lies."""

    source: str
    name: str
    hash: str
    path: str


class DocumentRow(NamedTuple):
    """A document: its content hash, its file, what is known of it and how that was known, and who added it.

    None stands where the document does not say; `…_known` then says so.
    """

    id: str
    file: str
    format: str
    title: str | None
    title_known: str
    publisher: str | None
    publisher_known: str
    date: str | None
    date_known: str
    added_by: str


class Content(NamedTuple):
    """The text of a document as read, and whatever else its reader says of it, as JSON."""

    text: str
    layout: str


class PassageRow(NamedTuple):
    """A passage of a document: its number there, characters `start` to `end`, their zone and page, and themselves."""

    document: str
    number: int
    start: int
    end: int
    zone: str
    page: int | None
    text: str


class ClaimRow(NamedTuple):
    """A claim as it was proposed: its id, where it stands, its number in its document, and itself as JSON."""

    id: str
    document: str
    start: int
    end: int
    number: int
    body: str


class ReviewRow(NamedTuple):
    """One line of the log: who said what of a claim, when (UTC, ISO 8601) and why; the claim before and after as JSON.

    `id` numbers the lines in the order in which they were written; it is 0 in a line that is not written yet.
    """

    id: int
    claim: str
    at: str
    by: str
    state: str
    reason: str
    before: str
    after: str
