"""Race labels: the months between two groups as spans, and labels of spans and records where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from theodolite.figures.free_places import Box, Label, first_free, fitted
from theodolite.figures.height_gaps import Gap, told_months
from theodolite.figures.race_plot import LABEL, Plot, Runner, thinned
from theodolite.figures.theme import INK, line, text, text_width

SHORT = 90.0
"""The width of a name that is short enough to stand in a label."""


class Spans(NamedTuple):
    """The spans between two groups: as drawn, their labels, each in words, and the room that all of them take."""

    drawn: list[str]
    labels: list[str]
    words: list[str]
    taken: list[Box]


def spans_of(
    chosen: Sequence[Gap], now: tuple[Gap, bool] | None, plot: Plot, taken: Sequence[Box], names: Sequence[str]
) -> Spans:
    """The gaps at the chosen heights and that of now, the strongest; the labels cover nothing that is taken."""
    told = [(gap, *_said(gap, plot.now, names)) for gap in chosen]
    told += [(now[0], *_said_now(*now, plot.now, names))] if now else []
    found = Spans([], [], [words for _, _, words in told], [*taken])
    placed: list[tuple[float, float, float, str]] = []
    for gap, short, _ in told:
        current = now is not None and gap is now[0]
        a, b = sorted((plot.days.x(gap.led), plot.days.x(gap.followed or plot.now)))
        y = plot.values.y(gap.value)
        found.drawn.extend(span(a, b, y, 2.4 if current else 1.4, endless=gap.followed is None and not current))
        found.taken.append(Box(a - 1, y - 4, b + 1, y + 4))
        placed.append((a, b, y, short))
    for a, b, y, short in reversed(placed):
        tries = [one for said in _ways(short) for one in _beside_span(a, b, y, said)]
        label = first_free(tries, found.taken, plot.within)
        if label is not None:
            found.taken.append(label.box)
            found.labels.append(text(*label[:3], anchor=label.anchor, size=LABEL, bold=True, halo=True))
    return found


def record_labels(runners: Sequence[Runner], plot: Plot, taken: Sequence[Box], most: int) -> list[str]:
    """At most `most` titles of records a group, where there is room, the last ones first.

    Those of the best group stand above their line, those of the others below.
    """
    best = sorted((r for r in runners if r.best), key=lambda r: r.best[-1].value, reverse=not runners[0].less)
    dots = {(round(x), round(y)) for x, y in (plot.at(dot) for r in runners for dot in r.dots)}
    boxes = [*taken, *(Box(x - 2, y - 2, x + 2, y + 2) for x, y in dots)]
    body: list[str] = []
    for place, runner in enumerate(best):
        count = 0
        for dot in reversed(thinned(runner, plot)):
            if count == most:
                break
            name = fitted(dot.title, (plot.days.right - plot.days.left) * 0.36, LABEL)
            label = first_free(_around_mark(*plot.at(dot), name, above=place == 0), boxes, plot.within)
            if label is not None:
                count += 1
                boxes.append(label.box)
                body.append(text(*label[:3], anchor=label.anchor, size=LABEL, colour=runner.look.colour))
    return body


def span(x1: float, x2: float, y: float, width: float, *, endless: bool = False) -> list[str]:
    """A horizontal span with a stop at either end, or dashed with an arrow at its right end."""
    stop = line(x1, y - 4, x1, y + 4, INK, width)
    arrow = (
        f'<path d="M{x2 - 6:.2f} {y - 4:.2f}L{x2:.2f} {y:.2f}L{x2 - 6:.2f} {y + 4:.2f}" fill="none" '
        f'stroke="{INK}" stroke-width="{width:g}"/>'
    )
    end = arrow if endless else line(x2, y - 4, x2, y + 4, INK, width)
    return [line(x1, y, x2, y, INK, width, "4 3" if endless else ""), stop, end]


def _said(gap: Gap, now: date, names: Sequence[str]) -> tuple[str, str]:
    """A gap in few words, and in a clause."""
    months = told_months(gap.months(now))
    if gap.followed is None:
        return f"over {months}", f"{names[1]} reached {gap.value:g} on {gap.led} and {names[0]} has not yet"
    clause = f"{names[1]} reached {gap.value:g} on {gap.led} and {names[0]} on {gap.followed}"
    return f"{_short(names[0])} first, by {months}".strip() if gap.followed < gap.led else months, clause


def _said_now(gap: Gap, ahead: bool, now: date, names: Sequence[str]) -> tuple[str, str]:
    """The gap of now in few words, and in a clause."""
    months, which = told_months(gap.months(now)), "ahead" if ahead else "behind"
    return f"{_short(names[0])} today: {months} {which}".strip(), f"on {now} {names[0]} is {months} {which}"


def _ways(said: str) -> list[str]:
    """A label, and that of now once without the name and once as months alone."""
    _, today, months = said.rpartition("today: ")
    return [said, f"{today}{months}", months] if today else [said]


def _short(name: str) -> str:
    """A name that is short enough for a label; a longer one is left to the legend."""
    return name if text_width(name, LABEL, bold=True) <= SHORT else ""


def _beside_span(a: float, b: float, y: float, said: str) -> list[Label]:
    """Where a span's label may stand: over it, under it, or at either end."""
    middle = (a + b) / 2
    places = [
        (middle, -8, "middle"), (middle, 15, "middle"), (b + 8, 4, "start"), (b + 8, 15, "start"), (b - 2, 15, "end"),
        (b - 2, -8, "end"), (a - 8, -4, "end"), (a - 8, 4, "end"), (b + 8, 28, "start"), (b - 2, 28, "end"),
        (a - 8, -16, "end"),
    ]  # fmt: skip
    return [Label(x, y + dy, said, anchor, LABEL, True) for x, dy, anchor in places]


def _around_mark(x: float, y: float, name: str, *, above: bool) -> list[Label]:
    """Where a record's title may stand: to the upper left of its mark first, or to the lower right."""
    left = [(-7, -3, "end"), (-7, 4, "end"), (-7, -11, "end")]
    right = [(8, 14, "start"), (8, 4, "start"), (8, 22, "start")]
    over, under = [(0, -9, "middle"), (6, -8, "start")], [(0, 18, "middle"), (-7, 15, "end")]
    places = [*left, *over, *right] if above else [*right, *under, *left]
    return [Label(x + dx, y + dy, name, anchor, LABEL) for dx, dy, anchor in places]
