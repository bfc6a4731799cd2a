"""Whether a paragraph is an entry of a list of references: how many signs of one it has."""

from __future__ import annotations

import re

from theodolite.reading.entries import opening_of
from theodolite.reading.periods.words import MONTH
from theodolite.reading.plain import plain

_ADDRESS = re.compile(r"https?://|www\.\w|\bdoi\b|\b10\.\d{4,9}/", re.IGNORECASE)
_SIGNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\"[A-Z0-9][^\"]{8,},?\"|“[A-Z0-9][^”]{8,},?”|《[^》]+》",
        r"\b(?:19|20)\d\d[a-z]?\b",
        r"(?i:\bet al\b|\bpp?\. ?\d|\bvol\. ?\d|\bno\. ?\d+|\beds?\.|\bibid\b|\bop\. cit|\bisbn\b|\barxiv\b)",
        r"\b(?:Press|Journal|Review|Quarterly|Proceedings|Working Paper|Discussion Paper|Publishers?)\b"
        r"|\b(?:University|Institute)\b",
        r"(?i:\b(?:accessed|retrieved|last visited|viewed|available at|published by|updated)\b)",
        r"(?:^|\d[.)\]]\s+|;\s|&\s|\band\s)[A-Z][\w'’-]+, (?:[A-Z]\.[ -]?){1,3}",
        r"\([A-Z][\w .,]+: [A-Z][^)]+\)",
        rf"\b{MONTH} \d{{1,2}}, (?:19|20)\d\d",
    )
)


def note_number(paragraph: str) -> int | None:
    """The number that opens an entry of numbered notes; None where none does."""
    opening = opening_of(paragraph)
    return opening.number if opening and opening.sure else None


def is_reference(paragraph: str) -> bool:
    """Whether `paragraph` names a work: an address, or two of title, year, pages, publisher, initials, day."""
    words = plain(paragraph)
    if _ADDRESS.search(words):
        return True
    return sum(sign.search(words) is not None for sign in _SIGNS) >= 2
