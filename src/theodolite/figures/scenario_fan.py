"""Scenario fan: one output over years, the median and its 5 to 95 % by scenario, among what others have published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import TICK, Values, value_axis, values_between
from theodolite.figures.fan_marks import Said, marks_drawn, published, said_list
from theodolite.figures.free_places import wrapped
from theodolite.figures.keys import Sample, key
from theodolite.figures.numbers import number, three_digits
from theodolite.figures.theme import FAINT, FIELD, INK, Look, line, mark, paragraph, polyline, svg, text, text_width
from theodolite.figures.year_scale import Years, counted_rule, year_axis

OVERLAID = 2
"""So many scenarios share one plot; of more, each has its own, with the medians of the others faint."""

RATIO = 30.0
"""From this ratio of the largest to the least on, heights are logarithms."""

LEAST_PANEL, GUTTER, RIGHT, SMALL, LEADING = 100.0, 44.0, 18.0, 11.5, 15.0


ROOM = 28.0
"""How far heights that are told lie apart in a low plot; in a high one twice as far."""


class Course(NamedTuple):
    """One scenario: its look, its years in order, and for each the 5 %, the median and the 95 %."""

    look: Look
    years: tuple[int, ...]
    p05: tuple[float, ...]
    median: tuple[float, ...]
    p95: tuple[float, ...]

    @property
    def last(self) -> str:
        """The figure of the last year with its interval: 2030: 1.2 M (0.6 M to 2.3 M)."""
        low, middle, high = (three_digits(ends[-1]) for ends in (self.p05, self.median, self.p95))
        told = [number(value, (low, middle, high)) for value in (middle, low, high)]
        return f"{self.years[-1]}: {told[0]} ({told[1]} to {told[2]})"


def scenario_fan(
    title: str, unit: str, courses: Sequence[Course], width: float, *,
    counted: int | None = None, marks: Sequence[Said] = (),
) -> str:  # fmt: skip
    """One or two scenarios in one plot, more in a plot each on one scale; what is published has a number and a list.

    `counted` is the last year that is counted: lines are dashed from there on. Heights are logarithms where the largest
    is over 30 times the least, unless 0 or less is among them; otherwise they begin at 0.
    """
    courses = [course for course in courses if course.years]
    heads, y = _head(unit, courses, marks, width)
    if not courses:
        return svg(width, y + 22, title, [*heads, text(0, y + 12, "No scenario is told.", colour=FAINT)])
    groups = [courses] if len(courses) <= OVERLAID else [[course] for course in courses]
    heights = _heights(courses, marks)
    left = max(text_width(told, TICK) for _, told in heights.ticks(ROOM)) + 12
    columns = min(len(groups), max(int((width - left - RIGHT + GUTTER) // (LEAST_PANEL + GUTTER)), 1), 3)
    wide = (width - left - RIGHT - GUTTER * (columns - 1)) / columns
    body = list[str]()
    for at in range(0, len(groups), columns):
        row, y = _row(groups[at : at + columns], courses, heights, (left, wide, y), counted, marks)
        body += row
    listed, y = said_list(marks, y + 6, width)
    return svg(width, y, title, [*heads, *body, *listed], _told(unit, courses, marks))


def course_table(courses: Sequence[Course]) -> pl.DataFrame:
    """A row a scenario and year: the 5 %, the median and the 95 %."""
    rows = [
        {"scenario": course.look.name, "year": year, "p05": low, "median": middle, "p95": high}
        for course in courses
        for year, low, middle, high in zip(*course[1:], strict=True)
    ]
    schema = {"scenario": pl.String, "year": pl.Int64, **dict.fromkeys(("p05", "median", "p95"), pl.Float64)}
    return pl.DataFrame(rows, schema=schema)


def _head(unit: str, courses: Sequence[Course], marks: Sequence[Said], width: float) -> tuple[list[str], float]:
    """What the heights are, and how a line, its band and a number are read."""
    words = wrapped(unit, width, 12, bold=True)
    samples: list[tuple[Sample, str]] = [
        (lambda x, y: [_band([(x, y - 6), (x + 22, y - 6), (x + 22, y + 6), (x, y + 6)], INK),
                       line(x, y, x + 22, y, INK, 2.4)], "the median, and 5 to 95 %"),
    ]  # fmt: skip
    if len(courses) > OVERLAID:
        samples.append((lambda x, y: [line(x, y, x + 22, y, FIELD, 1)], "the other medians"))
    if marks:
        samples.append((lambda x, y: [published(x + 11, y)], "published by others"))
    drawn, y = key(samples, width, 16.0 * len(words) + 2)
    return [*paragraph(0, 12, words, size=12, bold=True), *drawn], y + 4


def _heights(courses: Sequence[Course], marks: Sequence[Said]) -> Values:
    """The scale of all plots, from 0 down to 1 for a plot of height 1."""
    values = [value for course in courses for ends in course[2:] for value in ends]
    values += [value for said in marks for value in (said.low, said.high)]
    if min(values) > 0 and max(values) > RATIO * min(values):
        return values_between(values, 0, 200, log=True)
    return values_between([*values, 0.0], 0, 200) if min(values) < 0 else Values(0, max(values) * 1.06 or 1.0, 0, 200)


def _row(
    groups: Sequence[Sequence[Course]], courses: Sequence[Course], heights: Values,
    room: tuple[float, float, float], counted: int | None, marks: Sequence[Said],
) -> tuple[list[str], float]:  # fmt: skip
    """Plots side by side below their names, the heights told at the left of the first."""
    left, wide, y = room
    names = [_names(group, left + k * (wide + GUTTER), y, wide) for k, group in enumerate(groups)]
    top = max(bottom for _, bottom in names) + (16 if counted else 4)
    tall = min(max(wide * 0.62, 120.0), 300.0)
    values = Values(heights.low, heights.high, top, top + tall, heights.log)
    years = [year for course in courses for year in course.years] + [said.year for said in marks]
    body = [part for drawn, _ in names for part in drawn]
    for k, group in enumerate(groups):
        start = left + k * (wide + GUTTER)
        scale = Years(min(years), max(years), start, start + wide)
        ticks = value_axis(values, start, start + wide, ROOM if tall < 160 else 2 * ROOM)
        ticks += [line(start, values.y(0), start + wide, values.y(0), INK, 1.2)] if values.low < 0 else []
        body += ticks if k == 0 else [part for part in ticks if not part.startswith("<text")]
        body += [*year_axis(scale, top, values.bottom), *counted_rule(scale, counted, top, values.bottom)]
        body += _lines(group, [one for one in courses if one not in group], scale, values, counted)
        body += marks_drawn(marks, scale, values)
    return body, values.bottom + 34


def _names(group: Sequence[Course], left: float, y: float, wide: float) -> tuple[list[str], float]:
    """Each scenario's mark and name, and below it the figure of its last year."""
    body = list[str]()
    for course in group:
        lines = wrapped(course.look.name, wide, 12, bold=True)
        body.append(mark(course.look.shape, left + 5, y + 9, course.look.colour, size=4))
        body += paragraph(left + 14, y + 13, lines, bold=True, size=12, leading=LEADING)
        y += LEADING * len(lines)
        told = wrapped(course.last, wide + 14, SMALL)
        body += paragraph(left, y + 13, told, size=SMALL, colour=FAINT, leading=LEADING)
        y += LEADING * len(told) + 6
    return body, y


def _lines(
    group: Sequence[Course], others: Sequence[Course], years: Years, values: Values, counted: int | None
) -> list[str]:
    """The medians of the others faint, then bands, then medians, dashed from the last year that is counted."""
    body = [polyline(_points(one, one.median, years, values), FIELD, 1) for one in others if len(one.years) > 1]
    for one in group:
        upper, lower = (_points(one, ends, years, values) for ends in (one.p95, one.p05))
        body.append(_band([*upper, *lower[::-1]], one.look.colour))
    for one in group:
        points = _points(one, one.median, years, values)
        past = sum(counted is None or year <= counted for year in one.years)
        body += [_path(points[:past], one.look.colour, "")] if past > 1 else []
        body += [_path(points[max(past - 1, 0) :], one.look.colour, "6 3")] if past < len(points) > 1 else []
        body.append(mark(one.look.shape, *points[-1], one.look.colour, size=3.2))
    return body


def _points(one: Course, ends: Sequence[float], years: Years, values: Values) -> list[tuple[float, float]]:
    return [(years.x(year), values.y(value)) for year, value in zip(one.years, ends, strict=True)]


def _band(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="M{path}z" fill="{colour}" fill-opacity=".18" stroke="{colour}" stroke-opacity=".18"/>'


def _path(points: Sequence[tuple[float, float]], colour: str, dash: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.4"{dashes} stroke-linejoin="round"/>'


def _told(unit: str, courses: Sequence[Course], marks: Sequence[Said]) -> str:
    """What the picture shows, in words."""
    parts = [f"{one.look.name}, {one.last}" for one in courses]
    parts += [f"{said.label}, {said.told}" for said in marks]
    return f"{unit}. {'; '.join(parts)}."
