"""Admit: what must hold of every observation before it enters the ledger, for all that is computed relies on it."""

from __future__ import annotations

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.observation import STATUSES
from theodolite.core.period import PeriodError, parse_period
from theodolite.errors import TableError, UnknownNameError

SAID_ONCE = ("entity", "indicator", "period", "source", "edition")
"""An edition says one thing of an entity, indicator and period, and may project another beside it (status F)."""


def unplaced(rows: pl.DataFrame) -> pl.DataFrame:
    """Observations that stand in no file, with an empty `file` and `line`."""
    return rows.with_columns(file=pl.lit(None, dtype=pl.String), line=pl.lit(None, dtype=pl.UInt32))


def admitted(rows: pl.DataFrame, catalog: Catalog) -> pl.DataFrame:
    """The `rows` without their `file` and `line`, if every one is what the catalogue says of it.

    Raises UnknownNameError on an indicator that the catalogue does not hold, and TableError with place and key of the
    first row whose unit is not its indicator's, whose period or status is none that we know, whose low and high do not
    hold its value, or that says again what its edition has said already. Missing low and high hold any value.
    """
    for indicator, unit in rows.select("indicator", "unit").unique().sort("indicator", "unit").iter_rows():
        odd = (pl.col("indicator") == indicator) & (pl.col("unit") == unit)
        if indicator not in catalog.indicators:
            near = nearest(indicator, catalog.indicators)
            raise UnknownNameError("indicator", indicator, near, where=_where(rows.filter(odd)))
        if unit != (right := catalog.indicators[indicator].unit):
            _refuse(rows.filter(odd), f"the unit is {unit!r}", f"{right!r}, the unit of {indicator}")
    for period in rows["period"].unique().sort():
        try:
            parse_period(period)
        except PeriodError as error:
            _refuse(rows.filter(pl.col("period") == period), error.what, error.expected)
    unknown = rows.filter(~pl.col("status").is_in([*STATUSES]))
    _refuse(unknown, "the status is not known", "one of " + ", ".join(STATUSES))
    _refuse(rows.filter(outside()), "the value lies outside its own low and high", "low ≤ value ≤ high")
    again = ~said_once(rows).is_first_distinct()
    _refuse(rows.filter(again), "the figure stands twice in its edition", "one row of " + " × ".join(SAID_ONCE))
    return rows.drop("file", "line")


def outside() -> pl.Expr:
    """Whether a row's low or high does not hold its value."""
    return ((pl.col("low") > pl.col("value")) | (pl.col("high") < pl.col("value"))).fill_null(value=False)


def said_once(rows: pl.DataFrame) -> pl.Series:
    """What an edition may say once, of each of `rows`: SAID_ONCE, projections (status F) apart."""
    return rows.select(pl.struct(*SAID_ONCE, (pl.col("status") == "F").alias("projected")).alias("said"))["said"]


def _refuse(rows: pl.DataFrame, what: str, expected: str | None) -> None:
    if rows.is_empty():
        return
    row = rows.row(0, named=True)
    about = " × ".join(row[name] for name in ("entity", "indicator", "period"))
    more = f" (and in {len(rows) - 1} more rows)" if len(rows) > 1 else ""
    pulled = row["file"] is None
    raise TableError(
        f"{what} in {about}{more}",
        where=_where(rows),
        expected=expected,
        next_step=f"theodolite pull {row['source']}-{row['edition']}" if pulled
        else "mend the table; `theodolite check` lists every mistake",
    )  # fmt: skip


def _where(rows: pl.DataFrame) -> str:
    """Where the first of `rows` stands."""
    file, line, source, edition = rows.select("file", "line", "source", "edition").row(0)
    return f"{source}-{edition}, in the workspace" if file is None else f"{file}:{line}"
