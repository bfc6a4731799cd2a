"""Relevance: worked by hand, and alike where passages are alike."""

from __future__ import annotations

import pytest

from theodolite.store.relevance import relevance


def test_relevance_is_the_sum_of_what_each_word_counts_for() -> None:
    # Four and two words, three on average: k₁ (1 − b + b · 4/3) = 1.5, k₁ (1 − b + b · 2/3) = 0.9.
    twice, once = relevance(["coal"], ["coal is coal today", "coal rises"])
    assert twice == pytest.approx(2 * 2.2 / (2 + 1.5), rel=1e-12)
    assert once == pytest.approx(1 * 2.2 / (1 + 0.9), rel=1e-12)


def test_words_are_counted_without_case_and_several_add_up() -> None:
    both = relevance(["coal", "rises"], ["Coal RISES", "coal rises"])
    assert both == pytest.approx([2 * 2.2 / 2.2] * 2, rel=1e-12)


def test_nothing_found_has_no_relevance() -> None:
    assert relevance(["coal"], []) == []
