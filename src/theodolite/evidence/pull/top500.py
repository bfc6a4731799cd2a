"""The TOP500 lists summed by economy: systems, performance, and the share of the whole list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import fsum

from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import Tally
from theodolite.evidence.snapshot import Snapshot


@reader("top500.by-list")
def by_list(files: Files, provides: Provides) -> Iterator[Reading]:
    """The sum of the column `measure` by economy and list; records under two spellings of one name are summed.

    The period is the month of the list. An economy without a record had no system on that list: a zero follows where it
    was on an earlier one.
    """
    yield from _readings(files.of(provides), provides)


@reader("top500.share")
def share(files: Files, provides: Provides) -> Iterator[Reading]:
    """As `by_list`, in per cent of the sum over all economies of that list."""
    readings = list(_readings(files.of(provides), provides))
    totals: dict[str, list[float]] = defaultdict(list)
    for reading in readings:
        totals[reading.period].append(reading.value)
    for reading in readings:
        whole = fsum(totals[reading.period])
        yield reading._replace(value=100 * reading.value / whole, note=f"of {whole:.2f} TFlop/s on the whole list")


def _readings(table: Snapshot, provides: Provides) -> Iterator[Reading]:
    tally = Tally(table.file.name)
    records: dict[str, list[int]] = defaultdict(list)
    for row, cells in table.rows():
        records[cells["list"]].append(row)
        value = number(cells[provides.measure])
        if value is not None:
            tally.add(cells["iso3"], cells["list"], row, value)
    yield from tally.sums_and_zeros(records)
