"""Context: what stands beside a sentence, in a text of three paragraphs under a heading."""

from __future__ import annotations

import pytest

from theodolite.reading.context import context_of
from theodolite.reading.document import Document
from theodolite.reading.scene import Scene, Sentence

TEXT = "Patents ahead\nInventors file. They have 5. So it is.\nAnother day."
PARTS = [(0, 13, "heading", 0), (14, 29, "body", 1), (30, 42, "body", 1), (43, 52, "body", 1), (53, 65, "body", 2)]


@pytest.fixture
def scene() -> Scene:
    sentences = tuple(Sentence(*part) for part in PARTS)  # type: ignore[arg-type]
    return Scene(Document("sha256:0", "a.txt", "text", TEXT, ()), TEXT, sentences, ((),) * len(PARTS))


@pytest.mark.parametrize(
    ("number", "beside"),
    [
        (0, "Inventors file. They have 5."),
        (1, ""),
        (2, "Inventors file. "),
        (3, "Inventors file. They have 5. "),
        (4, ""),
    ],
)
def test_a_sentence_has_its_paragraph_before_it_and_a_heading_what_stands_below(
    scene: Scene, number: int, beside: str
) -> None:
    assert context_of(scene, number) == beside


def test_a_heading_at_the_end_has_nothing_below_it() -> None:
    only = Scene(Document("sha256:0", "a.txt", "text", "End", ()), "End", (Sentence(0, 3, "heading", 0),), ((),))
    assert context_of(only, 0) == ""
