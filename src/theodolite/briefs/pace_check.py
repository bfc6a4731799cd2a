"""The check of the months of delay: the same rule on what both nations own, beside the lag that the frontier tells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from theodolite.briefs.question import Asked
from theodolite.core.prose import counted, upper
from theodolite.errors import TheodoliteError
from theodolite.evidence.reconcile import reconcile
from theodolite.frontier.from_ledger import releases
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.lag import lag
from theodolite.frontier.makers import register_of
from theodolite.frontier.result import told
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.inputs import FRONTIER
from theodolite.scenarios.model.compute import delay
from theodolite.scenarios.result import Simulation
from theodolite.scenarios.spoken import spoken

OWNED = "compute/owned-chip-stock-h100e"
SCORES = ("frontier/training-compute", "frontier/eci")
"""What went into models, and what came out of them."""

CHOSEN = "level-mean"
RESAMPLES = 200
EVEN = 1001
"""Even points at which the middle of the frontier's growth is looked for."""


@dataclass(frozen=True)
class Check:
    """Both nations' computing in one year, the months that the rule makes of them, and the lags that are measured."""

    year: int
    firms: int
    owned: float
    """What firms of the other nation own, in H100 equivalents."""
    months: float
    sentence: str
    sources: tuple[str, ...]


def pace_check(asked: Asked, found: Simulation, other: str) -> Check | None:
    """What the rule of delay says of two nations' computing, beside their lag; None where nobody says what is owned.

    The other nation's computing is what those of its firms own of whom it is known, and so a lower bound.
    """
    rows = _owned(asked, other)
    if rows.is_empty():
        return None
    year = int(rows["year"].max())  # type: ignore[arg-type]
    if year not in found.plan.years:
        return None
    last = rows.filter(pl.col("year") == year)
    owned = float(last["value"].sum())
    mine = found.at("home-compute", year)
    even = (np.arange(EVEN) + 0.5) / EVEN
    growth = np.median(found.plan.variables[FRONTIER].value(even, even[::-1]))
    months = float(delay(np.float64(mine["median"]), np.float64(owned), np.float64(growth), factor("year", "month")))
    measured = _measured(asked, other)
    said = (
        f"As a check, the same rule on what stood at the end of {year}, {spoken(mine)} H100 equivalents at home and "
        f"{spoken({'median': owned, 'p05': owned, 'p95': owned})} by {counted(len(last), 'firm')} of "
        f"{asked.called(other)} alone, makes {told(months)} months; {measured}"
    )
    return Check(
        year, len(last), owned, months, upper(said), tuple(sorted(set(last["source"] + "-" + last["edition"])))
    )


def _owned(asked: Asked, economy: str) -> pl.DataFrame:
    """What each firm of an economy owns at the end of each year."""
    rows = reconcile(asked.ledger, [OWNED]).with_columns(year=pl.col("end").dt.year())
    register = register_of(asked.catalog, rows["source"][0]) if len(rows) else None
    at_home = [
        firm for firm in rows["entity"].unique()
        if register is not None and register.home(asked.catalog.title(firm))[0][:1] == (economy,)
    ]  # fmt: skip
    return rows.filter(pl.col("entity").is_in(at_home))


def _measured(asked: Asked, other: str) -> str:
    """The lag between models by each score, or that none can be told by it."""
    parts = [f"{_lag(asked, other, score)} ({asked.catalog.indicators[score].title})" for score in SCORES]
    return f"the lag between models is {' and '.join(parts)}."


def _lag(asked: Asked, other: str, score: str) -> str:
    try:
        known = releases(asked.ledger, score)
        found = lag(known, *parse_pair(asked.entity, other, asked.catalog, known), resamples=RESAMPLES, simulated=0)
    except TheodoliteError:
        return "not to be told"
    return f"{told(found.estimate(CHOSEN).months)} months"
