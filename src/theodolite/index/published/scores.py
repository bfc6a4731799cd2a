"""Published scores: a table of entities with the scores of their pillars and the total that somebody printed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import PlanError, TableError, UnknownNameError
from theodolite.evidence.own_frame import table_of
from theodolite.evidence.own_table import MISSING
from theodolite.index.dataset import Array

TOTALS = frozenset({"total", "total score", "overall", "overall score", "index", "score"})
"""Headings, in lower case, that a column of totals has where nobody names it."""

PLACES = frozenset({"place", "position", "year", "edition", "#", "no", "no.", "nr", "nr."})
"""Headings, in lower case, of columns of numbers that are no scores; so is one with a word of RANKS in it."""

RANKS = frozenset({"rank", "ranks", "ranking"})
"""Words that make a heading one of ranks."""

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


class Record(NamedTuple):
    """One row: where it stands, as an error names it, and its cells as text."""

    where: str
    cells: Sequence[str]


def read_scores(path: Path | str, total: str | None = None) -> PublishedScores:
    """The scores in a CSV file: a column of names, one column a pillar, and one of totals.

    The names stand in the first column that is text. The totals stand in the column called `total`; without it in the
    one that has a heading of TOTALS, else in the last column of scores. Other columns of text, and those of ranks and
    years (see PLACES and RANKS), are left out, and so is a row without its total or one of its pillars: `left_out`
    says so. Raises TableError with file and line for what is no such table.
    """
    records = list(_lines(Path(path)))
    heads = list(records[0].cells) if records else []
    return _scores(str(path), f"{path}:1", heads, records[1:], total)


def scores_in(frame: object, total: str | None = None) -> PublishedScores:
    """The scores in a frame of pandas, polars or arrow, as `read_scores` reads them in a file."""
    table = table_of(frame, "frame")
    records = [Record(table.where(row), [table.text(row, name) for name in table.columns]) for row in table.rows]
    return _scores("frame", "frame", list(table.columns), records, total)


def scores_of(given: object, total: str | None = None) -> PublishedScores:
    """Scores as they are, or read from a file by its path or from a frame; PlanError for what is none of these."""
    if isinstance(given, PublishedScores):
        if total not in (None, given.total):
            raise PlanError(f"the totals stand under {given.total!r}", expected="total= beside a path or a frame alone")
        return given
    return read_scores(given, total) if isinstance(given, (str, Path)) else scores_in(given, total)


def _scores(source: str, top: str, heads: list[str], rows: Sequence[Record], total: str | None) -> PublishedScores:
    _check_heads(top, heads)
    at = _names_at(heads, rows)
    _check_rows(heads, rows, at)
    columns = {name: [row.cells[j] for row in rows] for j, name in enumerate(heads) if j != at}
    numeric = {name: _numbers(name, cells, rows) for name, cells in columns.items() if _is_numeric(cells)}
    chosen = _total(source, total, numeric)
    pillars = [name for name in numeric if name != chosen and not _is_place(name)]
    if len(pillars) < 2:
        raise TableError(
            f"the table has {len(pillars)} columns of pillar scores beside the total {chosen!r}",
            where=source,
            expected="at least two, for the weights of one are known",
        )
    left_out = {name or "(no heading)": "not a score" for name in columns if name not in (*pillars, chosen)}
    whole = [n for n in range(len(rows)) if not any(np.isnan(numeric[name][n]) for name in (*pillars, chosen))]
    left_out |= {row.cells[at]: "a score is missing" for n, row in enumerate(rows) if n not in set(whole)}
    return PublishedScores(
        tuple(rows[n].cells[at] for n in whole),
        tuple(pillars),
        np.array([[numeric[name][n] for name in pillars] for n in whole]).reshape(len(whole), len(pillars)),
        np.array([numeric[chosen][n] for n in whole]),
        tuple(decimals(columns[name]) for name in (*pillars, chosen)),
        chosen,
        left_out,
    )


def decimals(cells: Sequence[str]) -> int:
    """The largest number of digits after the point in any of the printed `cells`."""
    return max((len(cell.partition(".")[2]) for cell in map(str.strip, cells) if "e" not in cell.lower()), default=0)


def _check_heads(where: str, heads: Sequence[str]) -> None:
    """Only the first heading may be blank: many tools write row names or names so."""
    doubled = sorted({name for name in heads if heads.count(name) > 1 and name})
    what = f"the headings are {', '.join(heads) or 'none'}" if len(heads) < 3 else ""
    if doubled:
        what = f"the heading {doubled[0]!r} stands twice"
    elif not what and not all(heads[1:]):
        what = f"column {heads.index('', 1) + 1} has no heading"
    if what:
        expected = "at least an entity, pillars and a total, each once, separated by commas"
        raise TableError(what, where=where, expected=expected)


def _names_at(heads: Sequence[str], rows: Sequence[Record]) -> int:
    """The first column that is mostly text; the first of all where there is none."""
    for j in range(len(heads)):
        cells = [row.cells[j] for row in rows if j < len(row.cells) and row.cells[j] not in MISSING - {"NA"}]
        if sum(_number(cell) is None for cell in cells) > len(cells) / 2:
            return j
    return 0


def _check_rows(heads: Sequence[str], rows: Sequence[Record], at: int) -> None:
    """Every row is as long as the headings, with an entity of its own."""
    seen = set[str]()
    for where, cells in rows:
        if len(cells) != len(heads) or not cells[at]:
            name = cells[at] if at < len(cells) else ""
            raise TableError(
                f"the row has {len(cells)} cells, and the entity {name!r}",
                where=where,
                expected=f"{len(heads)} cells, one of them a name under {heads[at]!r}",
            )
        if cells[at] in seen:
            raise TableError(f"{cells[at]} stands twice", where=where, expected="every entity once")
        seen.add(cells[at])


def _lines(path: Path) -> Iterator[Record]:
    """The records that hold anything, the headings first, each with the line on which it begins."""
    try:
        if path.stat().st_size > LARGEST:
            raise TableError("the file is larger than a table of scores is", where=str(path))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(f"the file cannot be read: {error.strerror}", where=str(path)) from None
    except UnicodeDecodeError:
        raise TableError("the file is not text in UTF-8", where=str(path), next_step="save it as CSV UTF-8") from None
    reader, begins = csv.reader(io.StringIO(text), strict=True), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Record(f"{path}:{begins}", [cell.strip() for cell in cells])
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"the file is no CSV: {error}", where=f"{path}:{begins}") from None


def _is_numeric(cells: Sequence[str]) -> bool:
    return any(_number(cell) is not None for cell in cells)


def _is_place(name: str) -> bool:
    lower = name.lower()
    return lower in {"", *PLACES} or not RANKS.isdisjoint(re.findall(r"[a-z]+", lower))


def _numbers(name: str, cells: Sequence[str], rows: Sequence[Record]) -> list[float]:
    """A column as numbers, NaN where a cell says that there is none."""
    found: list[float] = []
    for cell, row in zip(cells, rows, strict=True):
        value = np.nan if cell in MISSING else _number(cell)
        if value is None or np.isinf(value):
            raise TableError(
                f"{cell[:40]!r} under {name!r} is not a finite number",
                where=row.where,
                expected="digits, with a point for decimals, and nothing, NA or n/a where a score is missing",
            )
        found.append(value)
    return found


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return None if np.isnan(value) else value


def _total(source: str, total: str | None, numeric: Mapping[str, object]) -> str:
    if total is not None:
        if total not in numeric:
            raise UnknownNameError("column of numbers", total, nearest(total, numeric) or list(numeric), where=source)
        return total
    scores = [name for name in numeric if not _is_place(name)]
    if not scores:
        raise TableError("no column holds numbers", where=source, expected="pillar scores and a total")
    named = [name for name in scores if name.lower() in TOTALS]
    if len(named) > 1:
        raise PlanError(
            f"the totals may stand under {' or '.join(map(repr, named))}",
            where=source,
            next_step=f"name the column: --total {named[0]!r}",
        )
    return named[0] if named else scores[-1]
