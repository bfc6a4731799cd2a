"""Dimensions: the units of scenarios, which numbers are converted between them, and which are not."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from theodolite.errors import ScenarioError

OWN = (
    "chip = [chip] = chip",
    "die = [die] = die",
    "stack = [stack] = stack",
    "H100e = [computing] = H100e",
    "FLOP = [operation] = FLOP",
    "token = [token] = token",
    "USD = [money] = USD",
    "household = [household] = household",
    "gCO2 = [carbon_dioxide] = gCO2",
    "tCO2 = 1e6 * gCO2",
    "m3 = meter ** 3",
)
"""Units that pint does not know, each a dimension of its own or made of others."""


@lru_cache(maxsize=1)
def registry() -> Any:
    """The registry of units: pint's, where a year is 365.25 days (8,766 hours), and ours."""
    import pint

    known = pint.UnitRegistry(autoconvert_offset_to_baseunit=False)
    for line in OWN:
        known.define(line)
    return known


@lru_cache(maxsize=512)
def factor(unit: str, to: str, where: str | None = None) -> float:
    """What a number in `unit` is multiplied by to be in the unit `to`; raises ScenarioError where they do not convert.

    `where` is the file that says `unit`, for the error.
    """
    import pint

    known = registry()
    try:
        return float(known.Quantity(1.0, unit).to(to).magnitude)
    except pint.DimensionalityError:
        raise ScenarioError(f"{unit!r} does not convert to {to!r}", where=where, expected=f"a unit of {to}") from None
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, AttributeError, TypeError, ValueError):
        raise ScenarioError(f"no unit is written {unit!r}", where=where, expected=f"a unit of {to}") from None
