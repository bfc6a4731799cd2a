"""Stated figures: numbers of a siting with who says so, or with the word that nobody does."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, model_validator

from theodolite.core.reference import Reference
from theodolite.core.spec import Spec

EVERY = "all"
"""What a figure is of that holds everywhere."""


class Backed(Spec):
    """What a work stands behind, or what is illustrative and says so."""

    after: tuple[Reference, ...] = ()
    """Where the figures come from."""
    illustrative: bool = False
    """Nobody publishes them: they show how the model answers, and `says:` tells how they were chosen."""
    says: str = ""
    """What the source says, in our words, or how an illustrative figure was chosen."""

    @model_validator(mode="after")
    def _told(self) -> Backed:
        if bool(self.after) == self.illustrative:
            raise ValueError("a figure has its reference under after:, or says illustrative: true; one of the two")
        if self.illustrative and not self.says:
            raise ValueError("what is illustrative explains itself under says:")
        return self


class Stated(Backed):
    """Figures of one quantity in one unit and from one source."""

    of: Mapping[str, float] = Field(min_length=1)
    """Of what, and how much: a hub, a region, a class, two of them joined by a stroke, or `all`."""
    unit: str
    """A unit that converts to that of the quantity; money in the siting's currency."""


class Course(Backed):
    """How something runs through the hours of each season."""

    of: tuple[str, ...] = (EVERY,)
    """Of which hubs, or classes, it is the course."""
    hours: Mapping[str, tuple[float, ...]] = Field(min_length=1)
    """Season → a figure for every hour of it."""


class Figures(Spec):
    """The figures of a siting, quantity by quantity."""

    demand: tuple[Stated, ...] = ()
    """Of `all`: mean electric power of all work at the servers (MW)."""
    mix: tuple[Stated, ...] = ()
    """Of a class: its part of all work; the parts sum to 1."""
    share: tuple[Stated, ...] = ()
    """Of a region, or of region/class where classes differ: its part of the work of a class; the parts sum to 1."""
    latency_limit: tuple[Stated, ...] = ()
    """Of a class: the longest round trip that it bears (ms); none where left out."""
    window: tuple[Stated, ...] = ()
    """Of a class: how long after it arises work may be done (hours); 0 where left out."""
    route_factor: tuple[Stated, ...] = ()
    """Of `all` or region/hub: length of the fibre over the great circle."""
    fibre_delay: tuple[Stated, ...] = ()
    """Of `all`: time that light takes along fibre, one way (µs/km)."""
    fixed_delay: tuple[Stated, ...] = ()
    """Of `all` or region/hub: what equipment adds to a round trip, whatever its length (ms)."""
    network_limit: tuple[Stated, ...] = ()
    """Of region/hub: the most work of the region that can be sent there (MW); none where left out."""
    capacity: tuple[Stated, ...] = ()
    """Of a hub: the most power at the servers (MW)."""
    build_limit: tuple[Stated, ...] = ()
    """Of a hub: capacity that may be added (MW); none where left out."""
    build_cost: tuple[Stated, ...] = ()
    """Of a hub: what a megawatt of added capacity costs a year (currency/MW/year)."""
    grid_limit: tuple[Stated, ...] = ()
    """Of a hub: the most power that its connection takes from the grid (MW); none where left out."""
    pue: tuple[Stated, ...] = ()
    """Of a hub: power of the whole building over that of its servers, at least 1."""
    wue: tuple[Stated, ...] = ()
    """Of a hub: water for cooling over energy of the servers (L/kWh)."""
    grid_water: tuple[Stated, ...] = ()
    """Of a hub: water used up for each unit of electricity from the grid (L/kWh)."""
    water_stress: tuple[Stated, ...] = ()
    """Of a hub: what a litre weighs in stress-weighted water; 1 where left out."""
    water_cap: tuple[Stated, ...] = ()
    """Of a hub: the most water, its electricity's included (m3/year); none where left out."""
    price: tuple[Stated, ...] = ()
    """Of a hub: mean price of electricity from the grid (currency/MWh)."""
    contract: tuple[Stated, ...] = ()
    """Of hub/kind: renewable capacity under contract (MW); none where left out."""
    contract_price: tuple[Stated, ...] = ()
    """Of hub/kind: price of each unit that is taken under contract (currency/MWh)."""
    grid_factor: tuple[Stated, ...] = ()
    """Of a hub: carbon of the grid's electricity (kgCO2/kWh), in the place of the ledger's for its region."""
    carbon_cap: tuple[Stated, ...] = ()
    """Of `all`: the most carbon dioxide (tCO2/year); none where left out."""
    total_water_cap: tuple[Stated, ...] = ()
    """Of `all`: the most water (m3/year); none where left out."""
    renewable_share: tuple[Stated, ...] = ()
    """Of `all`: the least part of all electricity that comes from contracts; none where left out."""
