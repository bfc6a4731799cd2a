"""Periods: from an indicator's figures over the years to the one that a lens takes for each entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from math import fsum
from operator import itemgetter
from statistics import fmean
from typing import Any

import polars as pl

from theodolite.errors import PlanError
from theodolite.index.dataset import Cell
from theodolite.index.framework import Taken

PROVISIONAL, FORECAST = "P", "F"
"""SDMX statuses of a figure of a period that is not over, and of one that nobody has observed."""

Figures = dict[str, tuple[float, Cell]]

Row = dict[str, Any]
"""One reconciled figure by column."""


def take(figures: pl.DataFrame, rule: Taken, now: date, *, whole: bool = False) -> Figures:
    """Entity → the figure that `rule` takes from the reconciled `figures` of one indicator, and where it comes from.

    A sum or mean has the whole window as its period; `max` is one of the figures, and has the period of that one (of
    several that are equal, the last).

    Forecasts and periods that begin after `now` are never taken. With `whole` (missing values mean unknown) a sum
    is only taken where it covers as many days of the window as any other, in years or in quarters. Entities without
    a figure are left out.
    """
    seen = figures.filter((pl.col("status") != FORECAST) & (pl.col("start") <= now))
    if rule.take == "common":
        seen = seen.filter(pl.col("period") == common_period(seen))
    if rule.take in ("latest", "common"):
        return _latest(seen, now, rule.oldest)
    return _window(seen, rule, now, whole=whole)


def latest_figures(figures: pl.DataFrame, now: date, oldest: int | None = None) -> pl.DataFrame:
    """The last figure of each entity × indicator that begins by `now`, and ends at most `oldest` years before its year.

    A provisional figure is taken only where there is no other.
    """
    first = date(now.year - oldest, 1, 1) if oldest is not None else date.min
    fit = figures.filter((pl.col("status") != FORECAST) & (pl.col("start") <= now) & (pl.col("end") >= first))
    ordered = fit.sort("entity", "indicator", pl.col("status") != PROVISIONAL, "end", "start")
    return ordered.unique(["entity", "indicator"], keep="last", maintain_order=True)


def common_period(figures: pl.DataFrame) -> str | None:
    """The last period of one indicator for which at least half of its entities have a figure that is not provisional.

    None where no period is shared by so many.
    """
    counted = figures.filter(pl.col("status") != PROVISIONAL).group_by("period", "end").agg(pl.len())
    shared = counted.filter(2 * pl.col("len") >= figures["entity"].n_unique()).sort("end", "period")
    return str(shared["period"][-1]) if len(shared) else None


def _latest(seen: pl.DataFrame, now: date, oldest: int | None) -> Figures:
    return {row["entity"]: _single(row) for row in latest_figures(seen, now, oldest).iter_rows(named=True)}


def _single(row: Row) -> tuple[float, Cell]:
    """The figure of one period."""
    cell = Cell(
        rows=(row["row"],),
        low=row["low"],
        high=row["high"],
        period=row["period"],
        end=row["end"],
        provisional=row["status"] == PROVISIONAL,
        withdrawn=row["withdrawn"],
        disputed=row["disputed"],
    )
    return row["value"], cell


def _window(seen: pl.DataFrame, rule: Taken, now: date, *, whole: bool) -> Figures:
    years = rule.over or 1
    first = now.year - years + 1
    span = str(now.year) if years == 1 else f"{first}/{now.year}"
    within: dict[str, list[Row]] = defaultdict(list)
    for row in seen.filter(pl.col("start") >= date(first, 1, 1)).sort("entity", "start").iter_rows(named=True):
        within[row["entity"]].append(row)
    if rule.take == "max":
        return {entity: _single(max(rows, key=itemgetter("value", "end"))) for entity, rows in within.items()}
    if rule.take == "mean":
        return {entity: _joined(rows, fmean, span) for entity, rows in within.items()}
    longest = max((_days(rows) for rows in within.values()), default=0)
    for rows in within.values():
        _refuse_overlap(rows)
    kept = {entity: rows for entity, rows in within.items() if not whole or _days(rows) == longest}
    return {entity: _joined(rows, fsum, span) for entity, rows in kept.items()}


def _joined(rows: list[Row], join: Callable[[Iterable[float]], float], span: str) -> tuple[float, Cell]:
    """The figure of several periods."""
    value, low, high = (join(row[name] for row in rows) for name in ("value", "low", "high"))
    cell = Cell(
        rows=tuple(row["row"] for row in rows),
        low=low,
        high=high,
        period=span,
        end=max(row["end"] for row in rows),
        provisional=any(row["status"] == PROVISIONAL for row in rows),
        withdrawn=any(row["withdrawn"] for row in rows),
        disputed=any(row["disputed"] for row in rows),
    )
    return value, cell


def _days(rows: list[Row]) -> int:
    return sum((row["end"] - row["start"]).days + 1 for row in rows)


def _refuse_overlap(rows: list[Row]) -> None:
    for before, after in pairwise(rows):
        if after["start"] <= before["end"]:
            what = f"the periods of {after['indicator']} overlap for {after['entity']} (at {after['period']})"
            raise PlanError(
                f"{what}: their sum would count a time twice",
                where="period: take sum",
                expected="periods that follow each other",
                next_step="take latest, mean or max instead",
            )
