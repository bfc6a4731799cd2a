"""Files made for the tests, one maker a format; their words are made up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest

Maker = Callable[..., bytes]


def _pdf(pages: Sequence[Sequence[tuple[str, float, float, float]]], *, title: str = "", lock: str = "") -> bytes:
    """A PDF whose pages hold (words, x, y from the top, size of the letters)."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, encrypt=lock or None, invariant=1)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        for words, x, y, size in lines:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, A4[1] - y, words)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _epub(*chapters: str, package: str = "", **parts: str) -> bytes:
    """An EPUB of chapters of XHTML."""
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    package = package or (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Machines at work</dc:title><dc:publisher>City Press</dc:publisher><dc:date>2024-05-03</dc:date>"
        f'</metadata><manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="nav"/>'
        + "".join(f'<itemref idref="{name}"/>' for name in names)
        + "</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    held = {"META-INF/container.xml": container, "OPS/book.opf": package, "OPS/nav.xhtml": "<p>Contents</p>", **parts}
    held |= {f"OPS/{name}": chapter for name, chapter in zip(names, chapters, strict=True)}
    return _zip(held)


def _zip(parts: dict[str, Any]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _docx(build: Callable[[Any], None]) -> bytes:
    """A DOCX that `build` has filled."""
    import docx

    document = docx.Document()
    build(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture(scope="session")
def make_pdf() -> Maker:
    """Pages of (words, x, y, size) → the bytes of a PDF."""
    return _pdf


@pytest.fixture(scope="session")
def make_epub() -> Maker:
    """Chapters of XHTML → the bytes of an EPUB."""
    return _epub


@pytest.fixture(scope="session")
def make_docx() -> Maker:
    """A function that fills a document of python-docx → the bytes of a DOCX."""
    return _docx


@pytest.fixture(scope="session")
def make_zip() -> Maker:
    """Name → content of the parts of an archive → its bytes."""
    return _zip
