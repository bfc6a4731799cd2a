"""Scenarios: seconds and memory of many draws, their Sobol shares, six side by side, how steady medians are."""

from __future__ import annotations

import math
import random

import numpy as np
from timing import inside, line, median, process

from theodolite import Catalog, Ledger
from theodolite.scenarios import inputs as keys
from theodolite.scenarios.draw import blocks
from theodolite.scenarios.drivers import drivers
from theodolite.scenarios.held import TDP, Evidence
from theodolite.scenarios.plan import Plan
from theodolite.scenarios.run import run
from theodolite.scenarios.scenario import load_scenario
from theodolite.scenarios.side_by_side import side_by_side
from theodolite.scenarios.simulate import plans_of, simulate, told, told_last
from theodolite.scenarios.variable import Variable
from theodolite.uncertainty.distribution import Z

NAME = "controls-hold"
DRAWS, FEW = 100_000, 10_000
PEER = 200
"""Draws of the plain loop, from which its seconds for DRAWS are reckoned."""

FRESH = f"""
from theodolite import Catalog, Ledger
from theodolite.scenarios.simulate import simulate
print(simulate(Ledger.open(Catalog.open()), {NAME!r}, {DRAWS}, shares=False).finding)
"""
"""Many draws from nothing, for their memory."""

BUDGET = 2
"""Seconds that a hundred thousand draws of nine years may take."""


def variates(plans: list[Plan]) -> list[tuple[float, float]]:
    """The middle and spread of the logarithm of every variable that is drawn, once a plan."""
    drawn = {key: one for plan in plans for key, one in plan.variables.items() if not one.fixed}
    return [_logarithm(one) for one in drawn.values()]


def _logarithm(one: Variable) -> tuple[float, float]:
    side = one.stretches[0].sides[0]
    low, high = (max(float(end[0]), 1e-9) for end in (side.low, side.high))
    return (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / (2 * Z)


def numpys(count: int, spreads: list[tuple[float, float]]) -> None:
    """As many log-normal variates as the model draws, and no model."""
    rng = np.random.default_rng(0)
    for middle, spread in spreads:
        rng.lognormal(middle, spread, count)


def plain(plan: Plan, count: int) -> list[float]:
    """One way in which chips come, its stock, energy and water, year by year, by a loop over draws in plain Python."""
    names = ("supply/smuggled", keys.RETIREMENT, keys.SERVER, keys.OVERHEAD, keys.UTILISATION, keys.PUE, keys.WUE)
    spreads = [_logarithm(plan.variables[name]) for name in names]
    power = plan.variables[f"{plan.chips[0]} {TDP}"].middle
    rng = random.Random(0)
    totals: list[float] = []
    for _ in range(count):
        arrive, retire, server, overhead, busy, pue, wue = (rng.lognormvariate(*one) for one in spreads)
        stock = water = 0.0
        for _ in plan.years:
            stock = stock * (1 - retire) + arrive
            energy = stock * power * server * overhead * busy
            water += energy * pue + energy * wue
        totals.append(water)
    return totals


def everything(plans: list[Plan]) -> None:
    """Every output of all draws, block by block, and no table of them."""
    for block in blocks(plans, DRAWS, 0):
        told(block)


def scenarios() -> None:
    """Every measure beside as many log-normal variates by numpy alone."""
    ledger = Ledger.open(Catalog.open())
    evidence = Evidence(ledger)
    plans = plans_of(evidence, load_scenario(evidence.catalog, NAME))
    spreads = variates(plans)
    against = f"{len(spreads)} × {DRAWS:,} log-normal variates"
    limit = median(lambda: inside(lambda: numpys(DRAWS, spreads)))
    line("numpy's log-normal variates", limit, None, "itself", limit)
    many = f"{DRAWS:,} draws × {len(plans[0].years)} years"
    line(many, median(lambda: inside(lambda: everything(plans)), 3), BUDGET, against, limit)
    whole = median(lambda: inside(lambda: simulate(evidence, NAME, DRAWS, shares=False)), 3)
    line("the same with its tables", whole, BUDGET, against, limit)
    line("the same in a fresh process", median(lambda: process("-c", FRESH), 1), None, against, limit)
    few = median(lambda: inside(lambda: [run(one[0]) for one in blocks(plans[:1], FEW, 0)]), 3)
    line(f"{FEW:,} draws of it alone", few, None, against, limit)
    loop = median(lambda: inside(lambda: plain(plans[0], PEER)), 3)
    loop = loop._replace(seconds=loop.seconds * DRAWS / PEER, processor=loop.processor * DRAWS / PEER)
    line(f"one path by a loop (from {PEER})", loop, None, against, limit)
    shares = median(lambda: inside(lambda: drivers(plans, 0, told_last)), 3)
    line("Sobol shares of the last year", shares, None, against, limit)
    six = median(lambda: inside(lambda: side_by_side(ledger, draws=FEW)), 3)
    line(f"six side by side × {FEW:,}", six, None, against, limit)
    steady(evidence)


def steady(evidence: Evidence) -> None:
    """How far the median of electricity in the last year moves from one seed to the next."""
    found = [simulate(evidence, NAME, FEW, seed, shares=False).at("energy") for seed in (0, 1)]
    one, other = (row["median"] for row in found)
    year = found[0]["year"]
    print(
        f"median electricity of {year}, {FEW:,} draws, two seeds: {one:.2f}, {other:.2f} TWh ({other / one - 1:+.1%})"
    )


if __name__ == "__main__":
    scenarios()
