"""The labelled corpus holds together: spans are where they say, and no digit of a text goes unlabelled."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
LABELS = sorted(CORPUS.glob("*/*.json"))


def read(labels: Path) -> tuple[str, dict[str, Any]]:
    return labels.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(labels.read_text(encoding="utf-8"))


def test_there_are_forty_four_documents_to_develop_on_and_twenty_kept_apart() -> None:
    assert [sum(path.parent.name == part for path in LABELS) for part in ("dev", "held-out")] == [44, 20]


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.stem)
def test_every_span_is_the_text_at_its_place_and_none_overlap(labels: Path) -> None:
    text, marked = read(labels)
    places = sorted((mark["start"], mark["end"], mark["span"]) for mark in marked["claims"] + marked["distractors"])
    assert [text[start:end] for start, end, _ in places] == [span for _, _, span in places]
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.stem)
def test_every_digit_is_a_claim_or_a_distractor(labels: Path) -> None:
    text, marked = read(labels)
    covered = {i for mark in marked["claims"] + marked["distractors"] for i in range(mark["start"], mark["end"])}
    assert [
        text[max(0, i - 20) : i + 20] for i, letter in enumerate(text) if letter.isdigit() and i not in covered
    ] == []


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.stem)
def test_a_claim_says_a_value_or_a_range_and_the_words_of_its_period(labels: Path) -> None:
    text, marked = read(labels)
    for claim in marked["claims"]:
        if claim["value"] is None:
            assert claim["low"] < claim["high"], claim["span"]
        assert (claim["period"] is None) == (claim["period_text"] is None), claim["span"]
        assert (claim["period_text"] or "") in text, claim["span"]
