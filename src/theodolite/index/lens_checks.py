"""Rules over lenses: indicators that exist and count once, and where the lens comes from."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.index.denominate import DENOMINATORS
from theodolite.index.doubt import alternatives
from theodolite.index.lens import breaches, lenses

Places = Iterator[tuple[str, str, str | None]]


@rule
def lenses_load(survey: Survey) -> Places:
    """Every lens can be read as what it should be."""
    yield from broken(lenses(survey.catalog))


@rule
def lenses_name_known_indicators(survey: Survey) -> Places:
    """Every indicator of a lens is in the catalogue, and is about economies."""
    return _broken(survey, "names")


@rule
def lenses_say_where_they_come_from(survey: Survey) -> Places:
    """Every work that a lens comes after has a title and an address."""
    entries = lenses(survey.catalog)
    for id, lens in sound(entries).items():
        for at, reference in enumerate(lens.after):
            if not reference.title.strip() or not reference.href:
                where = place(entries, id, "after", at)
                yield where, f"the reference {reference.title!r} cannot be followed", "a title and an href"


@rule
def levels_count_once(survey: Survey) -> Places:
    """A lens does not hold an indicator together with its own share or growth."""
    return _broken(survey, "levels")


@rule
def denominators_exist(survey: Survey) -> Places:
    """What an indicator may be divided by is population, gdp, or an indicator by its id."""
    known = (*DENOMINATORS, *survey.catalog.indicators)
    for id, indicator in survey.indicators.items():
        for at, name in enumerate(indicator.denominators):
            if name not in known:
                where = place(survey.catalog.indicators, id, "denominators", at)
                yield where, f"no denominator is called {name!r}", did_you_mean(nearest(name, known))


@rule
def denominators_are_allowed(survey: Survey) -> Places:
    """A lens divides an indicator only by what the indicator allows."""
    return _broken(survey, "denominators")


@rule
def doubts_allow_the_lens_as_written(survey: Survey) -> Places:
    """A doubted step lists what the lens itself does among the alternatives."""
    entries = lenses(survey.catalog)
    for id, lens in sound(entries).items():
        for name, listed in alternatives(lens.doubt, lens.steps).items() if lens.doubt else ():
            own = next(step for step in lens.steps if step.do == name)
            if own not in listed:
                what = f"the doubt of {name} leaves out what the lens does: no draw is the lens as written"
                yield place(entries, id, "doubt", name), what, "the step as written among its alternatives"


def _broken(survey: Survey, rule: str) -> Places:
    entries = lenses(survey.catalog)
    for id, lens in sound(entries).items():
        for breach in breaches(lens, survey.catalog.indicators, survey.indicators):
            if breach.rule == rule:
                yield place(entries, id, *breach.keys), breach.what, breach.expected
