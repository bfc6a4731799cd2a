"""Epoch AI's tables of benchmarks: its own runs, and what leaderboards and papers report, one score a version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from theodolite.core.entity import slug
from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.iaps import FIVE_TO_95
from theodolite.evidence.pull.naming import Name, namer
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator
from theodolite.evidence.snapshot import Cell, Snapshot

VERSIONS = "model_versions.csv"
"""The file of an edition that gives each version its model and its day."""

WHOLE = 100.0
"""The score of one who solves everything, in per cent."""

_SCORER = re.compile(r"[a-z_]+:(?P<score>[\d.]+)(?:±(?P<error>[\d.]+))?")


class Scored(NamedTuple):
    """The best row of one version of a model: its score, the standard error (0: none said), and how many rows."""

    row: int
    version: str
    value: float
    error: float
    rows: int


@reader("epoch-benchmarks.run")
def run(files: Files, provides: Provides) -> Iterator[Reading]:
    """Epoch AI's own runs of the task `measure`, as shares of 1: the best scorer of each, with its standard error.

    A version run twice has its best run; the interval is 1.645 standard errors, none where the error prints as 0.
    """
    table = files.of(provides)
    scored = [
        (row, cells["model"], _share(cells["Best score (across scorers)"], provides), cells["Scores"])
        for row, cells in table.rows()
        if cells["task"] == provides.measure
    ]
    found = [(row, version, value, _error(value, said)) for row, version, value, said in scored if value is not None]
    yield from _readings(table, _best(found), files)


@reader("epoch-benchmarks.reported")
def reported(files: Files, provides: Provides) -> Iterator[Reading]:
    """What others report in the column `measure`, in per cent: the best of each version's rows, without an interval.

    Rows without a version, without a score, and of versions without a day of release are passed over.
    """
    table = files.of(provides)
    scored = [(row, cells["Model version"], _share(cells[provides.measure], provides)) for row, cells in table.rows()]
    found = [(row, version, value, 0.0) for row, version, value in scored if version.strip() and value is not None]
    yield from _readings(table, _best(found), files)


@namer("epoch-benchmarks.run")
def run_versions(files: Files, provides: Provides) -> Iterator[Name]:
    """Every version with a run, as `versions`."""
    table = files.of(provides)
    yield from versions(files, [cells["model"] for _, cells in table.rows() if cells["task"] == provides.measure])


@namer("epoch-benchmarks.reported")
def reported_versions(files: Files, provides: Provides) -> Iterator[Name]:
    """Every version with a reported score, as `versions`."""
    yield from versions(files, [cells["Model version"] for _, cells in files.of(provides).rows()])


def versions(files: Files, named: list[Cell] | list[str]) -> Iterator[Name]:
    """The versions of `named` that have a day of release, each once, under the publisher's id of them.

    Where the name of the model differs from it in spelling alone (`Phi-2`, `phi-2`), under the name.
    """
    days = _released(files[VERSIONS])
    for id in sorted({slug(version) for version in named if version.strip()} & set(days)):
        row, version, day = days[id]
        yield Name(f"model/{id}", version, locator(VERSIONS, [row]), released=day)


def _best(scored: list[tuple[int, str, float, float]]) -> list[Scored]:
    """One row a version, the highest score; of equals the first. Spellings with one slug are one version."""
    best: dict[str, Scored] = {}
    for row, version, value, error in scored:
        known = best.get(slug(version))
        rows = known.rows + 1 if known else 1
        if known is None or value > known.value:
            best[slug(version)] = Scored(row, version, value, error, rows)
        else:
            best[slug(version)] = known._replace(rows=rows)
    return list(best.values())


def _readings(table: Snapshot, scored: list[Scored], files: Files) -> Iterator[Reading]:
    days = _released(files[VERSIONS])
    for one in scored:
        if (id := slug(one.version)) not in days:
            continue
        spread = FIVE_TO_95 * one.error
        low, high = (one.value - spread, one.value + spread) if spread else (None, None)
        note = f"best of {one.rows} rows" if one.rows > 1 else ""
        yield Reading(f"model/{id}", days[id][2], one.value, locator(table.file.name, [one.row]), low, high, note=note)


def _released(table: Snapshot) -> dict[str, tuple[int, str, str]]:
    """Slug of a version → the row of its record, its title and its day; those without a day are left out."""
    found: dict[str, tuple[int, str, str]] = {}
    for row, cells in table.rows():
        if cells["Version release date"]:
            title = cells["Model"] if _slug(cells["Model"]) == slug(cells["id"]) else cells["id"]
            found.setdefault(slug(cells["id"]), (row, title.strip(), cells["Version release date"]))
    return found


def _slug(name: str) -> str:
    return slug(name) if name.strip() else ""


def _share(cell: Cell | str, provides: Provides) -> float | None:
    """A cell as a number, None where it is empty; refused where it is no share of the whole."""
    value = number(cell)
    if value is not None and not 0 <= value * provides.scale <= WHOLE:
        raise SnapshotError(
            f"{str(cell)!r} is no share of a benchmark's tasks",
            where=cell.place if isinstance(cell, Cell) else None,
            expected=f"0 to {WHOLE / provides.scale:g}",
        )
    return value


def _error(value: float, said: str) -> float:
    """The standard error of the scorer whose rounded score is nearest to `value`; 0 where none is said.

    Raises SnapshotError on what is no list of scorers: `choice:0.85±0.02,model_graded:0.8±0.02`.
    """
    if not said.strip():
        return 0.0
    scorers = [_SCORER.fullmatch(part.strip()) for part in said.split(",")]
    known = [match for match in scorers if match is not None]
    if len(known) < len(scorers):
        raise SnapshotError(
            f"{str(said)[:80]!r} is no list of scorers",
            where=said.place if isinstance(said, Cell) else None,
            expected="choice:0.85±0.02",
        )
    nearest = min(known, key=lambda match: abs(float(match["score"]) - value))
    return float(nearest["error"] or 0)
