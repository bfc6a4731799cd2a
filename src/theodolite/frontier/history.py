"""History: the lag as it would have been reported at each past date, from what was out then."""

from __future__ import annotations

import numpy as np
import polars as pl

from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.resample import Progress, interval, raw, resampled
from theodolite.frontier.track import Track

FEWEST = 2
"""Releases that each group must have had before a lag is told of a date."""

RESAMPLES = 300
"""Resamples at each date: the ends of a 90 % interval are then known to a few hundredths of their rank."""


def history(
    follower: Track, leader: Track, dates: list[float], resamples: int = RESAMPLES, seed: int = 0,
    progress: Progress | None = None,
) -> pl.DataFrame:  # fmt: skip
    """A row for each date and estimator: `day` (counted from year 1), `name`, `days` behind, `low`, `high` (90 %).

    Only releases that were out by the end of a date are asked, with today's measurements of them; a date on which
    either group had fewer than two is left out. Days are NaN where an estimator is not defined, infinite where beyond.
    """
    rows: list[tuple[float, str, float, float, float]] = []
    for place, day in enumerate(dates):
        then_f, then_l = follower.up_to(day), leader.up_to(day)
        if min(len(then_f), len(then_l)) >= FEWEST:
            race = raw(then_f, then_l, day)
            drawn = resampled(then_f, then_l, day, resamples, seed)
            rows += [(day, name, float(one.days(race)[0]), *interval(drawn[name])) for name, one in ESTIMATORS.items()]
        if progress is not None:
            progress(place + 1, len(dates))
    return pl.DataFrame(
        rows, schema={"day": pl.Float64, "name": pl.String, **dict.fromkeys(COLUMNS, pl.Float64)}, orient="row"
    )


COLUMNS = ("days", "low", "high")


def dates_between(first: float, last: float, step: float) -> list[float]:
    """Days not before `first`, `step` apart, ending with `last` itself; none where `last` is before `first`."""
    steps = np.arange(np.floor((last - first) / step) + 1)[::-1]
    return [float(day) for day in last - step * steps]
