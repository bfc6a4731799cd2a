"""Rank slope: everybody's rank through one lens on the left, through another on the right, joined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.theme import (
    FAINT,
    FIELD,
    RULE,
    Look,
    line,
    mark,
    paragraph,
    polyline,
    roomy,
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
    height = 420.0 if roomy(width) else 340.0
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
    body += _labels([(y(p.left), look, p.left) for p, look in named], x1 - 12, "end", room - 14, height - 8)
    body += _labels([(y(p.right), look, p.right) for p, look in named], x2 + 12, "start", room - 14, height - 8)
    for tick in (t for t in TICKS if t <= most):
        body.append(text((x1 + x2) / 2, y(tick) + 4, f"rank {tick}", anchor="middle", colour=FAINT, size=11, halo=True))
    return svg(width, height, title, body)


def _labels(places: Sequence[tuple[float, Look, int]], x: float, anchor: str, room: float, bottom: float) -> list[str]:
    """Names with ranks beside their marks, moved apart where two would touch, and none below `bottom`."""
    ordered = sorted(places, key=lambda place: place[0])
    lines = [
        wrap(f"{look.name} {rank}" if anchor == "end" else f"{rank} {look.name}", room, bold=True)
        for _, look, rank in ordered
    ]
    tops = _apart([y for y, _, _ in ordered], [LEADING * len(own) for own in lines], bottom)
    body: list[str] = []
    for top, own, (_, look, _) in zip(tops, lines, ordered, strict=True):
        body += paragraph(x, top + 4.5, own, leading=15, anchor=anchor, colour=look.colour, bold=True, halo=True)
    return body


def _apart(wanted: Sequence[float], heights: Sequence[float], bottom: float) -> list[float]:
    """Places at or below those wanted so that none touch, then moved up where they would pass the bottom."""
    tops: list[float] = []
    for y, above in zip(wanted, [0.0, *heights], strict=False):
        tops.append(max(y, tops[-1] + above) if tops else y)
    limit = bottom
    for k in reversed(range(len(tops))):
        limit -= heights[k]
        tops[k] = min(tops[k], limit + LEADING)
    return tops
