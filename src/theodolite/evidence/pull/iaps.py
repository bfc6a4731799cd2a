"""The Institute for AI Policy and Strategy's tables: scores of single models with their spread."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

from theodolite.core.source import Provides
from theodolite.evidence.pull.epoch_models import Model, at_home, listed
from theodolite.evidence.pull.epoch_scores import Scored, best_so_far
from theodolite.evidence.pull.naming import Name, namer
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import locator
from theodolite.evidence.snapshot import Snapshot

FIVE_TO_95 = NormalDist().inv_cdf(0.95)
"""Half the width of a 5–95 % interval in standard deviations, where the error is taken to be normal."""

WEIGHTS = {"Open weights": "open", "Closed weights": "closed"}
"""Whether a model's weights can be had, by the publisher's group; in any other group it is not known."""


@reader("iaps.score")
def score(files: Files, provides: Provides) -> Iterator[Reading]:
    """Each model's score in the benchmark `measure`, at its day of release, with the interval of its deviation.

    The table prints a standard deviation: low and high lie 1.645 of them from the score. A model whose deviation is
    empty or zero (the two that fix the scale) has no interval.
    """
    table = files.of(provides)
    for row, cells in table.rows():
        if cells["benchmark"] == provides.measure:
            value, spread = number(cells["score"]), number(cells["score_sd"])
            if value is not None:
                place = locator(table.file.name, [row])
                yield Reading(f"model/{cells['model']}", cells["date"], value, place, *_interval(value, spread))


@reader("iaps.eci")
def eci(files: Files, provides: Provides) -> Iterator[Reading]:
    """Each model's capability score at its day of release, with the interval that the table prints."""
    table = files.of(provides)
    for one in _scored(table):
        place = locator(table.file.name, [one.row])
        yield Reading(f"model/{one.model}", one.day, one.value, place, one.low, one.high)


@namer("iaps.score")
def scored_models(files: Files, provides: Provides) -> Iterator[Name]:
    """Every model with a score in the benchmark; of countries the table says only whether it is from China."""
    table = files.of(provides)
    for row, cells in table.rows():
        if cells["benchmark"] == provides.measure:
            title, makers = cells["model"], listed(cells["org"])
            countries = ("China",) if cells["is_china"] == "True" else ()
            weights = "open" if cells["is_open"] == "True" else "closed"
            place = locator(table.file.name, [row])
            yield Name(f"model/{title}", title, place, makers, countries, cells["date"], weights)


@namer("iaps.eci")
def models(files: Files, provides: Provides) -> Iterator[Name]:
    """Every model with a capability score, its makers and their countries, and whether its weights are open."""
    table = files.of(provides)
    for one in _listed(table):
        title, weights = one.cells["Model"], WEIGHTS.get(one.cells["Accessibility group"], "")
        place = locator(table.file.name, [one.row])
        yield Name(f"model/{title}", title, place, one.makers, one.countries, one.day, weights)


@namer("iaps.best")
def organisations(files: Files, provides: Provides) -> Iterator[Name]:
    """Every maker of a scored model whose countries a record tells apart, as `epoch_models.at_home`."""
    table = files.of(provides)
    yield from at_home(table.file.name, _listed(table))


@reader("iaps.best")
def best(files: Files, provides: Provides) -> Iterator[Reading]:
    """The best capability score so far of each country, as `epoch_scores.best_so_far`."""
    table = files.of(provides)
    yield from best_so_far(table, _scored(table))


def _interval(value: float, spread: float | None) -> tuple[float | None, float | None]:
    return (value - FIVE_TO_95 * spread, value + FIVE_TO_95 * spread) if spread else (None, None)


def _listed(table: Snapshot) -> list[Model]:
    """The models with a score and a day of release."""
    return [
        Model(row, cells, cells["date"], listed(cells["Country (of organization)"]), listed(cells["Organization"]))
        for row, cells in table.rows()
        if cells["date"] and number(cells["eci"]) is not None
    ]


def _scored(table: Snapshot) -> list[Scored]:
    figures = (
        (one, *(number(one.cells[name]) for name in ("eci", "eci_ci_low", "eci_ci_high"))) for one in _listed(table)
    )
    return [
        Scored(one.row, one.cells["Model"], one.day, one.countries, value, low, high)
        for one, value, low, high in figures
        if value is not None
    ]
