"""What is no document, or not the one that its name says, is refused with what it is and what to do."""

from __future__ import annotations

import io

import pytest

from theodolite.errors import DocumentError
from theodolite.reading import read as reading
from theodolite.reading.formats.registry import known_formats, known_suffixes
from theodolite.reading.read import read_document

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.mark.parametrize(
    ("content", "file", "said"),
    [
        (b"", "a.txt", "a.txt cannot be read: nothing stands in it"),
        (b" \n\t\n", "a.txt", "nothing stands in it"),
        (b"\xef\xbb\xbf\n", "a.txt", "nothing stands in it"),
        (b"<!doctype html><script>5</script>", "a.html", "nothing stands in it"),
        (PNG, "a.pdf", "it is named .pdf, but its bytes are a PNG picture"),
        (PNG, "a.txt", "it is named .txt, but its bytes are a PNG picture"),
        (PNG, "a.html", "it is named .html, but its bytes are a PNG picture"),
        (PNG, "-", "its bytes are a PNG picture"),
        (b"<!doctype html><p>5", "a.pdf", "it is named .pdf, but its bytes are HTML"),
        (b"%PDF-1.7 ", "a.docx", "it is named .docx, but its bytes are PDF"),
        (b"Just 5 words.", "a.epub", "it is named .epub, but its bytes are something else"),
        (b"\xd0\xcf\x11\xe0" + bytes(60), "a.docx", "an Office file that is locked by a password, or of the old kind"),
        (b"{\\rtf1 5}", "a.txt", "an RTF file"),
        (b"a,b\n1,2\n", "a.csv", "no reader takes .csv files\n  expected: .docx, .epub, .htm"),
        (bytes(range(1, 256)) * 20, "a.txt", "the bytes are no text"),
        (bytes(2000), "a.md", "the bytes are no text"),
        (b"a\n" * 200_001, "a.txt", "it has more than 200,000 lines"),
    ],
)
def test_it_is_said_what_is_wrong(content: bytes, file: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(content, file)
    assert said in str(caught.value)


def test_a_large_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_DOCUMENT", 10)
    with pytest.raises(DocumentError, match=r"a\.txt has 11 bytes\n  expected: at most 10"):
        read_document(b"x" * 11, "a.txt")


@pytest.mark.parametrize(
    ("content", "file", "form"),
    [
        (b"There are 5.", "notes", "text"),
        (b"There are 5.", "report.2024", "text"),
        (b"<p>There are 5.</p>", "https://example.org/page.php?id=5", "html"),
        (b"\n<!-- made -->\n<html><p>There are 5.", "https://example.org/a", "html"),
        (b"<html>is a word with 5 letters", "a.txt", "text"),
        (b"# There are 5", "https://example.org/README.md#top", "markdown"),
    ],
)
def test_the_format_is_that_of_the_suffix_for_text_and_of_the_bytes_otherwise(
    content: bytes, file: str, form: str
) -> None:
    assert read_document(content, file).format == form


def test_a_document_of_a_known_format_is_read_under_a_name_that_says_text() -> None:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.drawString(72, 500, "There are 5 machines.")
    canvas.save()
    assert read_document(made.getvalue(), "a.txt").format == "pdf"
    assert read_document(made.getvalue(), "-").text == "There are 5 machines.\n"


def test_the_formats_and_their_suffixes() -> None:
    assert list(known_formats()) == ["docx", "epub", "html", "markdown", "pdf", "text"]
    assert known_suffixes() == (
        ".docx", ".epub", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".xhtml"
    )  # fmt: skip


def test_text_of_every_direction_and_pages_of_numbers_are_read() -> None:
    arabic = read_document("في عام 2023 ركبت 500 آلة.".encode(), "a.txt")
    assert [zone.kind for zone in arabic.zones] == ["body"]
    numbers = read_document(b"12 45 7 88\n" * 500, "a.txt")
    assert {zone.kind for zone in numbers.zones} == {"table"}


def test_comments_without_a_page_after_them_are_text() -> None:
    document = read_document(b"<!---->" * 400 + b" There are 5 machines.", "a.txt")
    assert document.format == "text"
    assert document.text.endswith("There are 5 machines.")
    assert read_document(b"<!-- a --> " * 400 + b"<html><p>There are 5.", "page").format == "html"
