"""Lag history: the months behind as they would have been told at past dates, a line an estimator, one with its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import Days, Values, day_axis, value_axis, values_between
from theodolite.figures.free_places import Box, Label, apart, first_free, fitted, wrapped
from theodolite.figures.keys import Sample, key
from theodolite.figures.theme import (
    COLOURS,
    FAINT,
    INK,
    paragraph,
    roomy,
    svg,
    text,
    text_width,
)  # fmt: skip

PALETTE = (*COLOURS, FAINT)
"""The colours of the lines; the next six are dashed."""

LABEL, STRONG, THIN = 11.5, 3.0, 1.6


class Then(NamedTuple):
    """Months as they would have been told at one date, and the ends of their 90 % interval; not finite is a gap."""

    day: date
    months: float
    low: float
    high: float


@dataclass(frozen=True)
class Telling:
    """One estimator's name and what it would have told, in the order of the dates."""

    name: str
    points: tuple[Then, ...]


@dataclass(frozen=True)
class _Line:
    telling: Telling
    colour: str
    dash: str
    strong: bool


@dataclass(frozen=True)
class _Plot:
    days: Days
    values: Values

    def at(self, day: date, months: float) -> tuple[float, float]:
        return self.days.x(day), self.values.y(months)


def lag_history(
    title: str, tellings: Sequence[Telling], width: float, *, follower: str, leader: str, banded: str = ""
) -> str:
    """Months by which the follower was behind at each date, below zero where it was ahead.

    The estimator named `banded` is drawn strong, with its interval; a band whose one end is not finite is not drawn
    there.
    """
    lines = _lines(tellings, banded)
    days = [point.day for telling in tellings for point in telling.points if isfinite(point.months)]
    heads, y = _head(lines, width, follower, leader)
    if not days:
        return svg(width, y + 24, title, [*heads, text(0, y + 14, "At no date was a lag to be told.", colour=FAINT)])
    plot = _plot(lines, days, width, y + 12)
    body = [part for one in lines if one.strong for part in _band(one, plot)]
    body += [part for one in sorted(lines, key=lambda one: one.strong) for part in _drawn(one, plot)]
    axes = [
        *day_axis(plot.days, plot.values.top, plot.values.bottom),
        *value_axis(plot.values, plot.days.left, plot.days.right),
        *_zero(lines, plot, follower),
    ]
    ends = _ends(lines, plot, width) if roomy(width) else []
    return svg(width, plot.values.bottom + 24, title, [*heads, *axes, *body, *ends], _told(lines, follower, leader))


def history_table(tellings: Sequence[Telling]) -> pl.DataFrame:
    """A row an estimator and date: months and the ends of the 90 % interval, null where they are not finite."""
    rows = [
        {"estimator": telling.name, "date": point.day}
        | {name: value if isfinite(value) else None for name, value in list(point._asdict().items())[1:]}
        for telling in tellings
        for point in telling.points
    ]
    return pl.DataFrame(rows, schema_overrides=dict.fromkeys(("months", "low", "high"), pl.Float64))


def _lines(tellings: Sequence[Telling], banded: str) -> list[_Line]:
    """The banded one has the first colour, the others the next in their order."""
    many = len(PALETTE)
    order = sorted(range(len(tellings)), key=lambda k: tellings[k].name != banded)
    place = {k: rank for rank, k in enumerate(order)}
    return [
        _Line(telling, PALETTE[place[k] % many], "" if place[k] < many else "5 3", telling.name == banded)
        for k, telling in enumerate(tellings)
    ]


def _head(lines: Sequence[_Line], width: float, follower: str, leader: str) -> tuple[list[str], float]:
    """What the heights are, and how lines and band are read: without room at their ends, each line's name."""
    words = wrapped(
        f"Months that {follower} was behind {leader}, as it would have been told then", width, 12, bold=True
    )
    body = paragraph(0, 12, words, size=12, bold=True)
    y = 16.0 * len(words) + 2
    items: list[tuple[Sample, str]] = []
    if not roomy(width):
        items += [(_sample(one), fitted(one.telling.name, width - 32, 12)) for one in lines]
    for one in lines:
        if one.strong:
            name = fitted(one.telling.name, width / 2, 12)
            items.append((_band_sample(one), f"90 % interval of “{name}”" if roomy(width) else "its 90 % interval"))
    if not items:
        return body, y
    drawn, y = key(items, width, y)
    return [*body, *drawn], y


def _sample(one: _Line) -> Sample:
    return lambda x, y: [_path([(x, y), (x + 22, y)], one)]


def _band_sample(one: _Line) -> Sample:
    return lambda x, y: [
        f'<rect x="{x:.1f}" y="{y - 6:.1f}" width="22" height="12" fill="{one.colour}" fill-opacity=".16"/>'
    ]


def _plot(lines: Sequence[_Line], days: Sequence[date], width: float, top: float) -> _Plot:
    heights = [0.0, *(p.months for one in lines for p in one.telling.points if isfinite(p.months))]
    strong = [p for one in lines if one.strong for p in one.telling.points]
    heights += [end for p in strong for end in (p.low, p.high) if isfinite(p.low) and isfinite(p.high)]
    values = values_between(heights, top, top + min(max(width * 0.42, 260.0), 420.0))
    left = max(text_width(told, 11) for _, told in values.ticks()) + 12
    names = [text_width(_end(one), LABEL, bold=True) for one in lines if _last(one)]
    right = min(max(names, default=0), width * 0.34) + 24 if roomy(width) else 12.0
    return _Plot(Days(min(days), max(days), left, width - right), values)


def _zero(lines: Sequence[_Line], plot: _Plot, follower: str) -> list[str]:
    """The line of no lag, and which side of it is which, told where no line passes."""
    y, left = plot.values.y(0), plot.days.left
    body = [f'<path d="M{left:.1f} {y:.1f}H{plot.days.right:.1f}" stroke="{INK}" stroke-width="1.4"/>']
    span = plot.days.right - left
    sides = [("level", y - 5)]
    if plot.values.bottom - y > 20:
        sides.append((f"{fitted(follower, span / 2, 11)} ahead", y + 14))
    taken = [box for one in lines for box in _passed(one, plot)]
    within = Box(left, plot.values.top, plot.days.right, plot.values.bottom)
    for said, baseline in sides:
        tries = [Label(left + 4 + k * span / 20, baseline, said, size=11) for k in range(20)]
        label = first_free(tries, taken, within) or tries[0]
        body.append(text(*label[:3], colour=FAINT, size=11, halo=True))
    return body


def _passed(one: _Line, plot: _Plot) -> list[Box]:
    """Small boxes along a line."""
    boxes: list[Box] = []
    for run in _runs(one.telling.points, band=False):
        points = [plot.at(point.day, point.months) for point in run]
        for (x, y), (x2, y2) in pairwise([points[0], *points]):
            many = int(max(abs(x2 - x), abs(y2 - y)) / 3) + 1
            places = [(x + (x2 - x) * k / many, y + (y2 - y) * k / many) for k in range(many + 1)]
            boxes += [Box(at - 2, height - 2, at + 2, height + 2) for at, height in places]
    return boxes


def _runs(points: Sequence[Then], *, band: bool) -> list[list[Then]]:
    """The points in stretches without a gap between them."""
    stretches: list[list[Then]] = [[]]
    for point in points:
        if all(isfinite(value) for value in (point[2:] if band else point[1:2])):
            stretches[-1].append(point)
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch]


def _band(one: _Line, plot: _Plot) -> list[str]:
    body: list[str] = []
    for run in _runs(one.telling.points, band=True):
        upper = [plot.at(point.day, point.high) for point in run]
        lower = [plot.at(point.day, point.low) for point in reversed(run)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in [*upper, *lower])
        thin = f' stroke="{one.colour}" stroke-width="2" stroke-opacity=".16"' if len(run) == 1 else ""
        body.append(f'<path d="M{path}z" fill="{one.colour}" fill-opacity=".16"{thin}/>')
    return body


def _drawn(one: _Line, plot: _Plot) -> list[str]:
    """The line in stretches; a date on its own is a dot."""
    body: list[str] = []
    for run in _runs(one.telling.points, band=False):
        points = [plot.at(point.day, point.months) for point in run]
        if len(points) == 1:
            body.append(f'<circle cx="{points[0][0]:.1f}" cy="{points[0][1]:.1f}" r="2.5" fill="{one.colour}"/>')
        else:
            body.append(_path(points, one))
    return body


def _path(points: Sequence[tuple[float, float]], one: _Line) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = f' stroke-dasharray="{one.dash}"' if one.dash else ""
    width = STRONG if one.strong else THIN
    return (
        f'<path d="M{path}" fill="none" stroke="{one.colour}" stroke-width="{width:g}"{dash} stroke-linejoin="round"/>'
    )


def _last(one: _Line) -> Then | None:
    """What was told last."""
    return next((point for point in reversed(one.telling.points) if isfinite(point.months)), None)


def _end(one: _Line) -> str:
    last = _last(one)
    return one.telling.name if last is None else f"{one.telling.name} {_months(last.months)}"


def _ends(lines: Sequence[_Line], plot: _Plot, width: float) -> list[str]:
    """Each line's name and last figure at the right, led to where the line ends."""
    known = [(one, last) for one in lines if (last := _last(one)) is not None]
    wanted = [plot.values.y(last.months) + 4 for _, last in known]
    placed = apart(wanted, 15, plot.values.top + 6, plot.values.bottom + 4)
    body: list[str] = []
    for (one, last), y in zip(known, placed, strict=True):
        x, at = plot.at(last.day, last.months)
        start = plot.days.right + 16
        body.append(
            f'<path d="M{x + 2:.1f} {at:.1f}L{start - 3:.1f} {y - 4:.1f}" stroke="{one.colour}" stroke-width=".8"/>'
        )
        name = fitted(
            one.telling.name, width - start - text_width(f" {_months(last.months)}", LABEL, bold=True), LABEL, bold=True
        )
        body.append(text(start, y, f"{name} {_months(last.months)}", colour=one.colour, size=LABEL, bold=one.strong))
    return body


def _months(months: float) -> str:
    return f"{months:.1f}".replace("-", "−")


def _told(lines: Sequence[_Line], follower: str, leader: str) -> str:
    """What the picture shows, in words."""
    ends = [f"{_end(one)} on {last.day}" for one in lines if (last := _last(one)) is not None]
    return f"Months that {follower} was behind {leader}, told last: {'; '.join(ends)}."
