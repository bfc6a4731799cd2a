"""Stock bars: a stock by year, its parts stacked by where they come from, with the interval of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import TICK, Values, value_axis
from theodolite.figures.free_places import fitted, wrapped
from theodolite.figures.keys import Sample, key
from theodolite.figures.numbers import number, three_digits
from theodolite.figures.theme import (
    COLOURS,
    FAINT,
    INK,
    PAPER,
    line,
    paragraph,
    svg,
    text,
    text_width,
    wrap,
)  # fmt: skip
from theodolite.figures.year_scale import counted_words

LABEL, LEADING, FULL = 11.0, 14.0, 0.62
"""The size of a number, how far lines of text lie apart, and the part of a year's room that its bar fills."""

NOTE = "Parts are medians: they need not add up to the median of the whole."

TONES = ((COLOURS[1], ""), (COLOURS[0], PAPER), (COLOURS[2], ""), (PAPER, FAINT))
"""The ground of each part in their order, and the colour of lines over it: parts are known without their colour."""


class Origin(NamedTuple):
    """Where a part of the stock comes from, and its median in each year."""

    name: str
    medians: tuple[float, ...]


class Whole(NamedTuple):
    """The whole stock in each year: the 5 %, the median and the 95 %."""

    p05: tuple[float, ...]
    median: tuple[float, ...]
    p95: tuple[float, ...]


def stock_bars(
    title: str, unit: str, years: Sequence[int], origins: Sequence[Origin], whole: Whole, width: float, *,
    counted: int | None = None,
) -> str:  # fmt: skip
    """Parts from below in the order given; a line over each bar from 5 to 95 % of the whole, a dash at its median.

    `counted` is the last year that is counted; a rule stands after it.
    """
    body, top = _head(unit, origins, width)
    if not years:
        return svg(width, top + 20, title, [*body, text(0, top + 12, "No year is told.", colour=FAINT)])
    stacks = [sum(one.medians[k] for one in origins) for k in range(len(years))]
    tall = min(max(width * 0.42, 220.0), 380.0)
    values = Values(0.0, max(*stacks, *whole.p95) * 1.04 or 1.0, top + 24, top + 24 + tall)
    left = max(text_width(told, TICK) for _, told in values.ticks()) + 12
    step = (width - left - 4) / len(years)
    middles = [left + step * (k + 0.5) for k in range(len(years))]
    body += value_axis(values, left, width - 4)
    for k, x in enumerate(middles):
        body += _stack([one.medians[k] for one in origins], x, step * FULL, values)
        body += _whisker(tuple(ends[k] for ends in whole), x, values, min(step * 0.2, 7.0))
    body += [line(left, values.bottom, width - 4, values.bottom, FAINT), *_years(years, middles, values)]
    if counted in years[:-1]:
        body += counted_words(left + step * (years.index(counted) + 1), left, width, values.top, values.bottom)
    body += _numbers(whole, middles, width, values)
    lines = wrap(NOTE, width, LABEL)
    below = values.bottom + 36
    body += paragraph(0, below, lines, size=LABEL, colour=FAINT, leading=LEADING)
    return svg(width, below + LEADING * len(lines), title, body, _told(unit, years, origins, whole))


def stock_table(years: Sequence[int], origins: Sequence[Origin], whole: Whole) -> pl.DataFrame:
    """A row a year and part, its median, and a row a year for the whole, with its 5 and 95 %."""
    rows = [(year, one.name, None, one.medians[k], None) for k, year in enumerate(years) for one in origins]
    rows += [(year, "whole", *(ends[k] for ends in whole)) for k, year in enumerate(years)]
    schema = {"year": pl.Int64, "origin": pl.String, "p05": pl.Float64, "median": pl.Float64, "p95": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _head(unit: str, origins: Sequence[Origin], width: float) -> tuple[list[str], float]:
    """What the heights are, the parts from above to below, and how the line over a bar is read."""
    words = wrapped(unit, width, 12, bold=True)
    samples: list[tuple[Sample, str]] = [
        (_sample(k), fitted(one.name, width - 30, 12)) for k, one in reversed(list(enumerate(origins)))
    ]
    samples.append((lambda x, y: _bracket(x + 11, y - 7, y, y + 7, 5), "the whole: median (the number), 5 to 95 %"))
    drawn, y = key(samples, width, 16.0 * len(words) + 2)
    return [*paragraph(0, 12, words, size=12, bold=True), *drawn], y


def _sample(k: int) -> Sample:
    return lambda x, y: _part(k, x, y - 6, 22, 12)


def _part(k: int, x: float, y: float, wide: float, tall: float) -> list[str]:
    """A part as a box: its ground, and the lines over it."""
    ground, over = TONES[k % len(TONES)]
    frame = PAPER if ground != PAPER else FAINT
    body = [
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{max(tall, 0):.2f}" fill="{ground}" '
        f'stroke="{frame}" stroke-width=".8"/>'
    ]
    lines = [y + at for at in range(3, int(tall), 4)] if over else []
    if lines:
        path = "".join(f"M{x + 1:.1f} {at:.1f}h{wide - 2:.1f}" for at in lines)
        body.append(f'<path d="{path}" stroke="{over}" stroke-width="1.2"/>')
    return body


def _stack(parts: Sequence[float], x: float, wide: float, values: Values) -> list[str]:
    body, below = list[str](), 0.0
    for k, part in enumerate(parts):
        top, bottom = values.y(below + part), values.y(below)
        body += _part(k, x - wide / 2, top, wide, bottom - top) if part > 0 else []
        below += part
    return body


def _whisker(ends: Sequence[float], x: float, values: Values, half: float) -> list[str]:
    low, middle, high = (values.y(end) for end in ends)
    return _bracket(x, high, middle, low, half)


def _bracket(x: float, high: float, middle: float, low: float, half: float) -> list[str]:
    """A line with ends and a strong dash at the middle, on a ground that keeps it apart from the bars."""
    return [
        line(x, high, x, low, PAPER, 4.2),
        line(x, high, x, low, INK, 1.5),
        *(line(x - half, y, x + half, y, INK, 1.5) for y in (high, low)),
        line(x - half - 1, middle, x + half + 1, middle, INK, 3),
    ]


def _numbers(whole: Whole, middles: Sequence[float], right: float, values: Values) -> list[str]:
    """The medians of the whole above the lines, from the last on as many as have room."""
    size = LABEL if middles[-1] - middles[0] > len(middles) * 40 else LABEL - 1.5
    body, free = list[str](), right
    for x, median, most in reversed(list(zip(middles, whole.median, whole.p95, strict=True))):
        told = number(three_digits(median))
        half = text_width(told, size, bold=True) / 2
        middle = min(x, right - half)
        if middle + half <= free:
            y = values.y(max(most, median)) - 6
            body.append(text(middle, y, told, anchor="middle", size=size, bold=True, halo=True))
            free = middle - half - 4
    return body


def _years(years: Sequence[int], middles: Sequence[float], values: Values) -> list[str]:
    """The years below their bars, from the last on as many as have room."""
    body, free = list[str](), float("inf")
    for x, year in reversed(list(zip(middles, years, strict=True))):
        half = text_width(str(year), TICK) / 2
        if x + half <= free:
            body.append(text(x, values.bottom + 16, str(year), anchor="middle", colour=FAINT, size=TICK))
            free = x - half - 6
    return body


def _told(unit: str, years: Sequence[int], origins: Sequence[Origin], whole: Whole) -> str:
    """What the picture shows of the last year, in words."""
    parts = [f"{one.name} {number(three_digits(one.medians[-1]))}" for one in origins]
    low, middle, high = (number(three_digits(ends[-1])) for ends in whole)
    return f"{unit}, {years[-1]}: {'; '.join(parts)}; the whole {middle}, from {low} to {high}."
