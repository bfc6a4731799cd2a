"""Value scale: values from left to right, with round ones told where they have room."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from theodolite.figures.axes import TICK, Values, values_between
from theodolite.figures.theme import FAINT, INK, RULE, line, text, text_width

ROOM, RATIO = 10.0, 30.0
"""How far values that are told lie apart; from which ratio of the largest to the least on a scale is one of ratios."""


def values_across(values: Sequence[float], left: float, right: float) -> Values:
    """A scale from left to right, whose `y` is a place across: from 0 on, of logarithms over a ratio of 30."""
    if values and min(values) > 0 and max(values) > RATIO * min(values):
        return values_between(values, left, right, log=True, less=True)
    low, high = min(values, default=0.0), max(values, default=1.0)
    beyond = 0.04 * (max(high, 0.0) - min(low, 0.0)) or 1.0
    return Values(low - beyond if low < 0 else 0.0, high + beyond if high > 0 else 0.0, left, right, less=True)


def across_axis(values: Values, top: float, bottom: float) -> list[str]:
    """The rules of the scale, and below them the round values that have room, powers of ten first."""
    ticks = values.ticks(48)
    body = [
        line(values.y(value), top, values.y(value), bottom, *((INK, 1.2) if value == 0 > values.low else (RULE, 1.0)))
        for value, _ in ticks
    ]
    taken = list[tuple[float, float]]()
    for value, told in sorted(ticks, key=lambda tick: values.log and not log10(tick[0]).is_integer()):
        half = text_width(told, TICK) / 2
        middle = min(max(values.y(value), values.top + half), values.bottom - half)
        low, high = middle - half - ROOM, middle + half + ROOM
        if all(high <= left or right <= low for left, right in taken):
            body.append(text(middle, bottom + 13, told, anchor="middle", colour=FAINT, size=TICK))
            taken.append((middle - half, middle + half))
    return body
