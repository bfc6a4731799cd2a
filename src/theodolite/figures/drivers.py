"""Drivers: how much of the movement of a rank each doubted choice makes, alone and together with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.chance import chance
from theodolite.figures.theme import (
    FAINT,
    FIELD,
    INK,
    PAPER,
    RULE,
    line,
    paragraph,
    rect,
    roomy,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip

BAR, LEADING, PAD = 9.0, 15.0, 62.0
COLOUR = "#164a86"


@dataclass(frozen=True)
class Share:
    """A share of the variance, with its interval."""

    value: float
    low: float
    high: float

    @property
    def said(self) -> str:
        """The share in per cent."""
        return f"{chance(max(self.value, 0)) or 0} %"


@dataclass(frozen=True)
class Driver:
    """One choice: what it moves alone (first order), and what would not move without it (total)."""

    choice: str
    alone: Share
    total: Share


def drivers(title: str, rows: Sequence[Driver], width: float, nothing: str = "No choice moves it.") -> str:
    """Bars from 0 to 100 %, filled for alone and outlined for the total, each with its interval as a line.

    Estimates stray a little beyond 0 and 1: bars and lines are drawn between them. Without any share above zero the
    picture says `nothing`.
    """
    if not any(row.total.value > 0 or row.alone.value > 0 for row in rows):
        lines = wrap(nothing, width)
        return svg(width, 16.0 * len(lines) + 6, title, paragraph(0, 14, lines))
    beside = roomy(width)
    left = 190.0 if beside else 2.0
    scale = width - left - PAD
    body, top = _key(width)
    y = top + 22
    for row in rows:
        labels = wrap(row.choice, left - 20 if beside else width, bold=True)
        body += paragraph(0, y + 11, labels, leading=LEADING, bold=True, halo=True)
        own = y if beside else y + LEADING * len(labels) + 3
        body += [*_bar(row.alone, left, own, scale, filled=True), *_bar(row.total, left, own + 15, scale, filled=False)]
        y = max(own + 34, y + LEADING * len(labels) + 6) + 4
        body.append(line(0, y - 6, width, y - 6))
    axis: list[str] = []
    for tick in (0, 25, 50, 75, 100):
        x = left + scale * tick / 100
        anchor = "start" if not beside and tick == 0 else "middle"
        axis += [text(x, top + 8, f"{tick} %", anchor=anchor, colour=FAINT, size=11), line(x, top + 13, x, y - 6, RULE)]
    return svg(width, y, title, [*axis, *body])


def _bar(share: Share, left: float, y: float, scale: float, *, filled: bool) -> list[str]:
    value, low, high = (min(max(v, 0.0), 1.0) * scale for v in (share.value, share.low, share.high))
    middle = y + BAR / 2
    bar = rect(left, y, value, BAR, COLOUR)
    if not filled:
        bar = (
            f'<rect x="{left:.2f}" y="{y + 0.75:.2f}" width="{value:.2f}" height="{BAR - 1.5:g}" fill="{PAPER}" '
            f'stroke="{COLOUR}" stroke-width="1.5"/>'
        )
    end = left + max(value, high) + 8
    return [
        bar,
        line(left + low, middle, left + high, middle, FIELD if filled else INK, 1.5),
        *(line(left + v, middle - 3.5, left + v, middle + 3.5, FIELD if filled else INK, 1.5) for v in (low, high)),
        text(end, y + BAR - 0.5, share.said, size=12, bold=filled, halo=True),
    ]


def _key(width: float) -> tuple[list[str], float]:
    body: list[str] = []
    x, y = 0.0, 0.0
    for word, ground in (("this choice alone", COLOUR), ("with what it does together with others", PAPER)):
        needed = text_width(word, 12) + 36
        if x and x + needed - 12 > width:
            x, y = 0.0, y + 19
        body.append(
            f'<rect x="{x + 0.75:.2f}" y="{y + 1.75:.2f}" width="16" height="8" fill="{ground}" stroke="{COLOUR}" '
            'stroke-width="1.5"/>'
        )
        body.append(text(x + 24, y + 10, word, size=12, colour=FAINT))
        x += needed
    return body, y + 22
