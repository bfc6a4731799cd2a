"""Control timeline: chips by rules as tiles, the rules in the order of their days, each tile a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from theodolite.figures.theme import (
    COLOURS,
    FAINT,
    PAPER,
    SHADE,
    line,
    paragraph,
    roomy,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip

State = Literal["yes", "licence-case-by-case", "undetermined", "no"]

TILE, GAP, LEADING, SMALL = 24.0, 4.0, 15.0, 12.0

WORDS: dict[State, tuple[str, str]] = {
    "yes": ("yes", "a licence is needed"),
    "licence-case-by-case": ("case", "a licence may be had, case by case"),
    "undetermined": ("?", "a figure that could decide is missing"),
    "no": ("–", "not caught"),
}
"""A verdict → the sign in its tile, which tells it without its colour, and the words of the key."""

_PAINT: dict[State, tuple[str, str, str]] = {
    "yes": (COLOURS[0], COLOURS[0], PAPER),
    "licence-case-by-case": (PAPER, COLOURS[0], COLOURS[0]),
    "undetermined": (SHADE, FAINT, FAINT),
    "no": (PAPER, "#d5dbe1", FAINT),
}
"""A verdict → the colours of ground, frame and sign."""


@dataclass(frozen=True)
class RuleHead:
    """A rule above its column: its title, and from when to when it holds."""

    title: str
    effective: date
    until: date | None = None


@dataclass(frozen=True)
class ControlRow:
    """A chip and the verdict of each rule, in the order of the rules."""

    label: str
    states: tuple[State, ...]


def control_timeline(title: str, rules: Sequence[RuleHead], rows: Sequence[ControlRow], width: float) -> str:
    """One row a chip, one column a rule; the rules' titles stand below, by the numbers of their columns."""
    beside = roomy(width)
    left = max((text_width(row.label) for row in rows), default=0.0) + 14 if beside else 0.0
    step = (width - left) / max(len(rules), 1)
    body, y = _key({state for row in rows for state in row.states}, width)
    heads, y = _heads(rules, left, step, y)
    body += heads
    for row in rows:
        body.append(text(0, y + (16 if beside else 11), row.label))
        y += 0 if beside else LEADING
        for k, state in enumerate(row.states):
            body += _tile(state, left + k * step, y, step - GAP)
        y += TILE + (GAP if beside else GAP + 4)
    notes, y = _notes(rules, y + 8, width)
    return svg(width, y, title, [*body, *notes], _told(rules, rows))


def _key(shown: set[State], width: float) -> tuple[list[str], float]:
    """A tile and its words for each verdict that is shown, and where they end."""
    body: list[str] = []
    x, y, wide = 0.0, 0.0, 38.0
    for state, (_, words) in WORDS.items():
        if state not in shown:
            continue
        needed = wide + 6 + text_width(words, SMALL) + 14
        if x and x + needed > width:
            x, y = 0.0, y + TILE + GAP
        body += [*_tile(state, x, y, wide), text(x + wide + 6, y + 16, words, size=SMALL, colour=FAINT)]
        x += needed
    return body, y + TILE + 12


def _heads(rules: Sequence[RuleHead], left: float, step: float, top: float) -> tuple[list[str], float]:
    """The number of each rule, and the month and year in which it came into force."""
    body: list[str] = []
    for k, rule in enumerate(rules):
        x = left + k * step
        body += [
            text(x, top + 11, f"{k + 1}", bold=True),
            text(x, top + 11 + LEADING, f"{rule.effective:%b}", size=SMALL, colour=FAINT),
            text(x, top + 11 + 2 * LEADING, f"{rule.effective:%Y}", size=SMALL, colour=FAINT),
        ]
    return body, top + 11 + 2 * LEADING + 8


def _notes(rules: Sequence[RuleHead], top: float, width: float) -> tuple[list[str], float]:
    """The titles of the rules by number, with the day on which one no longer holds."""
    body, y = [line(0, top - 4, width, top - 4)], top
    for k, rule in enumerate(rules):
        ended = "" if rule.until is None else f", until {rule.until.day} {rule.until:%B %Y}"
        lines = wrap(f"{rule.title}{ended}", width - 22, SMALL)
        body.append(text(0, y + 12, f"{k + 1}", size=SMALL, bold=True))
        body += paragraph(20, y + 12, lines, leading=LEADING, size=SMALL, colour=FAINT)
        y += LEADING * len(lines) + 2
    return body, y + 6


def _tile(state: State, x: float, y: float, wide: float) -> list[str]:
    ground, frame, sign = _PAINT[state]
    box = (
        f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="{wide - 1:.1f}" height="{TILE - 1:.0f}" rx="2" '
        f'fill="{ground}" stroke="{frame}"/>'
    )
    return [box, text(x + wide / 2, y + 16.5, WORDS[state][0], anchor="middle", size=SMALL, colour=sign)]


def _told(rules: Sequence[RuleHead], rows: Sequence[ControlRow]) -> str:
    """The picture in words: each chip with the rules that ask a licence for it."""
    parts: list[str] = []
    for row in rows:
        pairs = list(zip(rules, row.states, strict=True))
        asking = [f"{rule.effective:%Y-%m}" for rule, state in pairs if state in ("yes", "licence-case-by-case")]
        parts.append(f"{row.label}: {', '.join(asking) or 'none'}")
    return "Rules that ask a licence, by chip. " + "; ".join(parts) + "."
