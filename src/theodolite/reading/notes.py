"""Notes: the marks of footnotes in a text, and the entries at its end that they lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from theodolite.reading.entries import RAISED, number_of, opening_of
from theodolite.reading.scene import Scene

_GLUED = re.compile(r"(?<=[.,;:!?)\"'\]a-z%])(?:\[(?P<boxed>\d{1,3})\]|(?P<bare>\d{1,3}))(?=\s|$|,\d{1,3}(?:\s|$))")
_RAISED = re.compile(RAISED)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark at `start` to `end` of a text, and the number of its note."""

    start: int
    end: int
    note: int


@dataclass(frozen=True, slots=True)
class Note:
    """The entry of a note: its number, where it stands and what it says."""

    number: int
    start: int
    end: int
    said: str


def marks_in(text: str, start: int = 0, end: int | None = None) -> tuple[Mark, ...]:
    """The footnote marks of a plain text in order: raised digits, digits in square brackets, digits glued to a stop.

    Digits glued to a letter (GPT4) or inside a number (3.5) are none.
    """
    last = len(text) if end is None else end
    found = [_mark(mark) for mark in _GLUED.finditer(text, start, last) if mark["boxed"] or _ends(text, mark)]
    if not text.isascii():
        found += [Mark(*mark.span(), number_of(mark[0])) for mark in _RAISED.finditer(text, start, last)]
    return tuple(sorted(found, key=lambda mark: mark.start))


def _mark(found: re.Match[str]) -> Mark:
    return Mark(*found.span(), int(found["boxed"] or found["bare"]))


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether bare digits are a mark: no letter before them, and no number that a stop or comma would part."""
    before = text[found.start() - 1]
    if before.isalpha():
        return False
    if before in ".,:" and text[max(0, found.start() - 2) : found.start() - 1].isdigit():
        rest = text[found.end() : found.end() + 3].lstrip()
        return before == "." and (not rest or rest[0].isupper())
    return True


def notes_of(scene: Scene) -> Mapping[int, Note]:
    """The notes of a document by number: the entries of its endnotes, the first of each number."""
    found: dict[int, Note] = {}
    for zone in scene.document.zones:
        if zone.kind == "endnotes":
            for line in _LINE.finditer(scene.text, zone.start, zone.end):
                opening = opening_of(line[0])
                if opening and (said := line[0][opening.end :].strip()):
                    found.setdefault(opening.number, Note(opening.number, *line.span(), said))
    return found
