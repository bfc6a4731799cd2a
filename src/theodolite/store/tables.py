"""Observation tables: CSV files with the columns of `core.observation`, read strictly, written the same twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.observation import COLUMNS, NUMBERS
from theodolite.errors import TableError

LARGEST_TABLE = 256_000_000
"""Bytes: a larger table is refused before it is read."""

REQUIRED = ("entity", "indicator", "period", "value", "unit", "source", "edition", "locator")
"""Columns that may not be empty in any row."""


def read_observations(path: Path) -> pl.DataFrame:
    """Read an observation table; columns and types are `core.observation.schema()`.

    Empty cells are null in `low`, `high` and empty text elsewhere. Raises TableError with file and line on a file
    that is too large, not UTF-8 or ragged, on missing or unknown columns, and on values that are not finite numbers.
    """
    return read_tables([path]).select(COLUMNS)


def read_tables(paths: Iterable[Path]) -> pl.DataFrame:
    """The rows of several observation tables one after the other, each with the `file` and `line` in which it stands.

    Columns, types, missing values and errors are those of `read_observations`. Many small tables are looked through at
    once, which is several times as fast as one by one.
    """
    texts = {str(path): _read(path) for path in paths}
    counts = {file: len(rows) for file, rows in texts.items() if len(rows)}
    files = pl.DataFrame([*counts.items()], schema={"file": pl.String, "rows": pl.UInt32}, orient="row")
    rows = pl.concat([pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String)), *texts.values()], rechunk=True)
    line = pl.int_range(2, pl.len() + 2, dtype=pl.UInt32).over("file").alias("line")
    places = files.select(pl.col("file").repeat_by("rows").explode()).with_columns(line)
    return _check_values(pl.concat([rows, places], how="horizontal"))


def _read(path: Path) -> pl.DataFrame:
    """The cells of a table as text."""
    _check_size(path)
    try:
        frame = pl.read_csv(path.read_bytes(), infer_schema=False, empty_string_is_null=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise TableError(
            f"not a readable CSV table: {_first_words(error)}",
            where=str(path),
            expected="UTF-8 text, commas, one row an observation",
        ) from None
    except OSError as error:
        raise TableError(f"the table cannot be read: {error.strerror}", where=str(path)) from None
    _check_columns(frame.columns, path)
    return frame.select(COLUMNS)


def to_csv(frame: pl.DataFrame) -> bytes:
    """The bytes of an observation table, sorted by indicator, entity, period and locator, then by every other column.

    The same rows give the same bytes, in whatever order they come.
    """
    first = ("indicator", "entity", "period", "locator")
    ordered = frame.select(COLUMNS).sort(*first, *(name for name in COLUMNS if name not in first))
    return ordered.write_csv(null_value="").encode()


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise TableError(f"the table cannot be read: {error.strerror}", where=str(path)) from None
    if size > LARGEST_TABLE:
        raise TableError(
            f"the table has {size:,} bytes",
            where=str(path),
            expected=f"at most {LARGEST_TABLE:,}",
            next_step="split it into several tables",
        )


def _check_columns(columns: list[str], path: Path) -> None:
    missing = [c for c in COLUMNS if c not in columns]
    unknown = [c for c in columns if c not in COLUMNS]
    if missing or unknown:
        near = [f"{c!r} (is {nearest(c, unknown)[0]!r} meant?)" if nearest(c, unknown) else repr(c) for c in missing]
        said = [f"no column {', '.join(near)}"] if missing else []
        said += [f"unknown column {', '.join(map(repr, unknown))}"] if unknown else []
        raise TableError("; ".join(said), where=f"{path}:1", expected=",".join(COLUMNS))


def _check_values(frame: pl.DataFrame) -> pl.DataFrame:
    bad = {f"{name} is empty": pl.col(name).str.strip_chars() == "" for name in REQUIRED}
    for name in sorted(NUMBERS):
        finite = pl.col(name).cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
        bad[f"{name} is not a finite number"] = (pl.col(name) != "") & ~finite
    found = frame.select(expr.any().alias(what) for what, expr in bad.items())
    for what in (column.name for column in found if column.any()):
        _refuse(frame.filter(bad[what]), what)
    return frame.with_columns(pl.col(name).cast(pl.Float64, strict=False) for name in NUMBERS)


def _refuse(rows: pl.DataFrame, what: str) -> None:
    more = f" (and in {len(rows) - 1} more rows)" if len(rows) > 1 else ""
    row = rows.row(0, named=True)
    about = " × ".join(str(row[c]) for c in ("entity", "indicator", "period"))
    raise TableError(f"{what} in {about}{more}", where=f"{row['file']}:{row['line']}")


def _first_words(error: Exception) -> str:
    """What a CSV parser says happened, without its advice to programmers."""
    return " ".join(str(error).split()).partition(" The current offset")[0][:160]
