"""The best score of an economy so far, from tables with one record per model and its score, country and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from theodolite.core.source import Provides
from theodolite.evidence.pull.epoch_models import listed
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator, stock_points
from theodolite.evidence.snapshot import Snapshot


class Scored(NamedTuple):
    """One model's score; `low` and `high` where the table has them."""

    row: int
    model: str
    day: str
    countries: tuple[str, ...]
    value: float
    low: float | None
    high: float | None


@reader("epoch-scores.best")
def best(files: Files, provides: Provides) -> Iterator[Reading]:
    """Epoch AI's index (score column `measure`): the best score so far of each country, as `best_so_far`."""
    table = files.of(provides)
    yield from best_so_far(
        table,
        [
            Scored(row, cells["model_name"], cells["release_date"], listed(cells["country"]), value, None, None)
            for row, cells in table.rows()
            if (value := number(cells[provides.measure])) is not None and cells["release_date"]
        ],
    )


def best_so_far(table: Snapshot, scored: list[Scored]) -> Iterator[Reading]:
    """The highest score among the models released up to the end of each year by country, from the first one on.

    A model of several countries is each one's. Of equal scores the first in the file is taken; the note names the
    model. The last point is the month of the newest release. A country without a scored model has no figure.
    """
    for period, last in stock_points(one.day for one in scored):
        leaders: dict[str, Scored] = {}
        for one in scored:
            for country in one.countries:
                if one.day <= last and (country not in leaders or one.value > leaders[country].value):
                    leaders[country] = one
        for country, one in leaders.items():
            place = locator(table.file.name, [one.row])
            yield Reading(country, period, one.value, place, one.low, one.high, note=one.model)
