"""Frames of pandas, polars or arrow: wide or long, described by an iMeta frame or by a plain mapping."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from theodolite.core.nearest import nearest
from theodolite.errors import PlanError, TableError
from theodolite.evidence.own_frame import table_of
from theodolite.evidence.own_table import Cell, Row, Table, checked
from theodolite.index.own.data import read_data, read_long
from theodolite.index.own.meta import REQUIRED, Meta, read_meta
from theodolite.index.own.study import Given, Study, as_steps, study_of

Held = Mapping[str, Sequence[str] | Mapping[str, float]]
"""Pillar → its columns, or column → weight."""

ROOT = "Index"
"""The name of the whole where a mapping describes the columns."""


def from_frame(
    data: Any,
    meta: Any,
    lens: Given = None,
    *,
    entity: str = "uCode",
    title: str = "uName",
    period: str = "Time",
    indicator: str | None = None,
    value: str = "value",
    less: Collection[str] = (),
    as_of: date | None = None,
    name: str = "frame",
) -> Study:
    """The study of figures in a frame of pandas, polars or arrow; the steps are those of `lens`, as in `study_of`.

    A wide frame has a row an `entity` (or an entity and a `period`) and a column an indicator; with `indicator`, the
    name of a column of codes, the frame is long: a row a figure, which stands in the column `value`. `title` and
    `period` are read where there are such columns. `meta` is a frame of COINr's iMeta, or maps each pillar to its
    columns (or column → weight); less is better in those that `less` names, and other columns are not looked at.
    `name` is what locators call the frame. A missing figure is null or NaN. Raises PlanError where `less` is no list
    of names or stands beside an iMeta, and TableError where it names what no pillar holds, or with row and column where
    the frames are not what `read_meta`, `read_data` and `read_long` ask for.
    """
    table = table_of(data, name)
    names = {entity: "uCode", title: "uName", period: "Time"}
    if indicator is not None:
        names |= {indicator: "iCode", value: "value"}
    table = _renamed(table, names, entity, indicator)
    if isinstance(meta, Mapping):
        _check_less(less, meta, table.path)
        described = read_meta(_described(table, meta, less, None if indicator is None else "iCode"))
        table = _picked(table, described, long=indicator is not None)
    elif less:
        raise PlanError(
            "less= goes with a mapping of pillars",
            expected="the Direction of iMeta: 1 where more is better, -1 where less",
        )
    else:
        described = read_meta(table_of(meta, f"{name}-meta"))
    read = read_long(table, described) if indicator else read_data([table], described)
    return study_of(read, described, table, as_steps(lens), as_of)


def _renamed(table: Table, names: Mapping[str, str], entity: str, indicator: str | None) -> Table:
    """With the names of iData for the columns that the user has named."""
    table.need(entity, *([indicator] if indicator else []))
    columns = tuple(names.get(column, column) for column in table.columns)
    return checked(Table(table.name, table.path, columns, table.rows, header=0))


def _described(table: Table, held: Held, less: Collection[str], codes: str | None) -> Table:
    """A mapping of pillars as an iMeta of three levels."""
    known = {table.text(row, codes) for row in table.rows} if codes else set(table.columns)
    rows: list[list[Cell]] = []
    for pillar, inside in held.items():
        weights: Mapping[str, Any] = inside if isinstance(inside, Mapping) else dict.fromkeys(inside, 1.0)
        for code, weight in weights.items():
            if not isinstance(weight, int | float):
                raise PlanError(
                    f"{pillar} holds {code!r}, and that no weight: a mapping has one level of pillars",
                    expected="column → weight; for pillars with weights or pillars of their own, a frame of iMeta",
                )
            if code not in known:
                near = nearest(code, known)
                hint = f"did you mean {near[0]!r}?" if near else None
                what = f"{pillar} names {code!r}, which the frame does not have"
                raise TableError(what, where=table.path, expected=hint)
            rows.append([1.0, code, -1.0 if code in less else 1.0, float(weight), pillar, "Indicator"])
        rows.append([2.0, pillar, None, 1.0, ROOT, "Aggregate"])
    rows.append([3.0, ROOT, None, None, "", "Aggregate"])
    placed = (Row(n, 0, cells, f"the mapping, {cells[1]}") for n, cells in enumerate(rows, start=1))
    return Table("the mapping", "the mapping", REQUIRED, tuple(placed), header=0)


def _check_less(less: Collection[str], held: Held, where: str) -> None:
    """Raise TableError where `less` names what no pillar holds."""
    if isinstance(less, str):
        raise PlanError(f"less={less!r} is one text", expected=f"a list of columns, such as [{less!r}]")
    placed = [code for inside in held.values() for code in inside]
    for code in less:
        if code not in placed:
            near = nearest(code, placed)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(placed)[:200]
            raise TableError(f"less names {code!r}, which no pillar holds", where=where, expected=hint)


def _picked(table: Table, meta: Meta, *, long: bool) -> Table:
    """Without the columns (or, of a long table, the rows) that a mapping does not name."""
    if long:
        rows = tuple(row for row in table.rows if table.text(row, "iCode") in meta.entries)
        return Table(table.name, table.path, table.columns, rows, header=0)
    kept = [j for j, column in enumerate(table.columns) if column in ("uCode", "uName", "Time", *meta.entries)]
    rows = tuple(row._replace(cells=[row.cells[j] for j in kept]) for row in table.rows)
    return Table(table.name, table.path, tuple(table.columns[j] for j in kept), rows, header=0)
