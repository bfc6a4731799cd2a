"""Rank intervals: for each economy the ranks that it takes in 90 of 100 versions of a lens, the middle one, its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from theodolite.figures.neighbourhood import MOST, MOST_NARROW, left_out, neighbourhood, skipped
from theodolite.figures.theme import (
    FAINT,
    FIELD,
    INK,
    RULE,
    Look,
    line,
    mark,
    paragraph,
    roomy,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip

ROW, LEADING, SIZE = 22.0, 15.0, 12.5
Scale = Callable[[float], float]


@dataclass(frozen=True)
class RankInterval:
    """One economy: its rank through the lens as written, and the 5, 50 and 95 % ranks over its versions."""

    name: str
    rank: int
    low: int
    middle: int
    high: int
    look: Look | None = None
    """How it is drawn where it was asked about; None for the field."""

    @property
    def label(self) -> str:
        """Rank and name."""
        return f"{self.rank} {self.name}"

    @property
    def span(self) -> str:
        """The 5 to 95 % ranks in figures."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def rank_intervals(title: str, rows: Sequence[RankInterval], width: float) -> str:
    """Rows in the order given, best first; of a long field the neighbourhood of those that have a look."""
    beside = roomy(width)
    asked = [k for k, row in enumerate(rows) if row.look]
    shown = neighbourhood(len(rows), asked, MOST if beside else MOST_NARROW)
    drawn = [rows[k] for k in shown]
    left = min(max([text_width(row.label, SIZE, bold=True) for row in drawn], default=0) + 18, 250) if beside else 8.0
    right = 62.0 if beside else 14.0
    low = min([min(row.low, row.rank) for row in drawn], default=1)
    high = max([max(row.high, row.rank) for row in drawn], default=2)
    step = (width - left - right) / max(high - low, 1)

    def x(rank: float) -> float:
        return left + (rank - low) * step

    head, top = _key(width)
    y = top + 22
    body: list[str] = []
    for row, gap in zip(drawn, skipped(shown, len(rows)), strict=False):
        if gap:
            body, y = [*body, text(0, y + 12, left_out(gap), size=11.5, colour=FAINT, halo=True)], y + 20
        lines, y = _row(row, x, y, left if beside else 0.0, width)
        body += lines
    if last := skipped(shown, len(rows))[-1]:
        body, y = [*body, text(0, y + 12, left_out(last), size=11.5, colour=FAINT, halo=True)], y + 20
    return svg(width, y + 4, title, [*head, *_axis(x, low, high, top, y, step), *body])


def _row(row: RankInterval, x: Scale, y: float, left: float, width: float) -> tuple[list[str], float]:
    """A row with its label beside it where there is a `left`, else above it."""
    colour, bold = (row.look.colour, True) if row.look else (FIELD, False)
    labels = wrap(row.label, left - 14 if left else width - 62, SIZE, bold=bold)
    height = LEADING * (len(labels) - 1)
    middle = y + 10 + height / 2 if left else y + height + 24
    body = paragraph(0, y + 14, labels, leading=LEADING, size=SIZE, bold=bold, halo=True)
    body.append(text(width, (middle if left else y + 10) + 4, row.span, anchor="end", size=SIZE, bold=bold, halo=True))
    body.append(
        f'<path d="M{x(row.low):.2f} {middle:.2f}H{x(row.high):.2f}" stroke="{colour}" stroke-width="6" '
        'stroke-opacity=".45" stroke-linecap="round"/>'
    )
    body.append(line(x(row.rank), middle - 8, x(row.rank), middle + 8, INK, 1.6))
    body.append(mark(row.look.shape if row.look else "circle", x(row.middle), middle, colour, size=4.5 if bold else 3))
    return body, y + height + (ROW if left else 37)


def _axis(x: Scale, low: int, high: int, top: float, bottom: float, step: float) -> list[str]:
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200) if n * step >= 30 or n == 200)
    ticks = sorted({low, *(t for t in range(low, high + 1) if t % every == 0 and (t - low) * step >= 24)})
    body: list[str] = []
    for tick in ticks:
        body.append(text(x(tick), top + 8, str(tick), anchor="middle", colour=FAINT, size=11))
        body.append(line(x(tick), top + 13, x(tick), bottom, RULE))
    return body


def _key(width: float) -> tuple[list[str], float]:
    """How a row is read."""
    words = ("90 of 100 versions", "the middle one", "the lens as written")
    body: list[str] = []
    x, y = 0.0, 9.0
    for k, word in enumerate(words):
        needed = text_width(word, 12) + 38
        if x and x + needed - 14 > width:
            x, y = 0.0, y + 19
        drawn = (
            f'<path d="M{x + 3:.1f} {y:.1f}h14" stroke="{INK}" stroke-width="6" stroke-opacity=".4" '
            'stroke-linecap="round"/>',
            mark("circle", x + 10, y, INK, size=4),
            line(x + 10, y - 8, x + 10, y + 8, INK, 1.6),
        )
        body += [drawn[k], text(x + 24, y + 4, word, size=12, colour=FAINT)]
        x += needed
    return body, y + 18
