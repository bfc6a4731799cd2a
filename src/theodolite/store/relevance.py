"""Relevance: which of the passages that hold all words are most about them, the same for every database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from theodolite.store.words import counted_words

SATURATION, LENGTH = 1.2, 0.75
"""BM25's k₁ and b at their usual values: how soon a word's repetition counts no more, and how much length does."""


def relevance(sought: Collection[str], texts: Sequence[str]) -> list[float]:
    """How much each of `texts`, all of which hold the words `sought`, is about them; more is better.

    Σ n (k₁ + 1) / (n + k₁ (1 − b + b · length / mean length)) over the words, where n is how often a word stands in the
    text, and lengths and their mean are counted in words of `texts`: BM25 (Robertson and Zaragoza 2009, The
    Probabilistic Relevance Framework) without its weight of rare words, which is the same for all that hold every word.
    """
    counts = [counted_words(text) for text in texts]
    mean = sum(map(Counter.total, counts)) / max(len(counts), 1)
    found: list[float] = []
    for count in counts:
        least = SATURATION * (1 - LENGTH + LENGTH * count.total() / mean)
        found.append(sum(count[word] * (SATURATION + 1) / (count[word] + least) for word in sought))
    return found
