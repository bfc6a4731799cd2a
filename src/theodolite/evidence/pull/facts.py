"""Tables of cited facts: one figure a record, each with the work and the place in it where the figure was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from theodolite.core.period import Period, parse_period
from theodolite.core.source import Provides
from theodolite.errors import EvidenceError
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator

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

ABOUT = "about"
"""The key of `where:` that names the entity, where the table has no column of it."""


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


@reader("facts.bounds")
def bounds(files: Files, provides: Provides) -> Iterator[Reading]:
    """One figure that several records tell: `measure` names their `indicator`, `where:` what else they hold, and the
    entity that the figure is `about`.

    Of three indicators, separated by ` | `, the first is the value and the others its bounds; of two, both are bounds
    and the value is their middle. Raises EvidenceError where an indicator has no record or several.
    """
    table = files.of(provides)
    names = provides.measure.split(" | ")
    found: dict[str, tuple[int, Mapping[str, str]]] = {}
    for row, cells in table.rows():
        name = cells["indicator"]
        if name in names and all(cells[c] == text for c, text in provides.where.items() if c != ABOUT):
            if name in found:
                raise EvidenceError(
                    f"{table.file.name} has two records of {name!r}", where=f"rows {found[name][0]}, {row}"
                )
            found[name] = row, cells
    if lacking := [name for name in names if name not in found]:
        raise EvidenceError(f"{table.file.name} has no record of {lacking[0]!r} where {dict(provides.where)}")
    row, cells = found[names[0]]
    address = pointer(cells["source_url"], "") or locator(table.file.name, [found[name][0] for name in names])
    figures = [number(found[name][1]["value"]) for name in names]
    yield _between(figures, provides, provides.period or str(period_of(cells["period"])), address)


@reader("facts.range")
def range_of(files: Files, provides: Provides) -> Iterator[Reading]:
    """The range in the column `measure` (`12..24`) of the record with the `id` of `where:`, of the entity `about`.

    The value is its middle. Raises EvidenceError where there is no such record or range.
    """
    table = files.of(provides)
    for row, cells in table.rows():
        if cells["id"] == provides.where.get("id") and (ends := cells[provides.measure].split("..")) and len(ends) == 2:
            yield _between(
                [number(end) for end in ends], provides, provides.period or "", f"{table.file.name}#row={row}"
            )
            return
    raise EvidenceError(f"{table.file.name} has no range under {provides.measure!r} where {dict(provides.where)}")


def _between(figures: Sequence[float | None], provides: Provides, period: str, place: str) -> Reading:
    """A reading of one figure, of two bounds, or of a figure and its bounds."""
    known = [figure for figure in figures if figure is not None]
    if len(known) != len(figures) or len(known) > 3:
        raise EvidenceError(f"{provides.measure!r} is not one to three numbers", where=place)
    low, high = (known[-2], known[-1]) if len(known) > 1 else (None, None)
    value = (known[0] + known[1]) / 2 if len(known) == 2 else known[0]
    return Reading(provides.where.get(ABOUT, ""), period, value, place, low, high)


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
