"""Pareto front: what one aim costs the other, the chosen solutions by name, beside other fronts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import TICK, Values, value_axis, values_between
from theodolite.figures.free_places import Box, Label, first_free, fitted, wrapped
from theodolite.figures.keys import Sample, key
from theodolite.figures.numbers import number
from theodolite.figures.theme import FAINT, Look, line, mark, paragraph, svg, text, text_width
from theodolite.figures.value_scale import across_axis

LABEL, MARK, POINT = 11.5, 5.0, 2.6
DASHES = ("", "6 3", "2 2", "8 3 2 3")
"""How the fronts are drawn in their order."""

NEAR, FAR = (9, 12, 16, 20), (28, 38, 50)
"""How far from its mark a name may stand, and how far where nothing is free."""


class Solution(NamedTuple):
    """What a solution has of the aim across and of that upwards, and its name where it is one to be told."""

    across: float
    up: float
    name: str = ""


class Front(NamedTuple):
    """Solutions of which none is better than another in both aims, and others to be told that stand apart."""

    look: Look
    solutions: tuple[Solution, ...]
    others: tuple[Solution, ...] = ()


@dataclass(frozen=True)
class _Plot:
    across: Values
    up: Values

    def at(self, one: Solution) -> tuple[float, float]:
        return self.across.y(one.across), self.up.y(one.up)

    @property
    def within(self) -> Box:
        return Box(self.across.top + 2, self.up.top, self.across.bottom, self.up.bottom)


def pareto_front(title: str, across: str, up: str, fronts: Sequence[Front], width: float) -> str:
    """Less is better in both: each front is a line through its solutions, the named ones with a mark and their name.

    `across` and `up` say what the aims are, with their units. Scales hold what is there, not zero.
    """
    body, top = _head(fronts, up, width)
    every = [one for front in fronts for one in (*front.solutions, *front.others)]
    if not every:
        return svg(width, top + 20, title, [*body, text(0, top + 12, "No solution is known.", colour=FAINT)])
    plot = _plot(every, width, top + 8)
    body += value_axis(plot.up, plot.across.top, plot.across.bottom)
    body += [*across_axis(plot.across, plot.up.top, plot.up.bottom)]
    body.append(line(plot.across.top, plot.up.bottom, plot.across.bottom, plot.up.bottom, FAINT))
    for k, front in reversed(list(enumerate(fronts))):
        body += _drawn(front, DASHES[k % len(DASHES)], plot)
    body += _labels(fronts, plot)
    words = wrapped(across, width, 12, bold=True)
    y = plot.up.bottom + 32
    body += paragraph(width, y, words, size=12, bold=True, anchor="end")
    return svg(width, y + 16 * len(words) - 8, title, body, _told(across, up, fronts))


def front_table(fronts: Sequence[Front]) -> pl.DataFrame:
    """A row a solution: its front, its name, what it has of both aims, and whether it is on the front."""
    rows = [
        {"front": front.look.name, "name": one.name, "across": one.across, "up": one.up, "on_front": on}
        for front in fronts
        for on, ones in ((True, front.solutions), (False, front.others))
        for one in ones
    ]
    schema = {"front": pl.String, "name": pl.String, "across": pl.Float64, "up": pl.Float64, "on_front": pl.Boolean}
    return pl.DataFrame(rows, schema=schema)


def _head(fronts: Sequence[Front], up: str, width: float) -> tuple[list[str], float]:
    """The line of each front, and what the heights are."""

    def sample(k: int, look: Look) -> Sample:
        return lambda x, y: [line(x, y, x + 22, y, look.colour, 2, DASHES[k % len(DASHES)]),
                             mark(look.shape, x + 11, y, look.colour, size=4)]  # fmt: skip

    items = [(sample(k, front.look), fitted(front.look.name, width - 30, 12)) for k, front in enumerate(fronts)]
    drawn, y = key(items, width)
    words = wrapped(up, width, 12, bold=True)
    return [*drawn, *paragraph(0, y + 14, words, size=12, bold=True)], y + 16.0 * len(words)


def _plot(every: Sequence[Solution], width: float, top: float) -> _Plot:
    """The scales, with room beside the outermost for their names."""
    up = values_between([one.up for one in every], top, top + min(max(width * 0.5, 240.0), 400.0))
    left = max(text_width(told, TICK) for _, told in up.ticks()) + 12
    across = values_between([one.across for one in every], left, width - 12, less=True)
    return _Plot(across, up)


def _drawn(front: Front, dash: str, plot: _Plot) -> list[str]:
    """The line, its solutions as dots, the named ones as marks, those apart hollow."""
    colour = front.look.colour
    ordered = sorted(front.solutions)
    points = [plot.at(one) for one in ordered]
    body = list[str]()
    if len(points) > 1:
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        body.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
    for one, (x, y) in zip(ordered, points, strict=True):
        if not one.name:
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{POINT:g}" fill="{colour}"/>')
    named = [(one, True) for one in ordered if one.name] + [(one, False) for one in front.others]
    return [*body, *(mark(front.look.shape, *plot.at(one), colour, size=MARK, filled=on) for one, on in named)]


def _labels(fronts: Sequence[Front], plot: _Plot) -> list[str]:
    """The names where they cover no mark and no other name, and near them no line if that can be."""
    lines = [box for front in fronts for box in _along(front, plot)]
    taken = [_mark_box(one, plot) for front in fronts for one in (*front.solutions, *front.others)]
    named = [(front, one) for front in fronts for one in (*front.solutions, *front.others) if one.name]
    body = list[str]()
    for front, one in named:
        places = ((NEAR, [*taken, *lines]), (NEAR, taken), (FAR, taken))
        found = (first_free(_tries(one, plot, steps), held, plot.within) for steps, held in places)
        label = next((label for label in found if label), None)
        if label is None:
            continue
        taken.append(label.box)
        colour = front.look.colour
        body += _leader(label.box, plot.at(one), colour)
        body.append(text(*label[:3], anchor=label.anchor, size=LABEL, bold=True, colour=colour, halo=True))
    return body


def _leader(box: Box, place: tuple[float, float], colour: str) -> list[str]:
    """A thin line from a solution to its name, where that stands away from it."""
    x, y = min(max(place[0], box.left), box.right), min(max(place[1], box.top), box.bottom)
    far = abs(x - place[0]) + abs(y - place[1]) > NEAR[-1]
    return [line(*place, x, y, colour, 0.9)] if far else []


def _tries(one: Solution, plot: _Plot, steps: Sequence[float]) -> list[Label]:
    """Places around a solution, the nearest first."""
    x, y = plot.at(one)
    return [
        Label(x + side * (off * 0.6 if level else off), y + 4 + level * off, one.name, anchor, LABEL, bold=True)
        for off in steps
        for level in (0, -1, 1)
        for side, anchor in ((1, "start"), (-1, "end"), (0, "middle"))
        if level or side
    ]


def _mark_box(one: Solution, plot: _Plot) -> Box:
    x, y = plot.at(one)
    half = MARK + 1 if one.name else POINT
    return Box(x - half, y - half, x + half, y + half)


def _along(front: Front, plot: _Plot) -> list[Box]:
    """Small boxes along the line."""
    boxes = list[Box]()
    for (x, y), (x2, y2) in pairwise(plot.at(one) for one in sorted(front.solutions)):
        many = int(max(abs(x2 - x), abs(y2 - y)) / 3) + 1
        places = [(x + (x2 - x) * k / many, y + (y2 - y) * k / many) for k in range(many + 1)]
        boxes += [Box(at - 2, height - 2, at + 2, height + 2) for at, height in places]
    return boxes


def _told(across: str, up: str, fronts: Sequence[Front]) -> str:
    """What the picture shows, in words: the named solutions, else the ends of a front."""
    parts = list[str]()
    for front in fronts:
        ordered = sorted(front.solutions)
        named = [one for one in (*ordered, *front.others) if one.name] or [*ordered[:1], *ordered[1:][-1:]]
        said = [f"{one.name or 'an end'} {number(one.across)} and {number(one.up)}" for one in named]
        parts.append(f"{front.look.name}: {', '.join(said) or 'nothing'}")
    return f"{across}, and {up}. {'; '.join(parts)}."
