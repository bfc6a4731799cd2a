"""A publisher's file as bytes: found in a folder or fetched over https, bounded, and held against its hash."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from theodolite.core.source import Source, SourceFile
from theodolite.errors import SnapshotError

LARGEST_FILE = 256_000_000
"""Bytes: a larger file is refused before it is read."""

csv.field_size_limit(4_000_000)


@dataclass(frozen=True)
class Snapshot:
    """The bytes of one file of an edition, whose hash has been checked."""

    file: SourceFile
    content: bytes

    def text(self) -> str:
        """The file as text in the encoding that the source states."""
        try:
            return self.content.decode(self.file.encoding)
        except UnicodeDecodeError as error:
            raise SnapshotError(
                f"byte {error.start} of {self.file.name} is not {self.file.encoding}",
                expected="the encoding stated in the source's files: entry",
            ) from None

    def rows(self, header: int = 1) -> Iterator[tuple[int, dict[str, str]]]:
        """The records of a CSV file with their numbers, counted as RFC 7111 does: the first record is row 1.

        `header` is the number of the record that holds the column names; records before it are passed over.
        """
        records = csv.reader(io.StringIO(self.text(), newline=""), strict=True)
        names: list[str] = []
        try:
            for number, record in enumerate(records, start=1):
                if number == header:
                    names = record
                elif number > header and record:
                    yield number, dict(zip(names, record, strict=False))
        except csv.Error as error:
            raise SnapshotError(f"{self.file.name} is malformed near line {records.line_num}: {error}") from None


def digest(content: bytes) -> str:
    """`sha256:` and the hexadecimal digest of `content`."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def take(source: Source, origin: Path) -> dict[str, Snapshot]:
    """Every file of `source` by name, found in the folder `origin` (or `origin` itself, if it is the file).

    Raises SnapshotError where a file is missing, too large, or has changed under its hash.
    """
    return {
        file.name: Snapshot(file, check_hash(read_bounded(find(file, origin)), file, source)) for file in source.files
    }


def find(file: SourceFile, origin: Path) -> Path:
    """Where `file` lies: `origin` itself, `origin/name`, or the only file of that name below `origin`."""
    if origin.is_file():
        return origin
    if (origin / file.name).is_file():
        return origin / file.name
    found = sorted(path for path in origin.rglob(Path(file.name).name) if path.as_posix().endswith("/" + file.name))
    if len(found) == 1:
        return found[0]
    if not found:
        raise SnapshotError(
            f"no file {file.name} in {str(origin)!r}", next_step="name the folder that holds it with --from"
        )
    raise SnapshotError(f"{len(found)} files are called {file.name}", where=", ".join(map(str, found[:3])))


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
