"""Intake: what a user names becomes names and bytes, one after another, and what cannot be had is told apart."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from theodolite.errors import DocumentError
from theodolite.evidence.fetch import fetch
from theodolite.reading.formats.registry import known_suffixes
from theodolite.reading.read import LARGEST_DOCUMENT, check_size

MOST_FILES = 10_000
"""Files that one folder or pattern may stand for."""

STDIN = "-"
"""The name of standard input."""

KINDS = frozenset(
    {
        "application/epub+zip", "application/octet-stream", "application/pdf", "application/xhtml+xml", "text/html",
        "text/markdown", "text/plain", "text/x-markdown",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)  # fmt: skip
"""Media types of an address that are read."""


@dataclass(frozen=True)
class Named:
    """One document that was named, not had yet: its name, and how to have its bytes.

    `load` raises DocumentError or SnapshotError where it cannot be had.
    """

    name: str
    load: Callable[[], bytes]


def named_in(places: Sequence[str]) -> list[Named]:
    """What `places` stand for, in their order and each file once.

    A place is a file, a folder (every file below it of a suffix that is read, hidden ones left out, sorted), a pattern
    (`*`, `?`, `**`), `-` for standard input, or an https address. A place that stands for nothing, and a folder that
    cannot be opened, is one whose `load` says so.
    """
    found: list[Named] = []
    seen: set[str] = set()
    for place in places:
        for one, identity in _of(place):
            if identity not in seen:
                seen.add(identity)
                found.append(one)
    return found


def _of(place: str) -> Iterator[tuple[Named, str]]:
    """What one place stands for, each with what tells it apart from others."""
    if place == STDIN:
        yield Named(place, _standard_input), place
    elif "://" in place:
        yield Named(place, lambda: fetch(place, largest=LARGEST_DOCUMENT, kinds=KINDS)), place
    elif os.path.isdir(place):
        yield from _folder(place)
    elif has_magic(place) and not os.path.exists(place):
        matched = sorted(path for path in glob(place, recursive=True) if os.path.isfile(path))
        yield from _several(place, matched, "a pattern that files match")
    else:
        yield _file(place)


def _file(path: str) -> tuple[Named, str]:
    return Named(path, lambda: _content(path)), str(Path(path).resolve())


def _folder(place: str) -> Iterator[tuple[Named, str]]:
    """The documents below a folder, then the folders in it that cannot be opened, each as a name that says so."""
    paths, closed = _below(place)
    if paths or not closed:
        yield from _several(place, paths, "a folder with documents: " + ", ".join(known_suffixes()))
    for path, why in closed:
        yield _refused(path, DocumentError(f"{path} cannot be opened: {why}")), str(Path(path).resolve())


def _several(place: str, paths: Sequence[str], expected: str) -> Iterator[tuple[Named, str]]:
    if not paths:
        yield _refused(place, DocumentError(f"{place} holds no document", expected=expected)), place
    elif len(paths) > MOST_FILES:
        what = f"{place} stands for {len(paths):,} files"
        yield _refused(place, DocumentError(what, expected=f"at most {MOST_FILES:,}")), place
    else:
        yield from map(_file, paths)


def _refused(place: str, error: DocumentError) -> Named:
    def load() -> bytes:
        raise error

    return Named(place, load)


def _below(folder: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Files below `folder` of a suffix that is read, by the order of their paths, and folders that cannot be opened,
    each with why; links to folders are not followed."""
    suffixes = known_suffixes()
    found: list[str] = []
    errors: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            os.path.join(parent, name)
            for name in sorted(files)
            if not name.startswith(".") and name.lower().endswith(suffixes)
        ]
    return sorted(found), sorted((str(one.filename or folder), one.strerror or str(one)) for one in errors)


def _content(path: str) -> bytes:
    """The bytes of a regular file, whose size is asked before it is read."""
    try:
        if not Path(path).exists():
            raise DocumentError(f"{path} is not there", next_step="look for a typing mistake")
        if not Path(path).is_file():
            raise DocumentError(
                f"{path} is no regular file", expected="a file, a folder, a pattern or an https address"
            )
        check_size(os.path.getsize(path), path)
        with open(path, "rb") as file:
            content = file.read(LARGEST_DOCUMENT + 1)
    except OSError as error:
        raise DocumentError(f"{path} cannot be opened: {error.strerror or error}") from None
    check_size(len(content), path)
    return content


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT:
        raise DocumentError("standard input goes on and on", expected=f"at most {LARGEST_DOCUMENT:,} bytes")
    return content
