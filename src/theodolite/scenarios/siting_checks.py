"""Rules over sitings: that they load, that all a siting has to say is said, and that its places are known."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.errors import TheodoliteError
from theodolite.scenarios.held import GridFactor
from theodolite.scenarios.siting.inputs import inputs_with
from theodolite.scenarios.siting.siting import load_siting
from theodolite.scenarios.siting.spec import siting_entries

Places = Iterator[tuple[str, str, str | None]]

NO_FACTOR = GridFactor(0.0, 0, None)


@rule
def sitings_load(survey: Survey) -> Places:
    """Every siting can be read as what it should be."""
    yield from broken(siting_entries(survey.catalog))


@rule
def sitings_are_whole(survey: Survey) -> Places:
    """A siting, with what it inherits, says every figure that it needs, in units that convert, of hubs that it has."""
    entries = siting_entries(survey.catalog)
    for id in sound(entries):
        try:
            siting = load_siting(id, survey.catalog)
            inputs_with(siting, dict.fromkeys(siting.hubs, NO_FACTOR))
        except TheodoliteError as error:
            yield error.where or place(entries, id), error.what, error.expected


@rule
def sitings_stand_in_known_places(survey: Survey) -> Places:
    """The country of a siting has an ISO 3166-1 code, and the region of each of its hubs one of ISO 3166-2."""
    import pycountry

    entries = siting_entries(survey.catalog)
    regions = {one.code for one in pycountry.subdivisions}
    for id, one in sound(entries).items():
        if one.country is not None and one.country not in survey.catalog.economies.titles:
            near = did_you_mean(nearest(one.country, survey.catalog.economies.titles))
            yield place(entries, id, "country"), f"no economy has the code {one.country!r}", near
        for hub, said in one.hubs.items():
            if said.region not in regions:
                near = did_you_mean(nearest(said.region, regions))
                yield place(entries, id, "hubs", hub, "region"), f"no region has the code {said.region!r}", near
