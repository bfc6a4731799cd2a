"""Units of measure: the one table of units that indicators and observations may use."""

from __future__ import annotations

from typing import Literal

from theodolite.core.spec import Spec

UnitClass = Literal[
    "count", "percent", "money", "time", "date", "rank", "ratio", "energy", "power", "volume", "data", "other"
]


class Unit(Spec):
    """One unit of measure, as listed in `codelists/units.yaml`."""

    title: str
    class_: UnitClass
    symbol: str = ""
    before: bool = False
    """Whether the symbol stands before the number (US$ 5) and not after it (5 %)."""
