"""Periods: from an indicator's figures over the years to the one that a lens takes for each entity."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from theodolite.errors import PlanError
from theodolite.index.dataset import Cell
from theodolite.index.framework import Taken

PROVISIONAL, FORECAST = "P", "F"
"""SDMX statuses of a figure of a period that is not over, and of one that nobody has observed."""

Figures = dict[str, tuple[float, Cell]]


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
    return ordered.group_by("entity", "indicator", maintain_order=True).last()


def common_period(figures: pl.DataFrame) -> str | None:
    """The last period of one indicator for which at least half of its entities have a figure that is not provisional.

    None where no period is shared by so many.
    """
    counted = figures.filter(pl.col("status") != PROVISIONAL).group_by("period", "end").agg(pl.len())
    shared = counted.filter(2 * pl.col("len") >= figures["entity"].n_unique()).sort("end", "period")
    return str(shared["period"][-1]) if len(shared) else None


def _latest(seen: pl.DataFrame, now: date, oldest: int | None) -> Figures:
    return {row["entity"]: _single(row) for row in latest_figures(seen, now, oldest).iter_rows(named=True)}


def _single(row: dict[str, Any]) -> tuple[float, Cell]:
    """The figure of one period."""
    cell = Cell(
        rows=(row["row"],),
        low=row["low"],
        high=row["high"],
        period=row["period"],
        end=row["end"],
        provisional=row["status"] == PROVISIONAL,
        disputed=row["disputed"],
    )
    return row["value"], cell


def _window(seen: pl.DataFrame, rule: Taken, now: date, *, whole: bool) -> Figures:
    years = rule.over or 1
    first = now.year - years + 1
    span = str(now.year) if years == 1 else f"{first}/{now.year}"
    within = seen.filter(pl.col("start") >= date(first, 1, 1)).sort("entity", "start")
    grouped = within.partition_by("entity", as_dict=True, maintain_order=True)
    longest = max((_days(rows) for rows in grouped.values()), default=0)
    figures: Figures = {}
    for (entity,), rows in grouped.items():
        if rule.take == "max":
            figures[str(entity)] = _single(rows.sort("value", "end").row(-1, named=True))
            continue
        if rule.take == "sum":
            _refuse_overlap(rows)
            if whole and _days(rows) < longest:
                continue
        figures[str(entity)] = (_joined(rows["value"], rule.take), _cell(rows, rule.take, span))
    return figures


def _cell(rows: pl.DataFrame, how: str, span: str) -> Cell:
    return Cell(
        rows=tuple(rows["row"]),
        low=_joined(rows["low"], how),
        high=_joined(rows["high"], how),
        period=span,
        end=rows["end"].max(),  # pyright: ignore[reportArgumentType]
        provisional=bool((rows["status"] == PROVISIONAL).any()),
        disputed=bool(rows["disputed"].any()),
    )


def _days(rows: pl.DataFrame) -> int:
    return int((rows["end"] - rows["start"]).dt.total_days().sum()) + len(rows)


def _joined(values: pl.Series, how: str) -> float:
    joined = {"sum": values.sum, "mean": values.mean}[how]()
    return float(joined)  # pyright: ignore[reportArgumentType]


def _refuse_overlap(rows: pl.DataFrame) -> None:
    overlap = rows.filter(pl.col("start") <= pl.col("end").shift(1))
    if len(overlap):
        entity, indicator, period = overlap.select("entity", "indicator", "period").row(0)
        raise PlanError(
            f"the periods of {indicator} overlap for {entity} (at {period}): their sum would count a time twice",
            where="period: take sum",
            expected="periods that follow each other",
            next_step="take latest, mean or max instead",
        )
