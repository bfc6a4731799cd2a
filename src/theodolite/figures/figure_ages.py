"""Ages of figures: the year of the figure used for each indicator, a mark an entity; what is old stands on shade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from theodolite.figures.theme import (
    FAINT,
    RULE,
    SHADE,
    Look,
    legend,
    line,
    mark,
    paragraph,
    rect,
    roomy,
    svg,
    text,
    wrap,
)  # fmt: skip

LANE, LEADING = 9.0, 15.0


@dataclass(frozen=True)
class AgeRow:
    """One indicator, its pillar, and the year of the figure used for each entity (None: there is no figure)."""

    label: str
    pillar: str
    years: tuple[int | None, ...]


def figure_ages(title: str, looks: Sequence[Look], rows: Sequence[AgeRow], now: int, old: int, width: float) -> str:
    """Years run from left to right up to `now`; the shaded years are more than `old` before it."""
    beside = roomy(width)
    left, right = (290.0 if beside else 14.0), 24.0
    first = min([now - old - 2, *(y for row in rows for y in row.years if y is not None)])
    step = (width - left - right) / max(now - first, 1)

    def x(year: int) -> float:
        return left + (year - first) * step

    head, top = legend(looks, width)
    y = top + 24
    body: list[str] = []
    pillar = ""
    for row in rows:
        if row.pillar != pillar:
            pillar = row.pillar
            body.append(text(0, y + 14, pillar, bold=True))
            y += 22
        labels = wrap(row.label, left - 20 if beside else width - 20, 12)
        body += paragraph(8 if beside else 0, y + 11, labels, leading=LEADING, size=12)
        lane = y + 6 if beside else y + LEADING * len(labels) + 5
        for k, (look, year) in enumerate(zip(looks, row.years, strict=True)):
            if year is not None:
                body.append(mark(look.shape, x(year), lane + k * LANE, look.colour, size=3.8))
        y = max(lane + LANE * len(looks), y + LEADING * len(labels) if beside else 0) + 3
        body.append(line(0, y - 2, width, y - 2))
        y += 3
    shade = rect(x(first) - 10, top + 14, x(now - old - 1) - x(first) + 10 + step / 2, y - top - 18, SHADE)
    return svg(width, y, title, [*head, shade, *_axis(x, first, now, top, y - 4, step), *body])


def _axis(x: Callable[[int], float], first: int, now: int, top: float, bottom: float, step: float) -> list[str]:
    body: list[str] = []
    every = next(n for n in (1, 2, 5, 10, 20, 50) if n * step >= 44)
    for year in range(now, first - 1, -every):
        body.append(text(x(year), top + 8, str(year), anchor="middle", colour=FAINT, size=11))
        body.append(line(x(year), top + 13, x(year), bottom, RULE))
    return body
