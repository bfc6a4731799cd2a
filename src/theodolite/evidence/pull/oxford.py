"""Oxford Insights' Government AI Readiness workbooks: scores by pillar and dimension, one row a country."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError, SpecError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.snapshot import Snapshot

LARGEST_UNPACKED = 64_000_000
"""Bytes of all parts of a workbook together: more is refused before any part is read."""

MOST_ROWS = 5_000
"""Rows of a sheet that are looked at; an index of countries has a few hundred."""

MOST_COLUMNS = 60
"""Columns that are looked at; shorter rows are filled with empty cells."""

HEADER_WITHIN = 5
"""The header stands in one of the first rows."""


@reader("oxford.scores")
def scores(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` for every country, from the first sheet whose header names it beside `Country`.

    The workbook prints no year: the source states it as `period:`. Cells without a number are passed over, and a
    country that stands twice with one figure is read once.
    """
    if provides.period is None:
        raise SpecError(f"{provides.indicator}: the workbook prints no year", expected="period: in the source")
    snapshot = files.of(provides)
    for title, rows in _sheets(snapshot):
        header, names = _header(rows, provides.measure)
        if header:
            seen: set[tuple[str, float]] = set()
            country, column = names.index("Country"), names.index(provides.measure)
            for place, row in enumerate(rows[header:], start=header + 1):
                name, value = str(row[country] or "").strip(), number(row[column])
                if name and value is not None and (name, value) not in seen:
                    seen.add((name, value))
                    cell = f"{snapshot.file.name}#sheet={quote(title)}&cell={_letters(column)}{place}"
                    yield Reading(name, provides.period, value, cell)
            return
    raise SnapshotError(
        f"no sheet of {snapshot.file.name} has the columns 'Country' and {provides.measure!r}",
        expected="a measure: that stands in a header",
    )


def _sheets(snapshot: Snapshot) -> tuple[tuple[str, list[Sequence[Any]]], ...]:
    """The title and the first rows of every sheet; raises SnapshotError on what is no workbook or unpacks too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(snapshot.content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST_UNPACKED:
            raise SnapshotError(
                f"{snapshot.file.name} unpacks to {size:,} bytes", expected=f"at most {LARGEST_UNPACKED:,}"
            )
        return _read(snapshot)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SnapshotError(f"{snapshot.file.name} is not a readable workbook: {error}") from None


@lru_cache(maxsize=2)
def _read(snapshot: Snapshot) -> tuple[tuple[str, list[Sequence[Any]]], ...]:
    """The sheets of one workbook, read once for all the measures that an edition takes from it."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(snapshot.content), read_only=True, data_only=True)
    try:
        return tuple(
            (sheet.title, list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=MOST_COLUMNS)))
            for sheet in workbook.worksheets
        )
    finally:
        workbook.close()


def _header(rows: Sequence[Sequence[Any]], measure: str) -> tuple[int, list[str]]:
    """The number of the row that names `Country` and `measure`, and its names; 0 where there is none."""
    for place, row in enumerate(rows[:HEADER_WITHIN], start=1):
        names = ["" if cell is None else str(cell).strip() for cell in row]
        if "Country" in names and measure in names:
            return place, names
    return 0, []


def _letters(column: int) -> str:
    """The name of a column counted from 0, as spreadsheets write it: A, Z, AA."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column + 1)
