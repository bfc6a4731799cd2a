"""Tables of cited facts: one figure a record, each with the work and the place in it where the figure was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from theodolite.core.nearest import nearest
from theodolite.core.period import Period, parse_period
from theodolite.core.source import Provides
from theodolite.errors import EvidenceError, SpecError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.snapshot import Snapshot

MIRRORS = frozenset({"github.com", "raw.githubusercontent.com"})
"""Hosts that keep copies: an address there is passed over for the origin's own, where a record names both."""

_ADDRESS = re.compile(r"https://[^\s()<>;,]+")
_PAGE = re.compile(r"\bp\.\s?(\d+)")
_EXHIBIT = re.compile(r"\b(Figure|Table)\s(\d+(?:\.\d+)*)")
_EDITION_NOTE = re.compile(r"\s*(?:data)?\s*\([^()]*\)|ed\b\??|^~")
_YEARS = re.compile(r"(\d{4})(?:-|\.\.)(\d{4})")
_HALF = re.compile(r"(\d{4})-H([12])")


@reader("facts.cited")
def cited(files: Files, provides: Provides) -> Iterator[Reading]:
    """Records whose `indicator` is the `measure` and whose columns hold what `where:` says.

    A figure without a number is passed over. Raises EvidenceError where no record fits: a citation that cites nothing.
    """
    table = files.of(provides)
    found = 0
    for row, cells in table.rows():
        if cells["indicator"] == provides.measure and _fits(cells, provides):
            value = number(cells["value"])
            if value is not None:
                found += 1
                place = cells.get("entity_iso3") or cells["entity"]
                yield Reading(
                    place, provides.period or str(period_of(cells["period"])), value, _locator(table, row, cells)
                )
    if not found:
        raise EvidenceError(
            f"{table.file.name} has no record of {provides.measure!r} where {dict(provides.where)}",
            next_step="compare measure: and where: in the source with the table's own words",
        )


def _fits(cells: Mapping[str, str], provides: Provides) -> bool:
    for column, text in provides.where.items():
        if column not in cells:
            near = nearest(column, cells)
            raise SpecError(
                f"{provides.indicator}: the table has no column {column!r}",
                expected=f"did you mean {near[0]!r}?" if near else ", ".join(cells),
            )
        if cells[column] != text:
            return False
    return True


def period_of(text: str) -> Period:
    """The period that a citation is about, without the edition in which it was read.

    `2023 data (2024 ed)` is 2023, `2018-2022 (Mar 2023 ed)` is 2018/2022, `2025-H2` is 2025-S2, `2021ed` the year of
    the edition itself. Raises PeriodError on what is still no period then.
    """
    plain = _EDITION_NOTE.sub("", text).strip()
    if years := _YEARS.fullmatch(plain):
        plain = f"{years[1]}/{years[2]}"
    if half := _HALF.fullmatch(plain):
        plain = f"{half[1]}-S{half[2]}"
    return parse_period(plain)


def pointer(address: str, place: str) -> str | None:
    """Where a figure stands: the origin's address with page and figure or table, and none of the words read there.

    `address` may name a mirror as well; None where it names nothing but mirrors, or no page over https.
    """
    origins = [found for found in _ADDRESS.findall(address) if urlsplit(found).hostname not in MIRRORS]
    if not origins:
        return None
    page, exhibit = _PAGE.search(place), _EXHIBIT.search(place)
    parts = [f"page={page[1]}"] if page else []
    parts += [f"{exhibit[1].lower()}={exhibit[2]}"] if exhibit else []
    return origins[0] + ("#" + "&".join(parts) if parts else "")


def _locator(table: Snapshot, row: int, cells: Mapping[str, str]) -> str:
    return pointer(cells["source_url"], cells["locator"]) or f"{table.file.name}#row={row}"
