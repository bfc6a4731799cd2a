"""Sentences of a document: where each begins and ends, the zone it stands in, and the paragraph it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.document import Document, Zone
from theodolite.reading.layout.paragraphs import Span, apart, lines_of, wrapped_at
from theodolite.reading.scene import Sentence
from theodolite.reading.stops import stops_of

LONGEST_SENTENCE = 4_000
"""Characters: what goes on for longer without a stop is cut at a space, so that no grammar meets an endless one."""

_WHOLE = frozenset({"heading", "table", "endnotes"})
"""Zones whose paragraphs are one sentence each: a heading, a row, an entry of a list of references."""

_SPACE = re.compile(r"\s*")
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_HAN = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    r"(?:(?:[-–—•*·▪◦●‣∙+]|>+|#{1,6}|\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|\([ivx]{1,4}\)|\[[ xX]\])\s+"
    rf"|[①-⑳]\s*|(?:{_HAN}|\d{{1,2}})、|[（(]{_HAN}[）)])+(?=\S)"
)


def sentences_of(document: Document, text: str) -> tuple[Sentence, ...]:
    """The sentences of `document` in order; `text` is its text made plain (`plain.plain`), of the same length.

    A newline ends a paragraph, and with it a sentence, unless the file's lines are wrapped by hand or by Markdown. The
    sign or number that opens an item of a list belongs to no sentence. Footnote marks that are glued to a full stop
    belong to the sentence before them. A heading, a table's row and an entry of the endnotes are one sentence each.
    """
    found: list[Sentence] = []
    for number, (zone, start, end) in enumerate(_paragraphs(document, text)):
        whole = zone.kind in _WHOLE
        if zone.kind != "endnotes" and (marker := _MARKER.match(text, start, end)):
            start = marker.end()
        for first, last in _sentences(text, start, end, () if whole else stops_of(text, start, end)):
            found.append(Sentence(first, last, zone.kind, number))
    return tuple(found)


def _paragraphs(document: Document, text: str) -> Iterator[tuple[Zone, int, int]]:
    folded: bool | None = None
    for zone in document.zones:
        bare = zone.end > zone.start and not (text[zone.start].isspace() or text[zone.end - 1].isspace())
        if bare and _BREAK.search(text, zone.start, zone.end) is None:
            yield zone, zone.start, zone.end
            continue
        lines = lines_of(text, zone.start, zone.end)
        if len(lines) > 1 and folded is None:
            folded = document.format == "markdown" or wrapped_at(text) is not None
        for start, end in _joined(text, lines) if folded else lines:
            yield zone, start, end


def _joined(text: str, lines: list[Span]) -> list[Span]:
    """Lines with no empty line between them, as one."""
    joined: list[Span] = []
    for line in lines:
        if joined and not apart(text, joined[-1], line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _sentences(text: str, start: int, end: int, stops: Iterator[int] | tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for stop in (*stops, end):
        while stop - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start, start + LONGEST_SENTENCE)
            cut = space if space > start else start + LONGEST_SENTENCE
            yield start, cut
            start = _after_space(text, cut)
        if start < stop:
            yield start, stop
        start = _after_space(text, stop)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()
