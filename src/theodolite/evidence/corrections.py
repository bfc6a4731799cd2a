"""Corrections: known errors of a source as data, which fail loudly once the source is mended."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import Field, field_validator, model_validator

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.period import parse_period
from theodolite.core.source import Source
from theodolite.core.spec import Spec
from theodolite.errors import EvidenceError


class Where(Spec):
    """The rows that are wrong: what is not given is any."""

    indicator: str
    entity: str | None = None
    period: str | None = None


class Expected(Spec):
    """What the source still says if it has not been mended; at least one of the two."""

    value: float | None = None
    """The value of every row that is found."""
    rows: int | None = Field(default=None, gt=0)
    """How many rows are found."""

    @model_validator(mode="after")
    def _something(self) -> Expected:
        if self.value is None and self.rows is None:
            raise ValueError("expect: says which value or how many rows the source has today")
        return self


class Use(Spec):
    """What is put in the place of the wrong; what is not given stays."""

    entity: str | None = None
    value: float | None = None
    period: str | None = None
    status: Literal["A", "E", "F", "P", "B", "U"] | None = None

    @field_validator("period")
    @classmethod
    def _period(cls, period: str | None) -> str | None:
        return None if period is None else parse_period(period).text


class Correction(Spec):
    """One known error of one edition; its id is the path below `corrections/`."""

    id: str
    source: str
    """The id of the edition that errs: the next one is to be looked at anew."""
    where: Where
    expect: Expected
    use: Use | None = None
    drop: bool = False
    reason: str
    """Why it is an error, and how the right figure is known."""
    reference: str
    """Where that can be read."""
    status: Literal["reported", "confirmed", "unreported"]
    """What the publisher knows of it."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Correction:
        if (self.use is None) != self.drop:
            raise ValueError("a correction has either use: or drop: true")
        return self


def corrections(catalog: Catalog) -> Entries[Correction]:
    """Every correction of the catalogue by id."""
    return catalog.entries("corrections", Correction, "correction")


def correct(observations: pl.DataFrame, source: Source, catalog: Catalog) -> pl.DataFrame:
    """`observations` of one edition with its corrections made; a corrected row says so in its note.

    Raises EvidenceError that names the correction's file where the source no longer says what it expects.
    """
    known = corrections(catalog)
    for id in known:
        if known[id].source == source.id:
            observations = _corrected(observations, known[id], known.paths[id])
    return observations


def _corrected(observations: pl.DataFrame, correction: Correction, path: Path) -> pl.DataFrame:
    hit = pl.all_horizontal(pl.col(name) == value for name, value in correction.where if value is not None)
    found = observations.filter(hit)
    _check(found, correction, path)
    if correction.use is None:
        return observations.filter(~hit)
    changes = {name: value for name, value in correction.use if value is not None}
    said = ", ".join(f"{name} {value}" for name, value in changes.items())
    note = pl.when(pl.col("note") == "").then(pl.lit("")).otherwise(pl.col("note") + "; ")
    made = [pl.lit(value).alias(name) for name, value in changes.items()]
    mended = found.with_columns(*made, (note + f"corrected to {said} by {correction.id}").alias("note"))
    return pl.concat([observations.filter(~hit), mended])


def _check(found: pl.DataFrame, correction: Correction, path: Path) -> None:
    expect, wrong = correction.expect, ""
    if found.is_empty():
        wrong = "no row of the source matches it"
    elif expect.rows is not None and len(found) != expect.rows:
        wrong = f"it expects {expect.rows} rows, and the source has {len(found)}"
    elif expect.value is not None and (found["value"] != expect.value).any():
        other = found.filter(pl.col("value") != expect.value)["value"][0]
        wrong = f"it expects {expect.value:g}, and the source says {other:g}"
    if wrong:
        raise EvidenceError(
            f"the correction {correction.id} no longer fits {correction.source}: {wrong}",
            where=str(path),
            next_step="read the source again: if the publisher has mended it, take the correction out",
        )
