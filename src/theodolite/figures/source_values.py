"""Source values: what each source says of the same thing, one dot a source, the one used filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.theme import (
    FAINT,
    FIELD,
    INK,
    RULE,
    line,
    mark,
    paragraph,
    roomy,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip

ROW, LEADING = 24.0, 16.0


@dataclass(frozen=True)
class Said:
    """What one source says: its name, the value, the value as written, and whether it is the one used."""

    source: str
    value: float
    shown: str
    used: bool


@dataclass(frozen=True)
class Disagreement:
    """One thing that several sources put a figure on."""

    label: str
    colour: str
    sides: tuple[Said, ...]


def source_values(title: str, cases: Sequence[Disagreement], width: float) -> str:
    """Each case has its own scale from zero, so lengths compare inside a case and never between two."""
    beside = roomy(width)
    left = 250.0 if beside else 10.0
    room = max([text_width(s.shown, 12, bold=True) for c in cases for s in c.sides], default=0.0) + 24
    body, y = [*_key(width)], 34.0
    for case in cases:
        heading = wrap(case.label, width, bold=True)
        body += paragraph(0, y + 12, heading, leading=LEADING, bold=True)
        y += LEADING * len(heading) + 6
        body_of_case, bottom = _case(case, left, width - left - room, y, beside)
        body += body_of_case
        y = bottom + 16
    return svg(width, y, title, body)


def _key(width: float) -> list[str]:
    return [
        mark("circle", 6, 9, INK), text(16, 13.5, "used", size=12),
        mark("circle", 66, 9, INK, filled=False), text(76, 13.5, "set aside", size=12),
        line(0, 24, width, 24),
    ]  # fmt: skip


def _case(case: Disagreement, left: float, span: float, y: float, beside: bool) -> tuple[list[str], float]:
    low = min([0.0, *(s.value for s in case.sides)])
    high = max([0.0, *(s.value for s in case.sides)])
    scale = span / ((high - low) or 1.0)
    xs = [left + (s.value - low) * scale for s in case.sides]
    told: list[str] = []
    top = y
    marks: list[tuple[float, float, Said]] = []
    for x, side in zip(xs, case.sides, strict=True):
        labels = wrap(side.source, (left - 24) if beside else 300, 12)
        told += paragraph(8 if beside else left, y + 12, labels, leading=14, colour=FAINT, size=12, halo=True)
        middle = y + ROW / 2 - 4 if beside else y + 14 * len(labels) + 8
        marks.append((x, middle, side))
        y = max(y + ROW, y + 14 * len(labels) + 8) if beside else middle + 16
    body = [line(left - low * scale, top, left - low * scale, y - 4, RULE)]
    body += [line(x, top, x, y - 4, FIELD, 1, "2 3") for x in (min(xs), max(xs))]
    body += told
    for x, middle, side in marks:
        body.append(mark("circle", x, middle, case.colour, filled=side.used))
        body.append(text(x + 11, middle + 4.5, side.shown, bold=side.used, size=12, halo=True))
    return body, y
