"""Backtest: on which day a record would be caught up with, as predicted at past dates, scored by what happened."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from theodolite.frontier.envelope import Array, Mask
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.history import FEWEST
from theodolite.frontier.race import Race
from theodolite.frontier.resample import interval, raw, resampled
from theodolite.frontier.track import Track

SCHEMA = {
    "asked": pl.Float64, "name": pl.String, "height": pl.Float64, "led": pl.Float64, "predicted": pl.Float64,
    "low": pl.Float64, "high": pl.Float64, "happened": pl.Float64,
}  # fmt: skip
"""Columns of a backtest: all days are counted from year 1; `happened` is null where it has not happened by now."""


class Score(NamedTuple):
    """How an estimator's predictions did: over those that happened, errors in days (above 0: later than predicted)."""

    name: str
    settled: int
    open: int
    bias: float
    absolute: float
    within: float


def backtest(
    follower: Track, leader: Track, dates: list[float], now: float, resamples: int = 300, seed: int = 0
) -> pl.DataFrame:
    """Predictions (see SCHEMA) made at each date of when each record of the leader that was then open would be reached.

    A record first reached on day d is predicted to be reached on d plus the estimator's days of that date, not before
    the date itself; `low` and `high` are the same with the ends of its 90 % interval. Asked are only releases that were
    out by then; what happened is read from all releases until `now`. Estimators that are not finite predict nothing.
    """
    rows: list[tuple[float | str | None, ...]] = []
    whole, (heights, out_by) = raw(follower.up_to(now), leader.up_to(now), now), _in_order(leader.up_to(now))
    for date in dates:
        then_f, then_l = follower.up_to(date), leader.up_to(date)
        if min(len(then_f), len(then_l)) < FEWEST:
            continue
        race = raw(then_f, then_l, date)
        open_records = _open(whole, date) & (out_by <= date)
        drawn = resampled(then_f, then_l, date, resamples, seed) if open_records.any() else {}
        for name, one in ESTIMATORS.items():
            days = float(one.days(race)[0])
            if open_records.any() and np.isfinite(days):
                ends = (days, *interval(drawn[name]))
                rows += _predicted(whole, heights, open_records, date, name, ends)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def scores(predictions: pl.DataFrame, now: float) -> list[Score]:
    """How each estimator did. A prediction is settled where the record was reached by `now`, open otherwise.

    `bias` is the mean of happened − predicted, `absolute` the mean of its size, in days; `within` is the share of all
    predictions whose interval can be judged (settled, or open with an upper end that has passed) that held the truth.
    """
    found: list[Score] = []
    for name in ESTIMATORS:
        rows = predictions.filter(pl.col("name") == name)
        settled = rows.drop_nulls("happened")
        error = (settled["happened"] - settled["predicted"]).to_numpy()
        held = settled.filter(pl.col("happened").is_between(pl.col("low"), pl.col("high")))
        missed = rows.filter(pl.col("happened").is_null() & (pl.col("high") < now))
        judged = len(settled) + len(missed)
        found.append(
            Score(
                name, len(settled), len(rows) - len(settled),
                float(error.mean()) if len(error) else np.nan, float(np.abs(error).mean()) if len(error) else np.nan,
                len(held) / judged if judged else np.nan,
            )
        )  # fmt: skip
    return found


def _in_order(leader: Track) -> tuple[Array, Array]:
    """The leader's running best in the order of its race, in the score's own unit, and by which day each was out."""
    order = np.lexsort((-leader.heights, leader.days))
    return np.maximum.accumulate(leader.heights[order]), leader.last[order]


def _open(whole: Race, date: float) -> Mask:
    """The leader's records that were set by a date and not yet reached on it."""
    lags, counted, reached = whole.levels
    days = whole.leader.days
    reached_on = np.where(reached, days + lags, np.inf)
    return (counted & (days <= date) & (reached_on > date))[0]


def _predicted(
    whole: Race, heights: Array, chosen: Mask, date: float, name: str, ends: tuple[float, float, float]
) -> list[tuple[float | str | None, ...]]:
    lags, _, reached = whole.levels
    days = whole.leader.days[0]
    return [
        (
            date, name, float(heights[at]), float(days[at]), *(max(date, float(days[at]) + end) for end in ends),
            float(days[at] + lags[0, at]) if reached[0, at] else None,
        )
        for at in np.flatnonzero(chosen)
    ]  # fmt: skip
