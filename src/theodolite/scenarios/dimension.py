"""Dimensions: the units of scenarios, which numbers are converted between them, and which are not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from theodolite.errors import ScenarioError

DEFINITIONS = """
milli- = 1e-3 = m-
micro- = 1e-6 = µ- = u-
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
tera- = 1e12 = T-
peta- = 1e15 = P-
exa- = 1e18 = E-
second = [time] = s
minute = 60 * second = min
hour = 3600 * second = h
day = 24 * hour = d
year = 365.25 * day
month = year / 12
meter = [length] = m = metre
gram = [mass] = g
tonne = 1e6 * gram = t
joule = kilogram * meter ** 2 / second ** 2 = J
watt = joule / second = W
watt_hour = watt * hour = Wh
liter = 1e-3 * meter ** 3 = L = litre
m3 = meter ** 3
byte = [information] = B
percent = 0.01
chip = [chip]
die = [die]
stack = [stack]
rack = [rack]
H100e = [computing]
FLOP = [operation]
token = [token]
household = [household]
USD = [money]
CNY = [money_of_china]
gCO2 = [carbon_dioxide]
tCO2 = 1e6 * gCO2
"""
"""The units that scenarios know: a year has 365.25 days, which are 8,766 hours; monies do not convert."""


WRITTEN = re.compile(r"(1/)?[A-Za-zµ][A-Za-z0-9_µ]{0,20}(\s?(\*\*\s?-?\d|[*/]\s?[A-Za-zµ][A-Za-z0-9_µ]{0,20})){0,6}")
"""What a unit looks like: names, products, quotients and small powers, and nothing that has to be worked out."""


@lru_cache(maxsize=1)
def registry() -> Any:
    """The registry of units, of these definitions alone: reading pint's own hundreds takes longer than a scenario."""
    import pint

    none: Any = None
    known = pint.UnitRegistry(none)
    known.load_definitions(DEFINITIONS.strip().splitlines())
    return known


@lru_cache(maxsize=512)
def factor(unit: str, to: str, where: str | None = None) -> float:
    """What a number in `unit` is multiplied by to be in the unit `to`; raises ScenarioError where they do not convert.

    `where` is the file that says `unit`, for the error.
    """
    import pint

    if not WRITTEN.fullmatch(unit):
        raise ScenarioError(f"no unit is written {unit[:60]!r}", where=where, expected=f"a unit of {to}")
    known = registry()
    try:
        return float(known.Quantity(1.0, unit).to(to).magnitude)
    except pint.DimensionalityError:
        raise ScenarioError(f"{unit!r} does not convert to {to!r}", where=where, expected=f"a unit of {to}") from None
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, AttributeError, TypeError, ValueError):
        raise ScenarioError(f"no unit is written {unit!r}", where=where, expected=f"a unit of {to}") from None
