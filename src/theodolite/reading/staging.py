"""Staging: a document laid out as a scene, its sentences found and the quantities of each of them read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeVar

from theodolite.reading.document import Document
from theodolite.reading.plain import plain
from theodolite.reading.quantities.grammar import find_quantities
from theodolite.reading.quantities.heads import Cell
from theodolite.reading.quantities.lexicon import Lexicon, lexicon
from theodolite.reading.quantities.quantity import Quantity, Rejected
from theodolite.reading.scene import Row, Scene, Sentence, Stretch
from theodolite.reading.sentences import sentences_of
from theodolite.reading.tables import tables_of

Found = TypeVar("Found", Quantity, Rejected)

UNREAD: Final = ("endnotes", "boilerplate")
"""Zones whose numbers claim nothing: lists of references, and what a site says of itself."""


REACH: Final = 300
"""Characters before a sentence in which the noun of its bare numbers is looked for."""


@dataclass(frozen=True)
class Staged:
    """A scene, and the numbers of the whole document that are no quantities."""

    scene: Scene
    rejected: tuple[Rejected, ...]


def stage(document: Document, words: Lexicon | None = None) -> Staged:
    """The scene of `document`: offsets of quantities and rejected numbers count from the beginning of its text.

    `words` are those of measure that a catalogue knows, of the shipped one where none are given.
    Numbers in references and boilerplate are not read; a sentence that stands twice is read each time.
    """
    words = words or lexicon()
    text = plain(document.text)
    sentences = sentences_of(document, text)
    rows = tables_of(document.text, sentences)
    quantities: list[tuple[Quantity, ...]] = []
    rejected: list[Rejected] = []
    for number, sentence in enumerate(sentences):
        said, before = text[sentence.start : sentence.end], text_before(text, sentence)
        found, refused = (
            ((), ())
            if sentence.zone in UNREAD
            else find_quantities(said, before, words, _headed(text, sentence, rows.get(number)))
        )
        quantities.append(tuple(_moved(one, sentence.start, document.text) for one in found))
        rejected += (_moved(one, sentence.start, document.text) for one in refused)
    return Staged(Scene(document, text, sentences, tuple(quantities), words, rows), tuple(rejected))


def _headed(text: str, sentence: Sentence, row: Row | None) -> list[Cell]:
    """The cells of a row after the one that names it: their places in the sentence, and the words that head them."""

    def said(places: tuple[Stretch, ...]) -> tuple[str, ...]:
        return tuple(text[start:end] for start, end in places)

    cells = zip(row.cells, row.heads, strict=True) if row else ()
    return [
        Cell(start - sentence.start, end - sentence.start, *(said(places) for places in heads))
        for (start, end), heads in list(cells)[1:]
    ]


def text_before(text: str, sentence: Sentence) -> str:
    """The REACH characters of a plain text before one of its sentences, in which nouns of bare numbers are found."""
    return text[max(0, sentence.start - REACH) : sentence.start].rstrip()


def _moved(found: Found, by: int, text: str) -> Found:
    """What was found in a sentence, with offsets in the document and the document's own characters."""
    start, end = found.start + by, found.end + by
    return replace(found, start=start, end=end, text=text[start:end])
