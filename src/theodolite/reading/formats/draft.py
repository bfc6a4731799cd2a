"""A document in the making: a reader adds its paragraphs in order, and where in the file each piece of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from theodolite.errors import DocumentError
from theodolite.reading.document import Document, Place, ZoneKind
from theodolite.reading.metadata import NOTHING_STATED, Facts, facts_of
from theodolite.reading.zones import Paragraph, zones_of

MOST_CHARACTERS = 20_000_000
"""Characters of text that one document may have."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Piece(NamedTuple):
    """Text that stands together in the file: on one page, or character by character from one offset of its source."""

    text: str
    page: int | None = None
    offset: int | None = None


class Draft:
    """The text so far, its paragraphs and its places; `document` closes it."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._at = 0
        self._paragraphs: list[Paragraph] = []
        self._places: list[Place] = []

    def add(self, pieces: Iterable[Piece], told: ZoneKind | None = None) -> None:
        """Add one paragraph of `pieces`, whose kind the markup may have `told`; white space alone is not added.

        Raises DocumentError where the text grows beyond MOST_CHARACTERS.
        """
        kept = _stripped([piece for piece in pieces if piece.text])
        if not kept:
            return
        start = self._at
        for piece in kept:
            self._mark(piece)
            self._texts.append(_CONTROL.sub(" ", piece.text))
            self._at += len(piece.text)
        self._paragraphs.append(Paragraph(start, self._at, told))
        self._texts.append("\n")
        self._at += 1
        if self._at > MOST_CHARACTERS:
            raise DocumentError(
                f"its text is longer than {MOST_CHARACTERS:,} characters", next_step="split it, and read the parts"
            )

    def _mark(self, piece: Piece) -> None:
        here = Place(self._at, piece.page, piece.offset)
        if self._places:
            last = self._places[-1]
            shift = None if last.offset is None else last.offset + here.start - last.start
            if (last.page, shift) == (here.page, here.offset):
                return
        elif piece.page is None and piece.offset is None:
            return
        self._places.append(here)

    def document(self, form: str, stated: Facts = NOTHING_STATED, notes: tuple[str, ...] = ()) -> Document:
        """The document, without its id and file; raises DocumentError where nothing stands in it."""
        if not self._paragraphs:
            raise DocumentError("nothing stands in it", expected="a document with text in it")
        text = "".join(self._texts)
        zones = zones_of(text, self._paragraphs)
        facts = facts_of(text, zones, stated)
        return Document("", "", form, text, zones, *facts, places=tuple(self._places), notes=notes)


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without white space at either end of the whole."""
    while pieces and not pieces[0].text.strip():
        pieces = pieces[1:]
    while pieces and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    if not pieces:
        return []
    first = pieces[0].text
    spaces = len(first) - len(first.lstrip())
    offset = None if pieces[0].offset is None else pieces[0].offset + spaces
    pieces[0] = pieces[0]._replace(text=first[spaces:], offset=offset)
    pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip())
    return pieces
