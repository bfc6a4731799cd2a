"""Rules over lenses: indicators that exist and count once, and where the lens comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.index.framework import leaves
from theodolite.index.lens import lenses

Places = Iterator[tuple[str, str, str | None]]


@rule
def lenses_load(survey: Survey) -> Places:
    """Every lens can be read as what it should be."""
    yield from broken(lenses(survey.catalog))


@rule
def lenses_name_known_indicators(survey: Survey) -> Places:
    """Every indicator of a lens is in the catalogue, and is about economies."""
    entries, known = lenses(survey.catalog), survey.catalog.indicators
    for id, lens in sound(entries).items():
        asked = [leaf.indicator for leaf in leaves(lens.framework)]
        for name in [*asked, *([lens.economies.indicator] if lens.economies else [])]:
            if name not in known:
                near = did_you_mean(nearest(name, known))
                yield str(entries.paths[id]), f"no indicator is called {name!r}", near
            elif name in survey.indicators and survey.indicators[name].of != "economy":
                what = f"{name!r} is about the kind {survey.indicators[name].of!r}"
                yield str(entries.paths[id]), what, "an indicator of economies"


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
    entries = lenses(survey.catalog)
    for id, lens in sound(entries).items():
        views: dict[str, list[str]] = defaultdict(list)
        for leaf in leaves(lens.framework):
            indicator = survey.indicators.get(leaf.indicator)
            views[indicator.variant_of or indicator.id if indicator else leaf.indicator].append(leaf.indicator)
        for names in views.values():
            if len(names) > 1:
                where = place(entries, id, "framework")
                yield where, f"{' and '.join(names)} are views of one thing", "one of them"


@rule
def denominators_are_allowed(survey: Survey) -> Places:
    """A lens divides an indicator only by what the indicator allows."""
    entries = lenses(survey.catalog)
    for id, lens in sound(entries).items():
        for leaf in leaves(lens.framework):
            indicator = survey.indicators.get(leaf.indicator)
            if indicator and leaf.denominate not in (None, "none", *indicator.denominators):
                allowed = ", ".join(indicator.denominators) or "none"
                what = f"{leaf.indicator!r} is divided by {leaf.denominate!r}"
                yield place(entries, id, "framework"), what, allowed
