"""Carbon of the grid at every hub: the ledger's factor for its region, or the siting's own."""

from __future__ import annotations

import math

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.held import GRID_FACTOR, Evidence, GridFactor, grid_factor
from theodolite.scenarios.siting.siting import Siting


def grid_factors(ledger: Ledger, siting: Siting) -> dict[str, GridFactor]:
    """Every hub's factor: what the siting says, else the latest that was observed of its region, as reconciled.

    Raises ScenarioError where neither has one.
    """
    evidence = Evidence(ledger)
    return {hub: _factor(evidence, siting, hub) for hub in siting.hubs}


def _factor(evidence: Evidence, siting: Siting, hub: str) -> GridFactor:
    own = siting.find("grid-factor", hub)
    if not math.isnan(own):
        return GridFactor(own, siting.year, None)
    region = siting.hubs[hub].region
    found = grid_factor(evidence, region)
    if found is None:
        raise ScenarioError(
            f"nobody says what carbon the grid of {region} has, which feeds the hub {hub!r}",
            where=f"{siting.path}",
            expected=f"{GRID_FACTOR} of {region} in the ledger",
            next_step=f"say it yourself: grid-factor: [{{of: {{{hub}: …}}, unit: kgCO2/kWh, after: …}}]",
        )
    return found
