"""Which sentence before lends its period: how far back that goes, counted by hand."""

from __future__ import annotations

import pytest

from theodolite.reading.periods.resolve import UNSAID, period_of
from theodolite.reading.read import read_document
from theodolite.reading.staging import stage


@pytest.mark.parametrize(
    ("sentences", "period"),
    [(1, "2020"), (8, "2020"), (9, None), (800, None)],
)
def test_a_period_is_lent_eight_sentences_on_and_no_farther(sentences: int, period: str | None) -> None:
    text = "In 2020 it had 50 firms. " + "It had 50 firms. " * sentences
    scene = stage(read_document(text.encode(), "case.txt")).scene
    last = len(scene.sentences) - 1
    assert period_of(scene, last, scene.quantities[last][0]).period == period


def test_a_long_paragraph_without_a_date_says_no_period() -> None:
    scene = stage(read_document(("China has firms. " + "It had 50 firms. " * 800).encode(), "case.txt")).scene
    last = len(scene.sentences) - 1
    assert period_of(scene, last, scene.quantities[last][0]) == UNSAID
