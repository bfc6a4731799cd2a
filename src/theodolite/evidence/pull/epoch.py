"""Epoch AI's tables: notable models, clusters, hardware and the capability index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, number, reader

COUNTED_CERTAINTY = frozenset({"Confirmed", "Likely"})


@reader("epoch.clusters")
def clusters(files: Files, provides: Provides) -> Iterator[Reading]:
    """Existing clusters summed by country at the year of the newest one; `measure` names the column summed."""
    table = files.of(provides)
    sums: dict[str, float] = defaultdict(float)
    places: dict[str, list[int]] = defaultdict(list)
    last = ""
    for row, cells in table.rows():
        counted = cells["Status"] == "Existing" and cells["Certainty"] in COUNTED_CERTAINTY
        value = number(cells[provides.measure]) if provides.measure != "count" else 1.0
        if counted and cells["Country"] and not cells["Possible Duplicate"] and value is not None:
            sums[cells["Country"]] += value
            places[cells["Country"]].append(row)
            last = max(last, cells["First Operational Date"][:4])
    for country, value in sums.items():
        rows = ";".join(str(row) for row in places[country])
        yield Reading(country, last, value, f"{table.file.name}#row={rows}")
