"""A table of the user's own: its cells as they stand, and where each of them stands."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from theodolite.core.nearest import nearest
from theodolite.core.prose import printable
from theodolite.errors import TableError
from theodolite.evidence.snapshot import digest

LARGEST_TABLE = 64_000_000
"""Bytes: of a larger file no more than these are read, and it is refused."""

LARGEST_CELL = 100_000
"""Characters of one cell: more is refused."""

MISSING = frozenset({"", "NA", "N/A", "n/a", "NaN", "nan", "#N/A"})
"""What a column of numbers holds where there is none. In a column of codes NA is a code: Namibia's."""

LARGEST_WHOLE = 1e15
"""From here on a number in a column of codes is no code."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INFINITE = re.compile(r"[+-]?inf(inity)?", re.IGNORECASE)

Cell = str | float | None


class Row(NamedTuple):
    """One record: its number as its locator counts, the line or row at which it begins, and its cells.

    `place` says where it stands, where that is no line of the table's file.
    """

    number: int
    line: int
    cells: Sequence[Cell]
    place: str = ""


@dataclass(frozen=True, eq=False)
class Table:
    """Rows under named columns, from a CSV file, a sheet of a workbook, or a frame.

    `name` is what locators call it and `path` what errors call it; `header` is the line of the column names, or 0; a
    sheet of a workbook has its title as `sheet` and the `letters` of its columns, and a file has its `hash`.
    """

    name: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    hash: str | None = None
    header: int = 1
    sheet: str | None = None
    letters: Sequence[str] = ()

    def cell(self, row: Row, column: str) -> Cell:
        """The cell as it stands; None where the table has no such column."""
        place = self._places.get(column)
        return None if place is None else row.cells[place]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column: place for place, column in enumerate(self.columns)}

    def text(self, row: Row, column: str) -> str:
        """The cell as plain text on one line; empty where there is nothing. NA is text like any other.

        Raises TableError with its place on an infinite number.
        """
        cell = self.cell(row, column)
        if cell is None or cell != cell:
            return ""
        if isinstance(cell, str):
            return plain(cell)
        if not math.isfinite(cell):
            raise self.refused(row, f"{column} is {cell}", "a text, or a finite number")
        return str(int(cell)) if cell == int(cell) and abs(cell) < LARGEST_WHOLE else repr(cell)

    def number(self, row: Row, column: str) -> float | None:
        """The cell as a finite number, None where it is missing; raises TableError with its place on anything else."""
        cell = self.cell(row, column)
        text = (cell or "").strip() if cell is None or isinstance(cell, str) else repr(cell)
        if text in MISSING:
            return None
        value = float(text) if _NUMBER.fullmatch(text) else None
        if _INFINITE.fullmatch(text) or value in (float("inf"), float("-inf")):
            raise self.refused(row, f"{column} is {text}", "a finite number, or an empty cell")
        if value is None:
            expected = "a number with a decimal point and no separators, or an empty cell"
            raise self.refused(row, f"{column} holds the text {text[:40]!r}", expected)
        return value

    def where(self, row: Row | None = None) -> str:
        """The table, or the row of it, as an error names it."""
        if row and row.place:
            return row.place
        if not (line := row.line if row else self.header):
            return self.path
        return f"{self.path}, sheet {self.sheet!r}, row {line}" if self.sheet else f"{self.path}:{line}"

    def locator(self, row: Row, column: str) -> str:
        """Where one cell stands: `iData.csv#row=12&column=Goods`, or `file.xlsx#sheet=Database&cell=B12`."""
        before, after = self._marks[column]
        return f"{before}{row.number}{after}"

    @cached_property
    def _marks(self) -> dict[str, tuple[str, str]]:
        """Column → what its locators say before and after the number of a row."""
        name = quote(self.name)
        if self.sheet:
            sheet = f"{name}#sheet={quote(self.sheet)}&cell="
            return {column: (sheet + letter, "") for column, letter in zip(self.columns, self.letters, strict=True)}
        return {column: (f"{name}#row=", f"&column={quote(column)}") for column in self.columns}

    def refused(self, row: Row | None, what: str, expected: str | None = None) -> TableError:
        """The error that says `what` is wrong with a row, or with the header."""
        return TableError(what, where=self.where(row), expected=expected)

    def need(self, *columns: str) -> None:
        """Raise TableError where one of `columns` is not there, with the nearest that is and may be misspelt."""
        for column in columns:
            if column not in self.columns:
                near = nearest(column, self.columns)
                hint = (
                    f"you have {near[0]!r}: rename it {column}" if near else f"you have {', '.join(self.columns)[:200]}"
                )
                raise self.refused(None, f"the column {column} is missing", hint)


def plain(text: str) -> str:
    """A text on one line, without outer spaces and without what a terminal would carry out."""
    return " ".join(printable(text).split())


def read_csv(path: Path) -> Table:
    """The table in a CSV file: UTF-8, separated by commas, semicolons or tabs, the first record being its header.

    Empty records are passed over, and so is a first column without a name that numbers the rows from 1. Raises
    TableError with file and line on a file that is not there, too large, not UTF-8, ragged or unbalanced in its quotes,
    and on columns without a name or with the same.
    """
    content = read_bounded(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableError(
            f"byte {error.start} is not UTF-8", where=f"{path}:{line}", expected="a CSV file saved as UTF-8"
        ) from None
    records = _without_numbers(list(_records(text, path)))
    if not records:
        raise TableError("the table is empty", where=str(path), expected="a header, and one row an entity")
    names = tuple(plain(str(name)) for name in records[0].cells)
    return checked(Table(path.name, str(path), names, tuple(records[1:]), digest(content), records[0].line))


def _without_numbers(records: list[Row]) -> list[Row]:
    """Without a first column that has no name and numbers the rows from 1, as R's write.csv makes it."""
    if not records or str(records[0].cells[0]).strip():
        return records
    if [str(row.cells[0]).strip() for row in records[1:]] != [str(n) for n in range(1, len(records))]:
        return records
    return [row._replace(cells=row.cells[1:]) for row in records]


def checked(table: Table) -> Table:
    """The `table`; raises TableError where a column has no name or the name of another, or where there is no row."""
    for at, name in enumerate(table.columns, start=1):
        if not name:
            remedy = " (in R: write.csv with row.names = FALSE)" if at == 1 else ""
            raise table.refused(None, f"column {at} has no name", f"a name for every column{remedy}")
        if table.columns.count(name) > 1:
            raise table.refused(None, f"two columns are called {name!r}", "every name once")
    if not table.rows:
        raise table.refused(None, "the table has a header and no rows", "one row an entity")
    return table


def read_bounded(path: Path) -> bytes:
    """The bytes of a file; raises TableError where it cannot be read, or is larger than LARGEST_TABLE."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise TableError(f"the file cannot be read: {error.strerror}", where=str(path)) from None
    if len(content) > LARGEST_TABLE:
        raise TableError("the file is too large", where=str(path), expected=f"at most {LARGEST_TABLE:,} bytes")
    return content


def _records(text: str, path: Path) -> Iterator[Row]:
    """Every record that is not empty, numbered as RFC 7111 counts; they have as many cells as the first."""
    csv.field_size_limit(LARGEST_CELL)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=max(",;\t", key=first.count))
    width, line = 0, 1
    try:
        for number, cells in enumerate(reader, start=1):
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            width = width or len(cells)
            if len(cells) != width:
                what = f"{len(cells)} cells under {width} column names"
                raise TableError(what, where=f"{path}:{begins}", expected="as many cells as columns")
            yield Row(number, begins, cells)
    except csv.Error as error:
        raise TableError(f"malformed CSV: {error}", where=f"{path}:{line}", expected="a CSV table") from None
