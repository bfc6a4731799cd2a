"""Simulate: a scenario run over many draws, beside the one that its delay is counted against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios import inputs as keys
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.draw import blocks
from theodolite.scenarios.drivers import drivers
from theodolite.scenarios.equation import Array
from theodolite.scenarios.held import Evidence
from theodolite.scenarios.model.compute import delay
from theodolite.scenarios.outputs import OUTPUTS
from theodolite.scenarios.plan import Plan, plan
from theodolite.scenarios.result import CUT_NAMES, CUTS, Simulation
from theodolite.scenarios.run import Draws, Run, effective, run
from theodolite.scenarios.scenario import Scenario, load_scenario, scenario_entries, within
from theodolite.uncertainty.sample import Sample, scrambled_sobol

DELAY = "delay"

DRAWS = 10_000
"""Draws where nobody says how many."""

MOST_CELLS = 2_700_000
"""Draws times years: about a gigabyte."""

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
    done. Sources in conflict are drawn from every side. What the ledger or the catalogue lacks is an error and never
    filled; months of delay are null where nothing is held against, or nothing stands. Raises ScenarioError,
    UnknownNameError or SpecError where the scenario cannot be run.
    """
    ledger = ledger if isinstance(ledger, Evidence) else Evidence(ledger)
    whole = load_scenario(ledger.catalog, scenario) if isinstance(scenario, str) else scenario
    most = MOST_CELLS // len(whole.span)
    if not FEWEST <= draws <= most:
        raise ScenarioError(
            f"{draws:,} draws are asked for", expected=f"{FEWEST} to {most:,} of {len(whole.span)} years"
        )
    plans = plans_of(ledger, whole)
    kept: dict[str, list[Array]] = {}
    for block in blocks(plans, draws, seed):
        runs = told(block)
        for name, values in runs.items():
            kept.setdefault(name, []).append(values)
        tick(block[0].shape[1])
    where = whole.where
    quantiles = {name: _quantiles(name, parts, where) for name, parts in kept.items()}
    found = drivers(plans, seed, told_last, sample) if shares else None
    return Simulation(
        plans[0], None if len(plans) == 1 else plans[1], draws, seed, _outputs(plans[0], quantiles),
        _stocks(ledger, plans[0], quantiles), found,
    )  # fmt: skip


def plans_of(ledger: Evidence, scenario: Scenario) -> list[Plan]:
    """The plan of a scenario, and after it that of the one that its delay is counted against, over the same years."""
    plans = [plan(ledger, scenario)]
    if scenario.against is None or scenario.against == scenario.id not in scenario_entries(ledger.catalog):
        return plans
    other = load_scenario(ledger.catalog, scenario.against)
    if other.where == scenario.where:
        return plans
    if other.about != scenario.about:
        raise ScenarioError(
            f"the scenario {scenario.id!r} is about {scenario.about}, and {other.id!r}, which it is held against, "
            f"about {other.about}",
            where=scenario.where,
            expected="against: a scenario of the same economy, or null",
        )
    key = other.where, scenario.years.from_, scenario.years.to
    if key not in ledger.plans:
        ledger.plans[key] = plan(ledger, within(other, scenario.years))
    return [*plans, ledger.plans[key]]


def told(block: Sequence[Draws]) -> dict[str, Array]:
    """Every output of the first of the plans, and its stocks as `stock CHIP ORIGIN`: years × draws."""
    first = run(block[0])
    found = dict(first.outputs) | {"delay": _delay(block, first)}
    return found | {f"stock {chip} {origin}": stock for (chip, origin), stock in first.stocks.items()}


def told_last(block: Sequence[Draws]) -> dict[str, Array]:
    """The outputs of the first plan in its last year: one number a draw."""
    return {name: values[-1] for name, values in told(block).items() if not name.startswith("stock ")}


def _delay(block: Sequence[Draws], first: Run) -> Array:
    """Months that the first plan is behind the second; not a number where it is held against none, or one has nothing.

    Raises ScenarioError where the frontier does not grow.
    """
    mine = first.outputs["effective-compute"]
    if len(block) == 1:
        return np.full_like(mine, np.nan)
    theirs, growth = effective(block[1]), block[0].value(keys.FRONTIER)
    if growth.min() <= 1:
        raise ScenarioError(
            f"the frontier does not grow, by a factor of {growth.min():g} a year, so no months of delay can be told",
            where=block[0].plan.scenario.where,
            expected=f"{keys.FRONTIER} above 1",
        )
    some = (mine > 0) & (theirs > 0)
    found = delay(np.where(some, mine, 1.0), np.where(some, theirs, 1.0), growth, factor("year", "month"))
    return np.where(some, found, np.nan)


def _quantiles(name: str, parts: Sequence[Array], where: str) -> Array:
    """CUTS × years; raises ScenarioError where an output is no number in some draw, but for months of delay."""
    values = np.concatenate(parts, axis=1)
    if name != DELAY and not np.isfinite(values).all():
        raise ScenarioError(
            f"{name} comes out as no number in some draws: an assumption divides by 0, or is too large",
            where=where,
            next_step="`--assumptions` of the scenario that it inherits from tells what each may be",
        )
    return _cut(values)


def _cut(values: Array) -> Array:
    """The quantiles CUTS along the last axis, straight between draws, not a number where one is none; sorts in place.

    The values of numpy's `quantile`, in half the time.
    """
    values.sort(axis=-1)
    at = np.array(CUTS) * (values.shape[-1] - 1)
    below = np.floor(at).astype(int)
    above = np.minimum(below + 1, values.shape[-1] - 1)
    found = values[..., below] + (at - below) * (values[..., above] - values[..., below])
    return np.where(np.isnan(values[..., -1:]), np.nan, found).T


def _outputs(plan: Plan, quantiles: Mapping[str, Array]) -> pl.DataFrame:
    rows = [
        (one.name, one.title, one.unit, one.scope, year, *(float(cut[at]) * one.scale for cut in quantiles[one.name]))
        for one in OUTPUTS for at, year in enumerate(plan.years)
    ]  # fmt: skip
    columns = ("name", "title", "unit", "scope", "year", *CUT_NAMES)
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    return frame.with_columns(pl.col(CUT_NAMES).fill_nan(None))


def _stocks(ledger: Evidence, plan: Plan, quantiles: Mapping[str, Array]) -> pl.DataFrame:
    rows = [
        (chip, ledger.catalog.title(chip), origin, year, *(float(cut[at]) for cut in cuts))
        for key, cuts in quantiles.items() if key.startswith("stock ")
        for _, chip, origin in (key.split(" "),) for at, year in enumerate(plan.years)
    ]  # fmt: skip
    columns = ("chip", "title", "origin", "year", *CUT_NAMES)
    return pl.DataFrame(rows, schema=columns, orient="row")
