"""Siting flows: from regions that ask for work, at the left, to hubs that do it, as bands as wide as their MW."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from theodolite.figures.free_places import broken, fitted
from theodolite.figures.keys import Sample, key
from theodolite.figures.numbers import number
from theodolite.figures.theme import COLOURS, FAINT, INK, paragraph, rect, roomy, svg, text, text_width

NODE, LEADING, SMALL, BETWEEN = 9.0, 14.0, 11.5, 6.0
"""The width of a place, the lines of its label and their size, and how far places lie apart at least."""

TONES = {"realtime": (COLOURS[0], 0.8), "batch": ("#7fa3cc", 0.75)}
"""The colour of each kind of work, a dark and a light one, and how little lies through it."""


class Flow(NamedTuple):
    """The MW that a region has done at a hub: what cannot wait, and what can."""

    region: str
    hub: str
    realtime: float
    batch: float

    @property
    def whole(self) -> float:
        """Both together."""
        return self.realtime + self.batch


@dataclass(frozen=True)
class _Place:
    """A region or hub: its MW, its label, and where its bar begins."""

    name: str
    whole: float
    label: tuple[str, ...]
    top: float = 0.0


def siting_flows(title: str, flows: Sequence[Flow], width: float, *, unit: str = "MW") -> str:
    """Regions in the order of the flows, hubs in that of the regions that they serve; what flows not is not drawn."""
    flows = [flow for flow in flows if flow.whole > 0]
    body, top = _key(width)
    if not flows:
        return svg(width, top + 20, title, [*body, text(0, top + 12, "Nothing flows.", colour=FAINT)])
    regions = list(dict.fromkeys(flow.region for flow in flows))
    hubs = _ordered(flows, regions)
    column = width * (0.3 if roomy(width) else 0.29)
    scale = min(max(width * 0.4, 230.0), 340.0) / sum(flow.whole for flow in flows)
    sides = [
        _places(names, [(flow[at], flow.whole) for flow in flows], column - 8, unit)
        for at, names in enumerate((regions, hubs))
    ]
    tall = max(sum(_room(place, scale) for place in side) for side in sides)
    left, right = (_stacked(side, scale, top + 22, tall) for side in sides)
    edges = tuple(_column(side, column) for side in sides)
    a, b = edges[0] + NODE, width - edges[1] - NODE
    bands = _bands(flows, {p.name: p.top for p in left}, {p.name: p.top for p in right}, hubs, regions, (a, b), scale)
    heads = [
        text(0, top + 10, "asked for by", size=SMALL, colour=FAINT),
        text(width, top + 10, "done at", anchor="end", size=SMALL, colour=FAINT),
    ]
    labels = [part for place in left for part in _drawn(place, scale, a - NODE, a - NODE - 6, "end")]
    labels += [part for place in right for part in _drawn(place, scale, b, b + NODE + 6, "start")]
    return svg(width, top + 26 + tall, title, [*body, *heads, *bands, *labels], _told(flows, unit))


def flow_table(flows: Sequence[Flow]) -> pl.DataFrame:
    """A row a region and hub: the MW that cannot wait and those that can."""
    schema = {"region": pl.String, "hub": pl.String, "realtime": pl.Float64, "batch": pl.Float64}
    return pl.DataFrame([flow._asdict() for flow in flows], schema=schema)


def _key(width: float) -> tuple[list[str], float]:
    def sample(kind: str) -> Sample:
        return lambda x, y: [_painted(f"M{x:.1f} {y - 5:.1f}h22v10h-22", kind)]

    return key(
        [(sample("realtime"), "work that cannot wait (real time)"), (sample("batch"), "work that can wait (batch)")],
        width,
    )


def _ordered(flows: Sequence[Flow], regions: Sequence[str]) -> list[str]:
    """The hubs by the mean place of the regions that they serve, so that few bands cross."""
    hubs = list(dict.fromkeys(flow.hub for flow in flows))

    def middle(hub: str) -> float:
        own = [(regions.index(flow.region), flow.whole) for flow in flows if flow.hub == hub]
        return sum(place * whole for place, whole in own) / sum(whole for _, whole in own)

    return sorted(hubs, key=middle)


def _places(
    names: Sequence[str], flowing: Sequence[tuple[object, float]], column: float, unit: str
) -> list[_Place]:  # fmt: skip
    """Places with their labels: on one line where it fits, else the MW below the name."""
    wholes = [sum(whole for of, whole in flowing if of == name) for name in names]
    places = list[_Place]()
    for name, whole in zip(names, wholes, strict=True):
        told = f"{number(whole)} {unit}"
        one = f"{name}, {told}"
        fits = text_width(one, SMALL) <= column
        parts = [*broken(name, column, SMALL), told]
        label = [one] if fits else [fitted(part, column, SMALL) for part in parts]
        places.append(_Place(name, whole, tuple(label)))
    return places


def _column(places: Sequence[_Place], most: float) -> float:
    """The width of the labels of a side."""
    return min(max(text_width(line, SMALL) for place in places for line in place.label) + 8, most)


def _room(place: _Place, scale: float) -> float:
    """The height that a place takes: that of its bar or of its label."""
    return max(place.whole * scale, LEADING * len(place.label)) + BETWEEN


def _stacked(places: Sequence[_Place], scale: float, top: float, tall: float) -> list[_Place]:
    """The places one below the other, with what height is left shared out between them."""
    free = (tall - sum(_room(place, scale) for place in places)) / len(places)
    placed, y = list[_Place](), top
    for place in places:
        room = _room(place, scale) + free
        placed.append(_Place(place.name, place.whole, place.label, y + (room - place.whole * scale) / 2))
        y += room
    return placed


def _bands(
    flows: Sequence[Flow], left: Mapping[str, float], right: Mapping[str, float],
    hubs: Sequence[str], regions: Sequence[str], across: tuple[float, float], scale: float,
) -> list[str]:  # fmt: skip
    """A band a flow and kind, real time above batch; of a region in the order of hubs, of a hub in that of regions."""
    starts, ends = dict(left), dict(right)
    places = dict[tuple[int, str], list[float]]()
    kinds = list(TONES)
    by_hub = sorted(range(len(flows)), key=lambda k: hubs.index(flows[k].hub))
    by_region = sorted(range(len(flows)), key=lambda k: regions.index(flows[k].region))
    for order, side, at in ((by_hub, starts, "region"), (by_region, ends, "hub")):
        for k in order:
            for kind in kinds:
                name = getattr(flows[k], at)
                places.setdefault((k, kind), []).append(side[name])
                side[name] += getattr(flows[k], kind) * scale
    drawn = [
        (tall, _painted(_band(across, places[k, kind], tall), kind))
        for k, flow in enumerate(flows)
        for kind in kinds
        if (tall := getattr(flow, kind) * scale) > 0
    ]
    return [band for _, band in sorted(drawn, key=lambda one: -one[0])]


def _band(across: tuple[float, float], tops: Sequence[float], tall: float) -> str:
    (x0, x1), (y0, y1) = across, tops
    middle = (x0 + x1) / 2
    return (
        f"M{x0:.1f} {y0:.2f}C{middle:.1f} {y0:.2f} {middle:.1f} {y1:.2f} {x1:.1f} {y1:.2f}v{tall:.2f}"
        f"C{middle:.1f} {y1 + tall:.2f} {middle:.1f} {y0 + tall:.2f} {x0:.1f} {y0 + tall:.2f}"
    )


def _painted(path: str, kind: str) -> str:
    colour, opacity = TONES[kind]
    return f'<path d="{path}z" fill="{colour}" fill-opacity="{opacity:g}"/>'


def _drawn(place: _Place, scale: float, bar: float, words: float, anchor: str) -> list[str]:
    """The bar of a place and its label beside it."""
    tall = place.whole * scale
    first = place.top + tall / 2 + 4 - LEADING * (len(place.label) - 1) / 2
    label = paragraph(words, first, place.label, leading=LEADING, size=SMALL, anchor=anchor)
    return [rect(bar, place.top, NODE, tall, INK), *label]


def _told(flows: Sequence[Flow], unit: str) -> str:
    """What the picture shows, in words."""
    parts = [
        f"{flow.region} to {flow.hub} {number(flow.realtime)} {unit} in real time and {number(flow.batch)} in batch"
        for flow in flows
    ]
    return "; ".join(parts) + "."
