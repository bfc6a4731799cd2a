"""A publisher's file as bytes: found in a folder or fetched over https, bounded, and held against its hash."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from theodolite.core.nearest import nearest
from theodolite.core.source import Source, SourceFile
from theodolite.errors import SnapshotError
from theodolite.evidence.fetch import LARGEST_FILE, fetch

LARGEST_CELL = 4_000_000
"""Characters of one cell of a CSV file: more is refused."""

_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8"}
"""Encodings by the name that people know them by."""

Place = Path | str
"""Where files may lie: a folder, a file, or the https address of one."""


class Cell(str):
    """The text of a cell that knows where it stands: `place` is its locator, `column` its name."""

    place: str
    column: str

    def __new__(cls, text: str, place: str, column: str) -> Cell:
        cell = super().__new__(cls, text)
        cell.place, cell.column = place, column
        return cell


class Cells(dict[str, str]):
    """One record by column name; a column that the file does not have raises SnapshotError with the nearest one."""

    def __init__(self, names: Sequence[str], record: Sequence[str], place: str) -> None:
        super().__init__(zip(names, record, strict=True))
        self.place = place

    def __getitem__(self, column: str) -> Cell:
        return Cell(super().__getitem__(column), self.place, column)

    def __missing__(self, column: str) -> str:
        near = nearest(column, self)
        raise SnapshotError(
            f"no column {column!r}",
            where=self.place,
            expected=f"did you mean {near[0]!r}?" if near else "one of: " + ", ".join(self)[:200],
            next_step="mend the measure: of the source, or write a new edition if the publisher renamed the column",
        )


@dataclass(frozen=True)
class Snapshot:
    """The bytes of one file of an edition, whose hash has been checked."""

    file: SourceFile
    content: bytes
    path: Path | None = None
    """Where it was found; None if it was fetched."""

    def text(self) -> str:
        """The file as text in the encoding that the source states."""
        try:
            text = self.content.decode(self.file.encoding)
        except (UnicodeDecodeError, LookupError) as error:
            what = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "the text"
            raise SnapshotError(
                f"{what} of {self.file.name} is not {_NAMES.get(self.file.encoding, self.file.encoding)}",
                expected="the encoding stated in the source's files: entry",
            ) from None
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise SnapshotError(
                "a NUL byte stands in the text", where=f"{self.file.name}:{line}", expected="plain text"
            )
        return text

    def rows(self, header: int = 1, delimiter: str = ",") -> Iterator[tuple[int, dict[str, str]]]:
        """The records of a CSV file with their numbers, counted as RFC 7111 does: the first record is row 1.

        `header` is the number of the record that holds the column names; records before it are passed over, as are
        empty ones. Raises SnapshotError with the file and line on unbalanced quotes, on a record with more or fewer
        cells than the header, and (when it is asked for) on a column that is not there.
        """
        csv.field_size_limit(LARGEST_CELL)
        records = csv.reader(io.StringIO(self.text(), newline=""), strict=True, delimiter=delimiter)
        names: list[str] = []
        try:
            for number, record in enumerate(records, start=1):
                if number == header:
                    names = self._distinct(record)
                elif number > header and record:
                    if len(record) != len(names):
                        raise csv.Error(f"{len(record)} cells under {len(names)} column names")
                    yield number, Cells(names, record, f"{self.file.name}#row={number}")
        except csv.Error as error:
            raise SnapshotError(
                f"malformed CSV: {error}", where=f"{self.file.name}:{records.line_num}", expected="the publisher's file"
            ) from None

    def _distinct(self, names: list[str]) -> list[str]:
        doubled = sorted({name for name in names if name and names.count(name) > 1})
        if doubled:
            raise csv.Error(f"two columns are called {doubled[0]!r}")
        return names


def digest(content: bytes) -> str:
    """`sha256:` and the hexadecimal digest of `content`."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def take(source: Source, places: Place | Sequence[Place] = ()) -> dict[str, Snapshot]:
    """Every file of `source` by name, from the first of `places` that has it; from its `url:` where none is given.

    Raises SnapshotError where a file is missing, too large, has no address, or has changed under its hash.
    """
    places = [places] if isinstance(places, str | Path) else list(places)
    return {file.name: _taken(file, source, places) for file in source.files}


def _taken(file: SourceFile, source: Source, places: list[Place]) -> Snapshot:
    addresses = [place for place in places if isinstance(place, str)]
    folders = [place for place in places if isinstance(place, Path)]
    if folders and (path := first_found(file, folders)) is not None:
        return Snapshot(file, check_hash(read_bounded(path), file, source), path)
    if addresses:
        return Snapshot(file, check_hash(fetch(addresses[0]), file, source))
    if folders:
        raise SnapshotError(
            f"no file {file.name} in {', '.join(repr(str(folder)) for folder in folders)}",
            next_step="name the folder that holds it with --from",
        )
    if file.url is None:
        raise SnapshotError(
            f"{source.id} gives no address for {file.name}",
            expected="your own copy of the file",
            next_step=f"fetch it from {source.url} and name its folder with --from",
        )
    return Snapshot(file, check_hash(fetch(file.url), file, source))


def first_found(file: SourceFile, folders: Sequence[Path]) -> Path | None:
    """Where `file` lies in the first of `folders` that has it; None where none has."""
    return next((path for folder in folders if (path := find(file, folder)) is not None), None)


def find(file: SourceFile, origin: Path) -> Path | None:
    """Where `file` lies: `origin` itself, `origin/name`, or the only file of that name below `origin`.

    Of several files of that name, one that has the pinned hash. Raises SnapshotError where `origin` is not there, or
    several files have the name and none of them the hash.
    """
    if origin.is_file():
        return origin
    if not origin.is_dir():
        raise SnapshotError(f"{str(origin)!r} is not there", expected="a folder, a file or an https address")
    if (origin / file.name).is_file():
        return origin / file.name
    found = sorted(
        path for path in origin.rglob(escape(Path(file.name).name)) if path.as_posix().endswith("/" + file.name)
    )
    if len(found) > 1:
        for path in found:
            if digest(read_bounded(path)) == file.hash:
                return path
        raise SnapshotError(f"{len(found)} files are called {file.name}", where=", ".join(map(str, found[:3])))
    return found[0] if found else None


def read_bounded(path: Path) -> bytes:
    """The bytes of `path`; refused unread where it is larger than LARGEST_FILE."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SnapshotError(
                f"{path.name} has {size:,} bytes", where=str(path), expected=f"at most {LARGEST_FILE:,}"
            )
        return path.read_bytes()
    except OSError as error:
        raise SnapshotError(f"{path.name} cannot be read: {error.strerror}", where=str(path)) from None


def check_hash(content: bytes, file: SourceFile, source: Source) -> bytes:
    """`content` if its hash is the one that the source pins; raises SnapshotError otherwise."""
    if (found := digest(content)) != file.hash:
        raise SnapshotError(
            f"{file.name} is not the file that {source.id} describes: its hash is {found}",
            expected=file.hash,
            next_step="write a new edition under sources/ if the publisher has changed the file",
        )
    return content
