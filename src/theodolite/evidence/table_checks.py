"""Rules over observation tables: source, unit, period and entity of every row are what they should be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

import polars as pl
from pycountry import subdivisions

from theodolite.core.address import is_address
from theodolite.core.check import Survey, rule
from theodolite.core.entity import kind_of
from theodolite.core.indicator import EntityKind
from theodolite.core.observation import STATUSES
from theodolite.core.period import PeriodError, parse_period
from theodolite.core.pillar import KnownPillar
from theodolite.errors import TableError, UnknownNameError
from theodolite.evidence.admit import outside
from theodolite.store.tables import read_observations

Places = Iterator[tuple[str, str, str | None]]

LARGEST_SHIPPED = 15_000_000
"""Bytes: what all tables of one catalogue folder may weigh together."""

EARLIEST = 2000
"""The first year of which we keep figures."""

_PLACE = re.compile(r"row=\d+(?:-\d+)?(?:;\d+(?:-\d+)?)*|sheet=[^&]+&cell=[A-Z]+\d+|page=\d+|[\w.-]+")


@rule
def tables_load(survey: Survey) -> Places:
    """Every observation table can be read, and has an edition of a source beside it."""
    for id, path in survey.catalog.observation_tables().items():
        if id not in survey.catalog.sources:
            yield str(path), f"no source is called {id!r}", f"a file sources/{id}.yaml"
        try:
            read_observations(path)
        except TableError as error:
            yield error.where or str(path), error.what, error.expected


@rule
def rows_have_their_source(survey: Survey) -> Places:
    """Every row names the edition in whose table it stands, and an indicator that this edition provides."""
    for id, path, rows in tables(survey):
        yield from _first(path, rows, pl.col("source") + "-" + pl.col("edition") != id, "source", f"{id} in each row")
        if id in survey.sources:
            provided = sorted({provides.indicator for provides in survey.sources[id].provides})
            elsewhere = ~pl.col("indicator").is_in(provided)
            yield from _first(path, rows, elsewhere, "indicator", "what the source provides")


@rule
def rows_have_the_unit_of_their_indicator(survey: Survey) -> Places:
    """Every row's unit is its indicator's."""
    for _, path, rows in tables(survey):
        for (indicator,), own in rows.group_by("indicator", maintain_order=True):
            if indicator in survey.indicators:
                unit = survey.indicators[str(indicator)].unit
                yield from _first(path, own, pl.col("unit") != unit, "unit", unit)


@rule
def periods_are_known_by_then(survey: Survey) -> Places:
    """Every period starts by the day of publication (an economy's after 1999); a flow ends by then, or is P, E or F."""
    for id, path, rows in tables(survey):
        published = survey.sources[id].published if id in survey.sources else date.max
        flows = [name for name in rows["indicator"].unique() if _is_flow(survey, name)]
        economies = ~pl.col("entity").str.contains("/")
        for text in rows["period"].unique().sort():
            same = pl.col("period") == text
            try:
                period = parse_period(text)
            except PeriodError as error:
                yield from _first(path, rows, same, "period", error.expected)
                continue
            early = same & ~pl.col("status").is_in(["P", "E", "F"]) & pl.col("indicator").is_in(flows)
            if period.start.year < EARLIEST:
                yield from _first(path, rows, same & economies, "period", f"{EARLIEST} or later")
            elif period.start > published:
                yield from _first(path, rows, same & (pl.col("status") != "F"), "period", f"{published} or earlier")
            elif period.end > published:
                yield from _first(path, rows, early, "period", f"an end before {published}, or the status P, E or F")


@rule
def statuses_are_known(survey: Survey) -> Places:
    """Every row's status is one of the codes of SDMX that are used here."""
    for _, path, rows in tables(survey):
        yield from _first(path, rows, ~pl.col("status").is_in(list(STATUSES)), "status", ", ".join(STATUSES))


@rule
def intervals_hold_their_value(survey: Survey) -> Places:
    """low ≤ value ≤ high, and the two ends come together."""
    for _, path, rows in tables(survey):
        yield from _first(path, rows, outside(), "value", "low ≤ value ≤ high")
        half = pl.col("low").is_null() != pl.col("high").is_null()
        yield from _first(path, rows, half, "value", "low and high, or neither")


@rule
def rows_stand_once(survey: Survey) -> Places:
    """An edition says one thing of an entity, indicator and period, observed or projected."""
    projected = (pl.col("status") == "F").alias("projected")
    for _, path, rows in tables(survey):
        doubled = ~pl.struct("entity", "indicator", "period", projected).is_first_distinct()
        yield from _first(path, rows, doubled, "period", "one row for each entity, indicator and period")


@rule
def entities_are_known(survey: Survey) -> Places:
    """Every entity is one that we know, of the kind that the indicator is about (a group may stand with economies)."""
    for _, path, rows in tables(survey):
        for entity, indicator in rows.select("entity", "indicator").unique().sort("entity", "indicator").iter_rows():
            wanted = survey.indicators[indicator].of if indicator in survey.indicators else None
            kind = _kind(entity, survey)
            if kind is None or (wanted and kind != wanted and (wanted, kind) != ("economy", "group")):
                same = (pl.col("entity") == entity) & (pl.col("indicator") == indicator)
                yield from _first(path, rows, same, "entity", f"a known {wanted or 'entity'}")


@rule
def locators_name_a_listed_file(survey: Survey) -> Places:
    """Every locator is an address, or `file#place` where the file is one that the source lists."""
    for id, path, rows in tables(survey):
        listed = {file.name for file in survey.sources[id].files} if id in survey.sources else set[str]()
        bad = [locator for locator in rows["locator"].unique() if not _points(locator, listed)]
        yield from _first(path, rows, pl.col("locator").is_in(bad), "locator", "file.csv#row=12, of a listed file")


@rule
def tables_stay_small(survey: Survey) -> Places:
    """The tables of one catalogue folder weigh less than 15 MB together."""
    for root in survey.catalog.roots:
        size = sum(path.stat().st_size for path in (root / "observations").rglob("*.csv"))
        if size > LARGEST_SHIPPED:
            yield str(root / "observations"), f"the tables have {size:,} bytes", f"at most {LARGEST_SHIPPED:,}"


@rule
def pillars_hold_enough(survey: Survey) -> Places:
    """Every pillar holds as many levels, each of enough economies, as codelists/pillars.yaml asks for."""
    if not survey.complete:
        return
    covered: dict[str, set[str]] = defaultdict(set)
    for _, _, rows in tables(survey):
        for indicator, entity in rows.select("indicator", "entity").unique().iter_rows():
            covered[indicator].add(entity)
    for name, pillar in survey.catalog.codelist("pillars", KnownPillar).items():
        own = [one for one in survey.indicators.values() if one.pillar == name and one.variant_of is None]
        levels = [one for one in own if len(covered[one.id]) >= pillar.economies_at_least]
        if len(levels) < pillar.levels_at_least:
            what = f"{len(levels)} levels with {pillar.economies_at_least} economies or more"
            yield f"indicators/{name}", what, f"{pillar.levels_at_least}"


@lru_cache(maxsize=1)
def tables(survey: Survey) -> tuple[tuple[str, Path, pl.DataFrame], ...]:
    """Source id, path and rows of every table that can be read; `line` is the row's line in a file without breaks."""
    found: list[tuple[str, Path, pl.DataFrame]] = []
    for id, path in survey.catalog.observation_tables().items():
        try:
            found.append((id, path, read_observations(path).with_row_index("line", offset=2)))
        except TableError:
            continue
    return tuple(found)


def _kind(entity: str, survey: Survey) -> EntityKind | None:
    """The kind of an entity; None where no codelist, ISO list or table of entities names it."""
    catalog = survey.catalog
    try:
        kind = kind_of(entity, catalog.economies.groups)
    except UnknownNameError:
        return None
    if kind in ("economy", "group"):
        return kind if entity in catalog.economies.titles else None
    if kind == "region":
        return kind if entity in catalog.regions or subdivisions.get(code=entity) else None
    return kind if entity in catalog.entities else None


def _is_flow(survey: Survey, indicator: str) -> bool:
    return indicator in survey.indicators and survey.indicators[indicator].kind == "flow"


def _points(locator: str, listed: set[str]) -> bool:
    """Whether each of the places in a locator, parted by spaces, is an address or stands in a listed file."""
    parts = [part.partition("#") for part in locator.split(" ") if not is_address(part)]
    return all(name in listed and _PLACE.fullmatch(within) for name, _, within in parts)


def _first(path: Path, rows: pl.DataFrame, wrong: pl.Expr, column: str, expected: str | None) -> Places:
    """A finding at the first of the rows that are `wrong`, with the number of the others."""
    found = rows.filter(wrong)
    for row in islice(found.iter_rows(named=True), 1):
        about = " × ".join(str(row[name]) for name in ("entity", "indicator", "period"))
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        yield f"{path}:{row['line']}", f"{column} is {row[column]!r} in {about}{more}", expected
