"""Bytes into text: by the mark at their beginning, by the encoding that the file states, otherwise as UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from theodolite.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF = re.compile(r"utf-?(?:8|16(?:-?[lb]e)?)")
"""UTF-8; UTF-16 too, as a file whose bytes state it in single letters is not in it."""

_KNOWN = re.compile(r"(?:windows|cp)-?12\d\d|iso-?8859-?\d{1,2}|gbk|gb2312|gb18030|"
                    r"big5(?:-?hkscs)?|shift[_-]?jis|euc-?(?:jp|kr)|koi8-?[ru]|(?:us-)?ascii|macintosh")  # fmt: skip
_READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
            "macintosh": "mac_roman", "iso88591": "cp1252"}  # fmt: skip
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FALLBACK = "theodolite-single-bytes"


class Decoded(NamedTuple):
    """The text of a file, how many characters of a byte-order mark stood before it, and what a reader should know."""

    text: str
    skipped: int
    notes: tuple[str, ...]


def decode(content: bytes, stated: str | None = None) -> Decoded:
    """`content` as text; `stated` is the encoding that the file says it is in, which only a byte-order mark overrules.

    Bytes that are not UTF-8 are read one by one as Windows-1252, or the whole as GB 18030 where that gives Chinese
    text; a note says so, and names a stated encoding that is not known. U+FFFD stands in the place of NUL, which no
    database keeps, with a note. Raises DocumentError on bytes that are no text, and on a file with nothing in it.
    """
    text, skipped, notes = _decoded(content, stated)
    if len(_BINARY.findall(text)) > len(text) // 1000:
        raise DocumentError(
            "the bytes are no text",
            expected="a text in UTF-8",
            next_step="save the document as PDF, DOCX, HTML or text",
        )
    if not text.strip():
        raise DocumentError("nothing stands in it", expected="a document with text in it")
    if nuls := text.count("\0"):
        notes = (*notes, f"{nuls:,} NUL character{'s stand' if nuls > 1 else ' stands'} as \ufffd")
    return Decoded(text.replace("\0", "\ufffd"), skipped, notes)


def _decoded(content: bytes, stated: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, 1, _replaced(text, encoding.removesuffix("-le").removesuffix("-be").upper()))
    name = (stated or "").strip().lower()
    codec = _codec(name) if name else "utf-8"
    if codec not in (None, "utf-8"):
        text = content.decode(codec, errors="replace")
        return Decoded(text, 0, _replaced(text, stated or ""))
    told = () if codec else (f"the file states an encoding that is not known: {name}",)
    try:
        return Decoded(content.decode("utf-8"), 0, told)
    except UnicodeDecodeError:
        text, note = _guessed(content, name)
        return Decoded(text, 0, (*told, note))


def _codec(name: str) -> str | None:
    """Python's name of the encoding `name`, or of the wider one that is meant by it; None where nobody knows it."""
    if _UTF.fullmatch(name):
        return "utf-8"
    if not _KNOWN.fullmatch(name):
        return None
    try:
        return codecs.lookup(_READ_AS.get(name, name)).name
    except LookupError:
        return None


def _replaced(text: str, encoding: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"{lost:,} character{'s' * (lost != 1)} outside {encoding} stand as \ufffd",) if lost else ()


def _guessed(content: bytes, stated: str) -> tuple[str, str]:
    """What is not all UTF-8 as text, with a note: Chinese in GB 18030, or each such byte in Windows-1252."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if "的" in text and "，" in text and 50 * text.count("的") > sum(map(str.isalpha, text)) // 10:
        return text, "it was read as GB 18030" if stated else "the file states no encoding and was read as GB 18030"
    text = content.decode("utf-8", errors=_FALLBACK)
    bad = len(content) - len(content.decode("utf-8", errors="ignore").encode())
    return text, f"{bad:,} byte{'s' * (bad != 1)} outside UTF-8 read as Windows-1252"


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_FALLBACK, _single_bytes)
