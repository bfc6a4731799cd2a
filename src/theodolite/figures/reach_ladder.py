"""Reach ladder: from the present rank upwards, the moves that each better rank would take, in years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theodolite.figures.numbers import number, ordinal
from theodolite.figures.theme import (
    FAINT,
    FIELD,
    Look,
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

BAR, LEADING = 10.0, 15.0


@dataclass(frozen=True)
class Move:
    """One indicator that moves: its name, from what to what, and how many years that takes at the fastest pace."""

    indicator: str
    change: str
    years: float
    longest: float | None = None
    """The longest of several moves that are drawn as one."""


@dataclass(frozen=True)
class Rung:
    """One better rank: what it takes; no moves and a reason where no movement reaches it."""

    rank: int
    moves: tuple[Move, ...]
    why_not: str = ""
    passes: str = ""
    """Who stands there now."""

    @property
    def longest(self) -> float:
        """The years of the longest single move."""
        return max(move.longest or move.years for move in self.moves)

    @property
    def years(self) -> float:
        """The sum of the moves in years."""
        return sum(move.years for move in self.moves)


def reach_ladder(title: str, look: Look, rank: int, rungs: Sequence[Rung], width: float) -> str:
    """The best rank on top, the present one at the foot; bars are years on one scale for all rungs."""
    beside = roomy(width)
    left = 300.0 if beside else 26.0
    room = max([text_width(_said(move.years), 12, bold=True) for rung in rungs for move in rung.moves], default=0) + 16
    longest = max([move.years for rung in rungs for move in rung.moves], default=1.0) or 1.0
    scale = (width - left - room) / longest
    body: list[str] = []
    y = 4.0
    middles: list[float] = []
    for rung in sorted(rungs, key=lambda rung: rung.rank):
        middles.append(y + 9)
        lines, y = _rung(rung, y, left, scale, width, look.colour)
        body += lines
    foot = wrap(f"{ordinal(rank)}: {look.name} today", width - 30, bold=True)
    body += paragraph(26, y + 14, foot, leading=LEADING, bold=True, colour=look.colour)
    middles.append(y + 9)
    rail = [line(10, middles[0], 10, middles[-1], FIELD, 2)]
    rail += [mark("circle", 10, middle, FIELD, size=4, filled=False) for middle in middles[:-1]]
    rail.append(mark(look.shape, 10, middles[-1], look.colour))
    return svg(width, y + LEADING * len(foot) + 7, title, [*rail, *body])


def _rung(rung: Rung, y: float, left: float, scale: float, width: float, colour: str) -> tuple[list[str], float]:
    beside = roomy(width)
    total = f": {_taking(rung)}" if rung.moves else ""
    passing = f", past {rung.passes}" if rung.passes else ""
    heading = wrap(f"{ordinal(rung.rank)}{passing}{total}", width - 30, bold=True)
    body = paragraph(26, y + 14, heading, leading=LEADING, bold=True)
    y += LEADING * len(heading) + 6
    if not rung.moves:
        lines = wrap(rung.why_not, width - 34, 12)
        return [*body, *paragraph(26, y + 11, lines, leading=LEADING, size=12, colour=FAINT)], y + LEADING * len(
            lines
        ) + 12
    for move in rung.moves:
        labels = wrap(move.indicator, left - 50 if beside else width - 30, 12)
        changes = wrap(move.change, left - 50 if beside else width - 30, 11.5)
        body += paragraph(26, y + 10, labels, leading=14, size=12)
        body += paragraph(26, y + 10 + 14 * len(labels), changes, leading=14, size=11.5, colour=FAINT)
        below = y + 14 * (len(labels) + len(changes))
        top = y + 2 if beside else below + 2
        body.append(rect(left, top, max(move.years * scale, 1.5), BAR, colour))
        body.append(
            text(left + max(move.years * scale, 1.5) + 7, top + BAR - 0.5, _said(move.years), size=12, bold=True)
        )
        y = below + 8 if beside else top + BAR + 8
    return body, y + 8


def _taking(rung: Rung) -> str:
    """The years of the one move; of several the longest, for they go side by side, and then the sum."""
    if len(rung.moves) == 1:
        return _said(rung.years)
    return f"{_said(rung.longest)} side by side, {_said(rung.years)} added up"


def _said(years: float) -> str:
    """Years for reading: under a tenth is said so."""
    if years < 0.1:
        return "under 0.1 years"
    shown = number(round(years, 1))
    return f"{shown} year" if shown == "1" else f"{shown} years"
