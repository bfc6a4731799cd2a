"""Year scale: years from left to right, with as many told as there is room for, and where counting ends."""

from __future__ import annotations

from dataclasses import dataclass

from theodolite.figures.axes import TICK
from theodolite.figures.theme import FAINT, INK, RULE, line, text, text_width

ROOM = 8.0
"""How far the years that are told lie apart."""

STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Years:
    """Years from `first` to `last` between two places from left to right."""

    first: int
    last: int
    left: float
    right: float

    def x(self, year: float) -> float:
        """Where a year stands; the only one stands in the middle."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first)

    @property
    def ticks(self) -> list[int]:
        """The years that are told: every one, every second or so on, back from the last."""
        each = (self.right - self.left) / max(self.last - self.first, 1)
        needed = text_width(str(self.last), TICK) + ROOM
        step = next((n for n in STEPS if n * each >= needed), self.last - self.first + 1)
        return list(range(self.last, self.first - 1, -step))[::-1]


def year_axis(years: Years, top: float, bottom: float) -> list[str]:
    """The years below the plot, each with its rule."""
    body = [line(years.left, bottom, years.right, bottom, FAINT)]
    for year in years.ticks:
        x = years.x(year)
        body.append(line(x, top, x, bottom + 4, RULE))
        body.append(text(x, bottom + 16, str(year), anchor="middle", colour=FAINT, size=TICK))
    return body


def counted_rule(years: Years, counted: int | None, top: float, bottom: float) -> list[str]:
    """A rule at the last year that is counted, where it is among those drawn."""
    if counted is None or not years.first <= counted <= years.last:
        return []
    return counted_words(years.x(counted), years.left, years.right, top, bottom)


def counted_words(x: float, left: float, right: float, top: float, bottom: float) -> list[str]:
    """A rule where counting ends, with a word on either side above the plot that has room for it."""
    body = [line(x, top - 12, x, bottom, INK, 1.0, "2 2")]
    if x - left >= text_width("sales counted", TICK) + 4:
        body.append(text(x - 4, top - 4, "sales counted", anchor="end", colour=FAINT, size=TICK))
    if right - x >= text_width("projected", TICK) + 4:
        body.append(text(x + 4, top - 4, "projected", colour=FAINT, size=TICK))
    return body
