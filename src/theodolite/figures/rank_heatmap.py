"""Rank heatmap: in how many of 100 versions of a lens each economy takes each rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.chance import LEAST_WIDTH, cell, shade_key
from theodolite.figures.neighbourhood import MOST, MOST_NARROW, left_out, neighbourhood, skipped
from theodolite.figures.theme import FAINT, INK, Look, mark, paragraph, roomy, svg, text, text_width, wrap

ROW, LEADING, SIZE = 22.0, 15.0, 12.5
SEEN = 0.005
"""A rank that nobody drawn takes at least this often is not a column at either end."""


@dataclass(frozen=True)
class RankChances:
    """One economy: its rank through the lens as written, and the shares of versions in which it is 1st, 2nd, …"""

    name: str
    rank: int
    shares: tuple[float, ...]
    look: Look | None = None


def rank_heatmap(title: str, rows: Sequence[RankChances], width: float) -> str:
    """A row an economy, a column a rank, or several ranks where there are too many; the frame is the lens as written.

    Of a long field the neighbourhood of those that have a look is drawn. A cell holds the count of 100 versions.
    """
    beside = roomy(width)
    asked = [k for k, row in enumerate(rows) if row.look]
    shown = neighbourhood(len(rows), asked, MOST if beside else MOST_NARROW)
    drawn = [rows[k] for k in shown]
    left = min(max([text_width(row.name, SIZE, bold=True) for row in drawn], default=0) + 32, 250) if beside else 0.0
    columns = _columns(drawn, int((width - left - 2) // LEAST_WIDTH))
    wide = min((width - left - 2) / len(columns), 56.0)
    body, y = shade_key(width)
    body.append(f'<rect x="1" y="{y + 0.5:.1f}" width="13" height="11" fill="none" stroke="{INK}" stroke-width="2"/>')
    body.append(text(20, y + 10.5, "rank through the lens as written", size=12, colour=FAINT))
    y += 34
    if (by := columns[0][1] - columns[0][0] + 1) > 1:
        said = wrap(f"A column holds {by} ranks, from the one that is written above it.", width, 12)
        body += paragraph(0, y - 6, said, leading=LEADING, size=12, colour=FAINT)
        y += LEADING * len(said) + 4
    for k, (first, last) in enumerate(columns):
        name = str(first) if first == last or wide < 42 else f"{first}–{last}"
        body.append(text(left + wide * (k + 0.5) + 1, y, name, anchor="middle", colour=FAINT, size=11))
    y += 6
    framed: list[str] = []
    gaps = skipped(shown, len(rows))
    for row, gap in zip(drawn, gaps, strict=False):
        if gap:
            body, y = [*body, text(0, y + 13, left_out(gap), size=11.5, colour=FAINT)], y + 20
        lines, frames, y = _row(row, columns, left, wide, y, width)
        body, framed = [*body, *lines], [*framed, *frames]
    if gaps[-1]:
        body, y = [*body, text(0, y + 13, left_out(gaps[-1]), size=11.5, colour=FAINT)], y + 20
    return svg(width, y + 3, title, [*body, *framed])


def _columns(rows: Sequence[RankChances], most: int) -> list[tuple[int, int]]:
    """The first and last rank of each column: from the best to the worst rank seen, in equal groups of 1, 2, 5, …"""
    seen = [k + 1 for row in rows for k, share in enumerate(row.shares) if share >= SEEN or k + 1 == row.rank]
    low, high = min(seen, default=1), max(seen, default=1)
    by = next(n for n in (1, 2, 3, 4, 5, 10, 20, 50, 100, 200) if (high - 1) // n - (low - 1) // n < most)
    start = (low - 1) // by * by + 1
    return [(first, first + by - 1) for first in range(start, high + 1, by)]


def _row(
    row: RankChances, columns: Sequence[tuple[int, int]], left: float, wide: float, y: float, width: float
) -> tuple[list[str], list[str], float]:
    """What a row draws, what it draws over its neighbours, and where it ends."""
    bold = row.look is not None
    labels = wrap(row.name, (left or width) - 24, SIZE, bold=bold)
    height = max(ROW, LEADING * len(labels) + 5) if left else ROW - 2
    top = y if left else y + LEADING * len(labels) + 4
    body = paragraph(16, y + 15, labels, leading=LEADING, size=SIZE, bold=bold)
    if row.look:
        body.append(mark(row.look.shape, 6, y + 10.5, row.look.colour, size=4.5))
    framed: list[str] = []
    for k, (first, last) in enumerate(columns):
        own = first <= row.rank <= last
        share = sum(row.shares[first - 1 : last])
        drawn = cell(
            left + wide * k + 1, top, wide, height, share, (row.look.colour if row.look else INK) if own else ""
        )
        framed += drawn if own else []
        body += [] if own else drawn
    return body, framed, top + height + (0 if left else 5)
