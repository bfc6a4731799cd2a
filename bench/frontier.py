"""Frontier: seconds of resampling a race beside a loop over days, and what six estimators make of planted lags."""

from __future__ import annotations

import math
import sys

import numpy as np
from timing import inside, line, median

from theodolite.frontier.calibration import calibrated
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.planted import COURSES, Course, planted
from theodolite.frontier.resample import interval, raw, resampled
from theodolite.frontier.track import Track

MONTH = 365.25 / 12
LAGS = (3, 7, 18)
NUMBERS = ((33, 114), (60, 60))
RUNS, SIMULATED, RESAMPLES = 40, 100, 200
"""Planted races of each kind, and what is drawn for each; a share of 40 races is known to about 1 in 10."""


def plain(follower: Track, leader: Track, now: float) -> list[float]:
    """One race by loops over releases: level lags, and the calendar lag of each day."""
    mine, theirs = (sorted(zip(one.days, one.heights, strict=True)) for one in (follower, leader))
    lags: list[float] = []
    best = -math.inf
    for day, height in theirs:
        if height > best:
            best = height
            reached = min((when for when, other in mine if other >= height), default=math.inf)
            lags.append(min(reached, now) - day)
    behind: list[float] = []
    for day in range(int(max(mine[0][0], theirs[0][0])), int(now) + 1):
        top = max(height for when, height in mine if when <= day)
        behind.append(day - min((when for when, other in theirs if other >= top), default=day))
    return [sum(lags) / len(lags), sum(behind) / len(behind), behind[-1]]


def speed() -> None:
    """2,000 resamples of 33 against 114 models by six estimators, beside as many races by plain loops for three."""
    follower, leader, now = planted(7 * MONTH, NUMBERS[0], "line", 0)
    drawn = median(lambda: inside(lambda: resampled(follower, leader, now, 2_000, 0)))
    line("2,000 resamples, 33 and 114", drawn, 1, "itself", drawn)
    few = 20
    loops = median(lambda: inside(lambda: [plain(follower, leader, now) for _ in range(few)]), 3)
    whole = loops._replace(seconds=loops.seconds * 2_000 / few, processor=loops.processor * 2_000 / few)
    line("2,000 races by loops (from 20)", whole, None, "2,000 resamples", drawn)
    days = {name: float(one.days(raw(follower, leader, now))[0]) for name, one in ESTIMATORS.items()}
    simulated = median(lambda: inside(lambda: calibrated(follower, leader, now, days, "linear", 0)), 3)
    line("calibration, 26 × 200 races", simulated, None, "2,000 resamples", drawn)


def tried(months: float, numbers: tuple[int, int], course: Course, runs: int) -> np.ndarray:
    """Races × estimators × (raw, its low and high, corrected, its low and high), in months."""
    found: list[list[tuple[float, ...]]] = []
    for seed in range(runs):
        follower, leader, now = planted(months * MONTH, numbers, course, seed)
        held = raw(follower, leader, now)
        days = {name: float(one.days(held)[0]) for name, one in ESTIMATORS.items()}
        drawn = resampled(follower, leader, now, RESAMPLES, seed)
        corrected = calibrated(follower, leader, now, days, "linear", seed, SIMULATED)
        if corrected is not None:
            found.append([(days[name], *interval(drawn[name]), *corrected[name]) for name in ESTIMATORS])
    return np.array(found) / MONTH


def recovered(runs: int = RUNS) -> None:
    """The table of planted lags: medians of raw and corrected months, and how many intervals held the truth."""
    print(f"\nplanted lags, {runs} races each; of the 90 % intervals the share that held the lag")
    print(f"{'course':8}{'models':>10}{'months':>8}  {'estimator':24}{'raw':>6}{'held':>7}{'corrected':>11}{'held':>7}")
    shares: list[np.ndarray] = []
    for course in COURSES:
        for numbers in NUMBERS:
            for months in LAGS:
                found = tried(months, numbers, course, runs)
                low, high = found[:, :, [1, 4]], found[:, :, [2, 5]]
                held = ((low <= months) & (months <= high)).mean(axis=0)
                shares.append(held)
                middle = np.nanmedian(found[:, :, [0, 3]], axis=0)
                for name, (before, after), (first, then) in zip(ESTIMATORS, middle, held, strict=True):
                    models = "{} : {}".format(*numbers)
                    print(
                        f"{course:8}{models:>10}{months:>8}  {name:24}"
                        f"{before:6.1f}{first:7.2f}{after:11.1f}{then:7.2f}",
                        flush=True,
                    )
    for name, (first, then) in zip(ESTIMATORS, np.mean(shares, axis=0), strict=True):
        print(f"{'all':8}{'':18}  {name:24}{'':6}{first:7.2f}{'':11}{then:7.2f}")


def frontier() -> None:
    """Every measure of this file."""
    speed()
    recovered()


if __name__ == "__main__":
    recovered(int(sys.argv[1]))
