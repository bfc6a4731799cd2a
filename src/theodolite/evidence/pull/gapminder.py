"""Gapminder's datapoints: one file an indicator, one row an economy and year."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, number, reader


@reader("gapminder.datapoints")
def datapoints(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` of the file; places are Gapminder's codes (`chn`). Empty cells are passed over."""
    table = files.of(provides)
    for row, cells in table.rows():
        if (value := number(cells[provides.measure])) is not None:
            yield Reading(cells["geo"], cells["time"], value, f"{table.file.name}#row={row}")
