"""Epoch AI's chips: figures of single chips, and the stocks of chips by owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from theodolite.core.source import Provides
from theodolite.evidence.pull.naming import Name, namer
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator

CHIP, RELEASED, CHANGED = "Hardware name", "Release date", "Last modified"
OWNER, LAST_DAY, INCOMPLETE = "Owner", "End date", "Incomplete"
COMPUTING = ("Compute estimate in H100e (median)", "H100e (5th percentile)", "H100e (95th percentile)")
UNITS = ("Number of Units", "Number of Units (5th percentile)", "Number of Units (95th percentile)")


@reader("epoch-chips.figure")
def figure(files: Files, provides: Provides) -> Iterator[Reading]:
    """The figure of each chip in the column `measure`, at its day of release.

    `measure` may name several columns, separated by ` | `: the first that has a figure is taken, and the note says
    which where it is not the first. A chip without a day of release stands at the day its record was last changed.
    """
    table = files.of(provides)
    columns = provides.measure.split(" | ")
    for row, cells in table.rows():
        column = next((name for name in columns if cells[name]), None)
        if column is not None and (value := number(cells[column])) is not None:
            notes = [] if column == columns[0] else [f"from the column {column}"]
            period, basis = _period(cells)
            note = "; ".join([*notes, *basis])
            yield Reading(f"chip/{cells[CHIP]}", period, value, locator(table.file.name, [row]), note=note)


@namer("epoch-chips.figure")
def chips(files: Files, provides: Provides) -> Iterator[Name]:
    """Every chip with its maker and day of release; the table does not say where the maker is at home."""
    table = files.of(provides)
    for row, cells in table.rows():
        makers = (cells["Manufacturer"],) if cells["Manufacturer"] else ()
        title = cells[CHIP]
        yield Name(f"chip/{title}", title, locator(table.file.name, [row]), makers, (), cells[RELEASED])


def _period(cells: Mapping[str, str]) -> tuple[str, list[str]]:
    if cells[RELEASED]:
        return cells[RELEASED], []
    return cells[CHANGED][:10], ["no release date: dated by the record's last change"]


@reader("epoch-chips.owned")
def owned(files: Files, provides: Provides) -> Iterator[Reading]:
    """Chips owned at the end of each year, the median with its 5th and 95th percentile, for owners that fit `where:`.

    `measure` says what the owners are: `economy` or `organisation`. Quarters within a year, and those that the
    publisher calls incomplete, are passed over. All figures are estimates (E).
    """
    yield from _at_year_ends(files, provides, COMPUTING)


@reader("epoch-chips.units")
def units(files: Files, provides: Provides) -> Iterator[Reading]:
    """How many chips are owned at the end of each year, with 5th and 95th percentile, for rows that fit `where:`.

    `measure` and the quarters that are passed over are as in `epoch-chips.owned`. All figures are estimates (E).
    """
    yield from _at_year_ends(files, provides, UNITS)


def _at_year_ends(files: Files, provides: Provides, columns: tuple[str, str, str]) -> Iterator[Reading]:
    table = files.of(provides)
    for row, cells in table.rows():
        last = datetime.strptime(cells[LAST_DAY], "%m/%d/%Y").date()
        fits = all(cells[column] == text for column, text in provides.where.items())
        if not fits or cells[INCOMPLETE] or (last.month, last.day) != (12, 31):
            continue
        place = cells[OWNER] if provides.measure == "economy" else f"organisation/{cells[OWNER]}"
        value, low, high = (number(cells[name]) for name in columns)
        if value is not None:
            yield Reading(place, str(last.year), value, locator(table.file.name, [row]), low, high, "E")


@namer("epoch-chips.owned")
def owners(files: Files, provides: Provides) -> Iterator[Name]:
    """Every owner that is an organisation, by its first record."""
    table = files.of(provides)
    seen: set[str] = set()
    for row, cells in table.rows():
        owner = cells[OWNER]
        if provides.measure == "organisation" and owner not in seen:
            seen.add(owner)
            yield Name(f"organisation/{owner}", owner, locator(table.file.name, [row]))
