"""EPUB: the chapters of a book in its reading order, each read as a page of HTML."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from theodolite.errors import DocumentError
from theodolite.reading.document import Document
from theodolite.reading.formats.archive import names_in, open_archive, part_of
from theodolite.reading.formats.blocks import page_of
from theodolite.reading.formats.draft import Draft
from theodolite.reading.formats.html import decoded_page, draft_page
from theodolite.reading.formats.limits import LARGEST_UNPACKED, too_much
from theodolite.reading.formats.main_part import settle
from theodolite.reading.formats.registry import reads
from theodolite.reading.metadata import Facts, known, known_day

_CONTAINER = "META-INF/container.xml"


def looks_like_epub(content: bytes) -> bool:
    """Whether bytes are an archive with a book in it."""
    return _CONTAINER in names_in(content)


@reads("epub", suffixes=(".epub",), looks=looks_like_epub)
def read_epub(content: bytes) -> Document:
    """A book: its chapters one after another, with the title, publisher and date that its package states.

    A chapter that the order names again is read once.
    """
    with open_archive(content) as archive:
        path = next((one.get("full-path") or "" for one in _named(part_of(archive, _CONTAINER), "rootfile")), "")
        package = part_of(archive, path)
        files = {one.get("id"): one for one in _named(package, "item")}
        draft = Draft()
        read: set[str] = set()
        unpacked = 0
        for reference in _named(package, "itemref"):
            item = files.get(reference.get("idref"))
            if item is None or "nav" in (item.get("properties") or "") or "html" not in (item.get("media-type") or ""):
                continue
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")))
            if name in read:
                continue
            read.add(name)
            part = part_of(archive, name)
            unpacked += len(part)
            if unpacked > LARGEST_UNPACKED:
                raise too_much("bytes of chapters", LARGEST_UNPACKED)
            page = page_of(decoded_page(part).text)
            settle(page.blocks, None)
            draft_page(draft, page, None)
        return draft.document("epub", _stated(package))


def _named(content: bytes, name: str) -> list[Any]:
    """The elements called `name` of an XML part, without entities, network or references to other files."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    try:
        parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return [one for one in fromstring(content, parser).iter() if _local(one) == name]
    except LxmlError as error:
        raise DocumentError(f"its package is damaged: {error}", next_step="fetch or save the file again") from None


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _stated(package: bytes) -> Facts:
    said = {name: next((one.text for one in _named(package, name)), None) for name in ("title", "publisher", "date")}
    return Facts(
        known(said["title"], "the book's title"),
        known(said["publisher"], "the book's publisher"),
        known_day(said["date"], "the book's date"),
    )
