"""A frame of pandas, polars or arrow as a table of the user's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from theodolite.errors import PlanError
from theodolite.evidence.own_table import Cell, Row, Table, checked, plain


def table_of(frame: Any, name: str) -> Table:
    """A frame as a table: null, NaN and the like are missing, numbers are floats, all else is text."""
    import narwhals as nw

    try:
        wrapped = nw.from_native(frame)
    except TypeError:
        raise PlanError(
            f"{type(frame).__name__!r} is no frame", expected="a frame of pandas, polars or arrow"
        ) from None
    eager = wrapped.collect() if isinstance(wrapped, nw.LazyFrame) else wrapped
    columns = [_cells(eager[column]) for column in eager.columns]
    rows = (Row(n, 0, cells, f"{name}, row {n}") for n, cells in enumerate(zip(*columns, strict=True), start=1))
    return checked(Table(name, name, tuple(plain(str(column)) for column in eager.columns), tuple(rows), header=0))


def _cells(series: Any) -> list[Cell]:
    missing = series.is_null().to_list()
    return [None if gone else _cell(value) for value, gone in zip(series.to_list(), missing, strict=True)]


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        number = float(value)
    except (TypeError, ValueError):
        return str(value)
    return None if number != number else number
