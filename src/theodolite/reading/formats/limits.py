"""How much one document may hold: what is larger is refused, so that no file takes the machine for itself."""

from __future__ import annotations

from theodolite.errors import DocumentError

MOST_CHARACTERS = 10_000_000
"""Characters of text."""

MOST_PARAGRAPHS = 200_000
"""Paragraphs, or lines of a plain text."""

MOST_TAGS = 500_000
"""Tags of a page."""

MOST_PAGES = 2_000
"""Pages of a PDF."""

LONGEST = 120.0
"""Seconds that reading a PDF may take."""

LARGEST_UNPACKED = 256_000_000
"""Bytes of everything in a DOCX or EPUB, unpacked."""

LARGEST_XML = 20_000_000
"""Bytes of one XML part of a DOCX, unpacked."""

MOST_ELEMENTS = 1_000_000
"""Elements of XML in all parts of a DOCX."""

MOST_PARTS = 10_000
"""Files in a DOCX or EPUB."""


def check_text(text: str) -> None:
    """Refuse a text of more than MOST_CHARACTERS characters or MOST_PARAGRAPHS lines."""
    if len(text) > MOST_CHARACTERS:
        raise too_much("characters", MOST_CHARACTERS)
    if max(text.count("\n"), text.count("\r")) > MOST_PARAGRAPHS:
        raise too_much("lines", MOST_PARAGRAPHS)


def too_much(things: str, most: int) -> DocumentError:
    """The error that a document holds more than `most` of `things`."""
    return DocumentError(f"it has more than {most:,} {things}", next_step="split it, and read the parts")
