"""Workbooks in and out: sheets as grids of cells, bounded and without formulas."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from theodolite.core.prose import printable
from theodolite.errors import TableError
from theodolite.evidence.own_table import Cell, read_bounded

LARGEST_UNPACKED = 128_000_000
"""Bytes of all parts of a workbook together: more is refused before any part is read."""

MOST_ROWS = 20_000
MOST_COLUMNS = 2_000
"""Rows and columns of a sheet: more is refused."""

Grid = list[list[Cell]]
"""The cells of a sheet by row and column, both counted from 0; rows end with their last filled cell."""

_BAD_BOOK = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, EOFError, TypeError, AttributeError, SyntaxError,
    RuntimeError, AssertionError,
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def read_sheets(path: Path, titles: Sequence[str]) -> tuple[bytes, dict[str, Grid]]:
    """The bytes of a workbook and the grids of those of its sheets that are called as in `titles`.

    A formula is what was last computed of it. Raises TableError on a file that is no workbook, unpacks too large or
    holds too many rows or columns, and on a formula without a result.
    """
    content = read_bounded(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > LARGEST_UNPACKED:
            what = f"the workbook unpacks to {size:,} bytes"
            raise TableError(what, where=str(path), expected=f"at most {LARGEST_UNPACKED:,}")
        computed, written = _grids(path, content, titles, computed=True), _grids(path, content, titles, computed=False)
    except _BAD_BOOK as error:
        raise TableError(
            f"not a readable workbook: {' '.join(str(error).split())[:100]}", where=str(path), expected="an .xlsx file"
        ) from None
    for title, grid in written.items():
        _refuse_uncomputed(path, title, grid, computed[title])
    return content, computed


def _grids(path: Path, content: bytes, titles: Sequence[str], *, computed: bool) -> dict[str, Grid]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)
        try:
            return {title: _grid(path, book[title]) for title in titles if title in book.sheetnames}
        finally:
            book.close()


def _grid(path: Path, sheet: Any) -> Grid:
    sheet.reset_dimensions()
    grid: Grid = []
    for values in sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True):
        cells = [_cell(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        grid.append(cells)
        if len(grid) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            what = f"the sheet {sheet.title!r} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
            raise TableError(what, where=str(path), expected="a smaller sheet")
    while grid and not grid[-1]:
        grid.pop()
    return grid


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str):
        return value or None
    return float(value) if isinstance(value, int | float) else str(value)


def _refuse_uncomputed(path: Path, title: str, written: Grid, computed: Grid) -> None:
    for at, cells in enumerate(written):
        for j, cell in enumerate(cells):
            found = computed[at][j] if at < len(computed) and j < len(computed[at]) else None
            if found is None and isinstance(cell, str) and cell.startswith("="):
                raise TableError(
                    f"the formula in {letter(j)}{at + 1} has no result",
                    where=f"{path}, sheet {title!r}",
                    expected="values, or formulas that a spreadsheet program has computed and saved",
                )


def letter(column: int) -> str:
    """The letters of a column counted from 0: A, B, … AA."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column + 1))


def write_sheets(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """The bytes of a workbook with these rows of cells by title; the same rows give the same bytes.

    Text that begins as a formula does stays text. None is an empty cell.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for at, row in enumerate(rows, start=1):
            for j, value in enumerate(row, start=1):
                if value is not None:
                    _put(sheet.cell(at, j), value)
    packed = io.BytesIO()
    book.save(packed)
    return _without_time(packed.getvalue())


def _put(cell: Any, value: object) -> None:
    text = printable(value) if isinstance(value, str) else None
    cell.value = value if text is None else text
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_FORMULA)


def _without_time(content: bytes) -> bytes:
    """The same workbook with no clock time in it, neither of its parts nor in its properties."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", part)
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
