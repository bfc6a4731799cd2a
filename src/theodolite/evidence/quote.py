"""Quote: the very records behind an observation from the user's own copy of the file, or else where to find them."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from urllib.parse import unquote
from zipfile import BadZipFile

from theodolite.core.source import Source, SourceFile
from theodolite.errors import SnapshotError
from theodolite.evidence.document_source import DocumentSource
from theodolite.evidence.snapshot import LARGEST_CELL, digest, find, read_bounded

MOST_RECORDS = 20
"""Records that are quoted of one observation; the rest are counted."""

LONGEST_CELL = 2_000
"""Characters of a cell that are quoted."""

LARGEST_KEPT = 16_000_000
"""Bytes: a larger copy is read again for each quote, and not kept in memory."""

_ROWS = re.compile(r"row=(\d{1,15}(?:-\d{1,15})?(?:;\d{1,15}(?:-\d{1,15})?)*)")
_ROW_AND_COLUMN = re.compile(r"row=(\d{1,15})&column=(.+)")
_CELL = re.compile(r"sheet=([^&]+)&cell=([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class Record:
    """One record as it stands in the file: its place, and the text of its cells by column name."""

    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Quote:
    """What stands at an observation's locator, or where that can be read.

    `records` are exact; `more` counts those beyond MOST_RECORDS. Without a copy of the file `records` is empty and
    `missing` says why; `locator`, `citation` and `url` say where to look in either case.
    """

    locator: str
    citation: str
    url: str
    records: tuple[Record, ...] = ()
    more: int = 0
    missing: str | None = None


def quote(observation: Mapping[str, object], source: Source, folders: Sequence[Path] = ()) -> Quote:
    """The records behind `observation`, from a copy of its source's file in `folders` (folders, or files themselves).

    A document of the workspace is quoted from there; of a file, only a copy with the very hash that the source pins is
    quoted. Locators of several places, of rows of a CSV file and of cells of a workbook are followed; a page of a
    document or an address is where to look.
    """
    locator = str(observation["locator"])
    records: list[Record] = []
    missing: list[str] = []
    for part in locator.split():
        name, _, place = part.partition("#")
        if isinstance(source, DocumentSource) and part in source.quotes:
            records.append(Record(f"{source.files[0].name}#{place}", {"text": source.quotes[part][:LONGEST_CELL]}))
            continue
        file = next((file for file in source.files if file.name in (name, unquote(name))), None)
        content = None if file is None else _copy(file, folders)
        if file is None:
            missing.append(f"{part} is not in a file that is pulled")
        elif content is None:
            missing.append(f"you have no copy of {name}")
        else:
            records += _records(file, content, place)
    more = max(0, len(records) - MOST_RECORDS)
    why = "; ".join(dict.fromkeys(missing)) if missing else None if records else f"nothing stands at {locator}"
    return Quote(locator, source.citation, source.url, tuple(records[:MOST_RECORDS]), more, why)


def _copy(file: SourceFile, folders: Sequence[Path]) -> bytes | None:
    for folder in folders:
        try:
            path = find(file, folder)
        except SnapshotError:
            continue
        if path is not None:
            about = path.stat()
            checked = _kept_copy if about.st_size <= LARGEST_KEPT else _checked
            if (content := checked(path, about.st_mtime_ns, file.hash)) is not None:
                return content
    return None


def _checked(path: Path, _changed: int, hash: str) -> bytes | None:
    try:
        content = read_bounded(path)
    except SnapshotError:
        return None
    return content if digest(content) == hash else None


_kept_copy = lru_cache(maxsize=4)(_checked)


def _records(file: SourceFile, content: bytes, place: str) -> Iterator[Record]:
    if rows := _ROWS.fullmatch(place):
        yield from _rows(file.name, _table(content, file.encoding), rows[1])
    elif one := _ROW_AND_COLUMN.fullmatch(place):
        for record in _rows(file.name, _table(content, file.encoding), one[1]):
            yield _of_column(record, unquote(one[2]))
    elif cell := _CELL.fullmatch(place):
        yield from _cell(file.name, content, unquote(cell[1]), cell[2], int(cell[3]))


def _table(content: bytes, encoding: str) -> Iterable[list[str]]:
    return _kept_table(content, encoding) if len(content) <= LARGEST_KEPT else _read(content, encoding)


@lru_cache(maxsize=4)
def _kept_table(content: bytes, encoding: str) -> list[list[str]]:
    return list(_read(content, encoding))


def _read(content: bytes, encoding: str) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_CELL)
    text = content.decode(encoding, errors="replace")
    first = text.partition("\n")[0]
    return csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))


def _rows(name: str, table: Iterable[list[str]], rows: str) -> Iterator[Record]:
    """The records of `table` with the numbers in `rows`, in its order; names of cells are the first record as long."""
    spans, headers = _spans(rows), dict[int, list[str]]()
    for number, record in enumerate(table, start=1):
        while spans and spans[0][1] < number:
            spans.popleft()
        if not spans:
            return
        header = headers.setdefault(len(record), record)
        if spans[0][0] <= number:
            names = [] if header is record else header
            columns = [names[i] if names and names[i] else f"column {i + 1}" for i in range(len(record))]
            yield Record(f"{name}#row={number}", dict(zip(columns, (c[:LONGEST_CELL] for c in record), strict=True)))


def _of_column(record: Record, column: str) -> Record:
    """The record with the cell of one column, after its first two, which name what it is about."""
    named = [*list(record.cells)[:2], column]
    return Record(record.place, {name: record.cells[name] for name in named if name in record.cells})


def _spans(rows: str) -> deque[tuple[int, int]]:
    """`5;9;12-15` as pairs of the first and last row, in order."""
    parts = (part.partition("-") for part in rows.split(";"))
    return deque(sorted((int(first), int(last or first)) for first, _, last in parts))


def _cell(name: str, content: bytes, sheet: str, column: str, row: int) -> Iterator[Record]:
    """The cell, and the first one of its row, which names what it is about."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            cells = next(islice(book[sheet].iter_rows(min_row=row, max_row=row), 1), ())
            found = {cell.coordinate: cell.value for cell in cells if cell.value is not None}
            book.close()
    except (BadZipFile, KeyError, ValueError, OSError):
        return
    quoted = {at: str(found[at])[:LONGEST_CELL] for at in (f"A{row}", f"{column}{row}") if at in found}
    if f"{column}{row}" in quoted:
        yield Record(f"{name}#sheet={sheet}&cell={column}{row}", quoted)
