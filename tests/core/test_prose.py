"""Prose: which characters may be printed at all, and how a figure is told in a sentence."""

from __future__ import annotations

import pytest

from theodolite.core.prose import counted, printable, shown


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    assert printable("a\x1b[2Jb\x07c\x9bd\u202ee\nf\tg") == "a[2Jbcde\nf\tg"
    assert printable("Türkiye, 中国, São Tomé") == "Türkiye, 中国, São Tomé"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (12, "12"), (5.25, "5.25"), (0.123456, "0.1235"), (1234.5, "1,234"), (6721938.4, "6,721,938"),
        (-3.5, "-3.5"), (1e15, "1 × 10¹⁵"), (3.8e25, "3.8 × 10²⁵"), (-3.8e25, "-3.8 × 10²⁵"),
    ],
)  # fmt: skip
def test_a_figure_is_told_by_its_size(value: float, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1234, "1,234 claims")])
def test_a_noun_goes_with_its_count(count: int, text: str) -> None:
    assert counted(count, "claim") == text
