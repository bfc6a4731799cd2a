"""Tables of cited facts: one figure a record, each with the work and the place in it where the figure was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from theodolite.core.period import Period, parse_period
from theodolite.core.source import Provides
from theodolite.errors import EvidenceError
from theodolite.evidence.pull.reader import Files, Reading, number, reader

MIRRORS = frozenset({"github.com", "raw.githubusercontent.com"})
"""Hosts that keep copies: an address there is passed over for the origin's own, where a record names both."""

_ADDRESS = re.compile(r"https?://[^\s()<>;,]+")
_PAGE = re.compile(r"\bp\.\s?(\d+)")
_EXHIBIT = re.compile(r"\b(Figure|Table)\s(\d+(?:\.\d+)*)")
_EDITION_NOTE = re.compile(r"\s*(?:data)?\s*\([^()]*\)|ed\b\??|^~")
_YEARS = re.compile(r"(\d{4})(?:-|\.\.)(\d{4})")
_HALF = re.compile(r"(\d{4})-H([12])")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
CITED = "source_value"
"""The column of a table of checked claims that holds what stands at the record's own address."""


@reader("facts.cited")
def cited(files: Files, provides: Provides) -> Iterator[Reading]:
    """Records whose `indicator` is the `measure` and whose columns hold what `where:` says.

    A record without a number is passed over. Raises EvidenceError where none fits: a citation that cites nothing.
    """
    table = files.of(provides)
    wanted = {"indicator": provides.measure, **provides.where}
    fitting = [(row, cells) for row, cells in table.rows() if all(cells[c] == text for c, text in wanted.items())]
    if not fitting:
        raise EvidenceError(
            f"{table.file.name} has no record of {provides.measure!r} where {dict(provides.where)}",
            next_step="compare measure: and where: in the source with the table's own words",
        )
    for row, cells in fitting:
        value = number(cells["value"])
        if value is not None:
            place = cells.get("entity_iso3") or cells["entity"]
            period = provides.period or str(period_of(cells["period"]))
            locator = pointer(cells["source_url"], cells["locator"]) or f"{table.file.name}#row={row}"
            yield Reading(place, period, value, locator)


@reader("facts.noted")
def noted(files: Files, provides: Provides) -> Iterator[Reading]:
    """One figure of a note: `measure` is the column, `where:` has the record's `id`, the `entity` that the figure is
    about, and which `number` of the cell it is, counted from 1.

    The locator is the record's address where the column is the one that cites it, and the record itself elsewhere.
    Raises EvidenceError where there is no such record or number.
    """
    table = files.of(provides)
    id, entity, place = (provides.where.get(name, "") for name in ("id", "entity", "number"))
    for row, cells in table.rows():
        if cells["id"] == id:
            figures = _FIGURE.findall(cells[provides.measure])
            if not place.isdecimal() or not 1 <= int(place) <= len(figures):
                break
            address = pointer(cells["source_url"], "") if provides.measure == CITED else None
            value = number(figures[int(place) - 1])
            if value is not None:
                yield Reading(entity, provides.period or "", value, address or f"{table.file.name}#row={row}")
            return
    raise EvidenceError(
        f"{table.file.name} has no number {place!r} under {provides.measure!r} of the record {id!r}",
        next_step="compare measure: and where: in the source with the table's own words",
    )


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

    `address` may name a mirror as well; None where it names nothing but mirrors and machines without a name.
    """
    origins = [found for found in _ADDRESS.findall(address) if _is_origin(urlsplit(found).hostname or "")]
    if not origins:
        return None
    page, exhibit = _PAGE.search(place), _EXHIBIT.search(place)
    parts = [f"page={page[1]}"] if page else []
    parts += [f"{exhibit[1].lower()}={exhibit[2]}"] if exhibit else []
    return origins[0] + ("#" + "&".join(parts) if parts else "")


def _is_origin(host: str) -> bool:
    return host not in MIRRORS and not host.replace(".", "").isdigit()
