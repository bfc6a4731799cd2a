"""Capability: abilities of models with their intervals over time by group, and beside those of a published index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from theodolite.figures.axes import MARGIN, Days, Values, day_axis, value_axis, values_between
from theodolite.figures.free_places import Box, Label, first_free, fitted
from theodolite.figures.theme import FAINT, INK, RULE, Look, legend, line, mark, svg, text, text_width, wrap

LABEL, FOOT, TALL = 11.0, 26.0, 0.56
"""The size of a label, the room below the plot, and the height of a plot as a share of its width."""


@dataclass(frozen=True)
class Able:
    """One model: its group's look, its day of release, its ability and interval, and its published score."""

    title: str
    look: Look
    day: date
    ability: float
    low: float
    high: float
    published: float | None = None


def capability_over_time(title: str, models: Sequence[Able], scale: str, width: float) -> str:
    """Each model at its day of release with its interval, in points of `scale`; the ablest of each group is named."""
    heads, top = _head(models, scale, width)
    if not models:
        return _nothing(title, heads, top, width)
    values = values_between([end for one in models for end in (one.low, one.high)], top, top + _tall(width))
    days = Days(min(m.day for m in models), max(m.day for m in models), _left(values), width - MARGIN)
    at = {one: (days.x(one.day), values.y(one.ability)) for one in models}
    named = [max((m for m in models if m.look == look), key=lambda m: m.ability) for look in _looks(models)]
    within = Box(days.left + 2, values.top, days.right, values.bottom)
    body = [*day_axis(days, top, values.bottom), *value_axis(values, days.left, days.right), *_marks(at, values)]
    body += _labels([(one, *at[one]) for one in named], list(at.values()), within)
    ablest = max(models, key=lambda m: m.ability)
    told = f"{len(models)} models; the ablest is {ablest.title} at {_figure(ablest)}."
    return svg(width, values.bottom + FOOT, title, [*heads, *body], told)


def capability_beside(title: str, models: Sequence[Able], scale: str, published: str, width: float) -> str:
    """Each model that has a published score: that from left to right, ours from below; on the diagonal they agree.

    The four models that differ most are named.
    """
    both = [one for one in models if one.published is not None]
    heads, top = _head(both, scale, width)
    if not both:
        return _nothing(title, heads, top, width)
    ends = [end for m in both for end in (m.low, m.high, m.published) if end is not None]
    up = values_between(ends, top, top + _tall(width))
    across = Values(up.low, up.high, width - MARGIN, _left(up))
    at = {one: (across.y(one.published or 0.0), up.y(one.ability)) for one in both}
    body = [*_published_axis(across, up, published), *value_axis(up, across.bottom, across.top)]
    body.append(line(across.bottom, up.bottom, across.top, up.top, FAINT, 1.2, "5 4"))
    widest = sorted(both, key=lambda m: (-abs(m.ability - (m.published or 0.0)), m.title))[:4]
    within = Box(across.bottom + 2, up.top, across.top, up.bottom)
    body += [*_marks(at, up), *_labels([(one, *at[one]) for one in widest], list(at.values()), within)]
    first = widest[0]
    told = f"{len(both)} models; {first.title} differs most: {_figure(first)} here, {first.published:.1f} published."
    return svg(width, up.bottom + FOOT + 18, title, [*heads, *body], told)


def _figure(one: Able) -> str:
    return f"{one.ability:.1f} ({one.low:.1f}–{one.high:.1f})"


def _tall(width: float) -> float:
    return min(max(width * TALL, 300.0), 460.0)


def _left(values: Values) -> float:
    return max([text_width(told, LABEL) for _, told in values.ticks()], default=0) + 12


def _looks(models: Sequence[Able]) -> list[Look]:
    return list(dict.fromkeys(one.look for one in models))


def _head(models: Sequence[Able], scale: str, width: float) -> tuple[list[str], float]:
    """The groups, what the heights are, and where the plot begins."""
    cut = [Look(fitted(look.name, width - 40), look.colour, look.shape) for look in _looks(models)]
    body, y = legend(cut, width)
    for part in wrap(f"{scale}, with 5–95 % intervals", width, LABEL):
        body.append(text(0, y + 8, part, size=LABEL, colour=FAINT))
        y += 15
    return body, y + 8


def _nothing(title: str, heads: list[str], top: float, width: float) -> str:
    return svg(width, top + 20, title, [*heads, text(0, top + 12, "No model can be shown.", colour=FAINT)])


def _marks(at: dict[Able, tuple[float, float]], values: Values) -> list[str]:
    """Intervals below, marks above, each in the colour and shape of its group."""
    body = [
        f'<path d="M{x:.1f} {values.y(one.high):.1f}V{values.y(one.low):.1f}" stroke="{one.look.colour}" '
        'stroke-width="1.4" stroke-opacity=".35"/>'
        for one, (x, _) in at.items()
    ]
    return [*body, *(mark(one.look.shape, x, y, one.look.colour, size=2.8) for one, (x, y) in at.items())]


def _labels(named: list[tuple[Able, float, float]], points: list[tuple[float, float]], within: Box) -> list[str]:
    """The names beside their marks, where they cover no mark and no other name."""
    taken = [Box(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    body: list[str] = []
    for one, x, y in named:
        name = fitted(one.title, (within.right - within.left) * 0.4, LABEL, bold=True)
        places = [(x + dx, y + dy, side) for dy in (4, -10, 18, -22, 30) for dx, side in ((7, "start"), (-7, "end"))]
        places += [(x, y + dy, "middle") for dy in (-12, 20)]
        label = first_free((Label(a, b, name, side, LABEL, True) for a, b, side in places), taken, within)
        if label is not None:
            taken.append(label.box)
            body.append(
                text(
                    label.x,
                    label.y,
                    name,
                    anchor=label.anchor,
                    colour=one.look.colour,
                    size=LABEL,
                    bold=True,
                    halo=True,
                )
            )
    return body


def _published_axis(across: Values, up: Values, published: str) -> list[str]:
    """The ticks of published scores below the plot, each with its rule, and what they are."""
    body = [line(across.bottom, up.bottom, across.top, up.bottom, FAINT)]
    ticks = Values(across.low, across.high, 0, across.top - across.bottom).ticks(60.0)
    for value, told in ticks:
        x = across.y(value)
        body.append(line(x, up.top, x, up.bottom + 4, RULE))
        body.append(text(x, up.bottom + 16, told, anchor="middle", colour=FAINT, size=LABEL))
    name = fitted(published, across.top - across.bottom, LABEL)
    return [*body, text(across.top, up.bottom + 34, name, anchor="end", colour=INK, size=LABEL)]
