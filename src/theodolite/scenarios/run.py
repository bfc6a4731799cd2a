"""Run: one plan and one set of draws, year by year, into stocks, computing, energy, water and carbon dioxide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from theodolite.scenarios import inputs as keys
from theodolite.scenarios.arrival import Bought, Made, Rented, Smuggled, Sold
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.equation import Array
from theodolite.scenarios.held import BANDWIDTH, PEAK, TDP, Series
from theodolite.scenarios.model import compute, footprint, supply
from theodolite.scenarios.plan import Plan

IMPORTED, SMUGGLED, DOMESTIC, REMOTE = "imported", "smuggled", "domestic", "remote"
ORIGINS = (IMPORTED, SMUGGLED, DOMESTIC, REMOTE)
"""Where chips come from; what is remote stands abroad."""

STEP = 1.0
"""Years from one row to the next."""


@dataclass(frozen=True)
class Draws:
    """For each variable of a plan, where in its interval and on which side every draw falls: from 0 to 1."""

    plan: Plan
    share: Mapping[str, Array]
    side: Mapping[str, Array]
    _known: dict[str, Array] = field(default_factory=dict[str, Array], init=False, repr=False, compare=False)

    def value(self, key: str) -> Array:
        """Years × draws of a variable, one row where it is the same in every year."""
        if key not in self._known:
            self._known[key] = self.plan.variables[key].value(self.share[key], self.side[key])
        return self._known[key]

    @cached_property
    def shape(self) -> tuple[int, int]:
        """Years and draws."""
        return len(self.plan.years), len(next(iter(self.share.values())))


@dataclass(frozen=True)
class Run:
    """What came of a plan: years × draws, each in the unit of its equation."""

    stocks: Mapping[tuple[str, str], Array]
    """(chip, origin) → chips that stand at the end of each year; of what is remote, H100 equivalents."""
    outputs: Mapping[str, Array]


def run(draws: Draws) -> Run:
    """The model over all draws at once."""
    stocks = fleet(draws)
    outputs = training(draws, stocks)
    return Run(stocks, outputs | _inference(draws, stocks) | _footprint(draws, stocks, outputs))


def effective(draws: Draws) -> Array:
    """The effective training compute alone, for what is only held against another scenario."""
    return training(draws, fleet(draws))["effective-compute"]


def fleet(draws: Draws) -> dict[tuple[str, str], Array]:
    """(chip, origin) → how many stand at the end of each year."""
    coming: dict[tuple[str, str], Array] = {}
    for key, chips in arrivals(draws):
        coming[key] = coming[key] + chips if key in coming else chips
    retirement = draws.value(keys.RETIREMENT)
    found: dict[tuple[str, str], Array] = {}
    for key, chips in coming.items():
        stock = np.empty(draws.shape)
        last = np.zeros(draws.shape[1])
        for at in range(draws.shape[0]):
            last = supply.standing(last, _at(retirement, at), _at(chips, at), STEP)
            stock[at] = last
        found[key] = stock
    for arrival in draws.plan.scenario.arrivals:
        if isinstance(arrival, Rented):
            key = draws.plan.reference, REMOTE
            found[key] = found.get(key, np.zeros(draws.shape)) + draws.value(arrival.units)
    return found


def arrivals(draws: Draws) -> list[tuple[tuple[str, str], Array]]:
    """(chip, origin) and chips a year, of every way in which chips come."""
    found: list[tuple[tuple[str, str], Array]] = []
    years = np.array(draws.plan.years)
    money = _money(draws)
    for arrival in draws.plan.scenario.arrivals:
        match arrival:
            case Sold():
                ends = draws.value(arrival.indicator)
                ends = np.broadcast_to(ends, (draws.shape[0] + 1, draws.shape[1]))
                found.append(((arrival.chip, IMPORTED), supply.arrived(ends[1:], ends[:-1], STEP)))
            case Bought():
                part = _part(draws, arrival.chip)
                spent = supply.spent(money, part)
                found.append(((arrival.chip, IMPORTED), supply.bought(spent, draws.value(arrival.price))))
                money = money - spent
            case Smuggled():
                found.append(((arrival.chip, SMUGGLED), draws.value(arrival.units)))
            case Made():
                first = years[0] if arrival.from_ is None else arrival.from_
                last = years[-1] if arrival.until is None else arrival.until
                on = ((years >= first) & (years <= last)).astype(float)[:, None]
                found.append(((arrival.chip, DOMESTIC), _made(draws, arrival) * on))
            case Rented():
                pass
    return found


def _made(draws: Draws, arrival: Made) -> Array:
    names = ("dies", "die_yield", "dies_per_chip", "stacks", "stacks_per_chip")
    return supply.made(*(draws.value(getattr(arrival, name)) for name in names))


def _money(draws: Draws) -> Array:
    """What is spent abroad in each year after the last in which sales are counted, as far as it is accepted at home."""
    if keys.SPEND not in draws.plan.variables:
        return np.zeros((1, draws.shape[1]))
    after = (np.array(draws.plan.years) > draws.plan.counted).astype(float)[:, None]
    return supply.spent(draws.value(keys.SPEND), draws.value(keys.ACCEPTANCE) * after)


def _part(draws: Draws, chip: str) -> Array:
    """The part of the money for a chip that rules let it take: free months, and licences in those of review."""
    through = draws.plan.let_through[chip]
    return supply.let_through(through.free[:, None], through.case[:, None], draws.value(keys.LICENCES))


def training(draws: Draws, stocks: Mapping[tuple[str, str], Array]) -> dict[str, Array]:
    """What the stocks can do in training beside H100 chips, by origin, and the operations of a year."""
    found = {f"stock-{origin}": np.zeros(draws.shape) for origin in ORIGINS}
    peak = _reference(draws, PEAK)
    for (chip, origin), stock in stocks.items():
        found[f"stock-{origin}"] += compute.training(stock, draws.value(f"{chip} {PEAK}"), peak)
    found["training-compute"] = sum((found[f"stock-{origin}"] for origin in ORIGINS), np.zeros(draws.shape))
    found["effective-compute"] = _effective(draws, found, peak)
    return found


def _inference(draws: Draws, stocks: Mapping[tuple[str, str], Array]) -> dict[str, Array]:
    """What the stocks can do in inference beside H100 chips, in writing answers and in reading questions."""
    peak, bandwidth = _reference(draws, PEAK), _reference(draws, BANDWIDTH)
    found: dict[str, Array] = {}
    for name, key in (("inference-decode", keys.DECODE), ("inference-prefill", keys.PREFILL)):
        total, intensity = np.zeros(draws.shape), draws.value(key)
        for (chip, _), stock in stocks.items():
            rate, memory = draws.value(f"{chip} {PEAK}"), draws.value(f"{chip} {BANDWIDTH}")
            total += compute.inference(stock, rate, memory, intensity, peak, bandwidth)
        found[name] = total
    return found


def _reference(draws: Draws, indicator: str) -> float:
    """A figure of the chip whose work is one H100 equivalent: the middle of what sources say, and no draw."""
    return float(np.mean(draws.plan.variables[f"{draws.plan.reference} {indicator}"].middle))


def _effective(draws: Draws, found: Mapping[str, Array], peak: float) -> Array:
    """Operations of a year: chips made at home reach their own part of what a large cluster can keep."""
    passed = np.arange(draws.shape[0], dtype=float)[:, None] * STEP
    gained = compute.progress(_mean_growth(draws.value(keys.PROGRESS)), passed)
    time = compute.training_time(draws.value(keys.TRAINING_TIME), factor("year/year", "s/year"))
    mfu = draws.value(keys.MFU)
    total = np.zeros(draws.shape)
    for origin in ORIGINS:
        cluster = draws.value(keys.CLUSTER_DOMESTIC if origin == DOMESTIC else keys.CLUSTER)
        total += compute.effective(found[f"stock-{origin}"], peak, mfu, cluster, time, gained)
    return total


def _mean_growth(growth: Array) -> Array:
    """The yearly factor that, since the first year, comes to the product of each year's own: their running mean."""
    if len(growth) == 1:
        return growth
    logs = np.cumsum(np.log(growth[1:]), axis=0) / np.arange(1, len(growth))[:, None]
    return np.vstack([growth[:1], np.exp(logs)])


def _footprint(draws: Draws, stocks: Mapping[tuple[str, str], Array], outputs: Mapping[str, Array]) -> dict[str, Array]:
    """Power, energy, households, water and carbon dioxide of the chips that stand in the country."""
    server, overhead, pue = (draws.value(key) for key in (keys.SERVER, keys.OVERHEAD, keys.PUE))
    power = np.zeros(draws.shape)
    for (chip, origin), stock in stocks.items():
        if origin != REMOTE:
            power += footprint.rated_power(stock, draws.value(f"{chip} {TDP}"), server, overhead)
    onshore = sum((outputs[f"stock-{one}"] for one in ORIGINS if one != REMOTE), np.zeros(draws.shape))
    tdp = draws.value(f"{draws.plan.reference} {TDP}")
    best = footprint.rated_power(onshore, tdp, server, overhead)
    hours, running = factor("year/year", "hour/year"), draws.value(keys.UTILISATION)
    it = footprint.it_energy(power, running, hours)
    used = footprint.energy(it, pue)
    spared = footprint.energy(footprint.it_energy(power - best, running, hours), pue)
    household, whole = draws.value(keys.HOUSEHOLD), national(draws)
    return {
        "home-compute": onshore,
        "power": footprint.site_power(power, pue),
        "it-energy": it,
        "energy": used,
        "households": footprint.households(used, household),
        "energy-spared": spared,
        "households-spared": footprint.households(spared, household),
        "electricity-share": footprint.share_of(used, whole),
        "water": footprint.water(it, draws.value(keys.WUE), used, draws.value(keys.GRID_WATER)),
        **_climate(draws, sum(carbon(draws, used).values(), np.zeros(draws.shape))),
        "national-electricity": whole,
    }


def _climate(draws: Draws, emitted: Array) -> dict[str, Array]:
    """Carbon dioxide beside the nation's, and the product that would have to come of it for intensity not to rise."""
    whole = np.broadcast_to(draws.value(keys.EMISSIONS), draws.shape)
    made = continued(draws, draws.plan.product, draws.value(keys.PRODUCT_GROWTH))
    return {
        "carbon": emitted,
        "emissions-share": footprint.share_of_emissions(emitted, whole),
        "product-to-match": footprint.product_to_match(emitted, whole, made),
    }


def national(draws: Draws) -> Array:
    """The nation's electricity in MWh a year: as observed, and growing at the assumed rate beyond."""
    scale = factor("TWh/year", "MWh/year")
    return continued(draws, draws.plan.generation, draws.value(keys.NATIONAL_GROWTH)) * scale


def continued(draws: Draws, held: Series, rate: Array) -> Array:
    """A series of the nation as observed, and from its last year on growing at a yearly rate: years × draws."""
    growth = np.broadcast_to(rate, draws.shape)
    known = dict(zip(held.years, held.values, strict=True))
    found = np.empty(draws.shape)
    for at, year in enumerate(draws.plan.years):
        if year in known:
            found[at] = known[year]
        elif at:
            found[at] = found[at - 1] * (1 + growth[at] * STEP)
        else:
            found[at] = held.values[-1] * (1 + growth[at] * STEP) ** (year - held.years[-1])
    return found


def carbon(draws: Draws, used: Array) -> dict[str, Array]:
    """Region → tCO2 a year, of its part of all energy; the parts sum to all of it."""
    parts = {region: draws.value(f"region {region}") for region in draws.plan.grids}
    whole = sum(parts.values(), np.zeros((1, draws.shape[1])))
    renewable = draws.value(keys.RENEWABLE)
    since = {year: _declined(draws, year) for year in {grid.year for grid in draws.plan.grids.values()}}
    return {
        region: footprint.carbon(used * parts[region] / whole, renewable, np.float64(grid.value), since[grid.year])
        for region, grid in draws.plan.grids.items()
    }


def _declined(draws: Draws, measured: int) -> Array:
    """What a grid's factor has come down to since the year it was measured in, by each year's own rate since."""
    rate = np.broadcast_to(draws.value(keys.DECLINE), draws.shape)
    left = np.empty(draws.shape)
    last = compute.progress(1 - rate[0] * STEP, max(draws.plan.years[0] - 1 - measured, 0))
    for at, year in enumerate(draws.plan.years):
        last = last * (1 - rate[at] * STEP) if year > measured else last
        left[at] = last
    return left


def _at(values: Array, year: int) -> Array:
    return values[min(year, len(values) - 1)]
