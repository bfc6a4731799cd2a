"""Bytes of a file into a document: its format is found, its text read, its hash taken as its id."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from theodolite.errors import DocumentError
from theodolite.reading.document import Document
from theodolite.reading.formats.registry import format_of

LARGEST_DOCUMENT = 64_000_000
"""Bytes of a file: a larger one is refused before it is read."""


def read_document(content: bytes, file: str) -> Document:
    """The document that `content`, the bytes of `file` (a name or address), holds.

    Its id is `sha256:` and the hash of the bytes, so that the same bytes are the same document under any name. Raises
    DocumentError where they are too many, of no format that is known, locked, damaged, or without text.
    """
    check_size(len(content), file)
    try:
        if not content.strip():
            raise DocumentError("nothing stands in it", expected="a document with text in it")
        document = format_of(content, file).read(content)
    except DocumentError as error:
        raise DocumentError(
            f"{file} cannot be read: {error.what}",
            where=error.where,
            expected=error.expected,
            next_step=error.next_step,
        ) from error
    return replace(document, id="sha256:" + hashlib.sha256(content).hexdigest(), file=file)


def check_size(size: int, file: str) -> None:
    """Refuse a file of `size` bytes where that is more than LARGEST_DOCUMENT."""
    if size > LARGEST_DOCUMENT:
        raise DocumentError(
            f"{file} has {size:,} bytes",
            expected=f"at most {LARGEST_DOCUMENT:,}",
            next_step="split it, or save its text alone",
        )
