"""Keys: samples of what is drawn, each with its words, on as many lines as the width needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from theodolite.figures.theme import FAINT, text, text_width

SAMPLE = 22.0
"""The width of a sample."""

Sample = Callable[[float, float], list[str]]
"""Draws a sample from `x` on, around the height `y`."""


def key(items: Sequence[tuple[Sample, str]], width: float, top: float = 0.0) -> tuple[list[str], float]:
    """The samples with their words from `top` down, and where they end."""
    body: list[str] = []
    x, y = 0.0, top + 9
    for sample, words in items:
        needed = SAMPLE + 6 + text_width(words, 12)
        if x and x + needed > width:
            x, y = 0.0, y + 18
        body += [*sample(x, y), text(x + SAMPLE + 6, y + 4, words, size=12, colour=FAINT)]
        x += needed + 16
    return body, y + 12
