"""Plain text: the document's text is the file's own characters, line ends included."""

from __future__ import annotations

from theodolite.reading.document import Document, Place
from theodolite.reading.formats.decode import decode
from theodolite.reading.formats.limits import check_text
from theodolite.reading.formats.registry import reads
from theodolite.reading.layout.paragraphs import paragraphs_of
from theodolite.reading.metadata import facts_of
from theodolite.reading.zones import Paragraph, zones_of


@reads("text", suffixes=(".txt", ".text"))
def read_text(content: bytes) -> Document:
    """A plain text, whose offsets are those of the file's characters; a byte-order mark is none of them.

    `places` say so: the text's first character is the file's second where a byte-order mark stands before it.
    """
    text, skipped, notes = decode(content)
    check_text(text)
    zones = zones_of(text, [Paragraph(*span) for span in paragraphs_of(text)])
    facts = facts_of(text, zones)
    return Document("", "", "text", text, zones, *facts, places=(Place(0, None, skipped),), notes=notes)
