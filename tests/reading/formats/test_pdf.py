"""PDF: every character on its page, lines and broken words joined, running heads out, footnotes at the end."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from theodolite.errors import DocumentError
from theodolite.reading.document import Document, Known
from theodolite.reading.read import read_document

Maker = Callable[..., bytes]

LINES = (
    "The ministry of trade counted the machines of every factory in the land and",
    "found that some twelve thousand of them were at work, a third of which had",
    "been bought in the last two years alone, most of them by makers of cars and",
)


def column(
    lines: tuple[str, ...] | list[str], y: float, size: float = 11, x: float = 72
) -> list[tuple[str, float, float, float]]:
    return [(line, x, y + 1.3 * size * number, size) for number, line in enumerate(lines)]


def row(cells: tuple[str, ...], y: float) -> list[tuple[str, float, float, float]]:
    return [(cell, 72 + 120.0 * number, y, 11) for number, cell in enumerate(cells)]


@pytest.fixture(scope="module")
def brief(make_pdf: Maker) -> Document:
    """Three pages with running heads, a sentence over two, a broken word, a footnote, a table of three columns."""
    head = [("City Press – Machines at work", 72, 40, 9)]
    first = [
        ("Machines at work", 72, 100, 20), *column([*LINES, "of plastics, whose self-"], 140),
        ("1", 72, 760, 7), ("Ministry of Trade, Census (City Press, 2024), p. 14.", 76, 763, 8), ("1", 300, 810, 9),
    ]  # fmt: skip
    second = [
        *column(["reliance and develop-", "ment cost 4.5 billion crowns."], 100),
        ("What was counted", 72, 160, 14),
        *column(["A new paragraph tells of 37 of 44 firms. It is short."], 185),
        *row(("Country", "2022", "2023"), 230), *row(("Freedonia", "10,970", "12,400"), 244),
        *row(("Sylvania", "2,900", "3,100"), 258), ("2", 300, 810, 9),
    ]  # fmt: skip
    third = [*column(["The last page has 5 machines for self-reliance."], 100), ("3", 300, 810, 9)]
    return read_document(make_pdf([head + first, head + second, head + third], title="Census"), "brief.pdf")


def test_lines_words_and_pages_are_joined(brief: Document) -> None:
    lines = brief.text.splitlines()
    assert lines == [
        "Machines at work",
        " ".join(LINES) + " of plastics, whose self-reliance and development cost 4.5 billion crowns.",
        "What was counted",
        "A new paragraph tells of 37 of 44 firms. It is short.",
        "Country\t2022\t2023",
        "Freedonia\t10,970\t12,400",
        "Sylvania\t2,900\t3,100",
        "The last page has 5 machines for self-reliance.",
        "1. Ministry of Trade, Census (City Press, 2024), p. 14.",
    ]
    assert brief.notes == ("running heads and page numbers are left out",)


def test_every_character_stands_on_its_page(brief: Document) -> None:
    pages = {words: brief.place(brief.text.index(words)).page for words in (
        "Machines at work", "whose self-", "reliance and", "4.5 billion", "37 of 44", "10,970", "5 machines",
        "1. Ministry",
    )}  # fmt: skip
    assert list(pages.values()) == [1, 1, 2, 2, 2, 2, 3, 1]
    assert all(place.offset is None for place in brief.places)


def test_letters_tell_headings_and_footnotes(brief: Document) -> None:
    assert [zone.kind for zone in brief.zones] == [
        "heading", "body", "heading", "body", "table", "table", "table", "body", "endnotes"
    ]  # fmt: skip
    assert brief.title == Known("Machines at work", "the largest letters of the first page")


def test_a_ruled_table_is_read_row_by_row() -> None:
    from reportlab.lib import colors
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    made = io.BytesIO()
    rows = [["Country", "Robots in use"], ["Freedonia", "12,400"], ["Sylvania", "3,100"]]
    ruled = Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    SimpleDocTemplate(made, invariant=1).build([ruled])
    document = read_document(made.getvalue(), "table.pdf")
    assert document.text.splitlines() == ["Country\tRobots in use", "Freedonia\t12,400", "Sylvania\t3,100"]
    assert {zone.kind for zone in document.zones} == {"table"}


def test_a_table_without_rules_and_a_list_are_told_by_their_gaps_and_signs() -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Table

    made, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    items = [
        ListItem(Paragraph(f"The share of firms with a robot rose to {share} per cent.", style)) for share in (26, 31)
    ]
    table = Table([["Year", "Installed", "Change"], ["2022", "10,970", "+4%"], ["2023", "12,400", "+13%"]])
    SimpleDocTemplate(made, invariant=1).build([table, ListFlowable(items, bulletType="bullet")])
    document = read_document(made.getvalue(), "a.pdf")
    assert [(zone.kind, document.text[zone.start : zone.end]) for zone in document.zones] == [
        ("table", "Year\tInstalled\tChange"),
        ("table", "2022\t10,970\t+4%"),
        ("table", "2023\t12,400\t+13%"),
        ("body", "• The share of firms with a robot rose to 26 per cent."),
        ("body", "• The share of firms with a robot rose to 31 per cent."),
    ]


def test_properties_are_known_where_the_text_says_nothing(make_pdf: Maker) -> None:
    made = make_pdf([column(LINES, 100)], title="A census of machines")
    document = read_document(made, "a.pdf")
    assert document.title == Known("A census of machines", "the document's property Title")
    assert document.date.how == (
        "the document's property CreationDate, which says when the file was made, and not when it was published"
    )
    assert (
        read_document(make_pdf([column(LINES, 100)], title="Microsoft Word - draft3.docx"), "a.pdf").title.value is None
    )


def test_pages_without_text_are_noted(make_pdf: Maker) -> None:
    document = read_document(make_pdf([column(LINES, 100), [], column(["And 5 more."], 100)]), "a.pdf")
    assert document.notes == ("1 of 3 pages have no text: 2",)
    assert document.place(document.text.index("And 5")).page == 3


def locked(content: bytes, user: str, owner: str) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(user, owner, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_locked_file_is_refused_and_one_that_only_its_owner_may_change_is_read(make_pdf: Maker) -> None:
    made = make_pdf([column(LINES, 100)])
    with pytest.raises(DocumentError, match=r"a\.pdf cannot be read: it is locked by a password"):
        read_document(locked(made, "secret", "owner"), "a.pdf")
    assert read_document(locked(made, "", "owner"), "a.pdf").text.startswith("The ministry")


def test_a_file_that_is_cut_off_or_damaged_is_refused(make_pdf: Maker) -> None:
    made = make_pdf([column(LINES, 100)])
    for share in (0.1, 0.5, 0.9):
        with pytest.raises(DocumentError, match="it is cut off: its end is missing"):
            read_document(made[: int(share * len(made))], "a.pdf")
    with pytest.raises(DocumentError, match="it is damaged"):
        read_document(made[:100] + made[-300:], "a.pdf")


def test_a_damaged_file_says_so_in_one_error_and_in_nothing_else(
    make_pdf: Maker, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    made = make_pdf([column(LINES, 100)])
    with pytest.raises(DocumentError):
        read_document(made[:100] + made[-300:], "a.pdf")
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


def test_pictures_of_pages_and_empty_pages_are_refused(make_pdf: Maker) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 72, 72, 400, 400)
    canvas.save()
    with pytest.raises(DocumentError, match=r"its pages are pictures, without text\n.*OCR"):
        read_document(made.getvalue(), "scan.pdf")
    with pytest.raises(DocumentError, match="its pages have no text"):
        read_document(make_pdf([[]]), "empty.pdf")


def test_pages_and_what_they_draw_are_bounded(make_pdf: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    from theodolite.reading.formats import pdf

    made = make_pdf([column(LINES, 100)] * 3)
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(DocumentError, match="it has more than 2 pages"):
        read_document(made, "a.pdf")
    monkeypatch.setattr(pdf, "MOST_PAGES", 3)
    monkeypatch.setattr(pdf, "LARGEST_PAGE", 50)
    with pytest.raises(DocumentError, match="what page 1 draws unpacks to more than 50 bytes"):
        read_document(made, "a.pdf")
    monkeypatch.setattr(pdf, "LARGEST_PAGE", 10_000)
    monkeypatch.setattr(pdf, "LONGEST", -1.0)
    with pytest.raises(DocumentError, match="its 3 pages take longer than"):
        read_document(made, "a.pdf")


def nested(depth: int, drawing: bytes = b"/X Do ", *, last: int | None = None) -> bytes:
    """A PDF whose page draws a form, which draws the next one ten times, down to a letter or the object `last`."""
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] "

    def stream(data: bytes, told: bytes = b"") -> bytes:
        return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), told, data)

    def named(number: int) -> bytes:
        return b"/Resources << /XObject << /X %d 0 R >> %s >>" % (number, font)

    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R %s >>" % named(5),
        stream(drawing),
    ]
    for number in range(6, 6 + depth):
        inside = last if last and number == 5 + depth else number
        objects.append(stream(drawing * 10, form + named(inside)))
    objects.append(stream(b"BT /F 10 Tf 10 10 Td (5 machines) Tj ET", form + b"/Resources << %s >>" % font))
    made, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(b"%010d 00000 n \n" % len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, b"".join(offsets))
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(made))
    return made + table + end


@pytest.mark.parametrize(
    "bomb",
    [nested(10), nested(10, b"/#58 % a remark\nDo "), nested(40, b"/X Do"), nested(3, last=6)],
    ids=["wide", "coded", "deep", "in a circle"],
)
def test_forms_that_draw_each_other_without_end_are_refused_before_they_are_drawn(
    bomb: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pdfplumber

    opened: list[object] = []
    monkeypatch.setattr(pdfplumber, "open", lambda *given, **_: opened.append(given))
    with pytest.raises(DocumentError, match="what page 1 draws unpacks to more than 16,000,000 bytes"):
        read_document(bomb, "a.pdf")
    assert not opened


def test_a_form_inside_a_form_is_read() -> None:
    assert "5 machines" in read_document(nested(1), "a.pdf").text
