"""DOCX and EPUB: headings, tables, notes and pages of a Word document; the chapters of a book."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from theodolite.errors import DocumentError
from theodolite.reading.document import Document, Known
from theodolite.reading.formats import epub
from theodolite.reading.read import read_document

Maker = Callable[..., bytes]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def element(tag: str, inside: str = "", attributes: str = "") -> Any:
    from docx.oxml import parse_xml

    return parse_xml(f'<w:{tag} xmlns:w="{WORD}" {attributes}>{inside}</w:{tag}>')


def fill(document: Any) -> None:
    """Two pages: a heading, prose with a footnote, deleted and hidden text, a list, a table with its caption."""
    from docx.enum.text import WD_BREAK
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document.add_heading("Machines at work", 0)
    document.add_paragraph("Policy brief, 3 May 2024")
    prose = document.add_paragraph("Freedonia has 12,400 machines.")
    prose._p.append(element("r", '<w:footnoteReference w:id="7"/>'))
    prose.add_run(" A tenth were scrapped.")
    prose._p.append(element("del", "<w:r><w:delText>Deleted 99.</w:delText></w:r>"))
    prose.add_run("Hidden 98.").font.hidden = True
    document.add_paragraph("First of 5 items", style="List Bullet")
    table = document.add_table(2, 3)
    for row, cells in enumerate([("Country", "2022", "2023"), ("Freedonia", "10,970", "12,400")]):
        for at, words in enumerate(cells):
            table.cell(row, at).text = words
    document.add_paragraph("Table 1: Machines by country", style="Caption")
    document.add_paragraph("The page ends here.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("The second page has 3,100 machines.")
    words = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Census, 2024.</w:t></w:r></w:p>"
    note = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="7">{words}</w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package)
    document.part.relate_to(part, f"{OFFICE}/footnotes")


@pytest.fixture(scope="module")
def brief(make_docx: Maker) -> Document:
    return read_document(make_docx(fill), "brief.docx")


def test_paragraphs_rows_and_notes_stand_in_order_with_their_kinds(brief: Document) -> None:
    assert [(zone.kind, brief.text[zone.start : zone.end]) for zone in brief.zones] == [
        ("heading", "Machines at work"),
        ("heading", "Policy brief, 3 May 2024"),
        ("body", "Freedonia has 12,400 machines.1 A tenth were scrapped."),
        ("body", "First of 5 items"),
        ("table", "Country\t2022\t2023"),
        ("table", "Freedonia\t10,970\t12,400"),
        ("caption", "Table 1: Machines by country"),
        ("body", "The page ends here."),
        ("body", "The second page has 3,100 machines."),
        ("endnotes", "1. Census, 2024."),
    ]


def test_pages_are_counted_by_the_breaks_that_are_set(brief: Document) -> None:
    assert brief.place(brief.text.index("page ends")).page == 1
    assert brief.place(brief.text.index("3,100")).page == 2
    assert brief.notes == ("pages are counted by the page breaks that the file states",)


def test_pages_are_counted_as_word_last_laid_them_out(make_docx: Maker) -> None:
    def build(document: Any) -> None:
        fill(document)
        run = document.add_paragraph("It goes on ").add_run()
        run._r.append(element("lastRenderedPageBreak"))
        run.add_text("with 5 more.")

    document = read_document(make_docx(build), "a.docx")
    assert [document.place(document.text.index(words)).page for words in ("3,100", "goes on", "5 more")] == [1, 1, 2]
    assert document.notes == ()


def test_without_breaks_no_page_is_said(make_docx: Maker) -> None:
    document = read_document(make_docx(lambda made: made.add_paragraph("There are 5.")), "a.docx")
    assert document.places == ()
    assert document.place(0).page is None


def test_what_is_known_of_a_document(brief: Document, make_docx: Maker) -> None:
    assert brief.date == Known("2024-05-03", "the first date in the head of the document")

    def build(document: Any) -> None:
        from datetime import datetime

        document.add_paragraph("There are 5.")
        document.core_properties.title = "Machines"
        document.core_properties.created = datetime(2024, 5, 3)

    document = read_document(make_docx(build), "a.docx")
    assert document.title == Known("Machines", "the document's property title")
    assert document.date == Known(
        "2024-05-03",
        "the document's property created, which says when the file was made, and not when it was published",
    )
    assert read_document(make_docx(lambda made: made.add_paragraph("There are 5.")), "a.docx").date.value is None


def test_a_bomb_a_damaged_and_a_locked_archive_are_refused(make_zip: Maker, make_docx: Maker) -> None:
    bomb = make_zip({"[Content_Types].xml": "x", "word/document.xml": b"\0" * 257_000_000})
    assert len(bomb) < 300_000
    with pytest.raises(DocumentError, match=r"bomb\.docx cannot be read: it unpacks to 257,000,001 bytes"):
        read_document(bomb, "bomb.docx")
    with pytest.raises(DocumentError, match="its parts are damaged"):
        read_document(make_zip({"word/document.xml": "<a>"}), "a.docx")
    made = make_docx(fill)
    with pytest.raises(DocumentError, match="a ZIP archive that is damaged, or neither DOCX nor EPUB"):
        read_document(made[: len(made) // 2], "a.docx")


def test_entities_are_not_unfolded_and_files_not_fetched(make_docx: Maker) -> None:
    made = make_docx(lambda document: document.add_paragraph("There are 5 MARK."))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    lol = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{lol}]>'.encode()
    declared, _, rest = parts["word/document.xml"].partition(b"?>")
    rest = rest.replace(b"MARK", b"&f;&l9;")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, declared + b"?>" + head + rest if name == "word/document.xml" else content)
    try:
        text = read_document(out.getvalue(), "a.docx").text
    except DocumentError as error:
        assert "damaged" in str(error)  # noqa: PT017
    else:
        assert "root:" not in text
        assert len(text) < 100


CHAPTER = "<html><body><h1>{}</h1><p>In 2023 Freedonia had {} machines.</p></body></html>"


def test_a_book_is_its_chapters_in_their_order(make_epub: Maker) -> None:
    document = read_document(make_epub(CHAPTER.format("First", "12,400"), CHAPTER.format("Second", "3,100")), "a.epub")
    assert document.text.splitlines() == [
        "First", "In 2023 Freedonia had 12,400 machines.", "Second", "In 2023 Freedonia had 3,100 machines."
    ]  # fmt: skip
    assert [zone.kind for zone in document.zones] == ["heading", "body"] * 2
    assert document.title == Known("Machines at work", "the book's title")
    assert (document.publisher.value, document.date.value) == ("City Press", "2024-05-03")
    assert document.place(10).offset is None


def test_a_book_that_is_damaged_or_unfolds_entities_is_refused(make_epub: Maker, make_zip: Maker) -> None:
    container = '<c><rootfile full-path="OPS/book.opf"/></c>'
    with pytest.raises(DocumentError, match=r"its part 'OPS/book\.opf' is missing"):
        read_document(make_zip({"META-INF/container.xml": container}), "a.epub")
    with pytest.raises(DocumentError, match="its package is damaged"):
        read_document(make_epub("<p>x</p>", package="<package><spine>"), "a.epub")
    evil = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><package><title>&f;</title></package>'
    with pytest.raises(DocumentError, match="nothing stands in it"):
        read_document(make_epub("<p>x</p>", package=evil), "a.epub")


def test_a_chapter_that_the_order_repeats_is_unpacked_once(make_epub: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(archive: zipfile.ZipFile, name: str) -> bytes:
        asked.append(name)
        return archive.read(name)

    monkeypatch.setattr(epub, "part_of", counted)
    item = '<item id="{}" href="{}" media-type="application/xhtml+xml"/>'
    items = item.format("a", "c0.xhtml") + item.format("b", "./c0.xhtml")
    spine = '<itemref idref="a"/><itemref idref="b"/>' * 50
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    document = read_document(make_epub(CHAPTER.format("First", "12,400"), package=package), "a.epub")
    assert document.text.splitlines() == ["First", "In 2023 Freedonia had 12,400 machines."]
    assert asked.count("OPS/c0.xhtml") == 1


def test_chapters_that_unpack_to_too_much_are_refused(make_epub: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = [CHAPTER.format(f"No. {number}", "12,400") for number in range(3)]
    monkeypatch.setattr(epub, "LARGEST_UNPACKED", sum(map(len, chapters)))
    assert "No. 2" in read_document(make_epub(*chapters), "a.epub").text
    monkeypatch.setattr(epub, "LARGEST_UNPACKED", sum(map(len, chapters)) - 1)
    with pytest.raises(DocumentError, match=r"more than \d+ bytes of chapters"):
        read_document(make_epub(*chapters), "a.epub")


def with_body(make_docx: Maker, unit: bytes, times: int) -> bytes:
    """A DOCX in whose body `unit` stands so many times before its one paragraph."""
    made = make_docx(lambda document: document.add_paragraph("There are 5 machines."))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:p>", unit * times + b"<w:p>", 1)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("unit", "times", "said"),
    [
        (b"<w:p/>", 200_000, "it has more than 200,000 paragraphs, empty or not"),
        (b"<w:p><w:r/></w:p>", 200_000, "it has more than 200,000 paragraphs, empty or not"),
        (b"<w:r/>", 1_000_000, "it has more than 1,000,000 elements"),
        (b" " * 1_000, 20_000, "its part 'word/document.xml' unpacks to 20,00"),
    ],
)
def test_a_word_document_of_too_much_xml_is_refused_before_it_is_opened(
    make_docx: Maker, monkeypatch: pytest.MonkeyPatch, unit: bytes, times: int, said: str
) -> None:
    import docx

    bomb = with_body(make_docx, unit, times)
    opened: list[Any] = []
    monkeypatch.setattr(docx, "Document", opened.append)
    with pytest.raises(DocumentError, match=said):
        read_document(bomb, "a.docx")
    assert not opened


def test_empty_paragraphs_of_a_word_document_are_passed_over(make_docx: Maker) -> None:
    assert read_document(with_body(make_docx, b"<w:p/>", 50), "a.docx").text == "There are 5 machines.\n"


def test_soft_hyphens_of_word_documents_and_books_are_dropped(make_docx: Maker, make_epub: Maker) -> None:
    made = make_docx(lambda document: document.add_paragraph("It has 5 mil\u00adlion users."))
    assert read_document(made, "a.docx").text == "It has 5 million users.\n"
    book = make_epub("<html><body><p>It has 5 mil&shy;lion us\u00aders.</p></body></html>")
    assert read_document(book, "a.epub").text == "It has 5 million users.\n"


def test_what_a_book_lacks_or_cannot_say_is_told(make_epub: Maker) -> None:
    """The third chapter holds one byte of Windows-1252, the second is empty, the fourth is not in the archive."""
    said = [CHAPTER.format("First", "12,400"), " \n", CHAPTER.format("Third", "3,100").replace("had", "h\udce4d")]
    item = '<item id="{0}" href="{0}" media-type="application/xhtml+xml"/>'
    items = "".join(item.format(f"c{number}.xhtml") for number in range(4))
    spine = "".join(f'<itemref idref="{name}"/>' for name in ("c0.xhtml", "c1.xhtml", "x9", "c2.xhtml", "c3.xhtml"))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    chapters = [chapter.encode("utf-8", "surrogateescape") for chapter in said]
    document = read_document(make_epub(*chapters, package=package), "a.epub")
    assert document.text.splitlines() == [
        "First", "In 2023 Freedonia had 12,400 machines.", "Third", "In 2023 Freedonia häd 3,100 machines."
    ]  # fmt: skip
    assert document.notes == (
        "'OPS/c1.xhtml' was left out: nothing stands in it",
        "'x9' was left out: the book's package names no file for it",
        "'OPS/c2.xhtml': 1 byte outside UTF-8 read as Windows-1252",
        "'OPS/c3.xhtml' was left out: the book does not hold it",
    )


def test_a_long_list_of_what_a_book_lacks_is_cut(make_epub: Maker) -> None:
    spine = '<itemref idref="c0.xhtml"/>' + "".join(f'<itemref idref="x{number}"/>' for number in range(12))
    manifest = '<item id="c0.xhtml" href="c0.xhtml" media-type="application/xhtml+xml"/>'
    package = f"<package><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    notes = read_document(make_epub(CHAPTER.format("First", "12,400"), package=package), "a.epub").notes
    assert (len(notes), notes[-1]) == (11, "notes of its chapters that are not shown: 2")


def test_a_book_of_empty_chapters_is_refused(make_epub: Maker) -> None:
    with pytest.raises(DocumentError, match="nothing stands in it"):
        read_document(make_epub("", " "), "a.epub")


def test_a_chapter_that_is_no_text_is_left_out_with_a_note(make_epub: Maker) -> None:
    document = read_document(make_epub(CHAPTER.format("First", "12,400"), "\x01\x02\x03" * 9), "a.epub")
    assert document.notes == ("'OPS/c1.xhtml' was left out: the bytes are no text",)
