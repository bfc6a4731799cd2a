"""The date of a figure in a table: of its own cell, the head of its column, its row, or the title above."""

from __future__ import annotations

from theodolite.reading.periods.dates import DateSpan, dates_in
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene, Stretch


def in_a_table(scene: Scene, number: int, quantity: Quantity) -> bool:
    """Whether a quantity of the sentence `number` stands in a cell of a table, beside the one that names its row."""
    return number in scene.rows and scene.rows[number].heads_at(quantity.start) is not None


def date_of_cell(scene: Scene, number: int, quantity: Quantity) -> DateSpan | None:
    """The date that a cell is of; None where neither it nor what heads it names one, or a place names several."""
    row = scene.rows[number]
    heads = row.heads_at(quantity.start)
    own = next((cell for cell in row.cells if cell.start <= quantity.start < cell.end), None)
    if heads is None or own is None:
        return None
    for place in (own, *heads.column, *heads.row, *heads.title):
        dates = [one for one in _dates(scene, place) if one.end <= quantity.start or quantity.end <= one.start]
        if dates:
            return dates[0] if len(dates) == 1 else None
    return None


def _dates(scene: Scene, place: Stretch) -> list[DateSpan]:
    start, end = place
    found = dates_in(scene.text[start:end])
    return [DateSpan(d.start + start, d.end + start, d.kind) for d in found if d.kind not in ("name", "relative")]
