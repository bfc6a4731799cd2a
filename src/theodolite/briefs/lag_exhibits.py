"""Exhibits of a lag: the race of two groups, what would have been said before, and the fan of scores and claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from theodolite.briefs.exhibit import Figure
from theodolite.core.prose import upper
from theodolite.figures.claim_lane import FanClaim, claim_table
from theodolite.figures.frontier_race import frontier_race, race_table
from theodolite.figures.height_gaps import Dot
from theodolite.figures.lag_fan import FanRow, FanScore, Span, fan_table, lag_fan
from theodolite.figures.lag_history import Telling, Then, history_table, lag_history
from theodolite.figures.race_plot import Course, Runner
from theodolite.figures.theme import looks
from theodolite.frontier.fan import Fan
from theodolite.frontier.past import Past
from theodolite.frontier.release import FIVE_TO_95
from theodolite.frontier.result import Estimate, Lag
from theodolite.frontier.rules import side

CHOSEN = "level-mean"
"""The estimator that is shown where there is room for one."""


def exhibits(found: Lag | Fan, past: Past | None = None) -> list[Figure]:
    """The figures of one comparison, or of a fan of them."""
    if isinstance(found, Fan):
        return [fan_figure(found)]
    return [race_figure(found), fan_of_one(found), *([] if past is None else [history_figure(past)])]


def race_figure(found: Lag, *, folded: bool = False) -> Figure:
    """The releases of both groups over time, their running bests and the months between them."""
    pair = looks([upper(found.follower.name), upper(found.leader.name)])
    less = found.releases.less_is_better
    groups = (found.follower, found.leader)
    runners = [
        Runner(look, tuple(_dots(side(found.releases, group, found.rules))), less)
        for look, group in zip(pair, groups, strict=True)
    ]
    course = Course(found.releases.title, found.releases.unit, found.now, log=found.log)
    title = f"{found.releases.title}: {found.follower.name} and {found.leader.name}"
    caption = (
        f"Every model with a score, the best so far of each side, and how long after {found.leader.name} "
        f"{found.follower.name} had as much."
    )
    draw = lambda width: frontier_race(title, runners, course, width)  # noqa: E731
    return Figure.drawn(_name("race", found.releases.score), title, caption, draw, race_table(runners), folded=folded)


def fan_of_one(found: Lag) -> Figure:
    """The six estimators of one score with their intervals, raw and corrected."""
    return _fan([found], [], f"months-{_last(found.releases.score)}", found.follower.name, found.leader.name)


def fan_figure(found: Fan) -> Figure:
    """Every score and estimator, under what has been claimed."""
    claims = [_claim(row) for row in found.claims.iter_rows(named=True)]
    return _fan(found.lags, claims, "lag-fan", found.follower, found.leader)


def history_figure(past: Past, *, folded: bool = False) -> Figure:
    """What each estimator would have said at past dates."""
    found = past.lag
    tellings = [
        Telling(name[0], tuple(_then(row) for row in rows.iter_rows(named=True)))
        for name, rows in past.history.group_by("name", maintain_order=True)
    ]
    names = (upper(found.follower.name), found.leader.name)
    title = f"{found.releases.title}: months behind as they would have been told"
    caption = "At each date only models that were out then are asked; scores are as measured since."
    draw = lambda width: lag_history(title, tellings, width, follower=names[0], leader=names[1], banded=CHOSEN)  # noqa: E731
    name = _name("history", found.releases.score)
    return Figure.drawn(name, title, caption, draw, history_table(tellings), folded=folded)


def claims_table(found: Fan) -> pl.DataFrame:
    """The claims of a fan by the numbers that they have in its figure, with their locators."""
    return claim_table([_claim(row) for row in found.claims.iter_rows(named=True)])


def _fan(lags: Sequence[Lag], claims: Sequence[FanClaim], name: str, follower: str, leader: str) -> Figure:
    scores = [FanScore(one.releases.title, *one.models_of(), tuple(map(_row, one.estimators))) for one in lags]
    title = f"Months by which {follower} is behind {leader}"
    caption = (
        "Full dots: as computed, with the 90 % interval over resampled models and errors. Hollow dots: once the "
        "numbers of models are allowed for. Numbers of claims refer to the table of claims."
    )
    draw = lambda width: lag_fan(title, scores, claims, width, follower=follower, leader=leader, chosen=CHOSEN)  # noqa: E731
    return Figure.drawn(name, title, caption, draw, fan_table(scores))


def _dots(rows: pl.DataFrame) -> Iterator[Dot]:
    for row in rows.iter_rows(named=True):
        middle = date.fromordinal((row["start"].toordinal() + row["end"].toordinal()) // 2)
        half = None if row["se"] is None else row["se"] * FIVE_TO_95 / 2
        low, high = (None, None) if half is None else (row["value"] - half, row["value"] + half)
        yield Dot(middle, row["value"], low, high, row["title"])


def _row(one: Estimate) -> FanRow:
    raw, corrected = Span(one.months, one.low, one.high), Span(one.corrected, one.corrected_low, one.corrected_high)
    return FanRow(one.name, raw, corrected)


def _claim(row: dict[str, object]) -> FanClaim:
    ends = [row["low"], row["high"]]
    low, high = (row["value"], row["value"]) if None in ends else ends
    return FanClaim(
        str(row["who"] or row["label"]), str(row["period"]), float(str(low)), float(str(high)), str(row["locator"])
    )


def _then(row: dict[str, object]) -> Then:
    day = row["date"]
    assert isinstance(day, date)
    months, low, high = (np.nan if row[name] is None else float(str(row[name])) for name in ("months", "low", "high"))
    return Then(day, months, low, high)


def _name(what: str, score: str) -> str:
    return f"lag-{what}-{_last(score)}"


def _last(score: str) -> str:
    return score.rpartition("/")[2]
