"""Tortoise's Global AI Index: a table of countries by pillar and total."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.errors import SpecError
from theodolite.evidence.pull.reader import Files, Reading, number, reader

TOTAL = "Total score"


@reader("tortoise.scores")
def scores(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` of every country in the edition's year, which the source states as `period:`."""
    for country, value, locator in _column(files, provides, provides.measure):
        yield Reading(country, _period(provides), value, locator)


@reader("tortoise.ranks")
def ranks(files: Files, provides: Provides) -> Iterator[Reading]:
    """The place of every country by the column `measure`: one more than the number of countries with a higher score."""
    column = list(_column(files, provides, provides.measure))
    for country, value, locator in column:
        place = 1 + sum(other > value for _, other, _ in column)
        yield Reading(country, _period(provides), place, locator)


def _column(files: Files, provides: Provides, name: str) -> Iterator[tuple[str, float, str]]:
    table = files.of(provides)
    for row, cells in table.rows():
        value = number(cells[name])
        if value is not None:
            yield cells["Country"], value, f"{table.file.name}#row={row}"


def _period(provides: Provides) -> str:
    if provides.period is None:
        raise SpecError(f"{provides.indicator}: the table prints no year", expected="period: in the source")
    return provides.period
