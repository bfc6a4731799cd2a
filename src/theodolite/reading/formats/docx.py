"""DOCX: paragraphs, tables and notes in their order, marks of notes glued to their words, pages as broken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from theodolite.errors import DocumentError
from theodolite.reading.document import Document, ZoneKind
from theodolite.reading.formats.archive import names_in
from theodolite.reading.formats.docx_paragraphs import Progress, boxes_of, pieces_of, rows_of
from theodolite.reading.formats.docx_size import check_parts
from theodolite.reading.formats.draft import Draft
from theodolite.reading.formats.elements import tag_of
from theodolite.reading.formats.registry import reads
from theodolite.reading.metadata import ONLY_MADE, Facts, known, known_day

if TYPE_CHECKING:
    from docx.document import Document as Opened

_SET_BREAKS = "pages are counted by the page breaks that the file states"
_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote"}


def looks_like_docx(content: bytes) -> bool:
    """Whether bytes are an archive with a Word document in it."""
    return "word/document.xml" in names_in(content)


@reads("docx", suffixes=(".docx",), looks=looks_like_docx)
def read_docx(content: bytes) -> Document:
    """A Word document: headings and captions by their styles, tables row by row, notes at the end with their numbers.

    Deleted and hidden text, headers and footers are left out. `places` hold the page where the file says where pages
    break: as Word last laid it out, otherwise by the breaks that somebody set.
    """
    check_parts(content)
    opened = _opened(content)
    progress = Progress(opened.element.body, _styles(opened))
    draft = Draft()
    for element in opened.element.body:
        _add(draft, element, progress)
    _add_notes(draft, progress, opened)
    notes = (_SET_BREAKS,) if progress.breaks == "br" else ()
    return draft.document("docx", notes=notes, otherwise=_properties(opened))


def _opened(content: bytes) -> Opened:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(content))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, OSError) as error:
        raise DocumentError(f"its parts are damaged: {error}", next_step="open it in Word and save it again") from None


def _add(draft: Draft, element: Any, progress: Progress) -> None:
    """Add a paragraph, or the rows of a table, or what a frame around them holds."""
    tag = tag_of(element)
    if tag == "p":
        draft.add(pieces_of(element, progress), progress.kind(element))
        for box in boxes_of(element):
            draft.add(pieces_of(box, progress))
    elif tag == "tbl":
        for cells, told in rows_of(element, progress):
            draft.add(cells, told)
    elif tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
        for child in element:
            _add(draft, child, progress)


def _add_notes(draft: Draft, progress: Progress, opened: Opened) -> None:
    """Add the notes that the text refers to, each with its number, in the order of their numbers."""
    for part, name in _NOTE_PARTS.items():
        found = dict(_notes(opened, part, name))
        for id, number in progress.notes[name].items():
            if id in found:
                draft.add(pieces_of(found[id], progress, before=f"{number}. "), "endnotes")


def _notes(opened: Opened, part: str, name: str) -> Iterator[tuple[str, Any]]:
    from docx.oxml import parse_xml

    for relation in opened.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{part}"):
            for note in parse_xml(relation.target_part.blob):
                if tag_of(note) == name:
                    yield next((value for key, value in note.attrib.items() if key.endswith("}id")), ""), note
            return


def _styles(opened: Opened) -> dict[str, ZoneKind]:
    """Style id → the kind of its paragraphs, by the style's built-in name."""
    kinds: dict[str, ZoneKind] = {}
    for style in opened.styles:
        name = (style.name or "").lower()
        if name.startswith("heading") or name in ("title", "subtitle"):
            kinds[style.style_id] = "heading"
        elif name == "caption":
            kinds[style.style_id] = "caption"
        elif name.startswith("toc"):
            kinds[style.style_id] = "boilerplate"
        elif name in ("footnote text", "endnote text", "bibliography"):
            kinds[style.style_id] = "endnotes"
        elif name.startswith("list"):
            kinds[style.style_id] = "body"
    return kinds


def _properties(opened: Opened) -> Facts:
    """What its properties say: the title, and the day it was made, unless that is the one of an empty template's."""
    properties = opened.core_properties
    made = properties.created if properties.created != _made_by_library() else None
    return Facts(
        title=known(properties.title, "the document's property title"),
        date=known_day(made and made.date().isoformat(), f"the document's property created, {ONLY_MADE}"),
    )


@cache
def _made_by_library() -> datetime | None:
    """The day that python-docx writes into every new document."""
    import docx

    return docx.Document().core_properties.created
