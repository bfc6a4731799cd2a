"""GitHub Innovation Graph: quarterly counts of public activity by economy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator
from theodolite.evidence.snapshot import Snapshot

BLOC = "EU"
"""The European Union stands among the economies, and its members beside it."""


class Count(NamedTuple):
    """One cell: whose it is, its year and quarter, its value and the record in which it stands."""

    place: str
    year: int
    quarter: int
    value: float
    row: int


@reader("github.stock")
def stock(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` at the end of each year (fourth quarter) and in the newest quarter.

    An economy with fewer than a hundred people active is not in the file: its figure is unknown, not zero.
    """
    table = files.of(provides)
    return _kept(table, _counts(table, provides.measure))


@reader("github.flow")
def flow(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` summed over the quarters of each year; a year with fewer than four has status P."""
    table = files.of(provides)
    quarters: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for count in _counts(table, provides.measure):
        quarters[count.place, count.year].append(count)
    for (place, year), counts in quarters.items():
        status, note = ("A", "") if len(counts) == 4 else ("P", f"{len(counts)} of 4 quarters")
        yield _sum(table, place, str(year), counts)._replace(status=status, note=note)


@reader("github.pushers")
def pushers(files: Files, provides: Provides) -> Iterator[Reading]:
    """People who pushed, summed over the topics or languages named in `measure` (`topic: ai, llm`), as `github.stock`.

    A person counts once for each of them. Economies without any of them are not in the file. Raises SnapshotError
    where one of the names stands nowhere in the file.
    """
    table = files.of(provides)
    column, _, names = provides.measure.partition(": ")
    wanted = frozenset(names.split(", "))
    counts = list(_counts(table, "num_pushers", {column: wanted}))
    found = {cells[column] for _, cells in table.rows()}
    if unknown := sorted(wanted - found):
        raise SnapshotError(f"no {column} of {table.file.name} is called {', '.join(unknown)}")
    return _kept(table, counts)


@reader("github.collaboration")
def collaboration(files: Files, provides: Provides) -> Iterator[Reading]:
    """The column `measure` summed over all other economies, in both directions, as `github.stock`.

    Exchange of an economy with itself is left out. So is exchange with the European Union as a whole, because its
    members stand in the file as well and would count twice; for the Union itself, exchange with its members is in.
    """
    table = files.of(provides)
    return _kept(table, _directions(table, provides.measure))


def _counts(table: Snapshot, measure: str, only: Mapping[str, frozenset[str]] | None = None) -> Iterator[Count]:
    for row, cells in table.rows():
        if only and any(cells[column] not in names for column, names in only.items()):
            continue
        if (value := number(cells[measure])) is not None:
            yield Count(cells["iso2_code"], int(cells["year"]), int(cells["quarter"]), value, row)


def _directions(table: Snapshot, measure: str) -> Iterator[Count]:
    for row, cells in table.rows():
        source, destination, value = str(cells["source"]), str(cells["destination"]), number(cells[measure])
        if source == destination or value is None:
            continue
        for place, other in ((source, destination), (destination, source)):
            if other != BLOC:
                yield Count(place, int(cells["year"]), int(cells["quarter"]), value, row)


def _kept(table: Snapshot, counts: Iterable[Count]) -> Iterator[Reading]:
    cells: dict[tuple[str, int, int], list[Count]] = defaultdict(list)
    for count in counts:
        cells[count.place, count.year, count.quarter].append(count)
    newest = max(((year, quarter) for _, year, quarter in cells), default=None)
    for (place, year, quarter), summed in cells.items():
        if quarter == 4 or (year, quarter) == newest:
            yield _sum(table, place, f"{year}-Q{quarter}", summed)


def _sum(table: Snapshot, place: str, period: str, counts: Sequence[Count]) -> Reading:
    return Reading(place, period, sum(c.value for c in counts), locator(table.file.name, (c.row for c in counts)))
