"""Siting tiles: hubs as tiles roughly where they lie, each with how much of it is used and how dirty its grid is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from theodolite.figures.axes import Values
from theodolite.figures.free_places import broken, fitted
from theodolite.figures.keys import Sample, key
from theodolite.figures.numbers import number
from theodolite.figures.theme import COLOURS, FAINT, INK, PAPER, rect, svg, text, text_width

SHADES = (("#fdf3d8", INK), ("#f0cc8f", INK), ("#d99a5b", INK), ("#9c5832", PAPER), ("#5e2d1d", PAPER))
"""The grounds of grid factors from clean to dirty, and the ink that is read on each."""

BARS = (COLOURS[1], COLOURS[0], COLOURS[2])
"""The colour of each state's bar."""

GAP, PAD, STRIP, BAR, SMALL = 6.0, 5.0, 17.0, 8.0, 11.0
BOLD = 11.5
"""From this size on a name is bold."""

ROOMY = 118.0
"""From this width on a tile has its numbers beside the bars."""


class Hub(NamedTuple):
    """A place where work is done: column from the west, row from the north, MW of IT, and kgCO₂/kWh of its grid."""

    name: str
    column: int
    row: int
    capacity: float
    factor: float


class State(NamedTuple):
    """One answer to where the work stands: what is assumed, and the MW used at each hub in their order."""

    label: str
    used: tuple[float, ...]


def siting_tiles(
    title: str, hubs: Sequence[Hub], states: Sequence[State], width: float, *,
    unit: str = "MW", factor_unit: str = "kgCO₂/kWh",
) -> str:  # fmt: skip
    """A tile a hub: its grid factor on top, and a bar a state, filled as far as the hub's capacity is used.

    Raises ValueError where two hubs have one place.
    """
    if twice := [place for place, n in Counter((hub.column, hub.row) for hub in hubs).items() if n > 1]:
        names = [hub.name for hub in hubs if (hub.column, hub.row) in twice]
        raise ValueError(f"a tile holds one hub, and these share one: {', '.join(names)}")
    step = _step([hub.factor for hub in hubs])
    body, top = _key(states, [hub.factor for hub in hubs], step, width, unit, factor_unit)
    first, columns = _extent([hub.column for hub in hubs])
    north, rows = _extent([hub.row for hub in hubs])
    wide = (width - GAP * (columns - 1)) / columns
    size, most = _type(hubs, wide - 2 * PAD)
    tall = STRIP + most * (size + 2) + len(states) * _each(wide) + SMALL + 14
    for k, hub in enumerate(hubs):
        x, y = (hub.column - first) * (wide + GAP), top + (hub.row - north) * (tall + GAP)
        used = [state.used[k] for state in states]
        body += _tile(hub, used, (x, y, wide, tall), size, most, _shade(hub.factor, step), unit)
    return svg(width, top + rows * (tall + GAP), title, body, _told(hubs, states, unit, factor_unit))


def siting_table(hubs: Sequence[Hub], states: Sequence[State]) -> pl.DataFrame:
    """A row a state and hub: what is used of which capacity, and the grid factor."""
    rows = [
        (state.label, hub.name, used, hub.capacity, hub.factor)
        for state in states
        for hub, used in zip(hubs, state.used, strict=True)
    ]
    schema = {"state": pl.String, "hub": pl.String, **dict.fromkeys(("used", "capacity", "grid_factor"), pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _extent(places: Sequence[int]) -> tuple[int, int]:
    return min(places, default=0), max(places, default=0) - min(places, default=0) + 1


def _step(factors: Sequence[float]) -> float:
    """The width of a class of factors: round, and few enough for the shades."""
    ticks = Values(0.0, max(factors, default=0.0) or 1.0, 0.0, len(SHADES)).ticks(1.0)
    return ticks[1][0] - ticks[0][0]


def _shade(factor: float, step: float) -> int:
    return min(int(factor / step + 1e-9), len(SHADES) - 1)


def _key(
    states: Sequence[State], factors: Sequence[float], step: float, width: float, unit: str, factor_unit: str
) -> tuple[list[str], float]:
    """The bar of each state, and the classes of factors that there are."""
    items: list[tuple[Sample, str]] = [
        (_bar_sample(k), fitted(f"used, {state.label}" if state.label else "used", width - 30, 12))
        for k, state in enumerate(states)
    ]
    items.append((lambda x, y: [_frame(x, y - BAR / 2, 22)], f"capacity, {unit}"))
    drawn, y = key(items, width)
    words = f"Carbon dioxide of the grid, {factor_unit}"
    drawn.append(text(0, y + 12, fitted(words, width, 12), size=12, colour=FAINT))
    found = sorted({_shade(factor, step) for factor in factors})
    shades: list[tuple[Sample, str]] = [
        (_shade_sample(k), f"{number(round(k * step, 9))} to {number(round((k + 1) * step, 9))}") for k in found
    ]
    more, y = key(shades, width, y + 18)
    return [*drawn, *more], y + 4


def _bar_sample(k: int) -> Sample:
    return lambda x, y: [rect(x, y - BAR / 2, 14, BAR, BARS[k % len(BARS)]), _frame(x, y - BAR / 2, 22)]


def _shade_sample(k: int) -> Sample:
    return lambda x, y: [_box(x, y - 6, 22, 12, SHADES[k][0], FAINT)]


def _frame(x: float, y: float, wide: float) -> str:
    return _box(x, y, wide, BAR, "none", FAINT)


def _box(x: float, y: float, wide: float, tall: float, ground: str, frame: str) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{tall:.2f}" fill="{ground}" stroke="{frame}" '
        'stroke-width=".8"/>'
    )


def _type(hubs: Sequence[Hub], wide: float) -> tuple[float, int]:
    """The largest size at which every name stands whole in two lines, else the least; and the lines that it takes."""
    for size in (12.5, 11.5, 10.5, 9.5):
        lines = [_parts(hub.name, wide, size) for hub in hubs]
        most = max(map(len, lines), default=1)
        if most <= 2 and all(_fits(parts, wide, size) for parts in lines):
            return size, most
    return 9.5, 2


def _fits(parts: Sequence[str], wide: float, size: float) -> bool:
    return all(text_width(part, size, bold=size >= BOLD) <= wide for part in parts)


def _parts(name: str, wide: float, size: float) -> list[str]:
    return broken(name, wide, size, bold=size >= BOLD)


def _each(wide: float) -> float:
    """The height that one state takes."""
    return BAR + 6 if wide >= ROOMY else BAR + SMALL + 6


def _tile(
    hub: Hub, used: Sequence[float], room: tuple[float, float, float, float], size: float, most: int, shade: int,
    unit: str,
) -> list[str]:  # fmt: skip
    """The strip of the factor, the name, a bar and number a state, and the capacity."""
    x, y, wide, tall = room
    ground, ink = SHADES[shade]
    inner = wide - 2 * PAD
    body = [
        rect(x, y, wide, STRIP, ground),
        text(x + PAD, y + 12.5, number(hub.factor), size=SMALL, colour=ink),
        _box(x + 0.4, y + 0.4, wide - 0.8, tall - 0.8, "none", FAINT),
    ]
    y += STRIP
    for k, part in enumerate(_parts(hub.name, inner, size)[:most]):
        said = fitted(part, inner, size, bold=size >= BOLD)
        body.append(text(x + PAD, y + size + 1 + k * (size + 2), said, size=size, bold=size >= BOLD))
    y += most * (size + 2) + 5
    for k, one in enumerate(used):
        body += _used(one, hub.capacity, (x + PAD, y, inner), BARS[k % len(BARS)], wide >= ROOMY)
        y += _each(wide)
    of = f"of {number(hub.capacity)}"
    said = f"{of} {unit}" if text_width(f"{of} {unit}", SMALL) <= inner else fitted(of, inner, SMALL)
    return [*body, text(x + PAD, y + SMALL - 1, said, size=SMALL, colour=FAINT)]


def _used(used: float, capacity: float, room: tuple[float, float, float], colour: str, beside: bool) -> list[str]:
    """A bar filled as far as the capacity is used, its number beside it or below."""
    x, y, inner = room
    told = number(used)
    long = inner - 46 if beside else inner
    filled = min(max(used / capacity, 0.0), 1.0) * long if capacity > 0 else 0.0
    place = (x + long + 6, y + BAR) if beside else (x, y + BAR + SMALL)
    return [
        rect(x, y, long, BAR, PAPER),
        rect(x, y, filled, BAR, colour),
        _frame(x, y, long),
        text(*place, fitted(told, 40 if beside else inner, SMALL), size=SMALL, colour=colour),
    ]


def _told(hubs: Sequence[Hub], states: Sequence[State], unit: str, factor_unit: str) -> str:
    """What the picture shows, in words."""
    factors = ", ".join(f"{hub.name} {number(hub.factor)}" for hub in hubs)
    parts = [
        f"{state.label}: "
        + ", ".join(
            f"{hub.name} {number(used)} of {number(hub.capacity)} {unit}"
            for hub, used in zip(hubs, state.used, strict=True)
        )
        for state in states
    ]
    return ". ".join([*parts, f"Grid, {factor_unit}: {factors}"]) + "."
