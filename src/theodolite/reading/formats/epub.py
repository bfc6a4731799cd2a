"""EPUB: the chapters of a book in its reading order, each read as a page of HTML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from theodolite.errors import DocumentError
from theodolite.reading.document import Document
from theodolite.reading.formats.archive import names_in, open_archive, part_of
from theodolite.reading.formats.blocks import page_of
from theodolite.reading.formats.draft import Draft
from theodolite.reading.formats.elements import tag_of
from theodolite.reading.formats.html import decoded_page, draft_page
from theodolite.reading.formats.limits import LARGEST_UNPACKED, too_much
from theodolite.reading.formats.main_part import settle
from theodolite.reading.formats.registry import reads
from theodolite.reading.metadata import Facts, known, known_day

MOST_NOTES = 10
"""Notes of chapters that are shown."""

LONGEST_NAME = 100
"""Characters of a chapter's name in a note."""

_CONTAINER = "META-INF/container.xml"


def looks_like_epub(content: bytes) -> bool:
    """Whether bytes are an archive with a book in it."""
    return _CONTAINER in names_in(content)


@reads("epub", suffixes=(".epub",), looks=looks_like_epub)
def read_epub(content: bytes) -> Document:
    """A book: its chapters one after another, with the title, publisher and date that its package states.

    A chapter that the order names again is read once; one that is missing, empty or no text is left out with a note.
    """
    draft, notes = Draft(), list[str]()
    with open_archive(content) as archive:
        path = next((one.get("full-path") or "" for one in _named(part_of(archive, _CONTAINER), "rootfile")), "")
        package = part_of(archive, path)
        held = frozenset(archive.namelist())
        unpacked = 0
        for name in _order(package, posixpath.dirname(path), notes):
            if name not in held:
                notes.append(f"{name[:LONGEST_NAME]!r} was left out: the book does not hold it")
                continue
            part = part_of(archive, name)
            unpacked += len(part)
            if unpacked > LARGEST_UNPACKED:
                raise too_much("bytes of chapters", LARGEST_UNPACKED)
            notes += _add(draft, name, part)
    return draft.document("epub", _stated(package), _told(notes))


def _order(package: bytes, folder: str, notes: list[str]) -> Iterator[str]:
    """The names of the chapters in the order in which they are read, each once; what has no file goes into `notes`."""
    files = {one.get("id"): one for one in _named(package, "item")}
    seen: set[str] = set()
    for id in dict.fromkeys(one.get("idref") or "" for one in _named(package, "itemref")):
        item = files.get(id)
        if item is None:
            notes.append(f"{id[:LONGEST_NAME]!r} was left out: the book's package names no file for it")
        elif "nav" not in (item.get("properties") or "") and "html" in (item.get("media-type") or ""):
            name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
            if name not in seen:
                seen.add(name)
                yield name


def _add(draft: Draft, name: str, part: bytes) -> list[str]:
    """Add a chapter; what a reader should know of it."""
    try:
        decoded = decoded_page(part)
    except DocumentError as error:
        return [f"{name[:LONGEST_NAME]!r} was left out: {error.what}"]
    page = page_of(decoded.text)
    settle(page.blocks, None)
    draft_page(draft, page, None)
    return [f"{name[:LONGEST_NAME]!r}: {note}" for note in decoded.notes]


def _told(notes: list[str]) -> tuple[str, ...]:
    """The first of the notes, and how many more there are."""
    more = len(notes) - MOST_NOTES
    shown = [f"notes of its chapters that are not shown: {more:,}"] if more > 0 else []
    return (*notes[:MOST_NOTES], *shown)


def _named(content: bytes, name: str) -> list[Any]:
    """The elements called `name` of an XML part, without entities, network or references to other files."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    try:
        parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return [one for one in fromstring(content, parser).iter() if tag_of(one) == name]
    except LxmlError as error:
        raise DocumentError(f"its package is damaged: {error}", next_step="fetch or save the file again") from None


def _stated(package: bytes) -> Facts:
    said = {name: next((one.text for one in _named(package, name)), None) for name in ("title", "publisher", "date")}
    return Facts(
        known(said["title"], "the book's title"),
        known(said["publisher"], "the book's publisher"),
        known_day(said["date"], "the book's date"),
    )
