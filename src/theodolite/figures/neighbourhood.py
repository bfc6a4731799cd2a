"""Neighbourhood: of a long field in the order of its ranks, those asked about and the ones nearest to them."""

from __future__ import annotations

from collections.abc import Sequence

MOST, MOST_NARROW = 24, 12
"""Rows that a figure of a whole field draws, and where it is narrow; of a longer field it draws the neighbourhood."""


def neighbourhood(count: int, asked: Sequence[int], most: int = MOST) -> list[int]:
    """The places (from 0) of at most `most` of `count`, in order: all, or the nearest to `asked`; the first if none."""
    if count <= most:
        return list(range(count))
    near = sorted(range(count), key=lambda place: (min((abs(place - own) for own in asked), default=place), place))
    return sorted(near[:most])


def skipped(shown: Sequence[int], count: int) -> list[int]:
    """How many are left out before each of `shown`, and last how many after them."""
    return [b - a - 1 for a, b in zip([-1, *shown], [*shown, count], strict=True)]


def left_out(many: int) -> str:
    """What stands in the place of those that are left out."""
    return f"… {many} more not drawn"
