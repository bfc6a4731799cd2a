"""A ZIP archive of a document (DOCX, EPUB): its names and parts, bounded before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from theodolite.errors import DocumentError
from theodolite.reading.formats.limits import LARGEST_UNPACKED, MOST_PARTS, too_much

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def names_in(content: bytes) -> frozenset[str]:
    """The names in a ZIP archive; none where `content` is no archive that can be opened."""
    if not content.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except _DAMAGED:
        return frozenset()


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, whose parts do not unpack to more than LARGEST_UNPACKED bytes.

    The sizes are those that the archive states; a part that goes on beyond its own is not unpacked further. Raises
    DocumentError where it is damaged, locked, or would unpack to more.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as error:
        raise DocumentError(f"its archive is damaged: {error}", next_step="fetch or save the file again") from None
    parts = archive.infolist()
    whole = sum(part.file_size for part in parts)
    if whole > LARGEST_UNPACKED:
        raise DocumentError(
            f"it unpacks to {whole:,} bytes",
            expected=f"at most {LARGEST_UNPACKED:,}",
            next_step="save its text alone, where the file is what it should be",
        )
    if len(parts) > MOST_PARTS:
        raise too_much("parts", MOST_PARTS)
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentError("it is locked by a password", next_step="save a copy without one")
    return archive


def part_of(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo, most: int = -1) -> bytes:
    """The bytes of one part, the first `most` where that is not -1; DocumentError where it is missing or damaged."""
    name = part if isinstance(part, str) else part.filename
    try:
        with archive.open(part) as opened:
            return opened.read(most)
    except KeyError:
        raise DocumentError(f"its part {name!r} is missing", next_step="fetch or save the file again") from None
    except _DAMAGED as error:
        raise DocumentError(f"its part {name!r} is damaged: {error}", next_step="fetch or save it again") from None
