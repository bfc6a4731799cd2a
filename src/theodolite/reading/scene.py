"""A scene: a document laid out for reading, with its sentences, its quantities, and a text that is plain throughout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from theodolite.reading.document import Document, ZoneKind
from theodolite.reading.quantities.lexicon import Lexicon, lexicon
from theodolite.reading.quantities.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: characters `start` to `end` of the text, the zone it stands in and its paragraph's number."""

    start: int
    end: int
    zone: ZoneKind
    paragraph: int


class Stretch(NamedTuple):
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


class Heads(NamedTuple):
    """What heads a cell of a table: the heads of its column, the nearest first, its row's, the corner, the titles."""

    column: tuple[Stretch, ...] = ()
    row: tuple[Stretch, ...] = ()
    corner: tuple[Stretch, ...] = ()
    title: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures of a table: the place of each cell, and what heads it; the first cell names the row."""

    cells: tuple[Stretch, ...]
    heads: tuple[Heads, ...]

    def heads_at(self, offset: int) -> Heads | None:
        """What heads the cell that holds the character at `offset`; None of the cell that names the row."""
        at = next((i for i, cell in enumerate(self.cells) if cell.start <= offset < cell.end), 0)
        return self.heads[at] if at else None


@dataclass(frozen=True)
class Scene:
    """A document with what the grammars look at.

    `text` is the document's text made plain, character for character (`plain.plain`: the same length, so that offsets
    hold in both). `quantities[i]` are those of `sentences[i]`, in order.
    """

    document: Document
    text: str
    sentences: tuple[Sentence, ...]
    quantities: tuple[tuple[Quantity, ...], ...]
    words: Lexicon = field(default_factory=lexicon)
    """The words of measure that they were read with."""
    rows: Mapping[int, Row] = field(default_factory=dict[int, Row])
    """Those sentences that are rows of figures of a table, by their numbers."""

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the character at `offset` (or the last one that begins before it)."""
        return max(0, bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def said(self, number: int) -> str:
        """The plain text of one sentence."""
        sentence = self.sentences[number]
        return self.text[sentence.start : sentence.end]
