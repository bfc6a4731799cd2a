"""A source: one dated edition of one publisher's work, with its licence, its files and what it provides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator

from theodolite.core.address import Address, FetchedAddress
from theodolite.core.observation import Status
from theodolite.core.period import parse_period
from theodolite.core.spec import Spec

Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
"""The hash of a file's bytes: `sha256:` and 64 digits of 0 to f."""

_EDITION = re.compile(r"(?P<work>.+?)-(?P<edition>\d{4}(?:-\d{2}){0,2}|undated)")


class Licence(Spec):
    """The terms under which a source may be used."""

    name: str
    url: Address | None = None


class SourceFile(Spec):
    """One file of an edition, known by the hash of its bytes."""

    name: str
    """Its path below the folder from which it is pulled."""
    hash: Digest
    """`sha256:` and 64 digits of 0 to f."""
    encoding: str = "utf-8-sig"
    url: FetchedAddress | None = None
    """The https address from which it can be fetched."""


class Provides(Spec):
    """One indicator that an edition provides, and the reader that takes it out of the publisher's file."""

    indicator: str
    reader: str
    measure: str
    """What the reader takes: a column name, a series code, or a word that the reader explains below."""
    file: str | None = None
    """The file it stands in, where the edition has several."""
    scale: float = 1.0
    """What the publisher's figures are multiplied by to be in the indicator's unit."""
    from_: int | None = None
    """The first year taken; all are where it is left out."""
    where: Mapping[str, str] = {}
    """Columns and the exact text that a record holds there, where the file has records of several works."""
    period: str | None = None
    """The period of every figure, where the file prints none or not in a form of ours."""
    status: Status | None = None
    """The status of every figure, where the publisher says it outside the table (a projection, a break)."""
    note: str | None = None

    @field_validator("period")
    @classmethod
    def _readable(cls, period: str | None) -> str | None:
        return period if period is None else str(parse_period(period))


class Source(Spec):
    """One edition of a publisher's work; its id is the path below `sources/`, which ends with the edition's date."""

    id: str
    title: str
    """The title of the work."""
    producer: str
    """Who made it."""
    published: date
    """When this edition became public: `--as-of` an earlier date does not see it."""
    published_basis: str | None = None
    """How the date of publication was known, where the publisher does not print one."""
    accessed: date
    """The day on which it was looked at."""
    citation: str
    """How the work is to be cited: its origin, never a mirror."""
    url: Address
    """The publisher's own page."""
    licence: Licence
    tier: Literal["primary", "secondary"]
    """secondary: a copy, by the press or another work, of somebody else's figure."""
    ships: bool = True
    """Whether its observations may be shipped; otherwise they are pulled by the user."""
    why_not_shipped: str | None = None
    """What in the terms forbids it; only where `ships` is false."""
    origin: tuple[str, ...] = ()
    """Works that this one takes its figures from: sources of one origin are one piece of evidence."""
    read_in: tuple[Digest, ...] = ()
    """Documents, by their hash, in which its figures were read: a claim of such a document is not checked by them."""
    files: tuple[SourceFile, ...] = ()
    provides: tuple[Provides, ...]
    entities: tuple[str, ...] = ()
    """The only entities taken, where single figures of a larger table are cited; empty takes all."""
    skips: tuple[str, ...] = ()
    """Names in the publisher's file that are no entities of ours: continents, income groups, sums."""
    caveats: tuple[str, ...] = ()

    @field_validator("id")
    @classmethod
    def _dated(cls, id: str) -> str:
        if not _EDITION.fullmatch(id):
            raise ValueError("a source's file name ends with its edition, as in gpu-clusters-2026-08")
        return id

    @property
    def work(self) -> str:
        """The id without the edition: `epoch/gpu-clusters`."""
        return split_source_id(self.id)[0]

    @property
    def edition(self) -> str:
        """The edition alone: `2026-08`."""
        return split_source_id(self.id)[1]


class OwnSource(Source):
    """A file of the user's own, which nobody published: it has no address, and perhaps no date (`…-undated`)."""

    url: str = ""
    licence: Licence = Licence(name="the user's own")
    tier: Literal["primary", "secondary"] = "primary"


def split_source_id(id: str) -> tuple[str, str]:
    """`epoch/gpu-clusters-2026-08` into `epoch/gpu-clusters` and `2026-08`."""
    match = _EDITION.fullmatch(id)
    if not match:
        raise ValueError(f"{id!r} does not end with an edition")
    return match["work"], match["edition"]
