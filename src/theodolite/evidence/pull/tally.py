"""Tally: figures counted, summed or compared by place and period, with the records that each was made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import fsum

from theodolite.evidence.pull.reader import Reading


class Tally:
    """Values of single records, gathered by place and period.

    `unfinished` is a period that was not over when the edition came out: its figures have status P.
    """

    def __init__(self, file: str, unfinished: str | None = None) -> None:
        self._file = file
        self._unfinished = unfinished
        self._cells: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)

    def add(self, place: str, period: str, row: int, value: float = 1.0) -> None:
        """One record more: the `row` it stands in and what it adds."""
        self._cells[place, period].append((value, row))

    def sums(self) -> Iterator[Reading]:
        """The sum of each place and period."""
        for (place, period), cell in self._cells.items():
            yield self._reading(place, period, fsum(value for value, _ in cell), (row for _, row in cell))

    def sums_and_zeros(self, records: Mapping[str, Iterable[int]]) -> Iterator[Reading]:
        """The sums, and a zero wherever a place that was listed before has no record in a period.

        `records` holds every record of the list by period: where a zero was looked for.
        """
        yield from self.sums()
        first: dict[str, str] = {}
        for place, period in self._cells:
            first[place] = min(period, first.get(place, period))
        for place, begin in first.items():
            for period, rows in records.items():
                if period > begin and (place, period) not in self._cells:
                    yield self._reading(place, period, 0.0, rows)

    def largest(self) -> Iterator[Reading]:
        """The largest value of each place and period; of equals, the one that stands first in the file."""
        for (place, period), cell in self._cells.items():
            value, row = max(cell, key=lambda one: (one[0], -one[1]))
            yield self._reading(place, period, value, (row,))

    def _reading(self, place: str, period: str, value: float, rows: Iterable[int]) -> Reading:
        status = "P" if period == self._unfinished else "A"
        return Reading(place, period, value, locator(self._file, rows), status=status)


def locator(file: str, rows: Iterable[int]) -> str:
    """The records of a CSV file by number, as RFC 7111 writes them: `file.csv#row=5;9;12-15`."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return f"{file}#row=" + ";".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def stock_points(dates: Iterable[str]) -> list[tuple[str, str]]:
    """The periods at whose end a stock is told, each with its last day, from the ISO days of what it is made of.

    Every year that is over has its end; the year of the newest day has the month of that day, for more may come.
    """
    known = sorted(day for day in dates if day)
    if not known:
        return []
    first, newest = int(known[0][:4]), known[-1]
    years = [(str(year), f"{year}-12-31") for year in range(first, int(newest[:4]))]
    return [*years, (newest[:7], newest)]
