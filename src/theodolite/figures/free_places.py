"""Free places: where a label can stand without covering another, a line or a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from theodolite.figures.theme import SIZE, text_width, wrap

ASCENT, DESCENT = 0.78, 0.24
"""How far letters reach above and below their baseline, as shares of their size."""


class Box(NamedTuple):
    """A rectangle in the picture; `bottom` is below `top`, so larger."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether all of it lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Label(NamedTuple):
    """A line of text that may be written: its anchor point, baseline and style."""

    x: float
    y: float
    content: str
    anchor: str = "start"
    size: float = SIZE
    bold: bool = False

    @property
    def box(self) -> Box:
        """The room that it takes."""
        long = text_width(self.content, self.size, bold=self.bold)
        left = {"start": self.x, "middle": self.x - long / 2, "end": self.x - long}[self.anchor]
        return Box(left, self.y - ASCENT * self.size, left + long, self.y + DESCENT * self.size)


def first_free(candidates: Iterable[Label], taken: Sequence[Box], within: Box) -> Label | None:
    """The first of the candidates that lies within the picture and meets nothing that is taken; None if none does."""
    for label in candidates:
        box = label.box
        if box.within(within) and not any(box.meets(other) for other in taken):
            return label
    return None


def fitted(content: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits `width` with an ellipsis."""
    if text_width(content, size, bold=bold) <= width:
        return content
    kept = content
    while kept and text_width(f"{kept}…", size, bold=bold) > width:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,;:(')}…"


def wrapped(content: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """The text in lines that fit `width`; a single word that is too long is cut."""
    return [fitted(line, width, size, bold=bold) for line in wrap(content, width, size, bold=bold)]


def broken(content: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """The text in lines between words, and after dashes where a word is too long; what is longer still stays whole."""
    lines = wrap(content, width, size, bold=bold)
    if all(text_width(line, size, bold=bold) <= width for line in lines):
        return lines
    parts = re.sub(r"([-–])(?=\S)", r"\1 ", content)
    return wrap(parts, width, size, bold=bold)


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Heights near those wanted, in their order, `least` apart and from `low` to `high` while there is room."""
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    placed = list(wanted)
    floor = low
    for k in order:
        placed[k] = floor = max(wanted[k], floor)
        floor += least
    ceiling = high
    for k in reversed(order):
        placed[k] = ceiling = min(placed[k], ceiling)
        ceiling -= least
    return placed
