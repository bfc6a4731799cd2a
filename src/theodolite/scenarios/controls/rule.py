"""A rule of export control: whom it binds from when, where it is written, and what it tests of a chip, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from theodolite.core.address import Address
from theodolite.core.catalog import Catalog, Entries
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec

Outcome = Literal["yes", "licence-case-by-case"]


class Legal(Spec):
    """Where a rule is written."""

    title: str
    """The rule's own title."""
    citation: str
    """As it is cited: 88 FR 73458."""
    section: str
    """The section or control number in it: ECCN 3A090.a."""
    page: int | None = None
    """The page on which the text begins."""
    url: Address


class Threshold(Spec):
    """One test of one figure; where several limits are given, all of them hold."""

    figure: str
    """total-processing-performance, performance-density, interconnect, memory-bandwidth, memory-bandwidth-density, or
    data-centre."""
    at_least: float | None = None
    more_than: float | None = None
    below: float | None = None
    is_: bool | None = None
    """Of what is so or is not: whether it is so."""

    @model_validator(mode="after")
    def _limited(self) -> Threshold:
        limits = (self.at_least, self.more_than, self.below)
        if (self.is_ is None) == all(limit is None for limit in limits):
            raise ValueError("a test says at-least, more-than or below of a figure, or is: true or false")
        return self


class Case(Spec):
    """One paragraph of a rule: it fits where all of its tests hold, or any of them."""

    paragraph: str
    """As the rule numbers it: 3A090.a.1."""
    all: tuple[Threshold, ...] = ()
    any: tuple[Threshold, ...] = ()

    @model_validator(mode="after")
    def _one_of_them(self) -> Case:
        if bool(self.all) == bool(self.any):
            raise ValueError("a paragraph has tests under all: or under any:")
        return self

    @property
    def tests(self) -> tuple[Threshold, ...]:
        """Its tests, whichever way they are joined."""
        return self.all or self.any


class ControlRule(Spec):
    """One rule of export control, or one amendment; its id is the path below `controls/`."""

    id: str
    title: str
    """What it does, in our own words and few."""
    reference: Legal
    read: Literal["primary", "second-hand"]
    """Whether the text itself was read, or works about it."""
    read_in: tuple[Reference, ...] = Field(min_length=1)
    """What was read."""
    effective: date
    until: date | None = None
    """The first day on which it no longer holds."""
    replaced_by: str | None = None
    """The rule that took its place on that day."""
    ended_by: str | None = None
    """What else ended it, where no rule took its place."""
    destinations: tuple[str, ...] = Field(min_length=1)
    binds: tuple[str, ...] = ()
    """Economies among them by code, for scenarios: as many as we are sure of, and not all that the words mean."""
    about: Literal["processor", "memory"] = "processor"
    """What it controls: a chip that computes, or memory sold as memory."""
    names: tuple[str, ...] = ()
    """Chips that it catches by name."""
    of: str | None = None
    """The rule whose catch it acts on: what that one does not catch is none of its business."""
    paragraphs: tuple[str, ...] = ()
    """Of that rule, with what the paragraphs begin that it acts on; all where left out."""
    catches: tuple[Case, ...] = ()
    """What it catches: one fitting paragraph is enough. None with `of:` catches all that the other rule catches."""
    exempts: tuple[Case, ...] = ()
    """What it does not catch although a paragraph fits."""
    outcome: Outcome = "yes"
    """What it means for a chip to be caught: a licence is needed, or one may be had, case by case."""
    caveats: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> ControlRule:
        if not (self.catches or self.names or self.of):
            raise ValueError("a rule catches something: by catches:, by names:, or what another one catches, by of:")
        if (self.until is None) != (self.replaced_by is None and self.ended_by is None):
            raise ValueError("a rule that ends says until: when, and replaced-by: or ended-by: what")
        if self.until is not None and self.until <= self.effective:
            raise ValueError("a rule ends after it has begun")
        return self

    def holds_on(self, day: date | None) -> bool:
        """Whether it is in force on a day; every rule is where none is given."""
        return day is None or (self.effective <= day and (self.until is None or day < self.until))


def control_rules(catalog: Catalog) -> Mapping[str, ControlRule]:
    """Every rule of export control by id, in the order in which they came into force."""
    known = rule_entries(catalog)
    return {id: known[id] for id in sorted(known, key=lambda id: (known[id].effective, id))}


def rule_entries(catalog: Catalog) -> Entries[ControlRule]:
    """The entries of `controls/`, each read when first asked for."""
    return catalog.entries("controls", ControlRule, "rule of export control")
