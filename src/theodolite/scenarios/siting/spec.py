"""A siting as it is written: regions that ask for work, hubs that do it, classes of work, hours, and figures."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec
from theodolite.scenarios.siting.goal import GoalName
from theodolite.scenarios.siting.stated import Course, Figures


class Region(Spec):
    """Where work arises."""

    title: str
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Hub(Spec):
    """Where work can be done."""

    title: str
    group: str = ""
    """The larger hub that it is part of."""
    region: str
    """The ISO 3166-2 code of the region whose grid feeds it."""
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class WorkClass(Spec):
    """A class of work: how far it may be sent, and how long put off, its figures say."""

    title: str


class Season(Spec):
    """A stretch of hours that stands for so many days."""

    days: float = Field(gt=0)
    """How many days of the time that the siting is about it stands for."""


class QuotedSaving(Spec):
    """A saving that somebody tells of such a system, so that it can be asked what it would take."""

    part: float = Field(gt=0, lt=1)
    """The part that is told to be saved."""
    quantity: GoalName
    """Of what."""
    after: tuple[Reference, ...] = Field(min_length=1)
    """Who tells it."""
    says: str = ""
    """What the source says, in our words."""


class SitingSpec(Spec):
    """One country's siting; its id is the path below `sitings/`. What inherits from another says what differs."""

    id: str
    title: str = ""
    inherits: str | None = None
    """The siting that it is like, but for what is said here."""
    country: str | None = None
    """The ISO 3166-1 alpha-3 code of its country."""
    year: int | None = None
    """The year that its figures are about."""
    currency: str | None = Field(None, pattern="^[A-Z]{3}$")
    """The ISO 4217 code of the money in which it counts."""
    regions: Mapping[str, Region] = {}
    hubs: Mapping[str, Hub] = {}
    classes: Mapping[str, WorkClass] = {}
    seasons: Mapping[str, Season] = {}
    figures: Figures = Figures()
    courses: Mapping[str, tuple[Course, ...]] = {}
    """By name: `demand` of classes, `price` of hubs, and of each kind of renewable electricity what a unit of
    contracted capacity yields."""
    quoted_saving: QuotedSaving | None = None
    """A saving that is told of such a system; where none is, nobody asks what it would take."""
    caveats: tuple[str, ...] = ()


def siting_entries(catalog: Catalog) -> Entries[SitingSpec]:
    """The entries of `sitings/`, each read when first asked for."""
    return catalog.entries("sitings", SitingSpec, "siting")
