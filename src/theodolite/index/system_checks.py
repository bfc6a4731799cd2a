"""Rules over published systems: what they name exists, and a lens that re-makes one names it."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.index.lens import lenses
from theodolite.index.published.system import systems

Places = Iterator[tuple[str, str, str | None]]


@rule
def systems_load(survey: Survey) -> Places:
    """Every published system can be read as what it should be."""
    yield from broken(systems(survey.catalog))


@rule
def systems_name_what_exists(survey: Survey) -> Places:
    """The editions, indicators and economies of a published system are in the catalogue."""
    entries = systems(survey.catalog)
    for id, system in sound(entries).items():
        for at, edition in enumerate(system.editions):
            if edition not in survey.catalog.sources:
                near = did_you_mean(nearest(edition, survey.catalog.sources))
                yield place(entries, id, "editions", at), f"no source is called {edition!r}", near
        for key, indicator in (("score", system.score), ("rank", system.rank)):
            if indicator is not None and indicator not in survey.catalog.indicators:
                near = did_you_mean(nearest(indicator, survey.catalog.indicators))
                yield place(entries, id, key), f"no indicator is called {indicator!r}", near
        for code in system.ranks:
            if code not in survey.catalog.economies.titles:
                yield place(entries, id, "ranks"), f"no economy has the code {code!r}", None
        if system.follows is not None and system.follows not in entries:
            near = did_you_mean(nearest(system.follows, entries))
            yield place(entries, id, "follows"), f"no system is called {system.follows!r}", near


@rule
def bridges_lead_somewhere(survey: Survey) -> Places:
    """A bridge between two editions names indicators of the catalogue, and stands where an edition follows another."""
    entries = systems(survey.catalog)
    for id, system in sound(entries).items():
        if (system.bridge is None) != (system.follows is None):
            yield place(entries, id), "follows: and bridge: stand together", None
        for side in ("before", "after") if system.bridge else ():
            for piece, others in getattr(system.bridge, side).items():
                for name in (piece, *others):
                    if name not in survey.catalog.indicators:
                        near = did_you_mean(nearest(name, survey.catalog.indicators))
                        yield place(entries, id, "bridge", side, piece), f"no indicator is called {name!r}", near


@rule
def replicas_name_their_system(survey: Survey) -> Places:
    """A lens that re-makes a published system names one that the catalogue has, and no system has two such lenses."""
    entries, known = lenses(survey.catalog), systems(survey.catalog)
    taken: dict[str, str] = {}
    for id, lens in sound(entries).items():
        if lens.replicates is None:
            continue
        where = place(entries, id, "replicates")
        if lens.replicates not in known:
            near = did_you_mean(nearest(lens.replicates, known))
            yield where, f"no system is called {lens.replicates!r}", near
        elif (other := taken.setdefault(lens.replicates, id)) != id:
            yield where, f"{lens.replicates!r} is re-made by {other!r} already", "one lens a system"


@rule
def unknown_weights_are_a_publishers(survey: Survey) -> Places:
    """Weights are unknown only where a lens re-makes what somebody else has published."""
    entries = lenses(survey.catalog)
    for id, lens in sound(entries).items():
        if lens.weights == "unknown" and lens.replicates is None:
            yield place(entries, id, "weights"), "a lens of your own has weights that you know", "weights: given"
