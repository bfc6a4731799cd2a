"""A scene: a document laid out for reading, with its sentences, its quantities, and a text that is plain throughout."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

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

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the character at `offset` (or the last one that begins before it)."""
        return max(0, bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def said(self, number: int) -> str:
        """The plain text of one sentence."""
        sentence = self.sentences[number]
        return self.text[sentence.start : sentence.end]
