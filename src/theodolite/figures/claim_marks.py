"""Claim marks: what documents claim as a multiple of what the evidence base has, one row a claim, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

from theodolite.figures.theme import (
    FAINT,
    FIELD,
    INK,
    RULE,
    SHADE,
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

FARTHEST = 4.0
"""Multiples beyond this, or below its inverse, are drawn at the edge with an arrow."""

TICKS = ((0.25, "¼"), (0.5, "½"), (1.0, "1"), (2.0, "2"), (4.0, "4"))
SHAPES = {"confirmed": ("circle", True), "imprecise": ("circle", False), "contradicted": ("diamond", True)}
"""Verdict → the shape of its mark, and whether it is filled."""

ROW, LEADING, TALL = 26.0, 15.0, 10.0


@dataclass(frozen=True)
class ClaimMark:
    """One claim: its label, both numbers as written, its verdict, and its multiple of the evidence's figure.

    `low` to `high` is what the claim's words may stand for, None for an end that is open; `least` to `most` what the
    evidence's figure may stand for: all as multiples of that figure, above zero.
    """

    label: str
    shown: str
    verdict: str
    colour: str
    value: float
    low: float | None
    high: float | None
    least: float
    most: float


def claim_marks(title: str, rows: Sequence[ClaimMark], width: float) -> str:
    """Each row has the evidence's figure in the middle, at 1; twice and half as much lie equally far from it.

    Where the words stand above their marks, the lines of the scale are drawn at the marks alone.
    """
    beside = roomy(width)
    left, right = (300.0 if beside else 14.0), 16.0
    span = width - left - right

    def x(multiple: float) -> float:
        within = min(max(multiple, 1 / FARTHEST), FARTHEST)
        return left + span * (log2(within) + log2(FARTHEST)) / (2 * log2(FARTHEST))

    head, top = _key(width)
    y = top + 24
    body: list[str] = []
    for row in rows:
        drawn, y = _row(row, x, y, left, width, beside)
        body += drawn
    axis = [text(x(at), top + 10, name, anchor="middle", colour=FAINT, size=11) for at, name in TICKS]
    rules = _rules(x, top + 15, y - 4) if beside else []
    return svg(width, y, title, [*head, *axis, *rules, *body])


def _rules(x: Callable[[float], float], top: float, bottom: float) -> list[str]:
    """The lines of the scale from `top` to `bottom`, that of 1 unbroken."""
    return [line(x(at), top, x(at), bottom, *((INK, 1.0, "") if at == 1 else (RULE, 1.0, "2 3"))) for at, _ in TICKS]


def _key(width: float) -> tuple[list[str], float]:
    body, at, y = [], 6.0, 9.0
    for verdict, (shape, filled) in SHAPES.items():
        needed = text_width(verdict, 12) + 30
        if at > 6 and at + needed > width:
            at, y = 6.0, y + 20
        body += [mark(shape, at, y, INK, filled=filled), text(at + 10, y + 4.5, verdict, size=12)]
        at += needed
    return body, y + 12


def _row(
    row: ClaimMark, x: Callable[[float], float], y: float, left: float, width: float, beside: bool
) -> tuple[list[str], float]:
    room = left - 20 if beside else width - 8
    labels, numbers = wrap(row.label, room, 12), wrap(row.shown, room, 11)
    body = paragraph(0, y + 11, labels, leading=LEADING, size=12, halo=True)
    below = y + LEADING * len(labels)
    body += paragraph(0, below + 10, numbers, leading=14, colour=FAINT, size=11, halo=True)
    bottom = below + 14 * len(numbers) + 4
    middle = y + 10 if beside else bottom + TALL
    if not beside:
        body += _rules(x, middle - TALL, middle + TALL)
    body += [rect(x(row.least) - 1, middle - TALL / 2, x(row.most) - x(row.least) + 2, TALL, FIELD)]
    low, high = x(row.low if row.low is not None else 0.0), x(row.high if row.high is not None else FARTHEST * 2)
    open_end = "3 2" if row.low is None or row.high is None else ""
    body.append(line(low, middle, high, middle, row.colour, 2, open_end))
    shape, filled = SHAPES[row.verdict]
    body.append(mark(shape, x(row.value), middle, row.colour, filled=filled))
    if row.value > FARTHEST or row.value < 1 / FARTHEST:
        arrow, anchor = ("→", "end") if row.value > FARTHEST else ("←", "start")
        body.append(
            text(x(row.value) + (-9 if anchor == "end" else 9), middle + 4, arrow, anchor=anchor, size=12, halo=True)
        )
    end = max(bottom, y + ROW) if beside else middle + TALL + 4
    body.append(line(0, end, width, end, SHADE))
    return body, end + 6
