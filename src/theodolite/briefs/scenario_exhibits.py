"""Exhibits of scenarios: outputs side by side, fans over years, the stock by origin, and what the spread comes from."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from theodolite.briefs.exhibit import Figure
from theodolite.figures.drivers import Driver, Share, drivers
from theodolite.figures.fan_marks import Said
from theodolite.figures.scenario_fan import Course, course_table, scenario_fan
from theodolite.figures.scenario_lanes import Panel, Spread, lanes_table, scenario_lanes
from theodolite.figures.stock_bars import Origin, Whole, stock_bars, stock_table
from theodolite.figures.theme import looks
from theodolite.scenarios.outputs import SHORT, TOLD
from theodolite.scenarios.result import CUT_NAMES, Simulation
from theodolite.scenarios.side_by_side import Comparison
from theodolite.scenarios.spoken import to_digits

FANNED = ("training-compute", "energy", "electricity-share", "water", "carbon")
"""Outputs that are drawn over years."""

DRIVEN = ("training-compute", "energy", "delay")
"""Outputs whose drivers are drawn."""

MOST = 10
"""Drivers drawn of one output."""


def exhibits(found: Simulation | Comparison) -> list[Figure]:
    """The figures of one scenario, or of several side by side."""
    if isinstance(found, Comparison):
        return [lanes_figure(found), *(fan_figure(found.simulations, name) for name in FANNED)]
    figures = [stock_figure(found), *(fan_figure([found], name) for name in FANNED)]
    return figures + [drawn for name in DRIVEN if (drawn := driver_figure(found, name)) is not None]


def lanes_figure(found: Comparison, names: Sequence[str] = TOLD, *, folded: bool = False) -> Figure:
    """Scenarios side by side in one year, a small plot an output."""
    sides = looks([one.plan.scenario.title for one in found.simulations])
    panels: list[Panel] = []
    for name in names:
        rows = [one.at(name, found.year) for one in found.simulations]
        spreads = tuple(
            None if row["median"] is None else Spread(*(to_digits(row[cut]) for cut in CUT_NAMES)) for row in rows
        )
        panels.append(Panel(rows[0]["title"], SHORT.get(rows[0]["unit"], rows[0]["unit"]), spreads))
    title = f"Scenarios side by side in {found.year}"
    caption = "Medians and 5 to 95 % of the draws; the same draws stand behind all scenarios."
    draw = lambda width: scenario_lanes(title, sides, panels, width)  # noqa: E731
    return Figure.drawn("scenario-lanes", title, caption, draw, lanes_table(sides, panels), folded=folded)


def fan_figure(
    simulations: Sequence[Simulation], name: str, marks: Sequence[Said] = (), *, folded: bool = False
) -> Figure:
    """One output over the years under one scenario or several, beside what others have published."""
    sides = looks([one.plan.scenario.title for one in simulations])
    courses: list[Course] = []
    for look, one in zip(sides, simulations, strict=True):
        rows = one.outputs.filter(pl.col("name") == name).sort("year")
        ends = (tuple(map(to_digits, rows[cut])) for cut in CUT_NAMES)
        courses.append(Course(look, tuple(rows["year"].to_list()), *ends))
    first = simulations[0]
    row = first.at(name)
    title = f"{row['title']}: {first.plan.title}"
    scope = f" Of {row['scope']}." if row["scope"] else ""
    caption = f"Median and 5 to 95 % of the draws; dashed after the last year in which sales are counted.{scope}"
    unit, counted = f"{row['title']}, " + SHORT.get(row["unit"], row["unit"]), first.plan.counted
    draw = lambda width: scenario_fan(title, unit, courses, width, counted=counted, marks=marks)  # noqa: E731
    return Figure.drawn(f"scenario-{name}", title, caption, draw, course_table(courses), folded=folded)


def stock_figure(found: Simulation, *, folded: bool = False) -> Figure:
    """The stock in H100 equivalents by where it comes from, year by year."""
    years = list(found.plan.years)
    parts = {
        row["name"]: row["title"]
        for row in found.outputs.iter_rows(named=True) if row["name"].startswith("stock-")
    }  # fmt: skip
    told = {name: found.outputs.filter(pl.col("name") == name).sort("year") for name in (*parts, "training-compute")}
    origins = [
        Origin(title.removeprefix("of it "), tuple(map(to_digits, told[name]["median"])))
        for name, title in parts.items()
    ]
    ends = (tuple(map(to_digits, told["training-compute"][cut])) for cut in CUT_NAMES)
    whole = Whole(*ends)
    title = f"Chips by where they come from: {found.plan.scenario.title}"
    caption = "In H100 equivalents by dense 16-bit operations, at the end of each year."
    draw = lambda width: stock_bars(title, "H100e", years, origins, whole, width, counted=found.plan.counted)  # noqa: E731
    return Figure.drawn("scenario-stock", title, caption, draw, stock_table(years, origins, whole), folded=folded)


def driver_figure(found: Simulation, name: str, *, folded: bool = False) -> Figure | None:
    """What the spread of one output in the last year comes from; None where it has none."""
    if found.drivers is None:
        return None
    rows = found.drivers.filter(pl.col("output") == name)
    if rows.is_empty():
        return None
    told = [
        Driver(
            row["title"],
            Share(row["first"], row["first_low"], row["first_high"]),
            Share(row["total"], row["total_low"], row["total_high"]),
        )
        for row in rows.iter_rows(named=True)
    ]
    title = f"{found.at(name)['title']} in {found.last}: what the spread comes from"
    caption = "Sobol's shares of the variance, with their 5 to 95 %; of ratios, that of the logarithm."
    draw = lambda width: drivers(title, told, width, what="assumption", most=MOST)  # noqa: E731
    return Figure.drawn(f"scenario-drivers-{name}", title, caption, draw, rows, folded=folded)
