"""How much XML a DOCX holds, counted in its bytes before a tree is built of them."""

from __future__ import annotations

import re
import zipfile

from theodolite.errors import DocumentError
from theodolite.reading.formats.archive import open_archive, part_of
from theodolite.reading.formats.limits import LARGEST_XML, MOST_ELEMENTS, MOST_PARAGRAPHS, too_much

_PARAGRAPH = re.compile(rb"<(?:[\w.-]{1,40}:)?p[\s/>]")
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
"""What may stand before the first sign of XML: marks of the order of bytes, and white space."""


def check_parts(content: bytes) -> None:
    """Refuse a DOCX whose XML is too large to build a tree of.

    That is a part of more than LARGEST_XML bytes, more than MOST_PARAGRAPHS paragraphs, empty ones too, or more than
    MOST_ELEMENTS elements in all parts. A part is XML by its name or by its first sign. Raises DocumentError.
    """
    paragraphs = elements = 0
    with open_archive(content) as archive:
        for part in archive.infolist():
            if not _is_xml(archive, part):
                continue
            if part.file_size > LARGEST_XML:
                raise DocumentError(
                    f"its part {part.filename!r} unpacks to {part.file_size:,} bytes",
                    expected=f"at most {LARGEST_XML:,}",
                    next_step="save its text alone, where the file is what it should be",
                )
            source = part_of(archive, part)
            paragraphs += sum(1 for _ in _PARAGRAPH.finditer(source))
            elements += source.count(b"<") - source.count(b"</")
            if paragraphs > MOST_PARAGRAPHS:
                raise too_much("paragraphs, empty or not", MOST_PARAGRAPHS)
            if elements > MOST_ELEMENTS:
                raise too_much("elements", MOST_ELEMENTS)


def _is_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part is XML by its name, or opens as XML does."""
    if part.filename.lower().endswith((".xml", ".rels")):
        return True
    first = part_of(archive, part, most=200).lstrip(_BEFORE)
    return first.startswith(b"<") or (not first and part.file_size > 0)
