"""PDF: the text of every page with its number, lines joined, hyphens of broken words and running heads taken out."""

from __future__ import annotations

import io
import re
import struct
import time
import zlib
from typing import TYPE_CHECKING, Any

from theodolite.errors import DocumentError
from theodolite.reading.document import UNSAID, Document, Known
from theodolite.reading.formats.draft import Draft
from theodolite.reading.formats.limits import LONGEST, MOST_PAGES, too_much
from theodolite.reading.formats.pdf_forms import Forms
from theodolite.reading.formats.pdf_lines import Line, lines_of_page, without_running_heads
from theodolite.reading.formats.pdf_paragraphs import Laid, paragraphs_of_pages
from theodolite.reading.formats.quiet import quiet
from theodolite.reading.formats.registry import reads
from theodolite.reading.metadata import ONLY_MADE, Facts, known, known_day

if TYPE_CHECKING:
    from pypdf import PdfReader

LARGEST_PAGE = 16_000_000
"""Bytes of what one page draws, unpacked; those of a form as often as it is drawn."""

_AT_THE_END = 4_096
_TOOLS = re.compile(
    r"(?:microsoft (?:word|powerpoint)|\(?anonymous\)?$|untitled|document\d*$|slide \d+|"
    r".*\.(?:docx?|indd|pdf|pptx?|tex|dvi)\b)",
    re.IGNORECASE,
)
"""Titles that a program gave, and nobody."""

_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What the readers of PDF raise on files that are damaged."""


def looks_like_pdf(content: bytes) -> bool:
    """Whether bytes open as a PDF does, within the first kilobyte."""
    return b"%PDF-" in content[:1024]


@reads("pdf", suffixes=(".pdf",), looks=looks_like_pdf)
def read_pdf(content: bytes) -> Document:
    """A PDF: paragraphs over columns and pages, tables with rules row by row, footnotes at the end.

    `places` hold the page of every character, counted from 1. Running heads and page numbers are left out. Raises
    DocumentError where it is locked, cut off, damaged, of pictures alone, too long, or takes longer than LONGEST.
    """
    if not {b"%%EOF", b"startxref"} & set(re.findall(rb"%%EOF|startxref", content[-_AT_THE_END:])):
        raise DocumentError("it is cut off: its end is missing", next_step="fetch or copy the file again")
    with quiet("pypdf", "pdfminer"):
        properties = _checked(content)
        pages, empty = _pages(content)
    kept, left_out = without_running_heads(pages)
    laid = paragraphs_of_pages(kept)
    draft = Draft(draws=True)
    for paragraph in laid:
        draft.add(paragraph.pieces, paragraph.told)
    notes = [f"{len(empty)} of {len(pages)} pages have no text: {_listed(empty)}"] if empty else []
    notes += ["running heads and page numbers are left out"] if left_out else []
    return draft.document("pdf", Facts(_largest(laid)), tuple(notes), otherwise=properties)


def _largest(laid: list[Laid]) -> Known:
    """The heading in the largest letters of the first page."""
    first = [one for one in laid if one.told == "heading" and one.pieces[0].page == 1]
    if not first or len({one.size for one in laid}) < 2:
        return UNSAID
    largest = max(first, key=lambda one: one.size)
    return known("".join(piece.text for piece in largest.pieces), "the largest letters of the first page")


def _checked(content: bytes) -> Facts:
    """What its properties say, once it is known to be open, whole and of a bounded size."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("it is locked by a password", next_step="save a copy without one")
        if len(reader.pages) > MOST_PAGES:
            raise too_much("pages", MOST_PAGES)
        _check_pages(reader)
        return _properties(reader)
    except (PyPdfError, *_BROKEN) as error:
        raise _damaged(error) from None


def _check_pages(reader: PdfReader) -> None:
    forms = Forms(LARGEST_PAGE)
    for number, page in enumerate(reader.pages, start=1):
        if forms.drawn(page) > LARGEST_PAGE:
            raise DocumentError(
                f"what page {number} draws unpacks to more than {LARGEST_PAGE:,} bytes",
                next_step="save its text alone, where the file is what it should be",
            )


def _properties(reader: PdfReader) -> Facts:
    said: Any = reader.metadata or {}
    title = str(said.get("/Title") or "").strip()
    return Facts(
        title=known(None if _TOOLS.match(title) else title, "the document's property Title"),
        date=known_day(said.get("/CreationDate"), f"the document's property CreationDate, {ONLY_MADE}"),
    )


def _pages(content: bytes) -> tuple[list[list[Line]], list[int]]:
    """The lines of every page, and the numbers of those that have none."""
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    until = time.monotonic() + LONGEST
    pages: list[list[Line]] = []
    pictures = 0
    try:
        with pdfplumber.open(io.BytesIO(content), password="") as opened:
            for page in opened.pages:
                pages.append(lines_of_page(page, page.page_number))
                pictures += bool(page.images)
                page.close()
                if time.monotonic() > until:
                    raise DocumentError(
                        f"its {len(opened.pages)} pages take longer than {LONGEST:.0f} seconds",
                        next_step="split it, and read the parts",
                    )
    except (PSException, PdfminerException, MalformedPDFException, *_BROKEN) as error:
        raise _damaged(error) from None
    _check_text(pages, pictures)
    return pages, [number for number, lines in enumerate(pages, start=1) if not lines]


def _check_text(pages: list[list[Line]], pictures: int) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    if not text.strip():
        what = "its pages are pictures, without text" if pictures else "its pages have no text"
        raise DocumentError(what, next_step="make its text readable with a program for OCR, and read the result")
    if 2 * text.count("\ufffd") > len(text):
        raise DocumentError(
            "its letters have no meaning that can be read: its fonts do not say which they are",
            next_step="make its text readable with a program for OCR, and read the result",
        )


def _damaged(error: Exception) -> DocumentError:
    told = " ".join(str(error).split())[:200]
    return DocumentError(f"it is damaged: {told or type(error).__name__}", next_step="fetch or copy the file again")


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (", …" if len(numbers) > 20 else "")
