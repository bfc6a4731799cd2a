"""Month scale: months behind from left to right, below zero what is ahead, and arrows for what lies beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from theodolite.figures.theme import FAINT, INK, RULE, line, text


@dataclass(frozen=True)
class Months:
    """The scale: from `low` to `high` months between two places."""

    low: float
    high: float
    left: float
    right: float

    def x(self, months: float) -> float:
        """Where a figure stands; one beyond the scale stands at its edge."""
        inside = min(max(months, self.low), self.high)
        return self.left + (self.right - self.left) * (inside - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[int]:
        """Round months with room between them."""
        many = max((self.right - self.left) / 34, 1)
        step = next((n for n in (1, 2, 3, 6, 12, 24, 48, 120) if (self.high - self.low) / n <= many), 240)
        return [n for n in range(int(self.low), int(self.high) + 1) if n % step == 0]


Block = Callable[[Months, float], tuple[list[str], float]]
"""Draws a part of the figure from a height on, and says where it ends."""


def month_axis(months: Months, baseline: float) -> list[str]:
    """The months along a line of text."""
    return [
        text(months.x(n), baseline, str(n).replace("-", "−"), anchor="middle", colour=FAINT, size=11)
        for n in months.ticks
    ]


def month_rules(months: Months, top: float, bottom: float) -> list[str]:
    """The rules of the scale behind the marks, that of zero the strongest."""
    return [line(months.x(n), top, months.x(n), bottom, *((INK, 1.2) if n == 0 else (RULE, 1.0))) for n in months.ticks]


def arrow(x: float, y: float, colour: str, *, right: bool) -> str:
    """The head of an arrow at an edge of the scale."""
    back = -7 if right else 7
    return f'<path d="M{x + back:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{x + back:.1f} {y + 4:.1f}z" fill="{colour}"/>'
