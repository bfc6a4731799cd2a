"""Our World in Data's chart tables: one row an entity and year, one column a series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError, SpecError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.snapshot import Snapshot

_MEASURE = re.compile(r"(?P<column>.+?)(?: \| (?P<status>[A-Z]) after (?P<year>\d{4}))?")
_SHARE = re.compile(r"(?:(?P<share>.+?) \+ )?(?P<part>.+?) / (?P<whole>.+)")
_GROWTH = re.compile(r"(?P<column>.+) over (?P<years>\d{1,2}) years")

CHART = ("Code", "Entity", "Year")
DATA_SET = ("iso_code", "country", "year")
"""Charts and data sets name the same three columns differently: code, name, year."""


class Point(NamedTuple):
    """One cell of a chart table: its value and the record in which it stands."""

    value: float
    row: int


@reader("owid.series")
def series(files: Files, provides: Provides) -> Iterator[Reading]:
    """One column; `measure` is its name, and may end with ` | F after 2023`: later years then have that status.

    Empty cells are passed over. The place is the code, or the name where the table gives no code (continents and
    other sums, which the source skips by name).
    """
    table = files.of(provides)
    measure = _parsed(_MEASURE, provides, "a column, or a column | F after 2023")
    for (place, year), point in _points(table, measure["column"]).items():
        status = measure["status"] if measure["year"] and year > int(measure["year"]) else "A"
        yield Reading(place, str(year), point.value, _locator((table, point)), status=status)


@reader("owid.share")
def share(files: Files, provides: Provides) -> Iterator[Reading]:
    """A part of a whole in per cent; `measure` reads `part.csv / whole.csv`, or `share.csv + part.csv / whole.csv`.

    The value is 100·part/whole, plus the published share where one is named. Every file holds one series, in its last
    column. A year in which one of them is missing, or the whole is not above zero, has no share.
    """
    measure = _parsed(_SHARE, provides, "part.csv / whole.csv, or share.csv + part.csv / whole.csv")
    names = [measure[name] for name in ("share", "part", "whole") if measure[name]]
    tables = [files.of(provides.model_copy(update={"file": name})) for name in names]
    *shares, parts, wholes = (_points(table, _last_column(table)) for table in tables)
    for (place, year), part in parts.items():
        points = [series.get((place, year)) for series in (*shares, parts, wholes)]
        known = [point for point in points if point is not None]
        if len(known) == len(points) and known[-1].value > 0:
            value = sum(point.value for point in known[:-2]) + 100 * part.value / known[-1].value
            yield Reading(place, str(year), _rounded(value), _locator(*zip(tables, known, strict=True)))


@reader("owid.growth")
def growth(files: Files, provides: Provides) -> Iterator[Reading]:
    """Mean yearly growth in per cent, 100·((v_t / v_{t−n})^(1/n) − 1); `measure` reads `Column over 5 years`.

    A year without a positive value n years before has no growth.
    """
    table = files.of(provides)
    measure = _parsed(_GROWTH, provides, "a column over 5 years")
    years = int(measure["years"])
    points = _points(table, measure["column"])
    for (place, year), now in points.items():
        before = points.get((place, year - years))
        if before is not None and before.value > 0 and now.value > 0:
            value = _rounded(100 * ((now.value / before.value) ** (1 / years) - 1))
            yield Reading(place, str(year), value, _locator((table, before), (table, now)))


def _points(table: Snapshot, column: str) -> dict[tuple[str, int], Point]:
    points: dict[tuple[str, int], Point] = {}
    for row, cells in table.rows():
        code, name, year = DATA_SET if DATA_SET[0] in cells else CHART
        if (value := number(cells[column])) is not None:
            key = (cells[code] or cells[name], int(cells[year]))
            if key in points:
                raise SnapshotError(
                    f"{key[0]} stands twice in {key[1]}",
                    where=f"{table.file.name}#row={row}",
                    expected="one row a year",
                )
            points[key] = Point(value, row)
    return points


def _rounded(value: float) -> float:
    """To ten significant digits, so that every machine writes the same."""
    return float(f"{value:.10g}")


def _last_column(table: Snapshot) -> str:
    for _, cells in table.rows():
        return list(cells)[-1]
    raise SnapshotError(f"{table.file.name} has no rows", expected="the publisher's file")


def _locator(*cells: tuple[Snapshot, Point]) -> str:
    """`solar.csv#row=7 wind.csv#row=9`: the records of one file after a semicolon, files after a space."""
    rows: dict[str, list[str]] = {}
    for table, point in cells:
        rows.setdefault(table.file.name, []).append(str(point.row))
    return " ".join(f"{name}#row={';'.join(places)}" for name, places in rows.items())


def _parsed(form: re.Pattern[str], provides: Provides, expected: str) -> re.Match[str]:
    if match := form.fullmatch(provides.measure):
        return match
    raise SpecError(f"{provides.indicator}: the measure {provides.measure!r} cannot be read", expected=expected)
