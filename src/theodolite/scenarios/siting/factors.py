"""Carbon of the grid at every hub: the ledger's factor for its region, or the siting's own."""

from __future__ import annotations

import math
from dataclasses import dataclass

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.siting.siting import Siting

INDICATOR = "energy/grid-factor"


@dataclass(frozen=True)
class GridFactor:
    """Tonnes of carbon dioxide a megawatt-hour, of which period, and the edition that says so (none: the siting)."""

    value: float
    period: str
    source: str | None


def grid_factors(ledger: Ledger, siting: Siting) -> dict[str, GridFactor]:
    """Every hub's factor: what the siting says, else the latest that the ledger holds of its region.

    Raises ScenarioError where neither has one.
    """
    return {hub: _factor(ledger, siting, hub) for hub in siting.hubs}


def _factor(ledger: Ledger, siting: Siting, hub: str) -> GridFactor:
    own = siting.find("grid-factor", hub)
    if not math.isnan(own):
        return GridFactor(own, str(siting.year), None)
    region = siting.hubs[hub].region
    rows = ledger.select(entity=region, indicator=INDICATOR).sort("end", "published")
    if rows.is_empty():
        raise ScenarioError(
            f"nobody says what carbon the grid of {region} has, which feeds the hub {hub!r}",
            where=f"{siting.path}",
            expected=f"{INDICATOR} of {region} in the ledger",
            next_step=f"say it yourself: grid-factor: [{{of: {{{hub}: …}}, unit: kgCO2/kWh, after: …}}]",
        )
    last = rows.row(-1, named=True)
    return GridFactor(
        last["value"] * factor(last["unit"], "tCO2/MWh"),
        last["period"],
        f"{last['source']}-{last['edition']}",
    )
