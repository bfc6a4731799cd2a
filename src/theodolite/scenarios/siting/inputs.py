"""The inputs of a siting as arrays, each in the unit in which the programme reckons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.siting.courses import course, hours_of, weights
from theodolite.scenarios.siting.factors import GridFactor, grid_factors
from theodolite.scenarios.siting.latency import distances, round_trips
from theodolite.scenarios.siting.siting import Siting, load_siting

LARGEST = 2_500_000
"""Regions × classes × hubs × hours: a siting that is larger is refused."""

CLOSE = 1e-6
"""How far parts may be from summing to 1."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """Arrays by region, class, hub, kind of renewable electricity, season and hour; power in MW, energy in MWh."""

    siting: Siting
    factors: dict[str, GridFactor]
    weight: np.ndarray
    """Seasons × hours: how many hours each stands for."""
    demand: np.ndarray
    """Regions × classes: mean MW at the servers."""
    course: np.ndarray
    """Classes × seasons × hours, of mean 1 by weight."""
    kilometres: np.ndarray
    round_trip: np.ndarray
    """Regions × hubs: milliseconds."""
    latency_limit: np.ndarray
    window: np.ndarray
    """Classes: whole hours."""
    network_limit: np.ndarray
    """Regions × hubs: MW."""
    capacity: np.ndarray
    build_limit: np.ndarray
    build_cost: np.ndarray
    """Hubs: money for a MW over the siting's hours."""
    grid_limit: np.ndarray
    pue: np.ndarray
    wue: np.ndarray
    grid_water: np.ndarray
    stress: np.ndarray
    water_cap: np.ndarray
    """Hubs: m³ over the siting's hours."""
    factor: np.ndarray
    """Hubs: tCO2 a MWh."""
    price: np.ndarray
    """Hubs × seasons × hours: money a MWh."""
    available: np.ndarray
    """Hubs × kinds × seasons × hours: MW under contract."""
    contract_price: np.ndarray
    carbon_cap: float
    total_water_cap: float
    renewable_share: float

    @property
    def movable(self) -> np.ndarray:
        """Classes: whose work may wait, or be sent anywhere."""
        return (self.window > 0) | ~np.isfinite(self.latency_limit)

    @property
    def hours(self) -> float:
        """How many hours the siting is about."""
        return float(self.weight.sum())


def inputs_of(ledger: Ledger, siting: Siting | str) -> Inputs:
    """Every figure of a siting, or of the one of that name.

    Raises as `load_siting` does, and ScenarioError, with file and line, where a figure is missing or cannot be.
    """
    whole = load_siting(siting, ledger.catalog) if isinstance(siting, str) else siting
    return inputs_with(whole, grid_factors(ledger, whole))


def inputs_with(siting: Siting, factors: dict[str, GridFactor]) -> Inputs:
    """As `inputs_of`, with grid factors that are given."""
    weight = weights(siting, hours_of(siting))
    years = float(weight.sum()) / factor("year", "hour")
    _check_size(siting, weight)
    hubs, kinds = tuple(siting.hubs), siting.kinds
    kilometres = distances(siting)

    def of_hubs(quantity: str) -> np.ndarray:
        return np.array([siting.find(quantity, hub) for hub in hubs])

    def of_kinds(quantity: str) -> np.ndarray:
        return np.array([[siting.find(quantity, f"{hub}/{kind}", hub) for kind in kinds] for hub in hubs])

    def of_classes(quantity: str) -> np.ndarray:
        return np.array([siting.find(quantity, one) for one in siting.classes])

    return Inputs(
        siting, factors, weight, _demand(siting), _courses(siting, weight), kilometres,
        round_trips(siting, kilometres), of_classes("latency-limit"), _windows(siting),
        np.array([[siting.find("network-limit", f"{region}/{hub}") for hub in hubs] for region in siting.regions]),
        of_hubs("capacity"), of_hubs("build-limit"), of_hubs("build-cost") * years, of_hubs("grid-limit"),
        of_hubs("pue"), of_hubs("wue"), of_hubs("grid-water"), of_hubs("water-stress"), of_hubs("water-cap") * years,
        np.array([factors[hub].value for hub in hubs]), _prices(siting, of_hubs("price"), weight),
        _available(siting, of_kinds("contract").reshape(len(hubs), len(kinds)), weight.shape),
        of_kinds("contract-price").reshape(len(hubs), len(kinds)), siting.find("carbon-cap") * years,
        siting.find("total-water-cap") * years, siting.find("renewable-share"),
    )  # fmt: skip


def _demand(siting: Siting) -> np.ndarray:
    """Mean MW of every region and class: all work by the parts of classes, and of regions in each."""
    mix = np.array([siting.find("mix", one) for one in siting.classes])
    share = np.array(
        [[siting.find("share", f"{region}/{one}", region) for one in siting.classes] for region in siting.regions]
    )
    sums = [("mix", "all classes", float(mix.sum()))]
    sums += [("share", one, float(share[:, k].sum())) for k, one in enumerate(siting.classes)]
    for name, of, total in sums:
        if abs(total - 1) > CLOSE:
            where = next(one.where(next(iter(one.stated.of))) for one in siting.figures if one.quantity == name)
            raise ScenarioError(
                f"the parts of {name} of {of} sum to {total:.6g}", where=where, expected="parts that sum to 1"
            )
    work = siting.find("demand")
    if work == 0:
        raise ScenarioError(
            f"no work is asked of the siting {siting.id!r}", where=str(siting.path), expected="a demand above 0 MW"
        )
    return work * share * mix[None, :]


def _courses(siting: Siting, weight: np.ndarray) -> np.ndarray:
    """Classes × seasons × hours, each divided by its mean, so that `demand` is the mean of the year; flat if none."""
    found: list[np.ndarray] = []
    for one in siting.classes:
        values = course(siting, "demand", one)
        values = np.ones_like(weight) if values is None else values
        mean = float((values * weight).sum() / weight.sum())
        if mean == 0:
            raise ScenarioError(f"the course of demand of {one} is 0 in every hour", where=str(siting.path))
        found.append(values / mean)
    return np.array(found)


def _windows(siting: Siting) -> np.ndarray:
    found = [siting.find("window", one) for one in siting.classes]
    for one, hours in zip(siting.classes, found, strict=True):
        if abs(hours - round(hours)) > CLOSE:
            where = next(held.where(next(iter(held.stated.of))) for held in siting.figures if held.quantity == "window")
            raise ScenarioError(f"the window of {one} is {hours:g} hours", where=where, expected="whole hours")
    return np.array([round(hours) for hours in found])


def _check_size(siting: Siting, weight: np.ndarray) -> None:
    size = len(siting.regions) * len(siting.classes) * len(siting.hubs) * weight.size
    if size > LARGEST:
        raise ScenarioError(
            f"the siting {siting.id!r} has {size:,} regions × classes × hubs × hours",
            where=str(siting.path),
            expected=f"at most {LARGEST:,}",
        )


def _prices(siting: Siting, mean: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Hubs × seasons × hours: the course of a price is divided by its mean over all hours, as demand is."""
    found: list[np.ndarray] = []
    for hub, price in zip(siting.hubs, mean, strict=True):
        values = course(siting, "price", hub)
        values = np.ones_like(weight) if values is None else values
        if not values.any():
            raise ScenarioError(f"the course of price of {hub} is 0 in every hour", where=str(siting.path))
        found.append(price * values * weight.sum() / float((values * weight).sum()))
    return np.array(found)


def _available(siting: Siting, contract: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Hubs × kinds × seasons × hours: what contracts yield."""
    found = np.zeros((len(siting.hubs), len(siting.kinds), *shape))
    for h, hub in enumerate(siting.hubs):
        for g, kind in enumerate(siting.kinds):
            values = course(siting, kind, hub, 1.0)
            if values is None and contract[h, g] > 0:
                raise ScenarioError(
                    f"{hub} has a contract of {kind}, whose course is not given",
                    where=f"{siting.path}:1", expected=f"courses: {kind}: of {hub} or of all",
                )  # fmt: skip
            found[h, g] = 0.0 if values is None else contract[h, g] * values
    return found
