"""Tables: whom a figure in a row is about, by the head of its column or the label of its row."""

from __future__ import annotations

import re

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import Cast
from theodolite.reading.subjects.mentions import Mention
from theodolite.reading.subjects.segments import Atom

_BAR = re.compile(r"\t| ?[|│] ?| {3,}")

HIGHEST = 60
"""Rows that are gone up for the head of a column."""


def column_of(scene: Scene, cast: Cast, number: int, quantity: Quantity) -> Atom | None:
    """The economy of a figure in a table: that of its row's first cell, else that of the head of its column.

    None outside tables, and where neither names one.
    """
    sentence = scene.sentences[number]
    bars = list(_BAR.finditer(scene.text, sentence.start, sentence.end))
    if not bars or (sentence.zone != "table" and len(bars) < 2):
        return None
    for mention in cast.within(sentence.start, bars[0].end()):
        if mention.kind != "world":
            return _atom(mention)
    column = sum(bar.end() <= quantity.start for bar in bars)
    for row in range(number - 1, max(-1, number - HIGHEST), -1):
        above = scene.sentences[row]
        cells = list(_BAR.finditer(scene.text, above.start, above.end))
        if len(cells) != len(bars) and len(cells) != len(bars) - 1:
            break
        edges = [above.start, *(cell.end() for cell in cells), above.end]
        at = column + len(cells) - len(bars)
        if found := cast.within(edges[at], edges[at + 1]):
            return _atom(found[0])
    return None


def _atom(mention: Mention) -> Atom:
    return Atom(mention.start, mention.end, "mention", (mention,))
