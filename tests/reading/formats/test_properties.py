"""What holds of every document: zones and sentences lie in order inside the text, and reading is the same each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from theodolite.errors import DocumentError
from theodolite.reading.document import Document
from theodolite.reading.plain import plain
from theodolite.reading.read import read_document
from theodolite.reading.sentences import sentences_of

Maker = Callable[..., bytes]

WORDS = st.sampled_from(
    ["machines", "12,400", "3.5", "U.S.", "No.", "Table", "5:", "Notes", "1.", "2.", "About", "the", "author", "§", "–",
     "“so”", "(2023).", "growth.12", "中国有", "130个。", "آلة.", "&amp;", "<b>", "|", "\t", "- ", "# ", "Source:", "©",
     "2024", "https://example.org/a", "et", "al.", "...", "…", "!", "?", "\u00a0", "```", "DATE:", "TO:"]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=20)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400)
TEXTS = st.one_of(LINES.map("\n".join), LINES.map("\r\n".join), LINES.map("\n\n".join), ANYTHING)
MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holds(content: bytes, file: str) -> Document | None:
    """The document, of which everything that must hold does; None where it is refused as it should be."""
    try:
        document = read_document(content, file)
    except DocumentError:
        return None
    assert read_document(content, file) == document
    text = document.text
    last = 0
    for zone in document.zones:
        assert last <= zone.start < zone.end <= len(text)
        assert not text[last : zone.start].strip()
        last = zone.end
    assert not text[last:].strip()
    assert list(document.places) == sorted(document.places, key=lambda place: place.start)
    _sentences_hold(document)
    return document


def _sentences_hold(document: Document) -> None:
    last, paragraph = 0, -1
    for one in sentences_of(document, plain(document.text)):
        assert last <= one.start < one.end <= len(document.text)
        assert document.text[one.start : one.end] == document.text[one.start : one.end].strip()
        assert document.zone(one.start) == document.zone(one.end - 1) == one.zone
        assert one.paragraph >= paragraph
        last, paragraph = one.end, one.paragraph


@MANY
@given(TEXTS, st.sampled_from(["txt", "md"]))
def test_text_and_markdown_are_the_files_own_characters(text: str, suffix: str) -> None:
    document = holds(text.encode(), f"a.{suffix}")
    if document is not None and document.format in ("text", "markdown"):
        assert document.text == text.removeprefix("\ufeff")
        assert document.notes == ()


@MANY
@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_text_or_refused(content: bytes) -> None:
    holds(content, "a.txt")


@MANY
@given(TEXTS)
def test_pages_of_html(text: str) -> None:
    holds(f"<!doctype html><p>{text}</p><li>{text}".encode(), "a.html")


@FEW
@given(LINES)
def test_word_documents(make_docx: Maker, lines: list[str]) -> None:
    def build(document: Any) -> None:
        for line in lines:
            document.add_paragraph(line)

    holds(make_docx(build), "a.docx")


@FEW
@given(LINES)
def test_pdfs(make_pdf: Maker, lines: list[str]) -> None:
    pages = [
        [(line, 40.0, 60.0 + 20 * at, 10.0) for at, line in enumerate(lines[first : first + 9])] for first in (0, 9)
    ]
    holds(make_pdf(pages), "a.pdf")


@FEW
@given(LINES)
def test_books(make_epub: Maker, lines: list[str]) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    holds(make_epub(f"<html><body>{paragraphs}</body></html>"), "a.epub")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "pdf", "docx", "epub"])
@given(content=st.binary(max_size=200))
@FEW
def test_no_bytes_make_another_error_than_that_they_cannot_be_read(suffix: str, content: bytes) -> None:
    start = {"pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04", "epub": b"PK\x03\x04", "html": b"<html>"}.get(suffix, b"")
    end = b"\nstartxref\n9\n%%EOF" if suffix == "pdf" else b""
    holds(start + content + end, f"a.{suffix}")


@FEW
@given(st.data())
def test_a_pdf_with_bytes_changed_is_read_or_refused(make_pdf: Maker, data: st.DataObject) -> None:
    made = bytearray(make_pdf([[("There are 5 machines in the land.", 72.0, 100.0, 11.0)]] * 2))
    for _ in range(data.draw(st.integers(1, 12))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    holds(bytes(made), "a.pdf")
