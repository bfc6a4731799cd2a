"""LMArena's ratings by snapshot: one row a day on which the board was taken, one column a model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.naming import Name, namer
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator
from theodolite.evidence.snapshot import Snapshot

DAY = ""
"""The column of days has no name."""


@reader("lmarena.rating")
def rating(files: Files, provides: Provides) -> Iterator[Reading]:
    """Each model's rating in the newest snapshot, from when it was first seen. `measure` is `rating`.

    The scale moves from one snapshot to the next, so that ratings of several do not compare; a model that the newest
    no longer has is passed over. The period runs from the day after the last snapshot without the model to the first
    with it: in between it came out, or at least came to the board. Those of the first snapshot may be older, and the
    note says so. A rating of 0 is none.
    """
    table = files.of(provides)
    rows = _snapshots(table)
    newest, _, ratings = rows[-1]
    for model in ratings:
        at = next(place for place, (_, _, seen) in enumerate(rows) if model in seen)
        row, day, _ = rows[at]
        before = rows[at - 1][1] + timedelta(days=1) if at else day
        period = str(day) if before == day else f"{before}/{day}"
        note = "" if at else "on the first board: it may have come out earlier"
        place = locator(table.file.name, [row, newest])
        yield Reading(f"model/{model}", period, ratings[model], place, note=note)


@namer("lmarena.rating")
def models(files: Files, provides: Provides) -> Iterator[Name]:
    """Every model of the newest snapshot by the name that the board prints; it does not say who made it."""
    table = files.of(provides)
    newest, _, ratings = _snapshots(table)[-1]
    for model in ratings:
        yield Name(f"model/{model}", model, locator(table.file.name, [newest]))


def _snapshots(table: Snapshot) -> list[tuple[int, date, dict[str, float]]]:
    """Row, day and ratings of every snapshot, by day."""
    rows: list[tuple[int, date, dict[str, float]]] = []
    for row, cells in table.rows():
        ratings = {model: number(cells[model]) for model in cells if model != DAY}
        rows.append((row, _day(cells[DAY], row), {model: value for model, value in ratings.items() if value}))
    if not rows:
        raise SnapshotError(f"{table.file.name} has no snapshot", expected="a row a day")
    return sorted(rows, key=lambda one: one[1])


def _day(text: str, row: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SnapshotError(
            f"{text[:20]!r} is not a day", where=f"row {row}", expected="a day such as 20250227"
        ) from None
