"""Rules over scenarios: that they and their assumptions load, and that what they name exists and fits."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.errors import SpecError, TheodoliteError
from theodolite.scenarios.arrival import Rented
from theodolite.scenarios.assumed import assumed, lifted
from theodolite.scenarios.assumption import assumptions
from theodolite.scenarios.controls.chip import known_chips
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.scenario import load_scenario, scenario_entries

Places = Iterator[tuple[str, str, str | None]]


@rule
def assumptions_load(survey: Survey) -> Places:
    """Every assumption can be read, says where it comes from, and has a unit."""
    entries = assumptions(survey.catalog)
    yield from broken(entries)
    for id, one in sound(entries).items():
        try:
            factor(one.unit, one.unit)
        except TheodoliteError as error:
            yield place(entries, id, "unit"), error.what, "a unit"


@rule
def scenarios_load(survey: Survey) -> Places:
    """Every scenario can be read with all that it inherits."""
    entries = scenario_entries(survey.catalog)
    yield from broken(entries)
    for id in sound(entries):
        try:
            load_scenario(survey.catalog, id)
        except SpecError:
            continue
        except TheodoliteError as error:
            yield place(entries, id), error.what, error.expected


@rule
def scenarios_rest_on_what_there_is(survey: Survey) -> Places:
    """The assumptions, rules and chips of a scenario exist, are about its economy, convert, and meet its years."""
    entries, known = scenario_entries(survey.catalog), known_chips(survey.catalog)
    for id in sound(entries):
        try:
            one = load_scenario(survey.catalog, id)
        except TheodoliteError:
            continue
        try:
            assumed(survey.catalog, one)
            lifted(survey.catalog, one)
        except SpecError:
            continue
        except TheodoliteError as error:
            yield place(entries, id), error.what, error.expected
        named = [arrival.chip for arrival in one.arrivals if not isinstance(arrival, Rented)]
        for chip in dict.fromkeys(named):
            if chip not in known:
                yield place(entries, id), f"no chip is called {chip!r}", did_you_mean(nearest(chip, known))
