"""OpenAlex: numbers of works grouped by year and by the country of their authors' institutions."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import Files, Reading, number, reader

COUNTRIES = "https://openalex.org/countries/"


@reader("openalex.counts")
def counts(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` for every country and year; a country is the last part of its OpenAlex address.

    Raises SnapshotError on a country that is not written as such an address.
    """
    table = files.of(provides)
    for row, cells in table.rows():
        country = cells["country_code"]
        if not country.startswith(COUNTRIES):
            raise SnapshotError(
                f"{country!r} is no country of OpenAlex",
                where=f"{table.file.name}#row={row}",
                expected=f"{COUNTRIES}CN",
            )
        if (value := number(cells[provides.measure])) is not None:
            yield Reading(country.removeprefix(COUNTRIES), cells["year"], value, f"{table.file.name}#row={row}")
