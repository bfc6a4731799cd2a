"""iData: the figures of every entity, one row an entity or an entity and a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from theodolite.core.period import UNDATED, PeriodError, parse_period
from theodolite.errors import TableError
from theodolite.evidence.own_table import MISSING, Row, Table
from theodolite.index.dataset import AT
from theodolite.index.own.meta import Meta

KEYS = ("uCode", "uName", "Time")
"""The columns of iData that iMeta does not describe."""


class Figure(NamedTuple):
    """One figure of the user's data, and where it stands: `file` and `line` for an error, `locator` for a reader."""

    entity: str
    indicator: str
    period: str
    value: float
    file: str
    line: int
    locator: str


@dataclass(frozen=True, eq=False)
class Data:
    """The figures, the name of every entity, and of every grouping the group of each entity that has one."""

    figures: tuple[Figure, ...]
    names: Mapping[str, str]
    groups: Mapping[str, Mapping[str, str]]


def read_data(tables: Sequence[Table], meta: Meta) -> Data:
    """The figures of wide tables, in one of which stands every column that `meta` describes.

    A missing cell is no figure. Where several periods stand, a group is that of the last. Raises TableError with file
    and line on a column that stands in one table and not in the other, an entity without a code, an entity that stands
    twice (in one period), a period that is none, a cell that is no finite number, and a column without any.
    """
    _check_columns(tables, meta)
    figures: list[Figure] = []
    names: dict[str, str] = {}
    groups: dict[str, dict[str, str]] = {entry.code: {} for entry in meta.of_type("Group")}
    numbers = [entry.code for kind in ("Indicator", "Denominator") for entry in meta.of_type(kind)]
    for table in tables:
        for row, entity, period in sorted(_keys(table), key=lambda key: parse_period(key[2]).end):
            names[entity] = table.text(row, "uName") or names.get(entity, entity)
            _group(table, row, entity, groups)
            figures += _figures(table, row, entity, period, numbers)
    _refuse_empty(tables, numbers, figures)
    return Data(tuple(figures), names, groups)


def read_long(table: Table, meta: Meta) -> Data:
    """The figures of a long table: one row a figure, with the columns uCode, iCode and value, and perhaps Time.

    A grouping is a column of its own, whose text stands in every row of an entity, or in one.

    A missing value is no figure. Raises TableError with the row where `read_data` does, and on a figure that stands
    twice and an indicator that `meta` does not describe.
    """
    groups: dict[str, dict[str, str]] = {entry.code: {} for entry in meta.of_type("Group")}
    table.need("uCode", "iCode", "value", *groups)
    numbers = [entry.code for kind in ("Indicator", "Denominator") for entry in meta.of_type(kind)]
    seen: dict[tuple[str, str, str], Row] = {}
    figures: list[Figure] = []
    names: dict[str, str] = {}
    for row in table.rows:
        entity, code = _entity(table, row), table.text(row, "iCode")
        if code not in numbers:
            raise table.refused(row, f"the indicator {code!r} is not described", "a row of iMeta with this iCode")
        period = read_period(table, row, "Time") if "Time" in table.columns else UNDATED
        if (key := (entity, code, period)) in seen:
            raise table.refused(row, f"{code} of {entity} stands twice", f"one row: see {table.where(seen[key])}")
        seen[key] = row
        names[entity] = table.text(row, "uName") or names.get(entity, entity)
        _group(table, row, entity, groups)
        if (value := table.number(row, "value")) is not None:
            figures.append(Figure(*key, value, table.path, row.line, table.locator(row, "value")))
    if lacking := [code for code in numbers if code not in {figure.indicator for figure in figures}]:
        raise table.refused(None, f"no row holds a figure of {lacking[0]}", "a figure, or no such row of iMeta")
    return Data(tuple(figures), names, groups)


def _group(table: Table, row: Row, entity: str, groups: Mapping[str, dict[str, str]]) -> None:
    """Note the group of an entity in every grouping that the row tells of."""
    for name, members in groups.items():
        if (group := table.text(row, name)) not in MISSING:
            members[entity] = group


def _figures(table: Table, row: Row, entity: str, period: str, numbers: Sequence[str]) -> Iterator[Figure]:
    for code in numbers:
        if (value := table.number(row, code)) is not None:
            yield Figure(entity, code, period, value, table.path, row.line, table.locator(row, code))


def _check_columns(tables: Sequence[Table], meta: Meta) -> None:
    for table in tables:
        table.need("uCode")
        for column in table.columns:
            if column not in KEYS and (column not in meta.entries or meta.entries[column].type == "Aggregate"):
                expected = f"a row of {meta.table.path} with the iCode {column}, or no such column"
                raise table.refused(None, f"the column {column} is not described", expected)
    there = {column for table in tables for column in table.columns}
    for entry in meta.entries.values():
        if entry.type != "Aggregate" and entry.code not in there:
            what = f"{entry.code} has no column in {tables[0].path}"
            raise TableError(what, where=meta.table.where(entry.row), expected="a column of this name, or no such row")


def _keys(table: Table) -> list[tuple[Row, str, str]]:
    """Row, entity and period of every row; raises TableError on one that is missing or doubled."""
    seen: dict[tuple[str, str], Row] = {}
    for row in table.rows:
        entity = _entity(table, row)
        key = entity, read_period(table, row, "Time") if "Time" in table.columns else UNDATED
        if key in seen:
            when = "" if key[1] == UNDATED else f" in {key[1]}"
            raise table.refused(row, f"{entity} stands twice{when}", f"one row: see {table.where(seen[key])}")
        seen[key] = row
    return [(row, entity, period) for (entity, period), row in seen.items()]


def _entity(table: Table, row: Row) -> str:
    """The code of the entity in a row; raises TableError where it is missing, or would read as one in a period."""
    code = table.text(row, "uCode")
    if not code:
        raise table.refused(row, "uCode is missing", "a code in every row")
    if AT in code:
        raise table.refused(row, f"uCode holds {AT!r}: {code}", "a code without it, as rows of a panel are A@2024")
    return code


def read_period(table: Table, row: Row, column: str) -> str:
    """The period in a cell, as a year or another period of SDMX; raises TableError where it is none."""
    text = table.text(row, column).removesuffix(".0")
    if not text:
        raise table.refused(row, f"{column} is missing", "a year such as 2024 in every row")
    try:
        return parse_period(text).text
    except PeriodError as error:
        raise table.refused(row, f"{column}: {error.what}", error.expected) from None


def _refuse_empty(tables: Sequence[Table], numbers: Sequence[str], figures: Sequence[Figure]) -> None:
    filled = {figure.indicator for figure in figures}
    for code in numbers:
        if code not in filled:
            table = next(table for table in tables if code in table.columns)
            raise table.refused(None, f"the column {code} holds no figure", "a figure, or no such column")
