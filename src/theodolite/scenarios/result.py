"""What a scenario comes to: the result of a simulation, with its five things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from theodolite.core.observation import schema
from theodolite.core.prose import the
from theodolite.scenarios.spoken import spoken

if TYPE_CHECKING:
    from theodolite.scenarios.plan import Plan

CUTS = (0.05, 0.5, 0.95)
"""The parts of the draws below each of the figures that are told."""

CUT_NAMES = ("p05", "median", "p95")
"""The columns that hold them."""


@dataclass(frozen=True)
class Simulation:
    """A scenario over many draws."""

    plan: Plan
    against: Plan | None
    """The scenario that its delay is counted against."""
    draws: int
    seed: int
    outputs: pl.DataFrame
    """name, title, unit, scope, year, p05, median, p95."""
    stocks: pl.DataFrame
    """chip, title, origin, year, p05, median, p95: chips at the end of a year; of what is remote, H100 equivalents."""
    drivers: pl.DataFrame | None
    """output, assumption, title, first, total and their intervals, of the last year; None where not asked for."""

    @property
    def last(self) -> int:
        """The last year."""
        return self.plan.years[-1]

    def at(self, name: str, year: int | None = None) -> dict[str, Any]:
        """One output in one year, the last where none is given; raises KeyError for one that is not told."""
        when = self.last if year is None else year
        rows = self.outputs.filter((pl.col("name") == name) & (pl.col("year") == when))
        if rows.is_empty():
            raise KeyError((name, when))
        return rows.row(0, named=True)

    @cached_property
    def finding(self) -> str:
        """One sentence: what the chips can do in the last year, what they use, and what the spread comes from."""
        compute, energy, share = (self.at(name) for name in ("training-compute", "energy", "electricity-share"))
        parts = [
            f"{self.plan.scenario.title}: in {self.last} {the(self.plan.title)} has the computing of "
            f"{spoken(compute)} H100 chips for training; the AI chips at home use {spoken(energy)} TWh of electricity, "
            f"{spoken(share)} % of the nation's"
        ]
        if (said := self._behind()) is not None:
            parts.append(said)
        if (driver := self.driver("training-compute")) is not None:
            parts.append(f"most of the spread in computing comes from: {driver}")
        return "; ".join(parts) + "."

    def _behind(self) -> str | None:
        """How far its effective computing is behind or ahead of what it is held against; None where nobody can say."""
        row = self.at("delay")
        if self.against is None or row["median"] is None:
            return None
        ahead = row["median"] < 0
        turned = {"median": -row["median"], "p05": -row["p95"], "p95": -row["p05"]} if ahead else row
        where = "ahead of" if ahead else "behind"
        return f"by a heuristic that computing is {spoken(turned)} months {where} “{self.against.scenario.title}”"

    def driver(self, output: str) -> str | None:
        """The assumption with the largest total share in an output; None where none is told."""
        if self.drivers is None:
            return None
        rows = self.drivers.filter(pl.col("output") == output)
        return None if rows.is_empty() else str(rows["title"][0]).lower()

    @property
    def table(self) -> pl.DataFrame:
        """One row an output and year: name, title, unit, scope, year, p05, median, p95."""
        return self.outputs

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions of the ledger that it rests on, sorted."""
        return self.plan.sources

    @property
    def illustrative(self) -> tuple[str, ...]:
        """The titles of assumptions that nobody publishes, sorted; the parts of regions are one."""
        titles = {one.title for key, one in self.plan.variables.items() if one.illustrative and not _of_region(key)}
        parts = sum(one.illustrative for key, one in self.plan.variables.items() if _of_region(key))
        return (*sorted(titles), *([f"the parts of the chips in {parts} regions"] if parts else []))

    def explain(self, entity: str) -> dict[str, Any]:
        """Every assumption with its references, and what rules let through; raises KeyError for another economy."""
        if entity != self.plan.scenario.about:
            raise KeyError(entity)
        return {
            "entity": entity,
            "scenario": self.plan.scenario.id,
            "assumptions": [assumption_told(key, self.plan) for key in self.plan.variables],
            "rules": {
                chip: [
                    {"year": year, "free": float(through.free[at]), "case_by_case": float(through.case[at])}
                    for at, year in enumerate(self.plan.years)
                ]
                for chip, through in self.plan.let_through.items()
            },
        }

    def observations(self) -> pl.DataFrame:
        """The outputs as rows of the ledger's form: entity the economy, indicator `scenario/SCENARIO/OUTPUT`."""
        scenario = self.plan.scenario
        told = [
            (scenario.about, f"scenario/{scenario.id}/{row['name']}", str(row["year"]), row["median"], row["p05"],
             row["p95"], row["unit"], "F" if row["year"] > self.plan.counted else "E", "theodolite/scenarios",
             scenario.id, f"seed={self.seed}&draws={self.draws}", row["scope"])
            for row in self.outputs.drop_nulls("median").iter_rows(named=True)
        ]  # fmt: skip
        return pl.DataFrame(told, schema=schema(), orient="row")

    def document(self) -> dict[str, Any]:
        """What `simulate SCENARIO --json` prints, but for the siting."""
        scenario = self.plan.scenario
        return {
            "scenario": scenario.id,
            "title": scenario.title,
            "about": scenario.about,
            "inherits": list(scenario.lineage),
            "against": None if self.against is None else self.against.scenario.id,
            "finding": self.finding,
            "draws": self.draws,
            "seed": self.seed,
            "years": list(self.plan.years),
            "outputs": self.outputs.to_dicts(),
            "stocks": self.stocks.to_dicts(),
            "drivers": [] if self.drivers is None else self.drivers.to_dicts(),
            "assumptions": [assumption_told(key, self.plan) for key in self.plan.variables],
            "illustrative": list(self.illustrative),
            "notes": list(self.plan.notes),
            "caveats": list(scenario.caveats),
            "sources": list(self.sources),
        }


def _of_region(key: str) -> bool:
    return key.startswith("region ")


def assumption_told(key: str, plan: Plan) -> dict[str, Any]:
    """One assumption as it stands in a JSON document: its intervals by year, side by side, and its references."""
    one = plan.variables[key]
    years = plan.years
    return {
        "assumption": key,
        "title": one.title,
        "unit": one.unit,
        "illustrative": one.illustrative,
        "sides": [
            {
                "from": min(years[0] + stretch.first + len(years) - one.years, years[-1]),
                "shape": side.shape,
                "weight": side.weight,
                "first": [float(side.low[0]), float(side.high[0])],
                "last": [float(side.low[-1]), float(side.high[-1])],
            }
            for stretch in one.stretches for side in stretch.sides
        ],
        "references": [{"title": work.title, "href": work.href, "page": work.page} for work in one.references],
        "sources": list(one.sources),
    }  # fmt: skip
