"""Releases from a table of the user's own: who released what and when, with a score that need not be known to us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.period import UNDATED, Period, PeriodError, parse_period
from theodolite.errors import TableError
from theodolite.evidence.own_frame import table_of
from theodolite.evidence.own_table import MISSING, Row, Table, checked, read_csv
from theodolite.frontier.release import FIVE_TO_95, SCHEMA, Releases, in_order

OTHER_NAMES: Final = {
    "country": "economies", "countries": "economies", "economy": "economies", "organisation": "makers",
    "organization": "makers", "maker": "makers", "name": "title", "value": "score", "model": "entity",
    "standard error": "se", "released": "date",
}  # fmt: skip
"""Other headers for the columns that are read."""

REQUIRED: Final = ("entity", "date", "score")
WHOSE: Final = ("economies", "makers", "group")
"""Columns of which at least one must be there: without it nobody can be held against anybody."""

AMBIGUOUS: Final = "NA"
"""In a column of countries: the code of one, and what R writes where there is none."""

WEIGHTS: Final = {"open": "open", "closed": "closed", **dict.fromkeys(MISSING, "")}


LARGEST, LEAST = 1e60, 1e-60
"""Scores and errors are no larger, and errors but 0 no less: their squares and quotients are then numbers still."""

MOST = 10_000
"""Releases that a table may have: resampling takes time and memory with each."""


def table_releases(
    given: Path | str | Any, catalog: Catalog, as_of: date | None = None, *, less_is_better: bool = False
) -> Releases:
    """The releases in a CSV file (its path) or a frame of pandas, polars or arrow, one row each, sorted by day.

    Columns are `entity`, `date` (2024-03-05, 2024-03, 2024-Q1 or 2024) and `score`, and at least one of `economies` (or
    `country`: codes or names, several separated by `;`), `makers` (or `organisation`) and `group` (names of the user's
    own); there may be `title`, `weights` (open, closed), and `se` or a 5–95 % interval `low` and `high`. Others are not
    read, and case does not matter. A row without a score is left out and told, and so is one of after `as_of`.

    Raises TableError with file and line on what `own_table.read_csv` refuses, on a missing column (with the nearest), a
    score or error that is no finite number or beyond 1e60, a date that is none, an entity that stands twice, an error
    below 0, an interval that does not hold its score, and where no row is left; UnknownNameError on an unknown country.
    """
    table = _named(read_csv(Path(given)) if isinstance(given, Path | str) else table_of(given, "frame"))
    _check_columns(table)
    scored = [row for row in table.rows if table.number(row, "score") is not None]
    rows = [*_rows(table, scored, catalog)]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    if frame.is_empty():
        raise TableError("no row has a score", where=table.where(), expected="a number in the column score")
    if len(frame) > MOST:
        raise TableError(f"{len(frame):,} releases are too many", where=table.where(), expected=f"at most {MOST:,}")
    last = max(frame["end"])
    now = min(last, as_of) if as_of else last
    known = frame.filter(pl.col("end") <= now)
    if known.is_empty():
        raise TableError(f"nothing had been released by {now}", where=table.where(), expected="a later day")
    nobody = known.filter((pl.col("economies") == "") & (pl.col("makers") == "") & (pl.col("group") == ""))
    counts = {"without a score": len(table.rows) - len(scored), f"perhaps of after {now}": len(frame) - len(known)}
    notes = tuple(f"Left out: {n} {'release' if n == 1 else 'releases'} {why}." for why, n in counts.items() if n)
    if len(nobody):
        notes = (*notes, f"Of nobody: {len(nobody)} {'release' if len(nobody) == 1 else 'releases'} without a group.")
    name = Path(table.name).stem
    return Releases(name, name, "", less_is_better, in_order(known), now, notes, (table.name,))


def _named(table: Table) -> Table:
    """The table with our names for its columns; of two columns that would have one name, the first has it."""
    columns: list[str] = []
    for column in table.columns:
        plain = column.strip().casefold()
        name = OTHER_NAMES.get(plain, plain)
        exact = [other.strip().casefold() for other in table.columns]
        columns.append(column if name in columns or (name != plain and name in exact) else name)
    return checked(replace(table, columns=tuple(columns)))


def _check_columns(table: Table) -> None:
    table.need(*REQUIRED)
    if not set(WHOSE) & set(table.columns):
        raise table.refused(None, "no column says who released it", "a column country, organisation or group")
    for one, other in (("low", "high"), ("high", "low")):
        if one in table.columns:
            table.need(other)
    if {"se", "low"} <= set(table.columns):
        raise table.refused(None, "the table has errors and intervals", "a column se, or the columns low and high")


def _rows(table: Table, rows: list[Row], catalog: Catalog) -> Iterator[tuple[object, ...]]:
    seen: dict[str, Row] = {}
    for row in rows:
        entity = table.text(row, "entity")
        if not entity:
            raise table.refused(row, "entity is missing", "a name in every row")
        if entity in seen:
            raise table.refused(row, f"{entity} stands twice", f"one row: see {table.where(seen[entity])}")
        seen[entity] = row
        period = _period(table, row)
        makers = ";".join(filter(None, (name.strip() for name in table.text(row, "makers").split(";"))))
        group = table.text(row, "group")
        yield (
            entity, table.text(row, "title") or entity, makers, _economies(table, row, catalog), _weights(table, row),
            "" if group in MISSING else group, period.start, period.end, table.number(row, "score"), _se(table, row),
            table.name, "", table.locator(row, "score"), None,
        )  # fmt: skip


def _period(table: Table, row: Row) -> Period:
    text = table.text(row, "date")
    if text in MISSING or text == UNDATED:
        raise table.refused(row, "date is missing", "a day, month, quarter or year in every row")
    try:
        return parse_period(text)
    except PeriodError as error:
        raise table.refused(row, f"date: {error.what}", error.expected) from None


def _economies(table: Table, row: Row, catalog: Catalog) -> str:
    """The codes of the economies in a cell; a part that is no name may be several, separated by commas."""
    cell = table.text(row, "economies")
    if cell == AMBIGUOUS:
        raise table.refused(
            row, f"the country {cell} may be one, or none", "the code of three letters, or an empty cell"
        )
    codes: list[str] = []
    for part in () if cell in MISSING else filter(None, map(str.strip, cell.split(";"))):
        several = [part] if catalog.economies.find(part) else list(map(str.strip, part.split(",")))
        names = several if all(catalog.economies.find(name) for name in several) else [part]
        codes += [catalog.economies.resolve(name, where=table.where(row)) for name in names]
    return ";".join(dict.fromkeys(codes))


def _weights(table: Table, row: Row) -> str:
    said = table.text(row, "weights")
    if (weights := WEIGHTS.get(said, WEIGHTS.get(said.casefold()))) is None:
        raise table.refused(row, f"weights are {said[:40]!r}", "open, closed, or an empty cell")
    return weights


def _se(table: Table, row: Row) -> float | None:
    """The standard error of a score: as stated, or (high − low) / 3.29; None where it is not stated."""
    value, se, low, high = (table.number(row, name) for name in ("score", "se", "low", "high"))
    if value is not None and abs(value) > LARGEST:
        raise table.refused(row, f"the score is {value:g}", f"a score of at most {LARGEST:g}")
    if se is not None and se != 0 and not LEAST <= se <= LARGEST:
        raise table.refused(row, f"se is {se:g}", f"a standard error of 0, or of {LEAST:g} to {LARGEST:g}")
    if low is None or high is None or value is None:
        if (low is None) != (high is None):
            raise table.refused(row, f"{'low' if low is None else 'high'} is missing", "both bounds, or none")
        return se
    if not low <= value <= high:
        raise table.refused(row, f"the score {value:g} lies outside {low:g} to {high:g}", "low ≤ score ≤ high")
    return (high - low) / FIVE_TO_95
