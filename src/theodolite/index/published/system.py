"""A system: somebody's published ranking of economies in one edition, and what is known of how it is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.nearest import nearest
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec
from theodolite.errors import UnknownNameError
from theodolite.index.lens import Lens, lenses, load_lens


class Bridge(Spec):
    """Which pieces of one framework stand for those of the other, by our own reading; none: it has no counterpart."""

    before: Mapping[str, tuple[str, ...]]
    """An indicator of the edition before → those of this edition that measure the same."""
    after: Mapping[str, tuple[str, ...]]
    """An indicator of this edition → those of the edition before that measure the same."""


class System(Spec):
    """One edition of a published ranking; its id is the path below `systems/`."""

    id: str
    title: str
    producer: str
    concept: str
    """What it says that it measures, in our own words."""
    measures: Literal["size", "intensity", "both"]
    """Whether a larger economy has more of it, or whether it is free of size."""
    covers: int | None = Field(default=None, gt=2)
    """How many economies the publisher ranks, where we know."""
    weights: str
    """How its total is made, and how we know."""
    editions: tuple[str, ...] = Field(min_length=1)
    """The sources that hold its printed results: the first that holds a figure is believed."""
    period: str
    """The period of its results in the ledger."""
    score: str | None = None
    """The indicator that holds its total."""
    rank: str | None = None
    """The indicator that holds its printed ranks, where they are printed."""
    ranks: Mapping[str, int] = {}
    """Single printed ranks that no table of ours holds; they are in the works of `after`."""
    total: Literal["mean", "sum", "min-max", "single"] = "mean"
    """What the publisher makes of the weighted mean: nothing, its sum, or a scale from 0 to 100. single: the system is
    one figure, which has no weights."""
    follows: str | None = None
    """The edition before, where the two can be held against each other piece by piece."""
    bridge: Bridge | None = None
    after: tuple[Reference, ...] = Field(min_length=1)
    caveats: tuple[str, ...] = ()


def systems(catalog: Catalog) -> Entries[System]:
    """Every published system of the catalogue by name."""
    return catalog.entries("systems", System, "system")


def find_system(name: str, catalog: Catalog) -> System:
    """The system called `name`; raises UnknownNameError with the nearest names."""
    known = systems(catalog)
    if name not in known:
        raise UnknownNameError("system", name, nearest(name, known), next_step="one of: " + ", ".join(known))
    return known[name]


def lens_of(system: System, catalog: Catalog) -> Lens | None:
    """The lens that re-makes the system; None where there is none."""
    ids = [id for id, lens in lenses(catalog).items() if lens.replicates == system.id]
    return load_lens(ids[0], catalog) if ids else None
