"""Exhibits of climate: electricity among published projections, and the table of all that is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from theodolite.briefs.exhibit import Figure, Table, cell
from theodolite.briefs.question import Asked
from theodolite.briefs.scenario_exhibits import fan_figure
from theodolite.core.period import parse_period
from theodolite.evidence.verdicts import check_claims
from theodolite.figures.fan_marks import Said
from theodolite.figures.numbers import number
from theodolite.scenarios.climate import ALL, PUBLISHED, Climate, Told
from theodolite.scenarios.outputs import SHORT
from theodolite.scenarios.spoken import spoken

if TYPE_CHECKING:
    from theodolite.reading.claim import Claim
    from theodolite.reading.claims import Reading

FORECAST = ("projected", "target")


def electricity_figure(found: Climate) -> Figure:
    """The electricity of AI chips over the years, and as marks what others say of all data centres."""
    rows = found.table.filter((pl.col("output") == "energy") & (pl.col("scope") == ALL))
    marks = [
        Said(f"{row['who']}: all data centres", row["year"], *_ends(row))
        for row in rows.iter_rows(named=True) if row["year"] in found.simulation.plan.years
    ]  # fmt: skip
    return fan_figure([found.simulation], "energy", marks)


def projections_table(found: Climate) -> Table:
    """What is published of all data centres, beside what the scenario has of AI chips alone in the same years."""
    rows = found.table.filter(pl.col("scope") == ALL)
    own = {
        (row["output"], row["year"]): row
        for row in found.table.filter(pl.col("scope") != ALL).iter_rows(named=True)
    }  # fmt: skip
    titles = dict(found.simulation.outputs.select("name", "title").unique().iter_rows())
    shown = tuple(
        (
            cell(titles[row["output"]], SHORT.get(row["unit"], row["unit"])),
            cell(str(row["year"])),
            cell(row["who"], row["modality"]),
            cell(_spanned(row)),
            cell("" if row["national_share"] is None else f"{row['national_share']:.1f} %"),
            cell(_spanned(own[key]) if (key := (row["output"], row["year"])) in own else "–"),
        )
        for row in rows.iter_rows(named=True)
    )
    header = ("What", "Year", "Who says so", "All data centres", "Of the nation's", "AI chips alone")
    caption = (
        "Published figures of all data centres, none averaged, and the scenario's of AI chips alone, which are a part "
        "of them."
    )
    return Table("climate-projections", caption, header, shown, found.table, numeric=(1, 3, 4, 5))


def told(asked: Asked, entity: str) -> list[Told]:
    """What the user's documents say of data centres of an economy, in years that they name."""
    claims = [
        (reading, claim)
        for reading in asked.read for claim in reading.claims
        if claim.indicator in PUBLISHED and claim.entity == entity and claim.period is not None
        and claim.value is not None and claim.unit == asked.catalog.indicators[claim.indicator].unit
    ]  # fmt: skip
    holds = {one.claim.id: one.holds for one in check_claims([claim for _, claim in claims], asked.ledger).verdicts}
    return [_told(reading, claim, holds[claim.id]) for reading, claim in claims]


def _told(reading: Reading, claim: Claim, holds: str) -> Told:
    who = claim.attributed_to or reading.document.title.value or reading.document.file
    hedge = f", {claim.qualifier.replace('_', ' ')}" if claim.qualifier else ""
    assert claim.indicator is not None
    assert claim.period is not None
    assert claim.value is not None
    said = f"{who}, as your document has it{hedge}: {holds}"
    return Told(
        PUBLISHED[claim.indicator], parse_period(claim.period).end.year, said,
        claim.modality in FORECAST, claim.value, claim.low, claim.high, claim.unit, reading.document.file,
        f"characters {claim.start} to {claim.end}",
    )  # fmt: skip


def _ends(row: dict[str, object]) -> tuple[float, float]:
    low, high = (row[name] if row[name] is not None else row["value"] for name in ("low", "high"))
    return float(str(low)), float(str(high))


def _spanned(row: dict[str, object]) -> str:
    low, high = _ends(row)
    return (
        number(float(str(row["value"])))
        if low == high
        else spoken({**row, "p05": low, "p95": high, "median": row["value"]})
    )
