"""The zones of a document: what each of its paragraphs is, told by the markup, by its words and by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from theodolite.reading.document import Zone, ZoneKind
from theodolite.reading.layout.line import is_memo_head, kind_of
from theodolite.reading.layout.sections import mark_sections

MEMO_HEAD = 15
"""Paragraphs at the beginning of a document among which the head lines of a memo stand."""


class Paragraph(NamedTuple):
    """A paragraph at `start` to `end` of a text, and its kind where the file's markup tells it."""

    start: int
    end: int
    told: ZoneKind | None = None


def zones_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Zone, ...]:
    """One zone a paragraph, in the order of `paragraphs`, which do not overlap.

    What the markup tells stays, but that what it tells to be `body` (an item of a list) may turn out to stand around
    the text, to be a caption, or to be a note; it is no heading. Prose is `body`.
    """
    lines = [text[start:end] for start, end, _ in paragraphs]
    kinds: list[ZoneKind | None] = []
    for at, (line, paragraph) in enumerate(zip(lines, paragraphs, strict=True)):
        told = None if paragraph.told == "body" else paragraph.told
        memo = told is None and at < MEMO_HEAD and is_memo_head(line)
        kinds.append("heading" if memo else told or kind_of(line) or paragraph.told)
    mark_sections(lines, kinds)
    return tuple(Zone(start, end, kind or "body") for (start, end, _), kind in zip(paragraphs, kinds, strict=True))
