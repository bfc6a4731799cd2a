"""Drivers: how much of a spread each doubted choice or assumption makes, alone and together with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from theodolite.core.prose import counted
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


def drivers(
    title: str, rows: Sequence[Driver], width: float, nothing: str = "No choice moves it.", *,
    what: str = "choice", most: int | None = None,
) -> str:  # fmt: skip
    """Bars from 0 to 100 %, filled for alone and outlined for the total, each with its interval as a line.

    `what` is the word for a row; of more than `most` rows the first are drawn and the rest counted. Estimates stray a
    little beyond 0 and 1: bars and lines are drawn between them. Without any share above zero the picture says
    `nothing`.
    """
    if not any(row.total.value > 0 or row.alone.value > 0 for row in rows):
        lines = wrap(nothing, width)
        return svg(width, 16.0 * len(lines) + 6, title, paragraph(0, 14, lines))
    beside = roomy(width)
    left = 190.0 if beside else 2.0
    scale = width - left - PAD
    body, top = _key(width, what)
    y = top + 22
    for row in rows[:most]:
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
    rest, bottom = _rest([] if most is None else rows[most:], what, y, width)
    return svg(width, bottom, title, [*axis, *body, *rest], _told(rows[:most], what))


def driver_table(rows: Sequence[Driver]) -> pl.DataFrame:
    """A row a choice: its share alone and in total, each with the ends of its interval."""
    told = [
        {"choice": row.choice, "first": row.alone.value, "first_low": row.alone.low, "first_high": row.alone.high,
         "total": row.total.value, "total_low": row.total.low, "total_high": row.total.high}
        for row in rows
    ]  # fmt: skip
    names = ("first", "first_low", "first_high", "total", "total_low", "total_high")
    return pl.DataFrame(told, schema={"choice": pl.String, **dict.fromkeys(names, pl.Float64)})


def _rest(rows: Sequence[Driver], what: str, y: float, width: float) -> tuple[list[str], float]:
    """How many rows are not drawn, and how much the largest of them makes."""
    if not rows:
        return [], y
    largest = max(rows, key=lambda row: row.total.value).total.said
    which = "" if len(rows) == 1 else "the largest "
    lines = wrap(f"Not drawn: {counted(len(rows), what)}, {which}with {largest} in total.", width, 12)
    return paragraph(0, y + 10, lines, leading=LEADING, size=12, colour=FAINT), y + LEADING * len(lines) + 4


def _told(rows: Sequence[Driver], what: str) -> str:
    """What the picture shows, in words."""
    parts = [f"{row.choice} {row.alone.said} alone, {row.total.said} in total" for row in rows]
    return f"Share of the spread that each {what} makes. {'; '.join(parts)}."


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


def _key(width: float, what: str) -> tuple[list[str], float]:
    body: list[str] = []
    x, y = 0.0, 0.0
    for word, ground in ((f"this {what} alone", COLOUR), ("with what it does together with others", PAPER)):
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
