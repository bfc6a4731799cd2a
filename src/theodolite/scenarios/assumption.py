"""Assumption: an input of scenarios as an interval with its reference; sources in conflict are sides of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from theodolite.core.catalog import Catalog, Entries
from theodolite.core.reference import Reference
from theodolite.core.spec import Spec
from theodolite.errors import ScenarioError
from theodolite.scenarios.dimension import factor
from theodolite.uncertainty.distribution import Shape, refused

Bounded = Annotated[float, Field(ge=-1e30, le=1e30)]
Ends = tuple[Bounded, Bounded]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Side(Spec):
    """What one source, or several that agree, say of an assumption: an interval, or one by year."""

    for_: tuple[str, ...] = ()
    """The economies that it is about; any where none is named."""
    low: Bounded | None = None
    """The 5 % end; of a uniform shape, the lower end."""
    high: Bounded | None = None
    """The 95 % end; of a uniform shape, the upper end. Equal ends are a fixed value."""
    by_year: Mapping[Year, Ends] = {}
    """Year → both ends; between the years that are given, both run straight."""
    shape: Shape = "log-normal"
    weight: float = Field(1.0, gt=0, le=1e6)
    """How often it is drawn against the other sides."""
    after: tuple[Reference, ...] = Field(min_length=1)
    """Where it comes from: what has no reference does not load."""
    read: Literal["primary", "second-hand"] = "second-hand"
    """Whether the work itself was read, or others about it."""
    says: str = ""
    """What the source says, in our words, and how the interval follows."""

    @model_validator(mode="after")
    def _sound(self) -> Side:
        told = (self.low is not None, self.high is not None)
        if any(told) != all(told) or all(told) == bool(self.by_year):
            raise ValueError("a side says low: and high:, or by-year:")
        for year, (low, high) in self.ends.items():
            when = f" in {year}" if self.by_year else ""
            if low > high:
                raise ValueError(f"the interval is upside down{when}: low {low:g} is above high {high:g}")
            if why := refused(self.shape, low, high):
                raise ValueError(f"{why}{when}: {low:g} to {high:g}")
        return self

    @property
    def ends(self) -> dict[int, tuple[float, float]]:
        """Year → both ends; year 0 stands for any."""
        if self.low is not None and self.high is not None:
            return {0: (self.low, self.high)}
        return dict(sorted(self.by_year.items()))


class Assumption(Spec):
    """One input of scenarios; its id is the path below `assumptions/`."""

    id: str
    title: str
    unit: str
    """A unit that converts to the one in which the model reckons: MW, kWh, chip/year, dimensionless."""
    definition: str
    scope: str = ""
    """Of energy and water: whose it is, AI alone or all data centres."""
    at_least: float | None = None
    """What it cannot be below, whatever is drawn."""
    at_most: float | None = None
    illustrative: bool = False
    """Nobody publishes it: the interval is a judgement, and `says:` explains it."""
    sides: tuple[Side, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _explained(self) -> Assumption:
        if self.illustrative and not all(side.says for side in self.sides):
            raise ValueError("what is illustrative explains itself under says: of every side")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at-least {self.at_least:g} is above at-most {self.at_most:g}")
        return self

    def about(self, entity: str) -> tuple[Side, ...]:
        """The sides about an economy: those that name it, else those about any; raises ScenarioError where none is."""
        named = tuple(side for side in self.sides if entity in side.for_)
        found = named or tuple(side for side in self.sides if not side.for_)
        if not found:
            others = sorted({one for side in self.sides for one in side.for_})
            raise ScenarioError(
                f"the assumption {self.id!r} says nothing about {entity}; it does about {', '.join(others)}",
                next_step=f"say it in your scenario: use: {{{self.id}: {{low: …, high: …, after: [{{title: …}}]}}}}",
            )
        return found


def years_of(side: Side, years: Sequence[int], name: str) -> list[tuple[float, float]]:
    """Both ends of a side in every year, straight between those given; raises ScenarioError where they do not meet."""
    ends = side.ends
    if 0 in ends:
        return [ends[0]] * len(years)
    first, last = min(ends), max(ends)
    if years[0] < first or years[-1] > last:
        raise ScenarioError(
            f"the assumption {name!r} runs from {first} to {last} and is asked for {years[0]} to {years[-1]}",
            expected="years that meet",
            next_step=f"give its by-year: ends for {years[0]} and {years[-1]} too",
        )
    return [_between(ends, year) for year in years]


def _between(ends: Mapping[int, tuple[float, float]], year: int) -> tuple[float, float]:
    if year in ends:
        return ends[year]
    before, after = max(one for one in ends if one < year), min(one for one in ends if one > year)
    part = (year - before) / (after - before)
    low, high = (a + part * (b - a) for a, b in zip(ends[before], ends[after], strict=True))
    return low, high


def assumptions(catalog: Catalog) -> Entries[Assumption]:
    """The entries of `assumptions/`, each read when first asked for."""
    return catalog.entries("assumptions", Assumption, "assumption")


def in_unit(assumption: Assumption, unit: str) -> float:
    """What its numbers are multiplied by to be in `unit`; raises ScenarioError where its own does not convert."""
    return factor(assumption.unit, unit, f"assumptions/{assumption.id}.yaml")
