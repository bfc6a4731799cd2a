"""Fan marks: figures that others have published, as numbered marks in a plot and as a list below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import Values
from theodolite.figures.free_places import Box, Label, first_free
from theodolite.figures.numbers import number
from theodolite.figures.theme import FAINT, INK, line, mark, paragraph, text, wrap
from theodolite.figures.year_scale import Years

HALF, SIZE, LEADING = 3.4, 10.5, 15.0


class Said(NamedTuple):
    """What somebody has published of one year: who, and from where to where; a single figure has one value twice."""

    label: str
    year: int
    low: float
    high: float

    @property
    def told(self) -> str:
        """The year and the figure: 2030: 277."""
        low, high = number(self.low, (self.high,)), number(self.high, (self.low,))
        return f"{self.year}: {low}" if self.low == self.high else f"{self.year}: {low} to {high}"


def marks_drawn(marks: Sequence[Said], years: Years, values: Values) -> list[str]:
    """Each figure at its year, its interval as a line, and its number where it covers no mark and no other number."""
    places = [(years.x(said.year), (values.y(said.low) + values.y(said.high)) / 2) for said in marks]
    taken = [Box(x - HALF, y - HALF, x + HALF, y + HALF) for x, y in places]
    within = Box(years.left, values.top, years.right + 10, values.bottom)
    body = list[str]()
    for n, ((x, y), said) in enumerate(zip(places, marks, strict=True), 1):
        tries = [
            Label(x + side, y + 3.6 + off, str(n), anchor, SIZE, bold=True)
            for off in (0, -9, 9, -17, 17, -25, 25)
            for side, anchor in ((6, "start"), (-6, "end"))
        ]
        label = first_free(tries, taken, within) or tries[0]
        taken.append(label.box)
        if said.low != said.high:
            body.append(line(x, values.y(said.low), x, values.y(said.high), INK, 1.6))
        body += [published(x, y), text(*label[:3], anchor=label.anchor, size=SIZE, bold=True, halo=True)]
    return body


def published(x: float, y: float) -> str:
    """The mark of a figure that others have published."""
    return mark("diamond", x, y, INK, size=HALF, filled=False)


def said_list(marks: Sequence[Said], top: float, width: float) -> tuple[list[str], float]:
    """Who says each numbered figure, and where the list ends."""
    body, y = list[str](), top
    for n, said in enumerate(marks, 1):
        lines = wrap(f"{said.label}, {said.told}", width - 22, 12)
        body.append(text(0, y + 12, str(n), size=12, bold=True))
        body += paragraph(20, y + 12, lines, leading=LEADING, size=12, colour=FAINT)
        y += LEADING * len(lines) + 2
    return body, y + (4 if marks else 0)


def said_table(marks: Sequence[Said]) -> pl.DataFrame:
    """A row a published figure: its number in the picture, who says so, the year, and from where to where."""
    rows = [{"number": n, **said._asdict()} for n, said in enumerate(marks, 1)]
    schema = {"number": pl.Int64, "label": pl.String, "year": pl.Int64, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema=schema)
