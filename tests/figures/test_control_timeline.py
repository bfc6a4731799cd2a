"""The tiles of export controls: a sign for every verdict, titles of rules below, and no text astray at any width."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.control_timeline import WORDS, ControlRow, RuleHead, control_timeline
from theodolite.figures.theme import NARROW, WIDE

RULES = [
    RuleHead("Rule of many words about the speed of chips and their links", date(2022, 10, 7), date(2023, 11, 17)),
    RuleHead("Rule of density", date(2023, 11, 17)),
    RuleHead("Memory", date(2024, 12, 2)),
    RuleHead("Letter", date(2025, 4, 9)),
]
ROWS = [
    ControlRow("Maker Alpha 100 SXM4 80 GB", ("yes", "yes", "no", "licence-case-by-case")),
    ControlRow("Maker Beta", ("undetermined", "no", "no", "no")),
]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 1280.0])
def test_no_text_leaves_the_picture_or_covers_another(width: float) -> None:
    svg = control_timeline("Chips and rules", RULES, ROWS, width)
    assert astray(svg, width) == []
    assert covered(svg) == []


def test_each_verdict_has_its_sign_in_its_column_and_is_told_in_words() -> None:
    svg = control_timeline("Chips and rules", RULES, ROWS, WIDE)
    signs = [word for word, *_ in texts(svg) if word in {sign for sign, _ in WORDS.values()}]
    assert signs == ["yes", "case", "?", "–", "yes", "yes", "–", "case", "?", "–", "–", "–"]
    assert told(svg)[1] == (
        "Rules that ask a licence, by chip. Maker Alpha 100 SXM4 80 GB: 2022-10, 2023-11, 2025-04; Maker Beta: none."
    )
    tiles = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', svg)][len(WORDS) :]
    assert tiles[:4] == tiles[4:]
    assert tiles == sorted(tiles[:4]) * 2


def test_the_key_shows_only_verdicts_that_there_are() -> None:
    svg = control_timeline("One", RULES[:1], [ControlRow("Beta", ("no",))], WIDE)
    words = [word for word, *_ in texts(svg)]
    assert "not caught" in words
    assert "a licence is needed" not in words
    assert any(word.endswith("until 17 November 2023") for word in words)
