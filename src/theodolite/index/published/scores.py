"""Published scores: a table of entities with the scores of their pillars and the total that somebody printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import PlanError, TableError, UnknownNameError
from theodolite.index.dataset import Array

TOTALS = frozenset({"total", "total score", "overall", "overall score", "index", "score"})
"""Headings, in lower case, that a column of totals has where nobody names it."""

PLACES = frozenset({"rank", "ranking", "place", "position", "year", "edition", "#"})
"""Headings of columns of numbers that are no scores."""

MISSING = frozenset({"", "NA"})
"""What a cell of numbers holds where a score is missing."""

LARGEST = 20_000_000
"""Bytes: a larger file is no table of scores."""


@dataclass(frozen=True, eq=False)
class PublishedScores:
    """n entities with k pillar scores (`values`, n × k) and their `totals` (n), all of them known.

    `decimals` holds the digits printed after the point: of each pillar, then of the total. `left_out` says which
    columns and rows of the table were not used, and why.
    """

    entities: tuple[str, ...]
    pillars: tuple[str, ...]
    values: Array
    totals: Array
    decimals: tuple[int, ...]
    total: str = "total"
    """The heading of the totals."""
    left_out: Mapping[str, str] | None = None
    sources: tuple[str, ...] = ()
    """Editions that the scores were taken from, where they come from the ledger."""


def read_scores(path: Path, total: str | None = None) -> PublishedScores:
    """The scores in a CSV file: entities in its first column, one column a pillar, and one of totals.

    The totals stand in the column called `total`; without it in the one that has a heading of TOTALS, else in the last
    column of numbers. Columns of text, and those with a heading of PLACES, are left out, and so is a row without its
    total or one of its pillars: `left_out` says so. Raises TableError with file and row for what is no such table.
    """
    heads, rows = _table(path)
    columns = {name: [row[at] for row in rows] for at, name in enumerate(heads) if at}
    numeric = {name: _numbers(path, name, cells) for name, cells in columns.items() if _is_numeric(cells)}
    chosen = _total(path, total, numeric, heads)
    pillars = [name for name in numeric if name != chosen and name.lower() not in PLACES]
    if len(pillars) < 2:
        raise TableError(
            f"the table has {len(pillars)} columns of pillar scores beside the total {chosen!r}",
            where=str(path),
            expected="at least two, for the weights of one are known",
        )
    left_out = {name: "not a score" for name in columns if name not in (*pillars, chosen)}
    whole = [at for at in range(len(rows)) if not any(np.isnan(numeric[name][at]) for name in (*pillars, chosen))]
    left_out |= {row[0]: "a score is missing" for at, row in enumerate(rows) if at not in set(whole)}
    return PublishedScores(
        tuple(rows[at][0] for at in whole),
        tuple(pillars),
        np.array([[numeric[name][at] for name in pillars] for at in whole]).reshape(len(whole), len(pillars)),
        np.array([numeric[chosen][at] for at in whole]),
        tuple(decimals(columns[name]) for name in (*pillars, chosen)),
        chosen,
        left_out,
    )


def decimals(cells: Sequence[str]) -> int:
    """The largest number of digits after the point in any of the printed `cells`."""
    return max((len(cell.partition(".")[2]) for cell in map(str.strip, cells) if "e" not in cell.lower()), default=0)


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """The headings and the rows that hold anything, each as long as the headings and with an entity of its own."""
    heads, *rows = list(_lines(path)) or [[]]
    if len(heads) < 3 or len(set(heads)) < len(heads):
        raise TableError(
            f"the headings are {', '.join(heads) or 'none'}",
            where=f"{path}:1",
            expected="at least an entity, pillars and a total, each once, separated by commas",
        )
    for place, row in enumerate(rows, start=2):
        if len(row) != len(heads) or not row[0]:
            raise TableError(
                f"the row has {len(row)} cells, and the entity {row[0]!r}",
                where=f"{path}:{place}",
                expected=f"{len(heads)} cells, the first of them a name",
            )
    names = [row[0] for row in rows]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise TableError(f"{doubled[0]} stands twice", where=str(path), expected="every entity once")
    return heads, rows


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise TableError("the file is larger than a table of scores is", where=str(path))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(f"the file cannot be read: {error.strerror}", where=str(path)) from None
    except UnicodeDecodeError:
        raise TableError("the file is not text in UTF-8", where=str(path), next_step="save it as CSV UTF-8") from None
    try:
        for line in csv.reader(io.StringIO(text), strict=True):
            if any(cell.strip() for cell in line):
                yield [cell.strip() for cell in line]
    except csv.Error as error:
        raise TableError(f"the file is no CSV: {error}", where=str(path)) from None


def _is_numeric(cells: Sequence[str]) -> bool:
    return any(_number(cell) is not None for cell in cells)


def _numbers(path: Path, name: str, cells: Sequence[str]) -> list[float]:
    """A column as numbers, NaN where a cell is empty or says NA."""
    found: list[float] = []
    for place, cell in enumerate(cells, start=1):
        value = np.nan if cell in MISSING else _number(cell)
        if value is None or np.isinf(value):
            raise TableError(
                f"{cell[:40]!r} under {name!r} is not a finite number",
                where=f"{path}, row {place} below the headings",
                expected="digits, with a point for decimals, and nothing or NA where a score is missing",
            )
        found.append(value)
    return found


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return None if np.isnan(value) else value


def _total(path: Path, total: str | None, numeric: Mapping[str, object], heads: Sequence[str]) -> str:
    if total is not None:
        if total not in numeric:
            raise UnknownNameError(
                "column of numbers", total, nearest(total, numeric) or list(numeric), where=str(path)
            )
        return total
    if not numeric:
        raise TableError("no column holds numbers", where=str(path), expected="pillar scores and a total")
    named = [name for name in numeric if name.lower() in TOTALS]
    if len(named) > 1:
        raise PlanError(
            f"the totals may stand under {' or '.join(map(repr, named))}",
            where=str(path),
            next_step=f"name the column: --total {named[0]!r}",
        )
    return named[0] if named else [name for name in heads if name in numeric][-1]
