"""Arrivals: the ways in which chips come to a nation, as a scenario lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from theodolite.core.spec import Spec


class Sold(Spec):
    """Chips that were sold within the rules, as counted: what is known, so no policy changes it."""

    by: Literal["sold"]
    chip: str
    indicator: str
    """The indicator that holds how many were sold by the end of each year."""


class Bought(Spec):
    """Chips on offer abroad once the count ends: as many as the money for them buys, where the rules let them through.

    The money goes to the first of them in the scenario's order, as far as the rules let it, and what is left to the
    next.
    """

    by: Literal["bought"]
    chip: str
    price: str
    """The assumption of its price."""


class Smuggled(Spec):
    """Chips that come in against the rules."""

    by: Literal["smuggled"]
    chip: str
    units: str
    """The assumption of how many come in a year."""


class Made(Spec):
    """Chips made in the country: logic dies × yield ÷ dies a chip, capped by memory stacks ÷ stacks a chip."""

    by: Literal["made"]
    chip: str
    dies: str
    die_yield: str
    dies_per_chip: str
    stacks: str
    stacks_per_chip: str
    from_: int | None = None
    until: int | None = None
    """The last year in which it is made."""

    @model_validator(mode="after")
    def _forwards(self) -> Made:
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError(f"it is made from {self.from_} until {self.until}, which is before")
        return self

    def meets(self, other: Made) -> bool:
        """Whether both are made in some year."""
        begins, ends = (one.from_ for one in (self, other)), (one.until for one in (self, other))
        first = max((year for year in begins if year is not None), default=None)
        last = min((year for year in ends if year is not None), default=None)
        return first is None or last is None or first <= last


class Rented(Spec):
    """Computing abroad that is used from the country: it counts as computing there, and not in its electricity."""

    by: Literal["rented"]
    units: str
    """The assumption of how much, in H100 equivalents."""


Arrival = Annotated[Sold | Bought | Smuggled | Made | Rented, Field(discriminator="by")]


def doubled(arrivals: Sequence[Arrival]) -> str | None:
    """What two arrivals would both take, and so is counted twice; None where there is nothing."""
    sold = [one.indicator for one in arrivals if isinstance(one, Sold)]
    for name in sold:
        if sold.count(name) > 1:
            return f"chips sold are counted twice by {name!r}"
    made = [one for one in arrivals if isinstance(one, Made)]
    for at, one in enumerate(made):
        for other in made[:at]:
            shared = {one.dies, one.stacks} & {other.dies, other.stacks}
            if shared and one.meets(other):
                return (
                    f"{one.chip} and {other.chip} are made of the same {' and '.join(sorted(shared))} in the same years"
                )
    return None
