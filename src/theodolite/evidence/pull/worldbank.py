"""The World Bank's tables: World Development Indicators, one row an economy and series or one row a year."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import Files, Reading, number, reader

WIDE_HEADER = 5
"""The record of a wide table that holds the column names: source, blank, date of update and blank stand before it."""


@reader("worldbank.wide")
def wide(files: Files, provides: Provides) -> Iterator[Reading]:
    """The series whose code is `measure`, one row an economy and one column a year. Empty cells are passed over.

    Raises SnapshotError where no row has that code.
    """
    table = files.of(provides)
    codes: set[str] = set()
    for row, cells in table.rows(header=WIDE_HEADER):
        codes.add(cells["Indicator Code"])
        if cells["Indicator Code"] == provides.measure:
            for year in filter(str.isdigit, cells):
                if (value := number(cells[year])) is not None:
                    yield Reading(cells["Country Code"], year, value, f"{table.file.name}#row={row}")
    if provides.measure not in codes:
        raise SnapshotError(
            f"no series {provides.measure!r} in {table.file.name}", expected="one of: " + ", ".join(sorted(codes))[:400]
        )


@reader("worldbank.long")
def long(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure`, one row an economy and year. Empty cells are passed over."""
    table = files.of(provides)
    for row, cells in table.rows():
        if (value := number(cells[provides.measure])) is not None:
            yield Reading(cells["Country Code"], cells["Year"], value, f"{table.file.name}#row={row}")
