"""Rank lanes: one lane a lens, the entities' ranks on a log scale, joined from lens to lens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from theodolite.figures.theme import (
    FAINT,
    FIELD,
    RULE,
    Look,
    legend,
    line,
    mark,
    paragraph,
    polyline,
    roomy,
    svg,
    text,
    wrap,
)  # fmt: skip

TICKS = (1, 2, 5, 10, 20, 50, 100, 200)
LANE, LEADING = 22.0, 16.0
Scale = Callable[[int], float]


@dataclass(frozen=True)
class LensRanks:
    """One lens: how many it ranks, and the rank of each entity (None: not ranked)."""

    label: str
    ranked: int
    ranks: tuple[int | None, ...]


def rank_lanes(title: str, looks: Sequence[Look], lenses: Sequence[LensRanks], width: float) -> str:
    """The first place is on the left; equal distances are equal ratios of ranks; the lane ends with the last rank."""
    beside = roomy(width)
    left = 170.0 if beside else 16.0
    most = max(max((lens.ranked for lens in lenses), default=2), 2)
    step = (width - left - 44) / math.log(most)

    def x(rank: int) -> float:
        return left + math.log(rank) * step

    body, top = legend(looks, width)
    y = top + 20
    ends: list[list[tuple[float, float]]] = [[] for _ in looks]
    lanes: list[str] = []
    for lens in lenses:
        labels = wrap(lens.label, left - 30 if beside else width - 16, bold=True)
        lanes += paragraph(0, y + 14, labels, leading=LEADING, bold=True, halo=True)
        lane_top = y if beside else y + LEADING * len(labels) + 4
        for k, (look, rank) in enumerate(zip(looks, lens.ranks, strict=True)):
            middle = lane_top + LANE * (k + 0.5)
            lanes += _lane(look, rank, x, middle, lens.ranked)
            if rank is not None:
                ends[k].append((x(rank), middle))
        y = max(lane_top + LANE * len(looks), y + LEADING * len(labels)) + 10
        lanes.append(line(0, y - 4, width, y - 4))
    body += _axis(x, most, top + 8, y - 4)
    body += [polyline(points, look.colour, 2, 0.35) for look, points in zip(looks, ends, strict=True) if points]
    return svg(width, y, title, [*body, *lanes])


def _lane(look: Look, rank: int | None, x: Scale, middle: float, ranked: int) -> list[str]:
    track = line(x(1), middle, x(ranked), middle, FIELD, 1, "1 3") + line(
        x(ranked), middle - 4, x(ranked), middle + 4, FIELD
    )
    if rank is None:
        return [track, text(x(1) + 8, middle + 4, f"{look.name}: not ranked", colour=FAINT, size=12, halo=True)]
    place = x(rank)
    return [
        track,
        mark(look.shape, place, middle, look.colour),
        text(place + 10, middle + 4.5, str(rank), bold=True, halo=True),
    ]


def _axis(x: Scale, most: int, top: float, bottom: float) -> list[str]:
    body: list[str] = []
    for tick in (t for t in TICKS if t <= most):
        body.append(text(x(tick), top + 4, str(tick), anchor="middle", colour=FAINT, size=11))
        body.append(line(x(tick), top + 9, x(tick), bottom, RULE))
    return body
