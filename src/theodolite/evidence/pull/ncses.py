"""NCSES (Science and Engineering Indicators): AI articles by economy, taken only where two tables agree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.snapshot import Snapshot

PATH, WORLD = " -> ", "World"
_FOOTNOTE = re.compile(r"<sup>.*?</sup>")
_YEAR = re.compile(r"field_(\d{4})")

Series = dict[str, list[tuple[float, int]]]
"""Place → its values in the order of the file, each with its record."""


@reader("ncses.articles")
def articles(files: Files, provides: Provides) -> Iterator[Reading]:
    """Articles by economy from a table that prints no years, dated and checked by a table that does.

    `measure` reads `<table without years> by <table with years>`. The first gives one record an economy and year, the
    economy being the last part of a path (the parts before it are out of place and mean nothing) and the year implied
    by order; the second has a column a year and a row `… -> Total articles`. Raises SnapshotError where a series has
    not one value a year, where the world's totals differ, or those of any economy that stands in both.
    """
    undated, _, dated = provides.measure.partition(" by ")
    table = files.of(provides.model_copy(update={"file": undated}))
    known = files.of(provides.model_copy(update={"file": dated}))
    years, totals = _totals(known)
    series = _in_order(table)
    _agree(series, totals, years, table)
    for place, values in series.items():
        for year, (value, row) in zip(years, values, strict=True):
            yield Reading(place, year, value, f"{table.file.name}#row={row}")


def _in_order(table: Snapshot) -> Series:
    series: Series = {}
    for row, cells in table.rows():
        if (value := number(cells["value"])) is not None:
            series.setdefault(_name(cells["time_period"].split(PATH)[-1]), []).append((value, row))
    return series


def _totals(table: Snapshot) -> tuple[list[str], Series]:
    years: list[str] = []
    totals: Series = {}
    for row, cells in table.rows():
        columns = {match[1]: column for column in cells if (match := _YEAR.fullmatch(column))}
        years = sorted(columns)
        parts = cells["region_country_or_economy_full_path"].split(PATH)
        values = [number(cells[columns[year]]) for year in years]
        if parts[-1] == "Total articles":
            totals[_name(parts[-2])] = [(value, row) for value in values if value is not None]
    return years, totals


def _agree(series: Series, totals: Series, years: list[str], table: Snapshot) -> None:
    if WORLD not in series or WORLD not in totals:
        raise SnapshotError(
            f"no total to check {table.file.name} against", expected=f"a row '{WORLD} -> Total articles'"
        )
    for place, values in series.items():
        others = totals.get(place, values)
        if not len(values) == len(others) == len(years):
            raise SnapshotError(
                f"{place} has {len(values)} values and {len(others)} totals for {len(years)} years",
                where=f"{table.file.name}#row={values[0][1]}-{values[-1][1]}",
                expected="one of each for every year",
            )
        for year, (value, row), (total, other) in zip(years, values, others, strict=True):
            if value != total:
                raise SnapshotError(
                    f"{place} has {value:g} articles in {year}, but {total:g} in the table that prints the years",
                    where=f"{table.file.name}#row={row}",
                    expected=f"{total:g}, as in row {other}",
                    next_step="do not use the table: its years or economies are not where they should be",
                )


def _name(text: str) -> str:
    return html.unescape(_FOOTNOTE.sub("", text)).strip()
