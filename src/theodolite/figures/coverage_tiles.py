"""Coverage tiles: one tile an indicator, by pillar and entity: a figure, none recorded, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from theodolite.figures.theme import (
    FAINT,
    INK,
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

TILE, GAP, LEADING = 13.0, 4.0, 16.0
State = Literal["figure", "old", "none-recorded", "not-taken", "unknown"]
WORDS: dict[State, str] = {
    "figure": "a figure",
    "old": "an old figure",
    "none-recorded": "none recorded: a true zero",
    "not-taken": "not taken by a lens",
    "unknown": "unknown",
}


@dataclass(frozen=True)
class CoverageRow:
    """One pillar: for each entity the state of each of its indicators, in one order."""

    label: str
    states: tuple[tuple[State, ...], ...]


def coverage_tiles(title: str, looks: Sequence[Look], rows: Sequence[CoverageRow], width: float) -> str:
    """Filled is a figure, half filled an old one, empty a recorded nothing, a dash one not taken, a cross unknown."""
    body, y = _key(width, {state for row in rows for states in row.states for state in states})
    beside = roomy(width)
    left = 150.0 if beside else 0.0
    names = max([text_width(look.name, 12) for look in looks], default=0.0) + 24
    per_line = int((width - left - names) // (TILE + GAP))
    for row in rows:
        labels = wrap(row.label, left - 12 if beside else width, bold=True)
        body += paragraph(0, y + 11, labels, leading=LEADING, bold=True)
        top = y if beside else y + LEADING * len(labels) + 2
        for look, states in zip(looks, row.states, strict=True):
            body += [
                mark(look.shape, left + 6, top + 6.5, look.colour, size=4),
                text(left + 16, top + 11, look.name, size=12),
            ]
            for k, state in enumerate(states):
                tile_x = left + names + (k % per_line) * (TILE + GAP)
                body.append(_tile(state, tile_x, top + (k // per_line) * (TILE + GAP), look.colour))
            top += (TILE + GAP) * max(1, -(-len(states) // per_line)) + 2
        y = max(top, y + LEADING * len(labels)) + 9
        body.append(line(0, y - 6, width, y - 6))
    return svg(width, y, title, body)


def _key(width: float, shown: set[State]) -> tuple[list[str], float]:
    body: list[str] = []
    x, y = 0.0, 2.0
    for state, word in WORDS.items():
        if state not in shown:
            continue
        needed = text_width(word, 12) + TILE + 22
        if x and x + needed > width:
            x, y = 0.0, y + 20
        body += [_tile(state, x, y, INK), text(x + TILE + 6, y + 11, word, size=12, colour=FAINT)]
        x += needed
    return body, y + 32


def _tile(state: State, x: float, y: float, colour: str) -> str:
    frame = f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="12" height="12"'
    if state == "figure":
        return f'{frame} fill="{colour}" stroke="{colour}"/>'
    if state == "unknown":
        cross = f'<path d="M{x + 3:.1f} {y + 3:.1f}l7 7m0 -7l-7 7" stroke="{FAINT}" stroke-width="1.4"/>'
        return f'{frame} fill="none" stroke="{FAINT}" stroke-dasharray="2 2"/>{cross}'
    if state == "not-taken":
        return f'{frame} fill="none" stroke="{FAINT}"/><path d="M{x + 3:.1f} {y + 6.5:.1f}h7" stroke="{FAINT}"/>'
    half = f'<path d="M{x + 0.5:.1f} {y + 12.5:.1f}v-12l12 12z" fill="{colour}"/>' if state == "old" else ""
    return f'{frame} fill="none" stroke="{colour}"/>{half}'
