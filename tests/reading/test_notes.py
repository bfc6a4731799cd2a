"""Footnote marks and what they lead to; worked by hand."""

from __future__ import annotations

import pytest

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
