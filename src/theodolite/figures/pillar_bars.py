"""Pillar bars: the scores of the entities as bars, and below them every economy of the field as a faint dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.numbers import score
from theodolite.figures.theme import (
    FAINT,
    FIELD,
    Look,
    dots,
    legend,
    line,
    mark,
    paragraph,
    rect,
    roomy,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip

BAR, GAP, STRIP, LEADING = 12.0, 5.0, 14.0, 16.0


@dataclass(frozen=True)
class PillarRow:
    """One pillar: the entities' scores with a word on their rank, and the scores of the whole field."""

    label: str
    scores: tuple[float | None, ...]
    ranks: tuple[str, ...]
    field: tuple[float, ...]


def pillar_bars(title: str, looks: Sequence[Look], rows: Sequence[PillarRow], width: float) -> str:
    """Bars from zero, proportional to the scores, on one scale for all pillars; no bar where there is no score."""
    beside = roomy(width)
    left = 150.0 if beside else 8.0
    room = max([text_width(f"{score(s)}   {r}") for row in rows for s, r in _known(row)], default=0.0) + 10
    low = min([0.0, *(v for row in rows for v in row.field)])
    high = max([v for row in rows for v in row.field], default=1.0)
    scale = (width - left - room) / ((high - low) or 1.0)
    zero = left - low * scale
    body, y = legend(looks, width, field="one dot an economy")
    for row in rows:
        labels = wrap(row.label, left - 16 if beside else width - 16, bold=True)
        body += paragraph(0 if beside else left, y + 11, labels, leading=LEADING, bold=True)
        top = y if beside else y + LEADING * len(labels)
        bars, bottom = _bars(looks, row, zero, scale, top)
        body += [*bars, dots([zero + v * scale for v in row.field], bottom + 5)]
        y = max(bottom + STRIP, y + LEADING * len(labels) if beside else 0) + 12
        body.append(line(0, y - 8, width, y - 8))
    body.insert(0, line(zero, 26, zero, y - 8, FIELD))
    return svg(width, y, title, body)


def _known(row: PillarRow) -> list[tuple[float, str]]:
    return [(s, r) for s, r in zip(row.scores, row.ranks, strict=True) if s is not None]


def _bars(looks: Sequence[Look], row: PillarRow, zero: float, scale: float, y: float) -> tuple[list[str], float]:
    body: list[str] = []
    for look, value, rank in zip(looks, row.scores, row.ranks, strict=True):
        if value is None:
            body.append(text(zero + 5, y + BAR - 2, f"{look.name}: not scored", colour=FAINT, size=12))
        else:
            end = zero + value * scale
            body.append(rect(min(zero, end), y, abs(value) * scale, BAR, look.colour))
            body.append(mark(look.shape, end, y + BAR / 2, look.colour, size=3.5, filled=False))
            body.append(text(max(zero, end) + 8, y + BAR - 1.5, score(value), bold=True, size=12))
            body.append(
                text(max(zero, end) + 17 + text_width(score(value), 12), y + BAR - 1.5, rank, colour=FAINT, size=12)
            )
        y += BAR + GAP
    return body, y
