"""Simulate: a scenario run over many draws, beside the one that its delay is counted against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios import inputs as keys
from theodolite.scenarios.draw import blocks
from theodolite.scenarios.drivers import drivers
from theodolite.scenarios.equation import Array
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.model.compute import delay
from theodolite.scenarios.outputs import OUTPUTS
from theodolite.scenarios.plan import Plan, plan
from theodolite.scenarios.result import CUTS, Simulation
from theodolite.scenarios.run import Draws, Run, effective, run
from theodolite.scenarios.scenario import Scenario, load_scenario
from theodolite.uncertainty.sample import Sample, scrambled_sobol

DRAWS = 10_000
"""Draws where nobody says how many."""

MOST = 2_000_000
FEWEST = 100


def simulate(
    ledger: Ledger | Evidence,
    scenario: str | Scenario,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    shares: bool = True,
    sample: Sample = scrambled_sobol,
    tick: Callable[[int], object] = lambda _: None,
) -> Simulation:
    """A scenario over `draws` plausible worlds: every output with its median and 5 to 95 %, year by year.

    `scenario` is one, or a name or path of one. With `shares`, Sobol's shares of the last year's spread say which
    assumptions it comes from; `sample` draws their points. `tick` is called with the number of draws that a step has
    done. Sources in conflict are drawn from every side. Raises ScenarioError, UnknownNameError or SpecError where the
    scenario cannot be run.
    """
    if not FEWEST <= draws <= MOST:
        raise ScenarioError(f"{draws:,} draws are asked for", expected=f"{FEWEST} to {MOST:,}")
    ledger = ledger if isinstance(ledger, Evidence) else Evidence(ledger)
    whole = load_scenario(ledger.catalog, scenario) if isinstance(scenario, str) else scenario
    plans = plans_of(ledger, whole)
    kept: dict[str, list[Array]] = {}
    for block in blocks(plans, draws, seed):
        runs = told(block)
        for name, values in runs.items():
            kept.setdefault(name, []).append(values)
        tick(block[0].shape[1])
    quantiles = {name: _quantiles(parts) for name, parts in kept.items()}
    found = drivers(plans, seed, told_last, sample) if shares else None
    return Simulation(
        plans[0], None if len(plans) == 1 else plans[1], draws, seed, _outputs(plans[0], quantiles),
        _stocks(ledger, plans[0], quantiles), found,
    )  # fmt: skip


def plans_of(ledger: Evidence, scenario: Scenario) -> list[Plan]:
    """The plan of a scenario, and after it that of the one that its delay is counted against."""
    plans = [plan(ledger, scenario)]
    if scenario.against is not None and scenario.against != scenario.id:
        other = load_scenario(ledger.catalog, scenario.against)
        if other.about != scenario.about or other.span != scenario.span:
            raise ScenarioError(
                f"the scenario {scenario.id!r} is about {scenario.about} from {scenario.years.from_} to "
                f"{scenario.years.to}, and {other.id!r}, which it is held against, about {other.about} from "
                f"{other.years.from_} to {other.years.to}",
                expected="one economy, and years that meet",
            )
        if other.id not in ledger.plans:
            ledger.plans[other.id] = plan(ledger, other)
        plans.append(ledger.plans[other.id])
    return plans


def told(block: Sequence[Draws]) -> dict[str, Array]:
    """Every output of the first of the plans, and its stocks as `stock CHIP ORIGIN`: years × draws."""
    first = run(block[0])
    found = dict(first.outputs) | {"delay": _delay(block, first)}
    return found | {f"stock {chip} {origin}": stock for (chip, origin), stock in first.stocks.items()}


def told_last(block: Sequence[Draws]) -> dict[str, Array]:
    """The outputs of the first plan in its last year: one number a draw."""
    return {name: values[-1] for name, values in told(block).items() if not name.startswith("stock ")}


def _delay(block: Sequence[Draws], first: Run) -> Array:
    """Months that the first plan is behind the second; none where it is held against no other one."""
    mine = first.outputs["effective-compute"]
    if len(block) == 1:
        return np.zeros_like(mine)
    return delay(mine, effective(block[1]), block[0].value(keys.FRONTIER), 12.0)


def _quantiles(parts: Sequence[Array]) -> Array:
    """CUTS × years."""
    return np.quantile(np.concatenate(parts, axis=1), CUTS, axis=1)


def _outputs(plan: Plan, quantiles: Mapping[str, Array]) -> pl.DataFrame:
    rows = [
        (one.name, one.title, one.unit, one.scope, year, *(float(cut[at]) * one.scale for cut in quantiles[one.name]))
        for one in OUTPUTS for at, year in enumerate(plan.years)
    ]  # fmt: skip
    columns = ("name", "title", "unit", "scope", "year", "p05", "median", "p95")
    return pl.DataFrame(rows, schema=columns, orient="row")


def _stocks(ledger: Evidence, plan: Plan, quantiles: Mapping[str, Array]) -> pl.DataFrame:
    rows = [
        (chip, ledger.catalog.title(chip), origin, year, *(float(cut[at]) for cut in cuts))
        for key, cuts in quantiles.items() if key.startswith("stock ")
        for _, chip, origin in (key.split(" "),) for at, year in enumerate(plan.years)
    ]  # fmt: skip
    columns = ("chip", "title", "origin", "year", "p05", "median", "p95")
    return pl.DataFrame(rows, schema=columns, orient="row")
