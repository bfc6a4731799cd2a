"""A document as read: its text, what each stretch of it is, and where each character stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

ZoneKind = Literal["body", "heading", "caption", "table", "endnotes", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text of one kind: characters `start` to `end` (exclusive)."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Known:
    """A fact about a document and how it was known; `value` is None where the document does not say."""

    value: str | None
    how: str


UNSAID = Known(None, "the document does not say")


@dataclass(frozen=True, slots=True)
class Place:
    """From character `start` of the text on: the page of the file (counted from 1) and the offset in its source text.

    `page` is None for files without pages, `offset` None where the reader cannot say.
    """

    start: int
    page: int | None = None
    offset: int | None = None


@dataclass(frozen=True)
class Document:
    """One document as read. Its id is the hash of its bytes: reading it twice adds nothing.

    `text` is what offsets count in; of plain text, the file's own characters. `zones` lie in order, do not overlap and
    cover every character that is not white space. `places` are sorted by `start`; within one, offsets run on evenly.
    """

    id: str
    file: str
    format: str
    text: str
    zones: tuple[Zone, ...]
    title: Known = UNSAID
    publisher: Known = UNSAID
    date: Known = UNSAID
    """An ISO day, month or year (2024-09-18, 2024-09, 2024)."""
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What a reader of it should know: pages without text, characters that could not be decoded."""

    def place(self, offset: int) -> Place:
        """Where the character at `offset` of the text stands in the file."""
        at = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        if at < 0:
            return Place(offset)
        found = self.places[at]
        shift = None if found.offset is None else found.offset + offset - found.start
        return Place(offset, found.page, shift)

    def zone(self, offset: int) -> ZoneKind:
        """The kind of the zone that holds the character at `offset`; body where none does."""
        at = bisect_right(self.zones, offset, key=lambda zone: zone.start) - 1
        return self.zones[at].kind if at >= 0 and offset < self.zones[at].end else "body"
