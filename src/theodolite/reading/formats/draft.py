"""A document in the making: a reader adds its paragraphs in order, and where in the file each piece of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from theodolite.errors import DocumentError
from theodolite.reading.document import Document, Place, ZoneKind
from theodolite.reading.formats.limits import MOST_CHARACTERS, MOST_PARAGRAPHS, too_much
from theodolite.reading.metadata import NOTHING_STATED, Facts, facts_of
from theodolite.reading.zones import Paragraph, zones_of

SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken: it is not shown inside a line."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Piece(NamedTuple):
    """Text that stands together in the file: on one page, or character by character from one offset of its source."""

    text: str
    page: int | None = None
    offset: int | None = None


class Draft:
    """The text so far, its paragraphs and its places; `document` closes it.

    Soft hyphens are dropped, unless the format `draws` what stands in it, as a PDF does: there they are seen.
    """

    def __init__(self, *, draws: bool = False) -> None:
        self._draws = draws
        self._texts: list[str] = []
        self._at = 0
        self._paragraphs: list[Paragraph] = []
        self._places: list[Place] = []

    def add(self, pieces: Iterable[Piece], told: ZoneKind | None = None) -> None:
        """Add one paragraph of `pieces`, whose kind the markup may have `told`; white space alone is not added.

        Raises DocumentError where the text grows beyond what `limits` allows.
        """
        shown = pieces if self._draws else _without_soft_hyphens(pieces)
        kept = _stripped([piece for piece in shown if piece.text])
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
            raise too_much("characters of text", MOST_CHARACTERS)
        if len(self._paragraphs) > MOST_PARAGRAPHS:
            raise too_much("paragraphs", MOST_PARAGRAPHS)

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

    def document(
        self,
        form: str,
        stated: Facts = NOTHING_STATED,
        notes: tuple[str, ...] = (),
        *,
        otherwise: Facts = NOTHING_STATED,
    ) -> Document:
        """The document, without its id and file; raises DocumentError where nothing stands in it.

        `stated` is what its file says of it, `otherwise` what its properties say where its text says nothing.
        """
        if not self._paragraphs:
            raise DocumentError("nothing stands in it", expected="a document with text in it")
        text = "".join(self._texts)
        zones = zones_of(text, self._paragraphs)
        facts = facts_of(text, zones, stated, otherwise)
        return Document("", "", form, text, zones, *facts, places=tuple(self._places), notes=notes)


def _without_soft_hyphens(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """`pieces` parted at their soft hyphens, each part with its own offset."""
    for piece in pieces:
        at = 0
        for text in piece.text.split(SOFT_HYPHEN):
            yield piece._replace(text=text, offset=None if piece.offset is None else piece.offset + at)
            at += len(text) + 1


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without those at either end that are white space alone."""
    while pieces and not pieces[0].text.strip():
        pieces = pieces[1:]
    while pieces and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    return pieces


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without white space at either end of the whole."""
    kept = list(trimmed(pieces))
    if not kept:
        return []
    first = kept[0].text
    spaces = len(first) - len(first.lstrip())
    offset = None if kept[0].offset is None else kept[0].offset + spaces
    kept[0] = kept[0]._replace(text=first[spaces:], offset=offset)
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept
