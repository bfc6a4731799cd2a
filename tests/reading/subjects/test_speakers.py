"""Speakers: who says something, and who only does it; worked by hand."""

from __future__ import annotations

import pytest

from theodolite.reading.subjects.speakers import speakers_of


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Energy Research Council (ERC) projects that demand will double.", ["ERC"]),
        ("The Oslo-based Lynx Watch estimates that usage could exceed 3 billion.", ["Lynx Watch"]),
        ("The head of Volta, a maker of cells, admitted that the lines stand still.", ["head of Volta"]),
        ("A recent study by scholars at Uppsala University estimated that it saved 4 TWh.", ["Uppsala University"]),
        ("Sales rose, according to a report published by the Trade Statistics Office (TSO) on Monday.", ["TSO"]),
        ("Spending will triple, the finance ministry said on Friday.", ["finance ministry"]),
        ("Data from the OECD show that 12% of firms do.", ["OECD"]),
        ('"We spent $2 billion," said Lars Berg, the treasurer.', ["Lars Berg"]),
        ("By Gartner's estimate, half of it is idle.", ["Gartner"]),
        ("Kenya reported 12 cases.", []),
        ("Norway expects 3% growth.", []),
        ("It is estimated that 12 million jobs exist.", []),
        ("China ranks second to the United States.", []),
    ],
)
def test_named_speakers(text: str, named: list[str]) -> None:
    assert [speaker.name for speaker in speakers_of(text, 0, len(text)) if speaker.kind == "named"] == named


def test_a_study_that_was_named_before_is_an_anaphor() -> None:
    text = "The study also found that prices fell, and analysts say that they will rise."
    assert [(speaker.kind, speaker.name) for speaker in speakers_of(text, 0, len(text))] == [
        ("anaphor", None),
        ("unnamed", None),
    ]
