"""Climate: a scenario's electricity, water and carbon dioxide beside what others have published, and beside a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from theodolite.core.prose import the
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import standing
from theodolite.scenarios import inputs as keys
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.draw import blocks
from theodolite.scenarios.equation import Array
from theodolite.scenarios.model.footprint import planned_emissions
from theodolite.scenarios.result import CUT_NAMES, CUTS, Simulation
from theodolite.scenarios.run import STEP, run
from theodolite.scenarios.spoken import spoken

PUBLISHED = {
    "energy/datacentre-electricity": "energy",
    "energy/datacentre-electricity-share": "electricity-share",
    "energy/datacentre-water": "water",
    "energy/datacentre-carbon": "carbon",
}
"""Indicator → the output that it is held against."""

ALL = "all data centres"

COLUMNS = {
    "output": pl.String, "year": pl.Int64, "who": pl.String, "scope": pl.String, "modality": pl.String,
    "value": pl.Float64, "low": pl.Float64, "high": pl.Float64, "unit": pl.String, "national_share": pl.Float64,
    "source": pl.String, "locator": pl.String,
}  # fmt: skip


class Told(NamedTuple):
    """What somebody says of all data centres in one year, in the unit of the output that it is held against."""

    output: str
    year: int
    who: str
    projected: bool
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    """An edition of the ledger, or a document."""
    locator: str


@dataclass(frozen=True)
class Room:
    """What a plan to cut carbon intensity leaves a nation to emit more, and what its AI chips take of it."""

    base: int
    """The year from which the plan counts."""
    until: int
    allowed: dict[str, float]
    """MtCO2 a year more than in the base year that the plan allows: median, p05, p95."""
    added: dict[str, float]
    """MtCO2 a year that AI chips add in these years."""
    changed: dict[str, float]
    """MtCO2 a year that the nation as a whole is taken to emit more."""
    fitting: float
    """The part of the draws in which the plan allows more than AI chips add."""

    @property
    def finding(self) -> str:
        """Of intensity: what the plan leaves, what AI chips add, and how often that fits."""
        return (
            f"From {self.base} to {self.until} AI chips add {spoken(self.added)} Mt of carbon dioxide a year, and the "
            f"plan to cut carbon intensity leaves the whole nation {spoken(self.allowed)} Mt more: in "
            f"{self.fitting:.0%} of the draws at least what they add, and in the others hardly any for anybody."
        )

    @property
    def total(self) -> str:
        """Of the total: how the nation is taken to go."""
        return (
            f"The nation's total is taken to change by {spoken(self.changed)} Mt a year in these years: under a cap on "
            "the total, AI chips would take what they add from others."
        )


@dataclass(frozen=True)
class Climate:
    """A scenario beside published projections, all of them side by side and none averaged, and beside the plan."""

    simulation: Simulation
    table: pl.DataFrame
    """One row a figure and year, by COLUMNS; `national_share` is in per cent of the nation's electricity."""
    published: tuple[str, ...]
    """Editions of the ledger that tell of all data centres."""
    room: Room | None
    """None where the scenario knows no plan, or its years do not hold those of the plan."""

    @cached_property
    def finding(self) -> str:
        """One sentence: what AI chips add beside what the plan leaves; where there is no plan, their electricity."""
        return self.electricity if self.room is None else self.room.finding

    @property
    def electricity(self) -> str:
        """AI's share of electricity beside what others project of all data centres, with our share of each."""
        one = self.simulation
        parts = [
            f"{row['value']:.0f} TWh in {row['year']} ({row['who']}; {row['national_share']:.1f} % as reckoned here)"
            for row in self.projections.iter_rows(named=True)
        ]
        others = f"; for all data centres others project {', '.join(parts)}" if parts else ""
        share = spoken(one.at("electricity-share"))
        return (
            f"AI chips, with their servers and cooling, take {share} % of the electricity of {the(one.plan.title)} "
            f"in {one.last} under “{one.plan.scenario.title}”{others}."
        )

    @property
    def projections(self) -> pl.DataFrame:
        """Electricity of all data centres after the last counted year, each source once a year, by year."""
        rows = self.table.filter((pl.col("output") == "energy") & (pl.col("scope") == ALL)).drop_nulls("national_share")
        rows = rows.filter((pl.col("year") > self.simulation.plan.counted) & pl.col("source").is_in(self.published))
        return rows.unique(["year", "source"], keep="first", maintain_order=True)

    @property
    def findings(self) -> tuple[str, ...]:
        """What else there is to say: of the plan, of the product it takes, and of water."""
        one = self.simulation
        return (
            *([] if self.room is None else (self.room.total, self.electricity)),
            f"In {one.last} they emit {spoken(one.at('emissions-share'))} % of the nation's carbon dioxide; for carbon "
            f"intensity not to rise they have to add {spoken(one.at('product-to-match'))} US dollars to its product.",
            f"They consume {spoken(one.at('water'))} m³ of water in {one.last}, with that of their electricity.",
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that it rests on, sorted."""
        return tuple(sorted({*self.simulation.sources, *self.published}))

    def explain(self, entity: str) -> dict[str, Any]:
        """The assumptions behind the scenario; raises KeyError for another economy."""
        return self.simulation.explain(entity)

    def observations(self) -> pl.DataFrame:
        """The outputs of the scenario as rows of the ledger's form."""
        return self.simulation.observations()

    def document(self) -> dict[str, Any]:
        """As it stands in a JSON document."""
        return {
            "finding": self.finding,
            "findings": list(self.findings),
            "projections": self.table.to_dicts(),
            "room": {} if self.room is None else vars(self.room),
            "sources": list(self.sources),
        }  # fmt: skip


def climate(ledger: Ledger, found: Simulation, told: Sequence[Told] = ()) -> Climate:
    """A simulation beside every figure of all data centres that the ledger holds for its economy, year by year.

    A figure of electricity has its share of the nation's, and a share its electricity, by the nation's electricity as
    the scenario has it. `told` are figures of documents of one's own. What is published is of all data centres and the
    scenario's of AI chips alone: the second is part of the first, and neither contradicts the other.
    """
    published = _published(ledger, found)
    volumes = {(one.source, one.year) for one in published if one.output == "energy"}
    rows = [
        row for one in (*published, *told)
        for row in _row(found, one, meant=(one.source, one.year) not in volumes)
    ]  # fmt: skip
    rows += _own(found)
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    order = {name: at for at, name in enumerate(PUBLISHED.values())}
    frame = frame.sort(pl.col("output").replace_strict(order, return_dtype=pl.Int64), "year", "scope", "who")
    editions = tuple(sorted({one.source for one in published}))
    return Climate(found, frame, editions, _room(found))


def _published(ledger: Ledger, found: Simulation) -> list[Told]:
    """What the ledger holds, without what a later edition of the same work has replaced."""
    catalog = ledger.catalog
    held = [one for one in PUBLISHED if one in catalog.indicators]
    said = standing(ledger, ledger.select(indicator=held, entity=[found.plan.scenario.about]))
    known: list[Told] = []
    for row in said.iter_rows(named=True):
        source = f"{row['source']}-{row['edition']}"
        who = f"{catalog.sources[source].producer}, {catalog.sources[source].title}"
        known.append(
            Told(PUBLISHED[row["indicator"]], row["end"].year, who, row["status"] == "F", row["value"], row["low"],
                 row["high"], row["unit"], source, row["locator"])
        )  # fmt: skip
    return known


def _row(found: Simulation, one: Told, *, meant: bool) -> list[tuple[Any, ...]]:
    """A figure as a row of the table; a share of electricity has a second one, of what it means, where it is asked."""
    how = "projected" if one.projected else "estimated"
    whole = _national(found, one.year)
    share = 100 * one.value / whole if one.output == "energy" and whole is not None else None
    rest = (one.source, one.locator)
    rows: list[tuple[Any, ...]] = [
        (one.output, one.year, one.who, ALL, how, one.value, one.low, one.high, one.unit, share, *rest)
    ]
    if one.output == "electricity-share" and whole is not None and meant:
        volume = one.value / 100 * whole
        rows.append(
            ("energy", one.year, f"{one.who}, from its share", ALL, how, volume, None, None, "TWh", one.value, *rest)
        )
    return rows


def _own(found: Simulation) -> list[tuple[Any, ...]]:
    """The scenario's own outputs in every year, AI chips alone."""
    scenario = found.plan.scenario
    return [
        (row["name"], row["year"], f"“{scenario.title}”", row["scope"],
         "projected" if row["year"] > found.plan.counted else "estimated", row["median"], row["p05"], row["p95"],
         row["unit"], _share(found, row["name"], row["year"], row["median"]), "", "")
        for row in found.outputs.filter(pl.col("name").is_in(list(PUBLISHED.values()))).iter_rows(named=True)
    ]  # fmt: skip


def _share(found: Simulation, output: str, year: int, value: float) -> float | None:
    whole = _national(found, year) if output == "energy" else None
    return None if whole is None else 100 * value / whole


def _national(found: Simulation, year: int) -> float | None:
    return found.at("national-electricity", year)["median"] if year in found.plan.years else None


def _room(found: Simulation) -> Room | None:
    """What the plan allows and what AI chips add between its own years, in the simulation's own draws."""
    plan = found.plan
    aim = plan.scenario.climate_plan
    if aim is None or aim.base not in plan.years or aim.until not in plan.years:
        return None
    base, until = plan.years.index(aim.base), plan.years.index(aim.until)
    parts: list[tuple[Array, Array, Array]] = []
    for (draws,) in blocks([plan], found.draws, found.seed):
        emitted = run(draws).outputs["carbon"]
        whole = np.broadcast_to(draws.value(keys.EMISSIONS), draws.shape)
        growth = np.broadcast_to(draws.value(keys.PRODUCT_GROWTH), draws.shape)
        cut = np.broadcast_to(draws.value(aim.cut), draws.shape)[until]
        grown = np.prod(1 + growth[base + 1 : until + 1] * STEP, axis=0)
        most = planned_emissions(whole[base], cut, grown)
        parts.append((most - whole[base], emitted[until] - emitted[base], whole[until] - whole[base]))
    scale = factor("tCO2", "MtCO2")
    allowed, added, changed = (np.concatenate(one) * scale for one in zip(*parts, strict=True))
    fitting = float((allowed >= added).mean())
    return Room(aim.base, aim.until, _told(allowed), _told(added), _told(changed), fitting)


def _told(values: np.ndarray) -> dict[str, float]:
    return dict(zip(CUT_NAMES, map(float, np.quantile(values, CUTS)), strict=True))
