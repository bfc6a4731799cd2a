"""Rank slope: everybody's rank through one lens on the left, through another on the right, joined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.theme import (
    FAINT,
    FIELD,
    NARROW,
    RULE,
    Look,
    line,
    mark,
    paragraph,
    polyline,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip

HEAD, LEADING = 44.0, 17.0
TICKS = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True)
class Pair:
    """One economy's two ranks; `look` is None for the field."""

    left: int
    right: int
    look: Look | None = None


def rank_slope(title: str, left: str, right: str, pairs: Sequence[Pair], width: float) -> str:
    """First place is on top, on a log scale: a line that falls belongs to an economy that ranks lower on the right."""
    height = 420.0 if width > NARROW + 100 else 340.0
    named = [(p, p.look) for p in pairs if p.look is not None]
    room = min(max([text_width(f"{look.name} 000", bold=True) + 20 for _, look in named], default=90.0), width * 0.36)
    most = max([2, *(p.left for p in pairs), *(p.right for p in pairs)])
    x1, x2 = room, width - room

    def y(rank: int) -> float:
        return HEAD + 12 + math.log(rank) * (height - HEAD - 28) / math.log(most)

    body = paragraph(x1, 14, wrap(left, width / 2 - 20, bold=True), anchor="middle", bold=True)
    body += paragraph(x2, 14, wrap(right, width / 2 - 20, bold=True), anchor="middle", bold=True)
    body += [line(x, HEAD + 4, x, height - 8, RULE, 1.5) for x in (x1, x2)]
    body += [polyline([(x1, y(p.left)), (x2, y(p.right))], FIELD, 1, 0.35) for p in pairs if p.look is None]
    for pair, look in reversed(named):
        body.append(polyline([(x1, y(pair.left)), (x2, y(pair.right))], look.colour, 2.5))
        body += [mark(look.shape, x, y(r), look.colour) for x, r in ((x1, pair.left), (x2, pair.right))]
    body += _labels([(y(p.left), look, p.left) for p, look in named], x1 - 12, "end", room - 14)
    body += _labels([(y(p.right), look, p.right) for p, look in named], x2 + 12, "start", room - 14)
    for tick in (t for t in TICKS if t <= most):
        body.append(text((x1 + x2) / 2, y(tick) + 4, f"rank {tick}", anchor="middle", colour=FAINT, size=11, halo=True))
    return svg(width, height, title, body)


def _labels(places: list[tuple[float, Look, int]], x: float, anchor: str, room: float) -> list[str]:
    """Names with ranks beside their marks, moved down where two would touch."""
    body: list[str] = []
    free = 0.0
    for y, look, rank in sorted(places, key=lambda place: place[0]):
        shown = f"{look.name} {rank}" if anchor == "end" else f"{rank} {look.name}"
        lines = wrap(shown, room, bold=True)
        top = max(y, free)
        body += paragraph(x, top + 4.5, lines, leading=15, anchor=anchor, colour=look.colour, bold=True, halo=True)
        free = top + LEADING + 15 * (len(lines) - 1)
    return body
