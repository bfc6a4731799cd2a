"""Past: what a lag would have been said to be at past dates, and how well it foretold when records were reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.frontier.backtest import Score, backtest, scores
from theodolite.frontier.history import RESAMPLES, dates_between, history
from theodolite.frontier.resample import Progress
from theodolite.frontier.result import MONTH, Lag, finite, told_way

DAYS = ("asked", "led", "predicted", "low", "high", "happened")
"""The columns of predictions that are days."""

QUARTER = 3 * MONTH
"""Days between the dates that are asked about."""


@dataclass(frozen=True)
class Past:
    """The history of a lag (rows: `date`, `name`, `months`, `low`, `high`) and its predictions of catching up, scored.

    `predictions` have a row for each date, estimator and record of the leader's that was open then: `asked`, `name`,
    `height`, `led`, `predicted`, `low`, `high`, `happened` (null: not by now); `scores` say how each estimator did.
    """

    lag: Lag
    history: pl.DataFrame
    predictions: pl.DataFrame
    scores: tuple[Score, ...]

    @cached_property
    def finding(self) -> str:
        """One sentence: the span of the current lag over the dates, and which estimator foretold best."""
        told = self.history.filter((pl.col("name") == "calendar-current") & pl.col("months").is_finite())
        if told.is_empty():
            return "At no past date had both released enough for a lag to be told."
        least, most = (told.sort("months").row(at, named=True) for at in (0, -1))
        ends = [f"{told_way(one['months'])} (on {one['date']})" for one in (least, most)]
        moved = (
            f"Asked each quarter since {told['date'].min()}, the lag of that day (calendar-current) would have been "
            f"said to be {ends[0]} to {ends[1]}"
        )
        settled = [one for one in self.scores if one.settled]
        if not settled:
            return f"{moved}; no prediction has been settled."
        best = min(settled, key=lambda one: one.absolute)
        return (
            f"{moved}; of {best.settled} dates of catching up that have come true, the best of six estimators "
            f"({best.name}) was {best.absolute / MONTH:.1f} months off on average, and its 90 % intervals held "
            f"{best.within:.0%}."
        )

    def document(self) -> dict[str, Any]:
        """What `lag --over-time --json` prints of it: days as dates, spans in months, what is not finite as null."""
        return {
            "finding": self.finding,
            "over_time": _plain(self.history),
            "predictions": _plain(self.predictions),
            "scores": [
                {
                    "name": one.name, "settled": one.settled, "open": one.open,
                    "bias": finite(one.bias / MONTH), "absolute": finite(one.absolute / MONTH),
                    "within": finite(one.within),
                }
                for one in self.scores
            ],
        }  # fmt: skip


def past(lag: Lag, resamples: int = RESAMPLES, progress: Progress | None = None) -> Past:
    """The lag at the end of each quarter of a year counted back from its `now`, from what was out then.

    Standard errors and scores are today's: what a score was measured to be at the time is not asked.
    """
    behind, ahead = lag.tracks
    now = float(lag.now.toordinal())
    begun = float(max(behind.last.min(), ahead.last.min()))
    dates = dates_between(begun, now, QUARTER)
    told = history(behind, ahead, dates, resamples, lag.seed, progress)
    predictions = backtest(behind, ahead, dates[:-1], now, resamples, lag.seed)
    months = {"days": "months", "low": "low", "high": "high"}
    return Past(
        lag,
        told.select(
            _day("day").alias("date"), "name", *((pl.col(old) / MONTH).alias(new) for old, new in months.items())
        ),
        predictions.with_columns(_day(name) for name in DAYS),
        tuple(scores(predictions, now)),
    )


def _day(name: str) -> pl.Expr:
    """A column of days counted from year 1 as dates; what is not finite is null."""
    since_1970 = (pl.col(name) - date(1970, 1, 1).toordinal()).round()
    return (
        pl.when(pl.col(name).is_finite() & (pl.col(name) < date.max.toordinal()))
        .then(since_1970.cast(pl.Int32, strict=False).cast(pl.Date))
        .alias(name)
    )


def _plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    rows = frame.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts()
    return [{k: (None if isinstance(v, float) and not np.isfinite(v) else v) for k, v in row.items()} for row in rows]
