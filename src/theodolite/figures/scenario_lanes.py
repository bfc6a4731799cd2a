"""Scenario lanes: scenarios side by side in one year, a small plot an output, with its own scale and unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import Values
from theodolite.figures.free_places import wrapped
from theodolite.figures.keys import Sample, key
from theodolite.figures.numbers import NOTHING, number, three_digits
from theodolite.figures.theme import FAINT, INK, Look, line, mark, paragraph, svg, text, text_width
from theodolite.figures.value_scale import across_axis, values_across

LEAST_PANEL, GUTTER, SMALL, LEADING = 290.0, 28.0, 11.5, 14.0
LANE, BELOW = 30.0, 34.0
"""The height of a lane, and what stands below the lanes of a plot."""


class Spread(NamedTuple):
    """A scenario's figure: the 5 %, the median and the 95 %."""

    p05: float
    median: float
    p95: float


class Panel(NamedTuple):
    """One output: its title, its unit, and the figure of each scenario in their order, None where it has none."""

    title: str
    unit: str
    spreads: tuple[Spread | None, ...]


def scenario_lanes(title: str, looks: Sequence[Look], panels: Sequence[Panel], width: float) -> str:
    """A lane a scenario: a dot at the median with its number, a bar from 5 to 95 %.

    Scales begin at 0, and are of ratios where the largest of a plot is over 30 times its least.
    """
    samples: list[tuple[Sample, str]] = [
        (lambda x, y: [_bar(x, x + 22, y, INK), mark("circle", x + 11, y, INK, size=4)], "the median, and 5 to 95 %")
    ]
    body, y = key(samples, width)
    columns = min(max(int((width + GUTTER) // (LEAST_PANEL + GUTTER)), 1), max(len(panels), 1))
    wide = (width - GUTTER * (columns - 1)) / columns
    for at in range(0, len(panels), columns):
        row = panels[at : at + columns]
        titles = [wrapped(f"{panel.title}, {panel.unit}", wide, bold=True) for panel in row]
        top = y + 16.0 * max(map(len, titles)) + 10
        for k, (panel, words) in enumerate(zip(row, titles, strict=True)):
            left = k * (wide + GUTTER)
            body += [*paragraph(left, y + 16, words, bold=True), *_panel(looks, panel, left, top, wide)]
        y = top + LANE * len(looks) + BELOW
    return svg(width, y, title, body, _told(looks, panels))


def lanes_table(looks: Sequence[Look], panels: Sequence[Panel]) -> pl.DataFrame:
    """A row an output and scenario: unit, the 5 %, the median and the 95 %, null where a scenario has none."""
    rows = [
        {"output": panel.title, "unit": panel.unit, "scenario": look.name, **(spread._asdict() if spread else {})}
        for panel in panels
        for look, spread in zip(looks, panel.spreads, strict=True)
    ]
    schema = {
        **dict.fromkeys(("output", "unit", "scenario"), pl.String),
        **dict.fromkeys(Spread._fields, pl.Float64),
    }
    return pl.DataFrame(rows, schema=schema)


def _panel(looks: Sequence[Look], panel: Panel, left: float, top: float, wide: float) -> list[str]:
    """The lanes of one output with the scenarios' names at the left."""
    names = max((text_width(look.name, SMALL) for look in looks), default=0.0) + 24
    start = left + min(names, wide * 0.4)
    known = [spread for spread in panel.spreads if spread]
    values = values_across([value for spread in known for value in spread], start, left + wide)
    bottom = top + LANE * len(looks)
    body = [line(start, bottom, left + wide, bottom, FAINT), *(across_axis(values, top, bottom) if known else [])]
    medians = [three_digits(spread.median) for spread in known]
    for k, (look, spread) in enumerate(zip(looks, panel.spreads, strict=True)):
        middle = top + LANE * k + LANE / 2
        lines = wrapped(look.name, start - left - 20, SMALL)[:2]
        body.append(mark(look.shape, left + 6, middle, look.colour, size=4))
        body += paragraph(
            left + 16, middle + 4 - LEADING * (len(lines) - 1) / 2, lines, leading=LEADING - 1, size=SMALL
        )
        body += _lane(look, spread, values, middle + 5, medians)
    return body


def _lane(look: Look, spread: Spread | None, values: Values, y: float, medians: Sequence[float]) -> list[str]:
    """The bar, the dot and above it the number, inside the plot."""
    if spread is None:
        return [text(values.top + 4, y, NOTHING, colour=FAINT)]
    x, told = values.y(spread.median), number(three_digits(spread.median), medians)
    half = text_width(told, SMALL, bold=True) / 2
    inside = min(max(x, values.top + half), values.bottom - half)
    return [
        _bar(values.y(spread.p05), values.y(spread.p95), y, look.colour),
        mark(look.shape, x, y, look.colour, size=4),
        text(inside, y - 8, told, anchor="middle", size=SMALL, bold=True, halo=True),
    ]


def _bar(a: float, b: float, y: float, colour: str) -> str:
    return f'<path d="M{a:.1f} {y:.1f}H{b:.1f}" stroke="{colour}" stroke-width="6" stroke-opacity=".32"/>'


def _told(looks: Sequence[Look], panels: Sequence[Panel]) -> str:
    """What the picture shows, in words."""
    parts = list[str]()
    for panel in panels:
        said = [
            f"{look.name} {number(low, (high,))} to {number(high, (low,))}, median {number(middle, (low, high))}"
            for look, spread in zip(looks, panel.spreads, strict=True)
            if spread
            for low, middle, high in [map(three_digits, spread)]
        ]
        parts.append(f"{panel.title}, {panel.unit}: {'; '.join(said) or 'nothing'}")
    return ". ".join(parts) + "." if parts else ""
