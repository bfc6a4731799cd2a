"""Footnote marks and what they lead to; worked by hand."""

from __future__ import annotations

import pytest

from theodolite.reading.layout.reference import note_number
from theodolite.reading.notes import marks_in, notes_of
from theodolite.reading.read import read_document
from theodolite.reading.staging import stage


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Output doubled.7 Then it fell.", [7]),
        ("the United States (32,205).12", [12]),
        ("It rose by 3.5 points in GPT4 and A100.", []),
        ("As shown,[3] it did.", [3]),
        ("Growth was 4%².", [2]),
        ("It was 41.0.14 Large firms did more.", [14]),
        ("at 10:15 on page 3", []),
    ],
)
def test_marks(text: str, numbers: list[int]) -> None:
    assert [mark.note for mark in marks_in(text)] == numbers


def test_the_entries_of_the_notes() -> None:
    body = "Peru mines copper.1\n\nIt exports most of it.2\n"
    text = f"{body}\nNotes\n1 Ministry of Mines, Yearbook, 2024.\n2 See the annex.\n"
    notes = notes_of(stage(read_document(text.encode(), "note.txt")).scene)
    assert {number: note.said for number, note in notes.items()} == {
        1: "Ministry of Mines, Yearbook, 2024.",
        2: "See the annex.",
    }


@pytest.mark.parametrize(
    "opening", ["[3]", "[3] ", "[3]. ", "3. ", "3.", "3) ", "3: ", "3 ", "³ ", "³", "^ 3. ", "^ [3] ", "  3. "]
)
def test_every_number_that_opens_an_entry_leads_to_it(opening: str) -> None:
    text = f"Peru mines copper.[3]\n\nNotes\n{opening}OECD (2024), Yearbook, Paris: OECD Press.\n"
    scene = stage(read_document(text.encode(), "note.txt")).scene
    assert [zone.kind for zone in scene.document.zones][-1] == "endnotes"
    assert {number: note.said for number, note in notes_of(scene).items()} == {
        3: "OECD (2024), Yearbook, Paris: OECD Press."
    }


def test_a_bare_number_opens_an_entry_only_among_notes() -> None:
    assert note_number("12 see the annex.") is None
    text = "Peru mines copper.1\n\nNotes\n1 OECD (2024), Yearbook, Paris: OECD Press.\n2 see the annex.\n"
    assert notes_of(stage(read_document(text.encode(), "note.txt")).scene)[2].said == "see the annex."


@pytest.mark.parametrize(
    ("paragraph", "number"),
    [
        ("3.5 million tonnes were mined.", None),
        ("10:15 is when it opens.", None),
        ("2024. A year of growth.", None),
        ("3", None),
        ("3D printing grew.", None),
        ("12 Öberg, Årsbok, 2024.", 12),
        ("7 https://example.org/yearbook", 7),
        ("[12]https://example.org/yearbook", 12),
    ],
)
def test_what_opens_as_an_entry_does(paragraph: str, number: int | None) -> None:
    assert note_number(paragraph) == number
