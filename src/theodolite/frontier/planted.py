"""Planted: made-up races in which the follower does what the leader did a known time before, to try estimators on."""

from __future__ import annotations

from typing import Literal

import numpy as np

from theodolite.frontier.envelope import Array
from theodolite.frontier.track import Track

Course = Literal["line", "curve", "steps"]
"""How the frontier rises: evenly; ever more slowly; or in steps of chance, long and short, with none between."""

COURSES: tuple[Course, ...] = ("line", "curve", "steps")

WHOLE, EARLIEST, LATE = 1100.0, 1250, 100.0
"""Days of a race, days before it of which the frontier is known, and how much later the follower's releases begin."""

ERROR = 3.0
"""Standard error of a score; over a race the frontier rises by about 15 to 20 of these."""


def planted(lag: float, numbers: tuple[int, int], course: Course, seed: int) -> tuple[Track, Track, float]:
    """A follower and a leader of so many releases each, `lag` days apart, and the last day on which one came out.

    A release comes out on any day as likely; its height is the frontier's of that day (the follower's, of `lag` days
    earlier), less a shortfall, plus an error of measurement. `lag` is 0 to 1,000 days. Shortfalls are of one law for
    both, another on each course: exponential, half-normal, gamma; so the frontier is never a fitted line with the
    offsets of data drawn again, which is what `calibration` takes it to be.
    """
    random = np.random.default_rng(seed)
    size = int(WHOLE) + EARLIEST + 1
    steps = np.cumsum(np.where(random.random(size) < 0.1, random.exponential(0.5, size), 0.0))
    sides: list[Track] = []
    for number, begin, behind in zip(numbers, (LATE, 0.0), (lag, 0.0), strict=True):
        days = np.floor(np.sort(random.uniform(begin, WHOLE, number)))
        heights = _frontier(days - behind, course, steps) - _shortfall(number, course, random)
        measured = heights + ERROR * random.standard_normal(number)
        sides.append(Track(days, days, measured, np.full(number, ERROR)))
    follower, leader = sides
    return follower, leader, float(max(follower.days.max(), leader.days.max()))


def _frontier(days: Array, course: Course, steps: Array) -> Array:
    if course == "line":
        return 0.05 * days
    if course == "curve":
        return 55 * np.clip((days + EARLIEST) / (WHOLE + EARLIEST), 0, None) ** 0.7
    return steps[days.astype(int) + EARLIEST]


def _shortfall(number: int, course: Course, random: np.random.Generator) -> Array:
    if course == "line":
        return random.exponential(10, number)
    if course == "curve":
        return np.abs(random.normal(0, 12, number))
    return random.gamma(1.2, 8, number)
