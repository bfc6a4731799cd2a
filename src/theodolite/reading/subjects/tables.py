"""Tables: whom a figure in a row is about, by the label of its row or the head of its column."""

from __future__ import annotations

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import Cast
from theodolite.reading.subjects.mentions import Mention
from theodolite.reading.subjects.segments import Atom


def column_of(scene: Scene, cast: Cast, number: int, quantity: Quantity) -> Atom | None:
    """Whom a figure in a table is of: the first named in its own cell, its row's first, its column's head, the title.

    None outside tables, and where none of them names anybody.
    """
    row = scene.rows.get(number)
    heads = row.heads_at(quantity.start) if row else None
    if row is None or heads is None:
        return None
    own = next(cell for cell in row.cells if cell.start <= quantity.start < cell.end)
    for start, end in (own, *heads.row, *heads.column, *heads.title):
        if found := cast.within(start, end):
            return _atom(found[0])
    return None


def _atom(mention: Mention) -> Atom:
    return Atom(mention.start, mention.end, "mention", (mention,))
