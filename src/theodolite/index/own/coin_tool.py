"""The JRC COIN Tool's workbook: where its sheets hold what, and how they become iData and iMeta.

The layout is that which COINr's `import_coin_tool` reads (Becker and others 2022, https://doi.org/10.21105/joss.04567):
`Database` holds one column an indicator from E on, and one row an entity from 17 on; `Framework` the pillars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from theodolite.errors import TableError
from theodolite.evidence.own_table import MISSING, Cell, Row, Table, checked, plain
from theodolite.evidence.snapshot import digest
from theodolite.index.own.data import read_data
from theodolite.index.own.meta import read_meta
from theodolite.index.own.study import Given, Study, as_steps, study_of
from theodolite.index.own.workbook import Grid, letter, read_sheets

DATABASE, FRAMEWORK, INDICATORS, ENTITIES = "Database", "Framework", "Indicators", "Entities"
"""The sheets that are read; the last two are ours, and hold what the COIN Tool has no place for."""

WEIGHT, DIRECTION, LOWER, UPPER, NAME, CODE, FIRST_ENTITY = 6, 7, 8, 9, 14, 15, 16
"""Rows of Database, counted from 0."""

LEVELS: Final = {13: "sp.", 12: "p.", 11: "si."}
"""Rows of Database that hold the sub-pillar, pillar and sub-index of each indicator, and how their codes begin."""

ENTITY_NAME, ENTITY_CODE, LABEL, FIRST_INDICATOR = 1, 2, 3, 4
"""Columns of Database, counted from 0."""

FRAMEWORK_HEADER, FRAMEWORK_NAME = 3, "Dimension/indicator"
"""The row of Framework's header, counted from 0 (one later in the oldest version), and the name of a column in it."""

PILLAR_CODE, PILLAR_WEIGHT, PILLAR_NAME = 2, 4, 7
"""Columns of Framework, counted from 0."""

ROOT = "Index"
"""The code of the whole."""

META = ("Level", "iCode", "iName", "Direction", "Weight", "Parent", "Type", "Unit", "Denominator", "Target",
        "Lower", "Upper")  # fmt: skip
UNUSED = MISSING | {"--", "0"}
"""What stands in the columns and rows of the COIN Tool that are not used."""

NUMBERED = re.compile(r"(sp|p|si)\.\d+")
"""The COIN Tool's own codes of pillars."""


def from_coin_tool(path: Path | str, lens: Given = None, as_of: date | None = None) -> Study:
    """The study of a COIN Tool workbook; the steps are those of `lens`, as in `study_of`.

    A level of which all indicators share one pillar is not used, as the COIN Tool has it. Raises TableError with sheet
    and cell or row where the workbook is not what `read_meta` and `read_data` ask for.
    """
    path = Path(path)
    content, sheets = read_sheets(path, (DATABASE, FRAMEWORK, INDICATORS, ENTITIES))
    for title in (DATABASE, FRAMEWORK):
        if title not in sheets:
            expected = f"the sheets {DATABASE} and {FRAMEWORK} of the COIN Tool"
            raise TableError(f"no sheet is called {title!r}", where=str(path), expected=expected)
    own = [_table(path, sheets[title], title) for title in (INDICATORS, ENTITIES) if title in sheets]
    details = {table.sheet: table for table in own}
    database = _database(path, sheets[DATABASE], digest(content))
    described = read_meta(_described(path, sheets, database, details))
    tables = [database, *([details[ENTITIES]] if ENTITIES in details else [])]
    return study_of(read_data(tables, described), described, database, as_steps(lens), as_of)


def at(grid: Grid, row: int, column: int) -> Cell:
    """A cell of a sheet, None beyond its filled cells."""
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None


def said(grid: Grid, row: int, column: int) -> str:
    """A cell of a sheet as text without outer spaces."""
    cell = at(grid, row, column)
    return "" if cell is None else plain(cell) if isinstance(cell, str) else f"{cell:g}"


def _database(path: Path, grid: Grid, hash: str) -> Table:
    """Database as iData: a row without code, name and figures is not used, nor a column without name and figures."""
    width = max((len(row) for row in grid), default=0)
    columns = [j for j in range(FIRST_INDICATOR, width) if _used(grid, j)]
    rows = [
        Row(i + 1, i + 1, [at(grid, i, ENTITY_CODE), at(grid, i, ENTITY_NAME), *(at(grid, i, j) for j in columns)])
        for i in range(FIRST_ENTITY, len(grid))
    ]
    return checked(
        Table(
            path.name,
            str(path),
            ("uCode", "uName", *(said(grid, CODE, j) for j in columns)),
            tuple(row for row in rows if any(_told(cell) for cell in row.cells)),
            hash,
            CODE + 1,
            DATABASE,
            tuple(letter(j) for j in (ENTITY_CODE, ENTITY_NAME, *columns)),
        )
    )


def _used(grid: Grid, column: int) -> bool:
    figures = any(_told(at(grid, i, column)) for i in range(FIRST_ENTITY, len(grid)))
    return figures or (bool(said(grid, CODE, column)) and said(grid, NAME, column) not in UNUSED)


def _told(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or cell.strip() not in MISSING | {"--"})


def _described(path: Path, sheets: dict[str, Grid], database: Table, details: dict[str | None, Table]) -> Table:
    """Database's heads and Framework as iMeta, with what the sheets of ours add."""
    grid, framework = sheets[DATABASE], sheets[FRAMEWORK]
    columns = [_number(mark) for mark in database.letters[2:]]
    levels = [row for row in LEVELS if len({said(grid, row, j) for j in columns}) > 1]
    chains = {j: [_plain(said(grid, row, j)) for row in levels] for j in columns}
    rows = [_indicator(path, grid, j, [*chains[j], ROOT][0], details.get(INDICATORS)) for j in columns]
    parents: dict[str, tuple[int, str]] = {}
    for j in columns:
        for level, (code, above) in enumerate(zip(chains[j], [*chains[j][1:], ROOT], strict=True), start=2):
            if parents.setdefault(code, (level, above)) != (level, above):
                where = f"{path}, sheet {DATABASE!r}, column {letter(j)}"
                raise TableError(f"the pillar {code!r} stands in two places", where=where, expected="one place a code")
    rows += _aggregates(path, framework, parents, len(levels) + 2)
    if ENTITIES in details:
        rows += _own_columns(details[ENTITIES])
    return Table(path.name, str(path), META, tuple(rows), sheet=DATABASE)


def _indicator(path: Path, grid: Grid, column: int, parent: str, details: Table | None) -> Row:
    code = said(grid, CODE, column)
    unit = by = target = None
    for row in details.rows if details else ():
        if details and details.text(row, "iCode") == code:
            unit, by, target = (details.cell(row, name) for name in ("Unit", "Denominator", "Target"))
    cells = [1.0, code, at(grid, NAME, column), at(grid, DIRECTION, column), at(grid, WEIGHT, column), parent,
             "Indicator", unit, by, target, at(grid, LOWER, column), at(grid, UPPER, column)]  # fmt: skip
    return Row(CODE + 1, CODE + 1, cells, f"{path}, sheet {DATABASE!r}, column {letter(column)}")


def _aggregates(path: Path, grid: Grid, parents: dict[str, tuple[int, str]], top: int) -> list[Row]:
    named = {_plain(said(grid, i, PILLAR_CODE)): i for i in range(_first_pillar(path, grid), len(grid))}
    rows: list[Row] = []
    for code, (level, above) in {**parents, ROOT: (top, "")}.items():
        if code not in named and code != ROOT:
            what = f"the pillar {code!r} has no row"
            raise TableError(what, where=f"{path}, sheet {FRAMEWORK!r}", expected="a row with its code and weight")
        i = named.get(code, -1)
        name, weight = (at(grid, i, column) if i >= 0 else None for column in (PILLAR_NAME, PILLAR_WEIGHT))
        cells = [float(level), code, name, None, weight, above, "Aggregate", *[None] * 5]
        rows.append(Row(i + 1, i + 1, cells, f"{path}, sheet {FRAMEWORK!r}, row {i + 1}"))
    return rows


def _first_pillar(path: Path, grid: Grid) -> int:
    for i in (FRAMEWORK_HEADER, FRAMEWORK_HEADER + 1):
        if FRAMEWORK_NAME in {said(grid, i, j) for j in range(PILLAR_CODE, PILLAR_NAME + 1)}:
            return i + 1
    where = f"{path}, sheet {FRAMEWORK!r}, row {FRAMEWORK_HEADER + 1}"
    raise TableError(f"no column is called {FRAMEWORK_NAME!r}", where=where, expected="the header of the COIN Tool")


def _own_columns(table: Table) -> list[Row]:
    """The groups and denominators of the sheet Entities, told apart by whether their cells are text."""
    rows: list[Row] = []
    for j, column in enumerate(table.columns):
        if column not in ("uCode", "uName"):
            text = any(isinstance(row.cells[j], str) and row.cells[j] not in MISSING for row in table.rows)
            cells = [None, column, column, None, None, None, "Group" if text else "Denominator", *[None] * 5]
            rows.append(Row(table.header, table.header, cells, f"{table.path}, sheet {table.sheet!r}, column {j + 1}"))
    return rows


def _table(path: Path, grid: Grid, title: str) -> Table:
    """A sheet of ours: its header in row 1, one record a row."""
    names = tuple(said(grid, 0, j) for j in range(len(grid[0]) if grid else 0))
    rows = tuple(Row(i + 1, i + 1, [at(grid, i, j) for j in range(len(names))]) for i in range(1, len(grid)) if grid[i])
    letters = tuple(letter(j) for j in range(len(names)))
    return checked(Table(path.name, str(path), names, rows, sheet=title, letters=letters))


def _plain(code: str) -> str:
    """A pillar's code without the letters of its level, which a numbered one keeps: `p.Physical` is `Physical`."""
    begins: Sequence[str] = tuple(LEVELS.values())
    own = next((code.removeprefix(level) for level in begins if code.startswith(level)), code)
    return code if NUMBERED.fullmatch(code) or own == ROOT else own


def _number(mark: str) -> int:
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(mark)) - 1
