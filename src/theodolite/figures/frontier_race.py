"""Frontier race: releases over time, each group's best so far as a step line, and the months between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from theodolite.core.prose import counted
from theodolite.figures.axes import day_axis, value_axis
from theodolite.figures.free_places import fitted, wrapped
from theodolite.figures.height_gaps import gap_now, gaps, spread
from theodolite.figures.keys import Sample, key
from theodolite.figures.race_labels import record_labels, span, spans_of
from theodolite.figures.race_plot import LABEL, Course, Plot, Runner, field, many_dots, plot_of, record_marks, taken_by
from theodolite.figures.theme import FAINT, INK, Look, legend, line, mark, paragraph, roomy, svg, text, wrap

APART = 18.0
"""How far the spans between the groups lie apart."""


def frontier_race(title: str, runners: Sequence[Runner], course: Course, width: float) -> str:
    """The first runner is the follower and the second the leader: the months are told between these two.

    A release is a dot, a record a mark with its interval; labels of records stand where they cover nothing. What came
    out after the course's day is left out. Raises ValueError for a value of 0 or less on a logarithmic course.
    """
    beside = roomy(width)
    runners = [replace(r, releases=tuple(dot for dot in r.releases if dot.day <= course.now)) for r in runners]
    heads, below = _head(runners, course, width)
    top = below + 12
    if not any(runner.dots for runner in runners):
        return svg(width, top + 20, title, [*heads, text(0, top + 12, "No release is known.", colour=FAINT)])
    plot = plot_of(runners, course, width, top)
    following, leading = (runners[k].best if k < len(runners) else [] for k in (0, 1))
    now = gap_now(following, leading, less=runners[0].less)
    at_now = [] if now is None else [plot.values.y(now[0].value)]
    chosen = spread(gaps(following, leading, less=runners[0].less), plot.values.y, at_now, 4 if beside else 3, APART)
    axes = [*day_axis(plot.days, top, plot.values.bottom), *value_axis(plot.values, plot.days.left, plot.days.right)]
    taken = [box for runner in runners for box in taken_by(runner, plot)]
    names = [runner.look.name for runner in runners]
    spans = spans_of(chosen, now, plot, taken, names)
    lines = [part for runner in reversed(runners) for part in field(runner, plot)]
    marks = [part for runner in reversed(runners) for part in record_marks(runner, plot)]
    labels = record_labels(runners, plot, spans.taken, 12 if beside else 4)
    told = (
        f"{course.title}: "
        + "; ".join([*spans.words, *(_best_told(runner) for runner in runners if runner.best)])
        + "."
    )
    foot, bottom = _foot(runners, plot, width)
    return svg(width, bottom, title, [*heads, *axes, *lines, *spans.drawn, *marks, *spans.labels, *labels, *foot], told)


def race_table(runners: Sequence[Runner]) -> pl.DataFrame:
    """Every release with its group, day, value and interval, and whether it was a record on its day."""
    rows = [
        {
            "group": runner.look.name, "model": dot.title, "released": dot.day, "value": dot.value, "low": dot.low,
            "high": dot.high, "record": id(dot) in best,
        }
        for runner in runners
        for best in [{id(record) for record in runner.best}]
        for dot in runner.dots
    ]  # fmt: skip
    types = {"low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema_overrides=types, infer_schema_length=None)


def gap_table(follower: Runner, leader: Runner, now: date) -> pl.DataFrame:
    """The gap at each record of the leader that has one: value, model, both days, months, and whether it is open."""
    titles = {dot.value: dot.title for dot in leader.best}
    rows = [
        {
            "value": gap.value, "model": titles[gap.value], "led": gap.led, "followed": gap.followed,
            "months": gap.months(now), "open": gap.followed is None,
        }
        for gap in gaps(follower.best, leader.best, less=leader.less)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"followed": pl.Date}, infer_schema_length=None)


def _head(runners: Sequence[Runner], course: Course, width: float) -> tuple[list[str], float]:
    """The names of the groups, how marks are read, and what the heights are."""
    names = [Look(fitted(r.look.name, width - 40), r.look.colour, r.look.shape) for r in runners]
    body, y = legend(names, width)
    follower = fitted(runners[0].look.name, width / 3, 12) if runners else ""
    samples: list[tuple[Sample, str]] = [
        (lambda x, y: [many_dots([(x + 11, y)], INK)], "a model"),
        (lambda x, y: [f'<path d="M{x:.1f} {y + 5:.1f}h11v-9h11" fill="none" stroke="{INK}" stroke-width="2"/>'],
         "the best so far"),
        (lambda x, y: [line(x + 11, y - 7, x + 11, y + 7, INK, 1), mark("circle", x + 11, y, INK, size=3.2)],
         "a record, with its 90 % interval"),
        (lambda x, y: span(x, x + 22, y, 1.6), f"months until {follower} had as much"),
    ]  # fmt: skip
    samples = samples if any(d.low is not None for r in runners for d in r.best) else [*samples[:2], samples[3]]
    drawn, y = key(samples, width, y)
    unit = f", {course.unit}" if course.unit else ""
    less = " (less is better: the scale is turned over)" if runners and runners[0].less else ""
    words = wrapped(f"{course.title}{unit}{less}", width, 12, bold=True)
    return [*body, *drawn, *paragraph(0, y + 14, words, size=12, bold=True)], y + 16 * len(words)


def _foot(runners: Sequence[Runner], plot: Plot, width: float) -> tuple[list[str], float]:
    """How many releases lie below the heights that are drawn."""
    below = sum(not plot.holds(dot) for runner in runners for dot in runner.dots)
    y = plot.values.bottom + 24
    if not below:
        return [], y
    said = f"Not drawn, worse than the scale reaches: {counted(below, 'model')}. The table has all."
    lines = wrap(said, width, LABEL)
    return paragraph(0, y + 12, lines, size=LABEL, colour=FAINT, leading=14), y + 14 * len(lines) + 6


def _best_told(runner: Runner) -> str:
    return f"the best of {runner.look.name} is {runner.best[-1].title} of {runner.best[-1].day}"
