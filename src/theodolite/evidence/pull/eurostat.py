"""Eurostat's SDMX-CSV tables with labels: one row an economy, a group of people and a question."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import Files, Reading, number, reader

STATUS_OF_FLAG = {"": "A", "u": "U", "e": "E", "p": "P", "b": "B", "f": "F"}


@reader("eurostat.series")
def series(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` of the rows that hold exactly what `where:` says.

    Eurostat's flags become our status (`u`, low reliability, is U); empty cells are passed over. Raises SnapshotError
    on an unknown flag, on two rows for one economy and period (`where:` is then too wide), and where no row fits.
    """
    table = files.of(provides)
    seen: set[tuple[str, str]] = set()
    for row, cells in table.rows():
        if any(cells[column] != text for column, text in provides.where.items()):
            continue
        place, key = f"{table.file.name}#row={row}", (str(cells["geo"]), str(cells["TIME_PERIOD"]))
        if key in seen:
            raise SnapshotError(f"{' '.join(key)} stands twice", where=place, expected="a where: that picks one series")
        seen.add(key)
        if (flag := str(cells["OBS_FLAG"])) not in STATUS_OF_FLAG:
            raise SnapshotError(f"the flag {flag!r} is not known", where=place, expected=", ".join(STATUS_OF_FLAG))
        if (value := number(cells[provides.measure])) is not None:
            yield Reading(*key, value, place, status=STATUS_OF_FLAG[flag])
    if not seen:
        wanted = ", ".join(f"{column} = {text!r}" for column, text in provides.where.items())
        raise SnapshotError(f"no row of {table.file.name} has {wanted}", expected="labels as the publisher prints them")
