"""Carbon of the grid at every hub: the ledger's factor for its region, or the siting's own."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.siting.siting import Siting

INDICATOR = "energy/grid-factor"
PROJECTED = "F"


@dataclass(frozen=True)
class GridFactor:
    """Tonnes of carbon dioxide a megawatt-hour, of which period, and the edition that says so (none: the siting)."""

    value: float
    period: str
    source: str | None


def grid_factors(ledger: Ledger, siting: Siting) -> dict[str, GridFactor]:
    """Every hub's factor: what the siting says, else the latest that was observed of its region, as reconciled.

    Raises ScenarioError where neither has one.
    """
    evidence = Evidence(ledger)
    return {hub: _factor(evidence, siting, hub) for hub in siting.hubs}


def _factor(evidence: Evidence, siting: Siting, hub: str) -> GridFactor:
    own = siting.find("grid-factor", hub)
    if not math.isnan(own):
        return GridFactor(own, str(siting.year), None)
    region = siting.hubs[hub].region
    rows = evidence.rows(INDICATOR, region).filter(pl.col("status") != PROJECTED)
    if rows.is_empty():
        raise ScenarioError(
            f"nobody says what carbon the grid of {region} has, which feeds the hub {hub!r}",
            where=f"{siting.path}",
            expected=f"{INDICATOR} of {region} in the ledger",
            next_step=f"say it yourself: grid-factor: [{{of: {{{hub}: …}}, unit: kgCO2/kWh, after: …}}]",
        )
    last = rows.row(-1, named=True)
    return GridFactor(
        last["value"] * factor(evidence.catalog.indicators[INDICATOR].unit, "tCO2/MWh"),
        last["period"],
        f"{last['source']}-{last['edition']}",
    )
