"""The answer of `theodolite simulate` in the terminal: the finding, outputs by year, drivers, assumptions and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from theodolite.cli.terminal import Terminal
from theodolite.scenarios.outputs import SHORT, TOLD
from theodolite.scenarios.result import Simulation, assumption_told
from theodolite.scenarios.side_by_side import Comparison
from theodolite.scenarios.spoken import spoken

if TYPE_CHECKING:
    from rich.table import Table

    from theodolite.scenarios.siting.overview import Overview

NATIONAL = "national-electricity"
"""What is told for others to be held against, and is no finding."""

LARGEST = 4
"""Drivers told of each output."""

LEAST = 0.01
"""The least total share of a driver that is told."""


def show_simulation(
    found: Simulation | Comparison,
    sited: Overview | None = None,
    files: Sequence[str] = (),
    *,
    assumptions: bool = False,
) -> None:
    """Print one scenario with its siting, or several, and the files that were written."""
    console = Terminal()
    console.say(found.finding)
    if isinstance(found, Simulation):
        _one(console, found)
        if sited is not None:
            _sited(console, sited)
        if assumptions:
            _assumptions(console, found)
    else:
        _several(console, found)
    if files:
        console.say(f"\nwritten: {', '.join(files)}")


def _one(console: Terminal, found: Simulation) -> None:
    years = _chosen(found)
    table = _columns("\nMedian, and 5 to 95 % of the draws", "", *map(str, years))
    shown = found.outputs.filter(pl.col("name") != NATIONAL)
    for rows in shown.partition_by("name", maintain_order=True):
        told = {row["year"]: spoken(row) for row in rows.iter_rows(named=True)}
        table.add_row(_titled(rows.row(0, named=True)), *(told[year] for year in years))
    console.print(table)
    console.say("Parts are medians, and need not add up to the median of the whole.")
    _stocks(console, found)
    if found.drivers is not None:
        _drivers(console, found.drivers, found)
    for line in (*found.plan.notes, *found.plan.scenario.caveats):
        console.say(f"note: {line}")
    if found.illustrative:
        console.say(f"illustrative, for nobody publishes them: {'; '.join(found.illustrative)}")
    console.say(f"sources: {', '.join(found.sources)}")


def _sited(console: Terminal, found: Overview) -> None:
    """Where work stands at the least cost, what limits and contracts do to it, and what shifting saves."""
    console.say("\nOf the sites as they stand, whatever the scenario:")
    console.say(found.finding)
    for line in found.findings:
        console.say(line)
    hubs = _columns("\nHubs at the least cost", "hub", "MW of IT", "used", "kgCO₂/kWh")
    for one in found.site.hubs:
        row = one.row
        hubs.add_row(row["title"], f"{row['work']:,.0f}", f"{row['utilisation']:.0%}", f"{row['grid_factor']:.3f}")
    console.print(hubs)
    currency = found.site.inputs.siting.currency
    table = _columns("\nA year of it", "", f"bn {currency}", "TWh", "Mt CO₂", "million m³", "renewable")
    for row in found.table.iter_rows(named=True):
        scaled = (row["cost"] / 1e9, row["energy"] / 1e6, row["carbon"] / 1e6, row["water"] / 1e6)
        table.add_row(row["variant"], *(f"{one:.2f}" for one in scaled), f"{row['renewable_share']:.0%}")
    console.print(table)


def _chosen(found: Simulation) -> list[int]:
    """The last year that is counted, the next but two, and the last one."""
    years = found.plan.years
    middle = (found.plan.counted + years[-1]) // 2
    return sorted({max(found.plan.counted, years[0]), max(middle, years[0]), years[-1]})


def _stocks(console: Terminal, found: Simulation) -> None:
    rows = found.stocks.filter(pl.col("year") == found.last)
    table = _columns(f"\nChips that stand at the end of {found.last}", "chip", "from", "how many", left=2)
    for row in rows.iter_rows(named=True):
        if row["p95"] > 0:
            table.add_row(row["title"], row["origin"], spoken(row))
    console.print(table)


def _drivers(console: Terminal, drivers: pl.DataFrame, found: Simulation) -> None:
    titles = dict(found.outputs.select("name", "title").unique().iter_rows())
    title = f"\nWhat the spread in {found.last} comes from (total Sobol shares, which may add up to more than 100 %)"
    table = _columns(title, "of", "comes from", "share", left=2)
    for name in TOLD:
        rows = drivers.filter((pl.col("output") == name) & (pl.col("total") >= LEAST)).head(LARGEST)
        for at, row in enumerate(rows.iter_rows(named=True)):
            table.add_row(titles[name] if at == 0 else "", row["title"], f"{min(row['total'], 1):.0%}")
    console.print(table)


def _assumptions(console: Terminal, found: Simulation) -> None:
    console.say("\nAssumptions")
    for key in found.plan.variables:
        one = assumption_told(key, found.plan)
        mark = " (illustrative)" if one["illustrative"] else ""
        console.say(f"\n{one['title']}{mark}, {one['unit']}: {key}")
        for side in one["sides"]:
            console.say(f"  {_span(side)}")
        for work in one["references"]:
            page = f", p. {work['page']}" if work["page"] else ""
            console.say(f"  after {work['title']}{page}" + (f" <{work['href']}>" if work["href"] else ""))
        if one["sources"]:
            console.say(f"  sources: {', '.join(one['sources'])}")


def _span(side: dict[str, Any]) -> str:
    (low, high), (last_low, last_high) = side["first"], side["last"]
    told = f"{low:.4g}" if low == high else f"{low:.4g} to {high:.4g}"
    if side["first"] != side["last"]:
        told += f" at first, {last_low:.4g} to {last_high:.4g} in the end"
    return f"{told} ({side['shape']}, from {side['from']})"


def _several(console: Terminal, found: Comparison) -> None:
    first = found.simulations[0]
    console.say(f"\nIn {found.year}: median, and 5 to 95 % of the draws")
    for name in TOLD:
        table = _columns("\n" + _titled(first.at(name, found.year)), "scenario", "")
        for one in found.simulations:
            table.add_row(one.plan.scenario.title, spoken(one.at(name, found.year)))
        console.print(table)
    console.say("")
    for one in found.simulations:
        console.say(f"“{one.plan.scenario.title}” ({one.plan.scenario.id}): {one.plan.scenario.question}")
    console.say(f"sources: {', '.join(found.sources)}")


def _titled(row: dict[str, Any]) -> str:
    unit = "" if row["unit"] == "household" else f", {SHORT.get(row['unit'], row['unit'])}"
    return f"{row['title']}{unit}"


def _columns(title: str, *names: str, left: int = 1) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None)
    for at, name in enumerate(names):
        table.add_column(name, overflow="fold", justify="left" if at < left else "right")
    return table
