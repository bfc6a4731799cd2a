"""Pull: from the publisher's files to an observation table, in four acts: take, read, correct, check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.entity import kind_of
from theodolite.core.observation import schema
from theodolite.core.period import parse_period
from theodolite.core.source import Provides, Source
from theodolite.errors import EvidenceError
from theodolite.evidence.pull.reader import Files, Reading, find_reader
from theodolite.evidence.snapshot import take


def pull(source: Source, origin: Path, catalog: Catalog) -> pl.DataFrame:
    """The observations of one edition, read from its files in the folder `origin`.

    Raises SnapshotError for the files and EvidenceError for names that are neither entities nor in `skips:`.
    """
    files = Files(take(source, origin))
    unknown: dict[str, int] = {}
    rows = [row for provides in source.provides for row in _rows(source, provides, files, catalog, unknown)]
    if unknown:
        names = ", ".join(f"{name!r} ({count})" for name, count in sorted(unknown.items())[:20])
        raise EvidenceError(
            f"{source.id}: {len(unknown)} names are no entities that we know: {names}",
            next_step="add an alias to codelists/economies.yaml, or list them under skips: in the source",
        )
    return pl.DataFrame(rows, schema=schema(), orient="row")


def _rows(
    source: Source, provides: Provides, files: Files, catalog: Catalog, unknown: dict[str, int]
) -> Iterator[tuple[object, ...]]:
    indicator = catalog.indicators[provides.indicator]
    for reading in find_reader(provides.reader)(files, provides):
        if reading.place in source.skips or not _wanted(reading, provides):
            continue
        entity = _entity(reading.place, catalog)
        if entity is None:
            unknown[reading.place] = unknown.get(reading.place, 0) + 1
            continue
        value, low, high = (_scaled(v, provides.scale) for v in (reading.value, reading.low, reading.high))
        note = "; ".join(filter(None, (provides.note, reading.note)))
        yield (
            entity, indicator.id, reading.period, value, low, high, indicator.unit, reading.status,
            source.work, source.edition, reading.locator, note,
        )  # fmt: skip


def _wanted(reading: Reading, provides: Provides) -> bool:
    return provides.from_ is None or parse_period(reading.period).year >= provides.from_


def _entity(place: str, catalog: Catalog) -> str | None:
    if "/" in place or (len(place) > 3 and place[2:3] == "-" and place.isupper()):
        kind_of(place)
        return place
    return catalog.economies.find(place)


def _scaled(value: float | None, scale: float) -> float | None:
    return value if value is None or scale == 1.0 else value * scale
