"""Epoch AI's lists of models: counts, sums and records by country and year, and figures of single models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from theodolite.core.source import Provides
from theodolite.evidence.pull.naming import Name, namer
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import Tally, locator, stock_points
from theodolite.evidence.snapshot import Snapshot

NAME, DATE = "Model", "Publication date"
MAKERS, COUNTRIES, CONFIDENCE = "Organization", "Country (of organization)", "Confidence"
OPEN = "Open model weights?"

STATUS_OF_CONFIDENCE = {"Confident": "A", "Speculative": "U"}
"""The status of a figure by the publisher's own confidence in the record; any other word is an estimate (E)."""

WEIGHTS = {"Yes": "open", "No": "closed"}
"""Whether a model's weights can be had, by the publisher's word; where it has none, it is not known."""


class Model(NamedTuple):
    """One record of a list of models; `countries` and `makers` as printed, `day` its day of publication."""

    row: int
    cells: dict[str, str]
    day: str
    countries: tuple[str, ...]
    makers: tuple[str, ...]


def models(table: Snapshot, provides: Provides) -> list[Model]:
    """The models with a day of publication that fit `where:`, whose columns are read as lists that hold the text.

    A record without a day is passed over: it can be counted in no year.
    """
    return [
        Model(row, cells, cells[DATE], listed(cells[COUNTRIES]), listed(cells[MAKERS]))
        for row, cells in table.rows()
        if cells[DATE] and all(text in listed(cells[column]) for column, text in provides.where.items())
    ]


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that are separated by commas, in order; an empty cell has none."""
    return tuple(part.strip() for part in cell.split(",") if part.strip())


@reader("epoch-models.released")
def released(files: Files, provides: Provides) -> Iterator[Reading]:
    """Models published in a year by country. `measure` is `count`.

    Whole counting: a model of several countries counts one for each, and once where a country is named twice. A
    country that was listed before has a zero in a year without a model. The year of the newest record is unfinished.
    """
    table = files.of(provides)
    known = models(table, provides)
    tally = Tally(table.file.name, unfinished=_newest_year(known))
    for model, country in by_country(known):
        tally.add(country, model.day[:4], model.row)
    yield from tally.sums_and_zeros(_by_year(known))


@reader("epoch-models.sum")
def total(files: Files, provides: Provides) -> Iterator[Reading]:
    """The sum of the column `measure` over the models of a year and country, counted whole as in `released`.

    A model without a figure adds nothing, and a country whose models have none has no sum: it is not known.
    """
    yield from _figures(files.of(provides), provides).sums()


@reader("epoch-models.largest")
def largest(files: Files, provides: Provides) -> Iterator[Reading]:
    """The largest figure of the column `measure` among the models of a year and country, counted as in `released`."""
    yield from _figures(files.of(provides), provides).largest()


@reader("epoch-models.accumulated")
def accumulated(files: Files, provides: Provides) -> Iterator[Reading]:
    """Models published up to the end of a year by country; the last point is the month of the newest record."""
    table = files.of(provides)
    known = models(table, provides)
    tally = Tally(table.file.name)
    for period, last in stock_points(model.day for model in known):
        for model, country in by_country(known):
            if model.day <= last:
                tally.add(country, period, model.row)
    yield from tally.sums()


@reader("epoch-models.makers")
def makers(files: Files, provides: Provides) -> Iterator[Reading]:
    """Distinct organisations with a model in a year by country; the year of the newest record is unfinished (P).

    The publisher prints makers and their countries as two lists side by side. Where the lists do not pair up, an
    organisation's countries are those of its other records; one that has none is passed over.
    """
    table = files.of(provides)
    known = models(table, provides)
    homes = homes_of(known)
    tally = Tally(table.file.name, unfinished=_newest_year(known))
    seen: set[tuple[str, str, str]] = set()
    for model in known:
        year = model.day[:4]
        for maker, countries in pairs(model) or [(maker, homes.get(maker, set())) for maker in model.makers]:
            for country in sorted(countries & set(model.countries)):
                tally.add(country, year, model.row, float((country, year, maker) not in seen))
                seen.add((country, year, maker))
    yield from tally.sums_and_zeros(_by_year(known))


def pairs(model: Model) -> list[tuple[str, set[str]]]:
    """Each maker with its countries, where the record tells them apart; an empty list where it does not."""
    if len(model.makers) == 1 or len(set(model.countries)) == 1:
        return [(maker, set(model.countries)) for maker in model.makers]
    if len(model.makers) == len(model.countries):
        return [(maker, {country}) for maker, country in zip(model.makers, model.countries, strict=True)]
    return []


def homes_of(known: Iterable[Model]) -> dict[str, set[str]]:
    """Organisation → its countries, from the records that tell makers apart."""
    homes: dict[str, set[str]] = defaultdict(set)
    for model in known:
        for maker, countries in pairs(model):
            homes[maker] |= countries
    return dict(homes)


@reader("epoch-models.figure")
def figure(files: Files, provides: Provides) -> Iterator[Reading]:
    """The figure of each single model in the column `measure`, at its day of publication.

    The status follows the publisher's confidence in the record: confident A, speculative U, otherwise E.
    """
    table = files.of(provides)
    for model in models(table, provides):
        value = number(model.cells[provides.measure])
        if value is not None:
            confidence = model.cells[CONFIDENCE]
            yield Reading(
                f"model/{model.cells[NAME]}", model.day, value, locator(table.file.name, [model.row]),
                status=STATUS_OF_CONFIDENCE.get(confidence, "E"), note=f"confidence: {confidence or 'not stated'}",
            )  # fmt: skip


@namer("epoch-models.figure")
def names(files: Files, provides: Provides) -> Iterator[Name]:
    """Every model with a day of publication, its makers and their countries, and whether its weights are open."""
    table = files.of(provides)
    for model in models(table, provides):
        title, weights = model.cells[NAME], WEIGHTS.get(model.cells[OPEN], "")
        place = locator(table.file.name, [model.row])
        yield Name(f"model/{title}", title, place, model.makers, model.countries, model.day, weights)


@namer("epoch-models.makers")
def organisations(files: Files, provides: Provides) -> Iterator[Name]:
    """Every organisation whose countries a record tells apart."""
    table = files.of(provides)
    yield from at_home(table.file.name, models(table, provides))


def at_home(file: str, known: Iterable[Model]) -> Iterator[Name]:
    """Every organisation with the countries that most of its records give it; of equally many, the newest record's.

    Only records that tell makers apart are asked (`pairs`). The locator is every record that says so.
    """
    said: dict[str, dict[tuple[str, ...], list[Model]]] = defaultdict(lambda: defaultdict(list))
    for model in known:
        for maker, countries in pairs(model):
            home = dict.fromkeys(country for country in model.countries if country in countries)
            said[maker][tuple(home)].append(model)
    for maker, homes in said.items():
        home = max(homes, key=lambda home: (len(homes[home]), max(one.day for one in homes[home])))
        yield Name(f"organisation/{maker}", maker, locator(file, [one.row for one in homes[home]]), (), home)


def by_country(known: Iterable[Model]) -> Iterator[tuple[Model, str]]:
    """Every model with each of its countries, a country that is named twice once."""
    return ((model, country) for model in known for country in dict.fromkeys(model.countries))


def _figures(table: Snapshot, provides: Provides) -> Tally:
    known = models(table, provides)
    tally = Tally(table.file.name, unfinished=_newest_year(known))
    for model, country in by_country(known):
        value = number(model.cells[provides.measure])
        if value is not None:
            tally.add(country, model.day[:4], model.row, value)
    return tally


def _by_year(known: Iterable[Model]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for model in known:
        rows[model.day[:4]].append(model.row)
    return rows


def _newest_year(known: Iterable[Model]) -> str:
    return max(model.day for model in known)[:4]
