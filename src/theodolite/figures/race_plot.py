"""Race plot: the groups of a race, where their releases stand, and how dots, step lines and records are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import isfinite

from theodolite.figures.axes import MARGIN, Days, Values, values_between
from theodolite.figures.free_places import Box
from theodolite.figures.height_gaps import Dot, records
from theodolite.figures.theme import Look, line, mark, text_width

LABEL, CLOSE = 11.0, 3.0
"""The size of a label, and how near marks may stand until one is left out."""


@dataclass(frozen=True)
class Runner:
    """One group and its releases; those without a finite value are left out. `less`: a lesser value is better."""

    look: Look
    releases: tuple[Dot, ...]
    less: bool = False

    @cached_property
    def dots(self) -> list[Dot]:
        """The releases that have a value, in the order of their days."""
        return sorted((dot for dot in self.releases if isfinite(dot.value)), key=lambda dot: dot.day)

    @cached_property
    def best(self) -> list[Dot]:
        """The records."""
        return records(self.dots, less=self.less)


@dataclass(frozen=True)
class Course:
    """What the race is run by: the score's title and unit, the day that is now, and whether heights are logarithms."""

    title: str
    unit: str
    now: date
    log: bool = False


@dataclass(frozen=True)
class Plot:
    """Where days and values stand, and the day that is now."""

    days: Days
    values: Values
    now: date

    @property
    def within(self) -> Box:
        """The room for labels."""
        return Box(self.days.left + 2, self.values.top, self.days.right, self.values.bottom)

    def holds(self, dot: Dot) -> bool:
        """Whether a release lies within the heights that are drawn."""
        return self.values.low <= dot.value <= self.values.high

    def at(self, dot: Dot) -> tuple[float, float]:
        """Where a release stands."""
        return self.days.x(dot.day), self.values.y(dot.value)


def plot_of(runners: Sequence[Runner], course: Course, width: float, top: float) -> Plot:
    """The plot from `top` on: its heights are those of the records, its days those of all releases until now."""
    dots = [dot for runner in runners for dot in runner.best]
    ends = [end for r in runners for dot in r.best for end in (dot.low, dot.high) if end is not None and isfinite(end)]
    ends = [end for end in ends if end > 0] if course.log else ends
    tall = min(max(width * 0.5, 320.0), 480.0)
    values = values_between(
        [*(dot.value for dot in dots), *ends], top, top + tall, log=course.log, less=runners[0].less
    )
    left = max([text_width(told, LABEL) for _, told in values.ticks()], default=0) + 12
    first = min(dot.day for runner in runners for dot in runner.dots)
    return Plot(Days(first, max(course.now, first), left, width - MARGIN), values, course.now)


def field(runner: Runner, plot: Plot) -> list[str]:
    """A group's dots, one a pixel, and its step line until now."""
    kept = {(round(x), round(y)) for x, y in (plot.at(dot) for dot in runner.dots if plot.holds(dot))}
    body = [many_dots(sorted(kept), runner.look.colour)]
    points = [plot.at(dot) for dot in runner.best]
    if points:
        steps = "".join(f"H{x:.1f}V{y:.1f}" for x, y in points[1:])
        path = f"M{points[0][0]:.1f} {points[0][1]:.1f}{steps}H{plot.days.x(plot.now):.1f}"
        body.append(f'<path d="{path}" fill="none" stroke="{runner.look.colour}" stroke-width="3"/>')
    return body


def record_marks(runner: Runner, plot: Plot) -> list[str]:
    """A group's records with their intervals."""
    colour = runner.look.colour
    body: list[str] = []
    for dot in thinned(runner, plot):
        x, y = plot.at(dot)
        if (ends := interval(dot, plot)) is not None:
            body.append(line(x, ends[0], x, ends[1], colour, 1))
        body.append(mark(runner.look.shape, x, y, colour, size=3.2))
    return body


def many_dots(points: Sequence[tuple[float, float]], colour: str) -> str:
    """Faint dots as one path."""
    path = "".join(f"M{x:g} {y:g}h0" for x, y in points)
    return f'<path d="{path}" stroke="{colour}" stroke-width="4" stroke-linecap="round" stroke-opacity=".4"/>'


def thinned(runner: Runner, plot: Plot) -> list[Dot]:
    """The records whose marks do not lie on that of the one before; the last always."""
    kept: list[Dot] = []
    for dot in reversed(runner.best):
        (x, y), before = plot.at(dot), plot.at(kept[-1]) if kept else (1e9, 1e9)
        if abs(x - before[0]) + abs(y - before[1]) >= CLOSE:
            kept.append(dot)
    return kept[::-1]


def interval(dot: Dot, plot: Plot) -> tuple[float, float] | None:
    """Where the ends of an interval stand, the upper one first."""
    if dot.low is None or dot.high is None or not (isfinite(dot.low) and isfinite(dot.high)):
        return None
    a, b = plot.values.y(dot.low), plot.values.y(dot.high)
    return min(a, b), max(a, b)


def taken_by(runner: Runner, plot: Plot) -> list[Box]:
    """What a label may not cover: the step line, and records with their intervals."""
    points = [plot.at(dot) for dot in runner.best]
    boxes: list[Box] = []
    for (x, y), (x2, y2) in pairwise([*points, (plot.days.x(plot.now), points[-1][1])] if points else []):
        boxes += [Box(x, y - 2, x2, y + 2), Box(x2 - 2, min(y, y2), x2 + 2, max(y, y2))]
    for dot in thinned(runner, plot):
        x, y = plot.at(dot)
        low, high = interval(dot, plot) or (y, y)
        boxes += [Box(x - 5, y - 5, x + 5, y + 5), Box(x - 1, low, x + 1, high)]
    return boxes
