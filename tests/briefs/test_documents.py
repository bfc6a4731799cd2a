"""The question about documents: what they claim of those asked about, whether it holds, and that their text is data."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

from theodolite.briefs import files
from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.exhibit import Table
from theodolite.briefs.html import render
from theodolite.briefs.question import Answer
from theodolite.briefs.summary import show_summary
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim
from theodolite.reading.claims import Reading, claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

QUESTION = "What do these documents claim, and does it hold?"
MEMO = """# On racks and people

Date: 2 May 2026

In 2025 Arcadia had 100 racks. In 2025 Borduria had 80 racks, people say.

Dystopia is ahead in 47 of 44 trades. Of other things there are 12 in Arcadia.
"""
AGAIN = """# Racks once more

In 2025 Arcadia had 140 racks, says the Bureau of Racks.
"""


def reading(ledger: Ledger, text: str, *said: tuple[str, dict[str, Any]], file: str = "memo.md") -> Reading:
    """A document of ours, with the claims at the words given instead of those that a reader finds in it."""
    found = claims_of(read_document(text.encode(), file), names_of(ledger.catalog), ledger.catalog)
    return replace(found, claims=tuple(_claim(found, span, fields) for span, fields in said))


def _claim(found: Reading, span: str, said: dict[str, Any]) -> Claim:
    text = found.document.text
    start = text.index(span)
    sentence = found.scene.sentences[found.scene.sentence_at(start)]
    fields: dict[str, Any] = {
        "doc": found.document.id, "start": start, "end": start + len(span), "span": span,
        "quote": text[sentence.start : sentence.end], "quote_start": sentence.start, "low": None, "high": None,
        "unit": "racks", "unit_class": "count", "qualifier": None, "type": "level", "direction": None,
        "denominator": None, "noun": "racks", "subject": None, "counterpart": None, "indicator": "machines/racks",
        "confidence": 0.9, "period": "2025", "period_text": "In 2025", "attributed_to": None, "attributed_via": None,
        "modality": "observed", "zone": "body", "page": 4, "rule": "made",
    }  # fmt: skip
    return Claim(**{**fields, **said})


OTHER: dict[str, Any] = {"indicator": None, "confidence": None, "period": None, "noun": "things", "unit": "things"}


@pytest.fixture
def read(invented: Ledger) -> tuple[Reading, ...]:
    """Two documents: the first right of Arcadia, wrong of Borduria, impossible of Dystopia; the second wrong."""
    first = reading(
        invented, MEMO, ("100", {"value": 100.0, "entity": "XAA"}), ("80", {"value": 80.0, "entity": "XBB"}),
        ("47", {"value": 47.0, "entity": "XDD", "denominator": 44.0, **OTHER}),
        ("12", {"value": 12.0, "entity": "XAA", **OTHER}),
    )  # fmt: skip
    again = {"value": 140.0, "entity": "XAA", "attributed_to": "Bureau of Racks"}
    return first, reading(invented, AGAIN, ("140", again), file="again.md")


@pytest.fixture
def asked(invented: Ledger, read: tuple[Reading, ...]) -> Assessment:
    return assess("XAA", ["XBB", "XDD"], invented, read=read)


def answer(found: Assessment) -> Answer:
    """The answer to the question about documents."""
    return next(one for one in found.answers if one.question == QUESTION)


def test_it_is_asked_only_where_documents_were_given(invented: Ledger, asked: Assessment) -> None:
    without = assess("XAA", ["XBB"], invented)
    assert QUESTION not in [one.question for one in without.answers]
    assert without.document([])["read"] == []
    assert "--read" not in render(without)
    questions = [one.question for one in asked.answers]
    assert questions.index("Where do sources conflict?") + 1 == questions.index(QUESTION)


def test_the_finding_counts_verdicts_and_each_that_is_wrong_is_told(asked: Assessment) -> None:
    found = answer(asked)
    assert found.finding == (
        "Two documents make five claims about Arcadia, Borduria and Dystopia; of the three that the evidence base can "
        "check, one is confirmed and two are contradicted."
    )
    wrong = [one for one in found.findings if one.startswith("Contradicted: ")]
    assert wrong == [
        "Contradicted: Borduria: Racks, 80 racks: the number is another one; 50 in 2025 (bureau/yearbook-2026-08) (On "
        "racks and people).",
        "Contradicted: Arcadia: Racks, 140 racks: the number is another one; 100 in 2025 (bureau/yearbook-2026-08) "
        "(Racks once more).",
    ]
    assert found.findings[2].startswith("Between documents: Arcadia: Racks: 100 (bureau/yearbook-2026-08); ")
    assert found.findings[3] == (
        "Arithmetic: 47 things of 44: 47 / 44 = 107 %; that does not hold (On racks and people)."
    )
    assert found.sources == ("bureau/yearbook-2026-08",)


def test_the_tables_hold_value_when_who_says_verdict_quote_and_place(asked: Assessment) -> None:
    written = files.tables(asked)
    rows = list(csv.DictReader(io.StringIO(written["tables/document-claims.csv"])))
    assert [(row["value"], row["verdict"]) for row in rows] == [
        ("80.0", "contradicted"), ("140.0", "contradicted"), ("100.0", "confirmed"),
    ]  # fmt: skip
    last = rows[1]
    assert (last["entity"], last["period"], last["attributed_to"]) == ("XAA", "2025", "Bureau of Racks")
    assert last["quote"] == "In 2025 Arcadia had 140 racks, says the Bureau of Racks."
    assert (AGAIN[int(last["start"]) : int(last["end"])], last["page"], last["file"]) == ("140", "4", "again.md")
    assert (last["figure"], last["source"]) == ("100.0", "bureau/yearbook-2026-08")
    unchecked = list(csv.DictReader(io.StringIO(written["tables/document-claims-unchecked.csv"])))
    assert [(row["value"], row["reason"]) for row in unchecked] == [("47.0", "unmapped"), ("12.0", "unmapped")]
    (shown,) = [one for one in answer(asked).exhibits if one.name == "document-claims"]
    assert isinstance(shown, Table)
    place = f"Racks once more, page 4, characters {last['start']} to {last['end']}"
    assert [cell.text for cell in shown.rows[1]] == [
        "140 racks", "2025", "contradicted", "“In 2025 Arcadia had 140 racks, says the Bureau of Racks.”",
    ]  # fmt: skip
    assert [cell.small for cell in shown.rows[1]] == [
        "Arcadia: Racks", "Bureau of Racks", "The number is another one: 100 in 2025 (bureau/yearbook-2026-08)", place,
    ]  # fmt: skip


def test_the_page_and_the_json_name_each_document_with_its_date_how_it_is_known_and_its_hash(
    asked: Assessment, read: tuple[Reading, ...]
) -> None:
    page, document = render(asked), asked.document([])
    for one in read:
        assert one.document.id in page
        assert one.document.date.how in unescape(page)
    assert [(one["file"], one["date"], one["hash"]) for one in document["read"]] == [
        ("memo.md", "2026-05-02", read[0].document.id), ("again.md", None, read[1].document.id),
    ]  # fmt: skip
    assert "--read memo.md --read again.md" in page.replace("</span> <span>", " ")


def test_the_same_documents_give_the_same_bytes(invented: Ledger, read: tuple[Reading, ...]) -> None:
    one, other = (assess("XAA", ["XBB"], invented, read=read) for _ in range(2))
    assert render(one) == render(other)
    assert files.tables(one) == files.tables(other)
    assert files.figures(one) == files.figures(other)


def test_documents_about_others_make_no_claim_about_those_asked_about(
    invented: Ledger, read: tuple[Reading, ...]
) -> None:
    found = answer(assess("XCC", ["XDD"], invented, read=read[1:]))
    assert found.finding == "One document makes no claim about the United Isles and Dystopia that could be read."
    assert [one.name for one in found.exhibits] == ["documents-read"]


HOSTILE = """# <script>alert('title')</script> [red]& co

=HYPERLINK("https://evil.example/?x","In 2025 Arcadia had 140 racks<script>alert(1)</script><img src=x onerror=y>[/]")
"""


def test_the_text_of_a_document_is_escaped_on_the_page_made_safe_in_csv_and_exact_in_json(
    invented: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    said: dict[str, Any] = {"value": 140.0, "entity": "XAA", "attributed_to": "@SUM(1)<b>", "noun": "=racks<i>"}
    hostile = reading(invented, HOSTILE, ("140", said), file="=cmd|' /c calc'!A1.md")
    found = assess("XAA", ["XBB"], invented, read=[hostile])
    page = render(found)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for svg in files.figures(found).values():
        ElementTree.fromstring(svg)
    for name, text in files.tables(found).items():
        for row in csv.reader(io.StringIO(text)):
            assert not [value for value in row if value[:1] in ("=", "+", "@", "\t", "\r")], name
    (row,) = csv.DictReader(io.StringIO(files.tables(found)["tables/document-claims.csv"]))
    assert row["quote"] == "'" + hostile.claims[0].quote
    document = json.loads(files.to_json(found.document([])))
    assert document["read"][0]["file"] == "=cmd|' /c calc'!A1.md"
    assert document["read"][0]["title"] == hostile.document.title.value
    show_summary(found, files.Path("out"), Console(width=200, color_system=None))
    assert QUESTION in capsys.readouterr().out


def test_a_sentence_as_long_as_a_page_is_shown_around_its_number(invented: Ledger) -> None:
    text = "Before " + "word " * 900 + "Arcadia had 140 racks " + "more " * 900 + "."
    long = reading(invented, text, ("140", {"value": 140.0, "entity": "XAA"}))
    found = assess("XAA", ["XBB"], invented, read=[long])
    (table,) = [one for one in answer(found).exhibits if one.name == "document-claims"]
    assert isinstance(table, Table)
    quote = table.rows[0][3].text
    assert len(quote) < 720
    assert "Arcadia had 140 racks" in quote
    (row,) = csv.DictReader(io.StringIO(files.tables(found)["tables/document-claims.csv"]))
    assert row["quote"] == long.claims[0].quote


def test_one_claim_in_three_copies_is_counted_once(invented: Ledger) -> None:
    said = {"value": 140.0, "entity": "XAA", "attributed_to": "Bureau of Racks"}
    texts = [f"# Copy {n}\n\nIn 2025 Arcadia had 140 racks, says the Bureau of Racks.\n" for n in (1, 2, 3)]
    read = tuple(reading(invented, text, ("140", said), file=f"{n}.md") for n, text in enumerate(texts))
    found = answer(assess("XAA", ["XBB"], invented, read=read))
    assert found.finding == (
        "Three documents make one claim about Arcadia and Borduria, two copies of the same origin not counted; of the "
        "one that the evidence base can check, one is contradicted."
    )
    assert len([line for line in found.findings if line.startswith("Contradicted")]) == 1


def test_a_claim_that_agrees_with_a_source_that_is_not_in_use_is_drawn_beside_the_figure_that_is(
    invented: Ledger,
) -> None:
    people = {"value": 24.0, "entity": "XCC", "indicator": "minds/people", "period": "2023", "unit": "people",
              "noun": "people"}  # fmt: skip
    read = (reading(invented, "# Minds\n\nIn 2023 the United Isles had 24 people at work.\n", ("24", people)),)
    found = answer(assess("XCC", ["XBB"], invented, read=read))
    (figure,) = (one for one in found.exhibits if one.name == "document-claims-marks")
    assert figure.table["multiple"].to_list() == [pytest.approx(24 / 18)]
    words = " ".join("".join(ElementTree.fromstring(figure.svg).itertext()).split())
    assert "evidence: 18 in 2023; another" in words
    assert "agrees with it" in words
