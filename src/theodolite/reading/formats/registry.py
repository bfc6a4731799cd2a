"""The formats that can be read, each registered by its own file, and which of them a file is of."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from theodolite.errors import DocumentError
from theodolite.reading import formats as room
from theodolite.reading.document import Document
from theodolite.reading.formats.signatures import held_by

Reader = Callable[[bytes], Document]


@dataclass(frozen=True)
class Format:
    """One format: its name, the suffixes of its files, whether bytes look like it, and the function that reads them."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    looks: Callable[[bytes], bool] | None = None
    """None for text without a signature, which the suffix alone tells."""


_FORMATS: dict[str, Format] = {}


def reads(
    name: str, *, suffixes: Iterable[str], looks: Callable[[bytes], bool] | None = None
) -> Callable[[Reader], Reader]:
    """Register the reader of the format `name`; it stands in a file of its own in this folder."""

    def register(function: Reader) -> Reader:
        _FORMATS[name] = Format(name, tuple(suffixes), function, looks)
        return function

    return register


@cache
def known_formats() -> dict[str, Format]:
    """Every format by name, sorted; the files of this folder are imported for it."""
    for module in pkgutil.iter_modules(room.__path__):
        importlib.import_module(f"{room.__name__}.{module.name}")
    return dict(sorted(_FORMATS.items()))


def known_suffixes() -> tuple[str, ...]:
    """The suffixes of every format, sorted."""
    return tuple(sorted(suffix for form in known_formats().values() for suffix in form.suffixes))


def suffix_of(file: str) -> str:
    """The suffix of a file's name or of an address's path, in small letters."""
    path = urlsplit(file).path if "://" in file else file.replace("\\", "/")
    return PurePosixPath(path).suffix.lower()


def format_of(content: bytes, file: str) -> Format:
    """The format of `content`: that of the suffix for text, otherwise what the bytes look like.

    Raises DocumentError where the bytes are of something else than the suffix says, or of no format that is known.
    """
    forms = known_formats()
    suffix = suffix_of(file)
    named = next((form for form in forms.values() if suffix in form.suffixes), None)
    looking = next((form for form in forms.values() if form.looks is not None and form.looks(content)), None)
    if named is not None and named.looks is None and (looking is None or looking.name == "html"):
        _refuse_binary(content, suffix)
        return named
    if looking is not None and (named is None or named is looking or named.looks is None):
        return looking
    if named is not None and (named.name == "html" and looking is None):
        _refuse_binary(content, suffix)
        return named
    if named is not None:
        held = looking.name.upper() if looking else held_by(content) or "something else"
        raise DocumentError(
            f"it is named {suffix}, but its bytes are {held}",
            expected=f"a {named.name.upper()} file",
            next_step="give it the name of what it is, or save it again",
        )
    _refuse_binary(content, suffix)
    if suffix and not _is_plain_name(suffix):
        raise DocumentError(
            f"no reader takes {suffix} files",
            expected=", ".join(known_suffixes()),
            next_step="save it as one of these; where it is plain text, name it .txt",
        )
    return forms["text"]


def _refuse_binary(content: bytes, suffix: str) -> None:
    held = held_by(content)
    if held:
        named = f"it is named {suffix}, but its bytes are" if suffix else "its bytes are"
        raise DocumentError(
            f"{named} {held}",
            expected="a document: " + ", ".join(known_suffixes()),
            next_step="save the document as PDF, DOCX, HTML or text",
        )


def _is_plain_name(suffix: str) -> bool:
    """Whether what looks like a suffix is only the tail of a name: a number, as in report.2024."""
    return suffix[1:].isdigit()
