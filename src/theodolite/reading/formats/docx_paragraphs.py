"""Paragraphs and rows of a DOCX as pieces of text: what is shown of their runs, with the page each stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from theodolite.reading.document import ZoneKind
from theodolite.reading.formats.draft import Piece, trimmed
from theodolite.reading.formats.elements import tag_of, value_of
from theodolite.reading.layout.line import LONGEST_CELL

_PASSED = frozenset(["del", "moveFrom", "pPr", "rPr", "Fallback", "instrText", "delText", "fldData", "txbxContent"])
"""What is not shown, or stands in a box of its own."""


class Progress:
    """What is carried along a document: the page, the numbers of notes, the kinds of styles."""

    def __init__(self, body: Any, styles: dict[str, ZoneKind]) -> None:
        self.breaks = _breaks(body)
        """What begins a page: `lastRenderedPageBreak`, or `br` and its like; None where the file does not say."""
        self.page = 1 if self.breaks else None
        self.styles = styles
        self.notes: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        """Id of a note → the number under which the text refers to it."""

    def kind(self, paragraph: Any) -> ZoneKind | None:
        """The kind that a paragraph's style tells."""
        for element in paragraph:
            if tag_of(element) == "pPr":
                for one in element:
                    if tag_of(one) == "pStyle":
                        return self.styles.get(value_of(one, "val") or "")
                    if tag_of(one) == "numPr":
                        return "body"
        return None

    def turn(self, element: Any) -> bool:
        """Whether `element` begins a page, which is counted."""
        turned = tag_of(element) == self.breaks if self.breaks != "br" else _is_set_break(element)
        if turned and self.page is not None:
            self.page += 1
        return turned

    def number(self, reference: Any) -> str:
        """The number of a note that is referred to, glued to the word before it."""
        numbers = self.notes[tag_of(reference).removesuffix("Reference")]
        return str(numbers.setdefault(value_of(reference, "id") or "", len(numbers) + 1))


def _is_set_break(element: Any) -> bool:
    """Whether `element` is a break of pages that somebody set."""
    tag = tag_of(element)
    if tag == "br":
        return value_of(element, "type") == "page"
    return tag == "pageBreakBefore" and value_of(element, "val") not in ("0", "false")


def _breaks(body: Any) -> str | None:
    if any(tag_of(one) == "lastRenderedPageBreak" for one in body.iter()):
        return "lastRenderedPageBreak"
    return "br" if any(_is_set_break(one) for one in body.iter()) else None


def boxes_of(paragraph: Any) -> Iterator[Any]:
    """The paragraphs in text boxes that are anchored in `paragraph`."""
    for box in paragraph.iter():
        if tag_of(box) == "txbxContent" and not any(tag_of(one) == "Fallback" for one in box.iterancestors()):
            yield from (one for one in box if tag_of(one) == "p")


def pieces_of(element: Any, progress: Progress, before: str = "") -> list[Piece]:
    """The pieces of a paragraph, or of all paragraphs of a note; `before` is set at its beginning."""
    pieces = [Piece(before, progress.page)] if before else []
    for text in _texts(element, progress):
        pieces.append(Piece(text, progress.page))
    while before and len(pieces) > 1 and not pieces[1].text.strip():
        del pieces[1]
    return pieces


def _texts(element: Any, progress: Progress) -> Iterator[str]:
    """The texts inside `element` as they are shown, in order; the page is turned on the way."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = tag_of(child)
        if tag == "pPr":
            for one in child:
                progress.turn(one) if tag_of(one) == "pageBreakBefore" else None
        elif tag == "t":
            yield (child.text or "").replace("\n", " ")
        elif tag in ("footnoteReference", "endnoteReference"):
            yield progress.number(child)
        elif tag in ("noBreakHyphen", "softHyphen"):
            yield "-" if tag == "noBreakHyphen" else ""
        elif tag in ("tab", "br", "cr", "lastRenderedPageBreak"):
            turned = progress.turn(child)
            yield "" if turned and tag != "br" else " "
        elif tag == "p":
            yield " "
            stack.append(iter(child))
        elif tag not in _PASSED and not (tag == "r" and _hidden(child)):
            stack.append(iter(child))


def _hidden(run: Any) -> bool:
    for properties in run:
        if tag_of(properties) == "rPr":
            return any(tag_of(one) == "vanish" and value_of(one, "val") not in ("0", "false") for one in properties)
    return False


def rows_of(table: Any, progress: Progress) -> Iterator[tuple[list[Piece], ZoneKind | None]]:
    """The rows of a table, their cells between tabs; a table with long cells is read cell by cell, as prose."""
    for row in table:
        if tag_of(row) != "tr":
            continue
        cells = [trimmed(pieces_of(cell, progress)) for cell in row if tag_of(cell) == "tc"]
        if len(cells) == 1 or any(sum(len(piece.text) for piece in cell) > LONGEST_CELL for cell in cells):
            yield from ((cell, None) for cell in cells)
            continue
        pieces: list[Piece] = []
        for cell in cells:
            pieces += [Piece("\t", progress.page), *cell] if pieces else cell or [Piece(" ", progress.page)]
        yield pieces, "table"
