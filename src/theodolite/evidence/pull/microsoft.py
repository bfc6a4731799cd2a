"""Microsoft's AI diffusion report: the share of people who use generative AI, one column a half or quarter year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import Files, Reading, number, reader


@reader("microsoft.diffusion")
def diffusion(files: Files, provides: Provides) -> Iterator[Reading]:
    """Every column whose name is a half or quarter and then `measure`: `H1 2025 AI Diffusion`, in per cent.

    Empty cells are passed over. Raises SnapshotError where no column is named so, or a figure is no share.
    """
    table = files.of(provides)
    column = re.compile(rf"(?P<part>[HQ])(?P<number>[1-4]) (?P<year>\d{{4}}) {re.escape(provides.measure)}")
    found = False
    for row, cells in table.rows():
        for match in filter(None, map(column.fullmatch, cells)):
            found = True
            period = f"{match['year']}-{'S' if match['part'] == 'H' else 'Q'}{match['number']}"
            place = f"{table.file.name}#row={row}"
            if (value := number(cells[match.string])) is not None:
                if not 0 <= value <= 100 or not cells[match.string].strip().endswith("%"):
                    raise SnapshotError(
                        f"{cells[match.string]!r} under {match.string!r} is no share", where=place, expected="16.4%"
                    )
                yield Reading(cells["Economy"].strip(), period, value, place)
    if not found:
        raise SnapshotError(
            f"no column of {table.file.name} reads as a period and {provides.measure!r}",
            expected=f"H1 2025 {provides.measure}",
        )
