"""Pull: from the publisher's files to an observation table, in four acts: take, read, correct, check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from theodolite.core.catalog import Catalog
from theodolite.core.entity import kind_of
from theodolite.core.observation import STATUSES, schema
from theodolite.core.period import parse_period
from theodolite.core.source import Provides, Source
from theodolite.errors import EvidenceError, SnapshotError, TheodoliteError, UnknownNameError
from theodolite.evidence.admit import outside, said_once
from theodolite.evidence.corrections import correct
from theodolite.evidence.pull.reader import Files, Reading, find_reader
from theodolite.evidence.snapshot import Place, take


def pull(source: Source, origin: Place | Sequence[Place], catalog: Catalog) -> pl.DataFrame:
    """The observations of one edition, read from its files in `origin`: folders, a file, or the address of one.

    Raises SnapshotError for the files, EvidenceError for names that are neither entities nor in `skips:`, for figures
    that stand twice, and for corrections that no longer fit.
    """
    return read(source, Files(take(source, origin)), catalog)


def read(source: Source, files: Files, catalog: Catalog) -> pl.DataFrame:
    """As `pull`, from files that have been taken and checked."""
    unknown: dict[str, int] = {}
    rows = [row for provides in source.provides for row in _rows(source, provides, files, catalog, unknown)]
    if unknown:
        names = ", ".join(f"{name!r} ({count})" for name, count in sorted(unknown.items())[:20])
        raise EvidenceError(
            f"{source.id}: {len(unknown)} names are no entities that we know: {names}",
            next_step="add an alias to codelists/economies.yaml, or list them under skips: in the source",
        )
    found = correct(pl.DataFrame(rows, schema=schema(), orient="row"), source, catalog)
    _check(found, source)
    return found


def _rows(
    source: Source, provides: Provides, files: Files, catalog: Catalog, unknown: dict[str, int]
) -> Iterator[tuple[object, ...]]:
    indicator = catalog.indicators[provides.indicator]
    for reading in _readings(source, provides, files):
        if reading.place in source.skips or not _wanted(reading, provides):
            continue
        entity = _entity(reading.place, catalog)
        if entity is None:
            unknown[reading.place] = unknown.get(reading.place, 0) + 1
            continue
        if source.entities and entity not in source.entities:
            continue
        value, low, high = (_scaled(v, provides.scale) for v in (reading.value, reading.low, reading.high))
        note = "; ".join(filter(None, (provides.note, reading.note)))
        yield (
            entity, indicator.id, str(reading.period), value, low, high, indicator.unit,
            provides.status or reading.status, source.work, source.edition, reading.locator, note,
        )  # fmt: skip


def _readings(source: Source, provides: Provides, files: Files) -> Iterator[Reading]:
    """The readings; an error that does not say where it happened is told with source, file and indicator."""
    try:
        yield from find_reader(provides.reader)(files, provides)
    except TheodoliteError as error:
        if error.where is None and not isinstance(error, UnknownNameError):
            file = provides.file or ", ".join(files)
            where = f"{source.id}, {file} ({provides.indicator}, read by {provides.reader})"
            raise type(error)(error.what, where=where, expected=error.expected, next_step=error.next_step) from None
        raise
    except (KeyError, ValueError, IndexError) as error:
        raise SnapshotError(
            f"the reader {provides.reader} cannot read this file: {type(error).__name__}: {error}",
            where=f"{source.id}, {provides.file or ', '.join(files)} ({provides.indicator})",
            expected="the file as the publisher had it at this edition",
        ) from error


def _wanted(reading: Reading, provides: Provides) -> bool:
    return provides.from_ is None or parse_period(reading.period).year >= provides.from_


def _entity(place: str, catalog: Catalog) -> str | None:
    kind, slash, name = place.partition("/")
    if slash:
        return catalog.entity_ids.id(kind, name)
    code = catalog.economies.find(place)
    if code is None and len(place) > 3 and place[2:3] == "-" and place.isupper():
        kind_of(place)
        return str(place)
    return code


def _scaled(value: float | None, scale: float) -> float | None:
    return value if value is None or scale == 1.0 else float(f"{value * scale:.15g}")


def _check(found: pl.DataFrame, source: Source) -> None:
    """At least one figure, none twice, none that is not finite, no unknown status, no period that is none."""
    if found.is_empty():
        wanted = ", ".join(f"{provides.measure!r} ({provides.reader})" for provides in source.provides)
        raise EvidenceError(
            f"{source.id}: its files yield no observation",
            expected=f"a figure of {wanted}",
            next_step="look at measure:, where:, from:, entities: and skips: in the source",
        )
    for period in found["period"].unique():
        parse_period(period)
    odd = found.filter(~pl.col("value").is_finite().fill_null(value=False) | ~pl.col("status").is_in([*STATUSES]))
    _refuse(odd, source, "is not a finite value with a known status")
    _refuse(found.filter(outside()), source, "lies outside its own interval")
    _refuse(found.filter(said_once(found).is_duplicated()), source, "stands twice in one edition")


def _refuse(rows: pl.DataFrame, source: Source, what: str) -> None:
    if len(rows):
        first = rows.row(0, named=True)
        about = " × ".join(first[name] for name in ("entity", "indicator", "period"))
        raise EvidenceError(
            f"{source.id}: {about} {what} ({len(rows)} rows in all)",
            where=first["locator"],
            expected="one finite value of an entity, indicator and period in an edition",
            next_step="look at the reader, or write a correction under corrections/",
        )
