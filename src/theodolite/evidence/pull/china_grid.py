"""Official electricity emission factors of China's provinces, by the Ministry of Ecology and Environment."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, number, reader


@reader("china-grid.factors")
def factors(files: Files, provides: Provides) -> Iterator[Reading]:
    """Each province and year, in the column `measure`; the place is the ISO 3166-2 code, or the name where none is."""
    table = files.of(provides)
    for row, cells in table.rows():
        value = number(cells[provides.measure])
        if value is not None:
            place = cells["iso3166_2"] or cells["province_en"]
            yield Reading(place, cells["year"], value, f"{table.file.name}#row={row}")
