"""Height gaps: the days on which each of two groups first had as much, at the records of the one that leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from theodolite.frontier.result import MONTH


class Dot(NamedTuple):
    """One release: its day, its value, the ends of the interval around it (None: not known), and its title."""

    day: date
    value: float
    low: float | None
    high: float | None
    title: str


class Gap(NamedTuple):
    """One value: the day on which the leader first had as much, and the follower's (None: not by now)."""

    value: float
    led: date
    followed: date | None

    def months(self, now: date) -> float:
        """Months from the one to the other, until now where the follower is not there; below 0 where it came first."""
        return ((self.followed or now) - self.led).days / MONTH


def records(dots: Sequence[Dot], *, less: bool = False) -> list[Dot]:
    """The releases that were better than all before them, in order; of those of one day the best alone."""
    best: list[Dot] = []
    for dot in sorted(dots, key=lambda one: (one.day, one.value if less else -one.value)):
        if not best or _better(dot.value, best[-1].value, less):
            best.append(dot)
    return best


def first_day(best: Sequence[Dot], value: float, *, less: bool = False) -> date | None:
    """The day of the first record that is at least as good as a value."""
    return next((dot.day for dot in best if dot.value == value or _better(dot.value, value, less)), None)


def gaps(follower: Sequence[Dot], leader: Sequence[Dot], *, less: bool = False) -> list[Gap]:
    """The gap at each record of the leader, in the order of their days; both are records.

    One that the follower's first release was level with or beat is left out where the leader had set it before: since
    when the follower could have done it is not known.
    """
    found = [Gap(dot.value, dot.day, first_day(follower, dot.value, less=less)) for dot in leader]
    if not follower:
        return found
    began = follower[0].day
    return [gap for gap in found if gap.followed != began or gap.led >= began]


def gap_now(follower: Sequence[Dot], leader: Sequence[Dot], *, less: bool = False) -> tuple[Gap, bool] | None:
    """The gap at the lower of the two bests, open until now, and whether the follower's is the better one.

    None where either has no record.
    """
    if not follower or not leader:
        return None
    ahead = _better(follower[-1].value, leader[-1].value, less)
    lower, upper = (leader, follower) if ahead else (follower, leader)
    since = first_day(upper, lower[-1].value, less=less)
    return None if since is None else (Gap(lower[-1].value, since, None), ahead)


def spread(
    found: Sequence[Gap], y: Callable[[float], float], taken: Sequence[float], most: int, least: float
) -> list[Gap]:
    """At most `most` gaps spread over the picture, `least` apart from each other and from `taken`.

    The last comes first, for it is where the race stands.
    """
    if not found:
        return []
    ends = y(found[-1].value), y(found[0].value)
    wanted = [ends[0] + (ends[1] - ends[0]) * k / most for k in range(most)]
    chosen: list[Gap] = []
    for height in wanted:
        free = [
            gap
            for gap in found
            if all(abs(y(gap.value) - other) >= least for other in (*taken, *(y(one.value) for one in chosen)))
        ]
        if free:
            chosen.append(min(free, key=lambda gap: abs(y(gap.value) - height)))
    return chosen


def told_months(months: float) -> str:
    """Months for reading: one decimal below ten, none above."""
    size = f"{abs(months):.0f}" if abs(months) >= 9.95 else f"{abs(months):.1f}".removesuffix(".0")
    return f"{size} month" if size == "1" else f"{size} months"


def _better(a: float, b: float, less: bool) -> bool:
    return a < b if less else a > b
