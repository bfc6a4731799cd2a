"""HTML: what is shown, what it is, and where it stands in the source; nothing hidden, nothing run."""

from __future__ import annotations

import pytest
import trafilatura

from theodolite.reading.document import Document, Known
from theodolite.reading.formats import main_part
from theodolite.reading.read import read_document

LONG = (
    "In 2023, factories in Freedonia put 12,400 machines to work, which is 13 per cent more than in the year before. "
    "The ministry expects 20,000 of them by 2030, and pays a third of what each of them costs its buyer. "
    "Most stand in the plants of four makers of cars, and the rest went to makers of plastics and food."
)
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Machines | City Press</title>
<meta property="og:title" content="Machines &amp; work">
<meta property="article:published_time" content="2024-05-03T10:00Z">
<script type="application/ld+json">{{"@type": "Article", "publisher": {{"name": "City Press"}}}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/x">Reports</a></li></ul></nav>
<div class="cookie-banner">We use cookies to make this page work. <button>Accept</button></div>
<article><h1>Machines &amp; work</h1><p class="byline">By Ann Cole</p>
<p>{LONG}<sup><a href="#fn1">1</a></sup> A&nbsp;tenth   were
   scrapped.</p>
<h2>By country</h2><p>{LONG.replace("12,400", "3,100").replace("Freedonia", "Sylvania")}</p>
<figure><img src="a.png" alt="no words"><figcaption>Machines grew from 2019 to 2023</figcaption></figure>
<table><tr><th>Country</th><th>Machines</th></tr><tr><td><p>Freedonia</p></td><td>12,400<tr><td>Sylvania<td>3,100</table>
<p style="display: none">Hidden 99 per cent.</p><p hidden>Hidden 98.</p><script>document.write("97 per cent")</script>
<ul><li>First of 5 items</li><li>Second item</li></ul>
<section class="footnotes"><ol><li id="fn1">Ministry of Trade, "Census", 2024, https://example.org/c.</li></ol></section>
</article><aside class="related"><p><a href="/y">Another story of 44 things</a></p></aside>
<footer>© 2024 City Press. All rights reserved.</footer></body></html>"""


def page(source: str = PAGE) -> Document:
    return read_document(source.encode(), "page.html")


def test_a_page_has_its_zones() -> None:
    document = page()
    found = [(zone.kind, document.text[zone.start : zone.end][:24]) for zone in document.zones]
    assert found == [
        ("boilerplate", "Home"),
        ("boilerplate", "Reports"),
        ("boilerplate", "We use cookies to make t"),
        ("heading", "Machines & work"),
        ("boilerplate", "By Ann Cole"),
        ("body", LONG[:24]),
        ("heading", "By country"),
        ("body", LONG.replace("Freedonia", "Sylvania")[:24]),
        ("caption", "Machines grew from 2019 "),
        ("table", "Country\tMachines"),
        ("table", "Freedonia\t12,400"),
        ("table", "Sylvania\t3,100"),
        ("body", "First of 5 items"),
        ("body", "Second item"),
        ("endnotes", '1. Ministry of Trade, "C'),
        ("boilerplate", "Another story of 44 thin"),
        ("boilerplate", "© 2024 City Press. All r"),
    ]


def test_what_is_hidden_or_run_is_not_read() -> None:
    assert not any(number in page().text for number in ("99", "98", "97"))


def test_what_is_shown_on_a_wide_screen_alone_is_read() -> None:
    document = page(
        f'<!doctype html><p>{LONG}</p><p class="hidden md:block">There are 5.</p>'
        '<p class="d-none d-lg-block">And 6.</p><p class="sr-only">Not 7.</p><p class="hidden">Not 8.</p>'
    )
    assert document.text.splitlines()[1:] == ["There are 5.", "And 6."]


def test_a_mark_is_glued_and_white_space_is_single() -> None:
    assert "its buyer. Most" in page().text
    assert "food.1 A\u00a0tenth were scrapped." in page().text


def test_every_character_leads_to_its_own_place_in_the_source() -> None:
    document = page()
    told = [(at, document.place(at).offset) for at, sign in enumerate(document.text) if not sign.isspace()]
    known = [(at, offset) for at, offset in told if offset is not None]
    assert len(told) - len(known) == len("1.")
    for at, offset in known:
        shown, source = document.text[at], PAGE[offset]
        assert shown == source or PAGE.startswith("&amp;", offset)
    marked = read_document(b"\xef\xbb\xbf" + PAGE.encode(), "page.html")
    assert marked.place(marked.text.index("12,400")).offset == PAGE.index("12,400") + 1


def test_a_page_states_its_title_publisher_and_date() -> None:
    document = page()
    assert document.title == Known("Machines & work", "the page's meta element og:title")
    assert document.publisher == Known("City Press", "the page's JSON-LD, publisher")
    assert document.date == Known("2024-05-03", "the page's meta element article:published_time")


@pytest.mark.parametrize(
    ("source", "date"),
    [
        (f'<h1>Machines</h1><time datetime="2024-05-03">May</time><p>{LONG}</p>',
         Known("2024-05-03", "the page's first time element")),
        (f'<h1>Machines</h1><p>3 May 2024</p><p>{LONG}</p>',
         Known("2024-05-03", "the first date in the head of the document")),
        (f'<h1>Machines</h1><p>{LONG}</p><p>It was so on 3 May 2024.</p>', Known(None, "the document does not say")),
        (f'<h1>Machines</h1><span itemprop="datePublished" content="2024-05-03"></span><p>{LONG}</p>',
         Known("2024-05-03", "the page's element of the day of publication")),
    ],
)  # fmt: skip
def test_a_date_is_known_by_what_states_it(source: str, date: Known) -> None:
    assert page(f"<!doctype html><body>{source}").date == date


def test_a_line_break_ends_a_paragraph_unless_the_sentence_goes_on() -> None:
    document = page(f"<!doctype html><p>{LONG}</p><p>One of 5<br>goes on here.<br><br>Two of 6.</p>")
    assert document.text.splitlines()[1:] == ["One of 5 goes on here.", "Two of 6."]


def test_a_table_that_lays_out_a_page_is_prose() -> None:
    document = page(f"<!doctype html><table><tr><td>{LONG}</td><td>{LONG.upper()}</td></tr></table>")
    assert [zone.kind for zone in document.zones] == ["body", "body"]


@pytest.mark.parametrize("encoding", ["gb2312", "iso-8859-1", "windows-1251"])
def test_the_encoding_that_a_page_states_is_used(encoding: str) -> None:
    said = {"gb2312": "机器人一万台。", "iso-8859-1": "Über fünf.", "windows-1251": "Роботы: пять."}[encoding]
    source = f'<!doctype html><meta charset="{encoding}"><p>{said}</p>'
    assert read_document(source.encode(encoding), "page.html").text.strip() == said


@pytest.mark.parametrize(
    "noise",
    ["<!--", '<a "', "<a x='", "<", "</", "<![CDATA[", "<script>", "&#", "&amp", "<div>", "<td>", "<li>", "<p>a<br>",
     "</p>", "<b>x", "<font color=red>x", "<p hidden>", "<tr><td>a", "<ol><li>"],
)  # fmt: skip
def test_markup_that_goes_wrong_over_and_over_is_read_to_its_end(noise: str) -> None:
    document = page("<!doctype html><body><p>There are 5 machines.</p>" + noise * 3000)
    assert document.text.startswith("There are 5 machines.")


def test_a_page_of_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from theodolite.errors import DocumentError
    from theodolite.reading.formats import blocks

    monkeypatch.setattr(blocks, "MOST_TAGS", 100)
    with pytest.raises(DocumentError, match=r"page\.html cannot be read: it has more than 100 tags"):
        page("<!doctype html>" + "<p>a" * 200)


def test_soft_hyphens_are_dropped_and_the_places_hold() -> None:
    source = "<html><p>It has 5 mil&shy;lion us\u00aders and 7&#173;0 cars.</p></html>"
    document = page(source)
    assert document.text == "It has 5 million users and 70 cars.\n"
    for words, written in (("mil", "mil"), ("lion", "lion"), ("ers and", "ers and"), ("0 cars", "0 cars")):
        assert document.place(document.text.index(words)).offset == source.index(written)


@pytest.mark.parametrize("encoding", ["windows-1299", "windows1252", "cp-1252", "latin1", "iso-8859-12", "iso-8859-99"])
def test_an_encoding_that_nobody_knows_is_told_and_read_as_utf_8(encoding: str) -> None:
    source = f'<!doctype html><meta charset="{encoding}"><p>Über fünf.</p>'
    told = f"the file states an encoding that is not known: {encoding}"
    document = page(source)
    assert (document.text.strip(), document.notes[0]) == ("Über fünf.", told)
    document = read_document(source.encode("cp1252"), "page.html")
    assert (document.text.strip(), document.notes[:2]) == (
        "Über fünf.",
        (told, "2 bytes outside UTF-8 read as Windows-1252"),
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16le", "utf16le"])
def test_a_page_that_states_utf_16_in_single_letters_is_not_in_it(encoding: str) -> None:
    assert page(f'<!doctype html><meta charset="{encoding}"><p>Über fünf.</p>').text.strip() == "Über fünf."


def test_a_file_that_states_an_unknown_encoding_is_not_said_to_state_none() -> None:
    said = "这是二十年的数字，的确。"
    source = f'<!doctype html><meta charset="cp-936"><p>{said}</p>'
    document = read_document(source.encode("gb18030"), "page.html")
    assert document.text.strip() == said
    assert document.notes[:2] == ("the file states an encoding that is not known: cp-936", "it was read as GB 18030")


def test_why_no_main_part_was_taken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = "all but menus and forms is read as text"
    source = f"<!doctype html><p>{LONG}</p><p>{LONG.replace('Freedonia', 'Sylvania')}</p>"
    assert page(source).notes == ()

    monkeypatch.setattr(main_part, "LARGEST_SEARCHED", len(source) - 1)
    long = f"it has more than {len(source) - 1:,} characters, so that no main part was searched for: {rest}"
    assert page(source).notes == (long,)
    monkeypatch.undo()
    monkeypatch.setattr(main_part, "MOST_SEARCHED", source.count("<") - 1)
    many = f"it has more than {source.count('<') - 1:,} tags, so that no main part was searched for: {rest}"
    assert page(source).notes == (many,)
    monkeypatch.undo()

    def fails(*_: object, **__: object) -> str:
        raise LookupError("made up")

    monkeypatch.setattr(trafilatura, "extract", fails)
    assert page(source).notes == (f"the search for its main part failed (LookupError): {rest}",)
    assert LONG in page(source).text
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: None)
    assert page(source).notes == (f"no main part was found: {rest}",)
