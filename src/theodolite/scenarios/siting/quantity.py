"""Quantities of a siting: in which unit each is reckoned, of what it is, and which values it can have."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

About = Literal["all", "class", "region/class", "region/hub", "hub", "hub/kind"]


@dataclass(frozen=True)
class Quantity:
    """The unit of a quantity (money is CUR), what it is of, its value where none is given, and its bounds."""

    unit: str
    about: About
    default: float | None = None
    """None: it has to be given."""
    least: float = 0.0
    most: float = math.inf


NONE = math.inf
"""No limit."""

QUANTITIES: Mapping[str, Quantity] = {
    "demand": Quantity("MW", "all"),
    "mix": Quantity("dimensionless", "class", most=1.0),
    "share": Quantity("dimensionless", "region/class", most=1.0),
    "latency-limit": Quantity("ms", "class", NONE),
    "window": Quantity("hour", "class", 0.0),
    "route-factor": Quantity("dimensionless", "region/hub", least=1.0),
    "fibre-delay": Quantity("ms/km", "all"),
    "fixed-delay": Quantity("ms", "region/hub", 0.0),
    "network-limit": Quantity("MW", "region/hub", NONE),
    "capacity": Quantity("MW", "hub"),
    "build-limit": Quantity("MW", "hub", 0.0),
    "build-cost": Quantity("CUR/MW/year", "hub", 0.0),
    "grid-limit": Quantity("MW", "hub", NONE),
    "pue": Quantity("dimensionless", "hub", least=1.0),
    "wue": Quantity("m3/MWh", "hub"),
    "grid-water": Quantity("m3/MWh", "hub"),
    "water-stress": Quantity("dimensionless", "hub", 1.0),
    "water-cap": Quantity("m3/year", "hub", NONE),
    "price": Quantity("CUR/MWh", "hub"),
    "contract": Quantity("MW", "hub/kind", 0.0),
    "contract-price": Quantity("CUR/MWh", "hub/kind", 0.0),
    "grid-factor": Quantity("tCO2/MWh", "hub", math.nan),
    "carbon-cap": Quantity("tCO2/year", "all", NONE),
    "total-water-cap": Quantity("m3/year", "all", NONE),
    "renewable-share": Quantity("dimensionless", "all", 0.0, most=1.0),
}
"""Every quantity by the key under which `figures:` gives it."""
