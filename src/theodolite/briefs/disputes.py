"""Disputes: the cases in which several sources tell of a figure that a lens uses, and how each is named."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from theodolite.briefs.question import Asked
from theodolite.briefs.wording import plain_period
from theodolite.evidence.conflicts import Conflicts
from theodolite.figures.numbers import number, percent, with_unit

APART = ("conflicts", "different-definition")
"""Relations that are told of for an earlier year, where no second source tells of the year in use."""

Case = dict[str, Any]
"""A row of `Conflicts.table`, with `in_use` and its `sides`: those in turn rows, with `taken` for the lenses' side."""


def disputes(found: Conflicts, rows: set[int], indicators: set[str]) -> list[Case]:
    """The cases with a side among the ledger's `rows` in use, and the last earlier case of what has none.

    The widest apart stand first, sides in the order of their values. The side taken is the figure used; where
    definitions differ, the one of the `indicators` that the lenses look at.
    """
    used_in = found.sides.filter(pl.col("row").is_in(list(rows)))["case"].unique().implode()
    table = found.table.with_columns(in_use=pl.col("case").is_in(used_in))
    covered = table.filter("in_use").select("entity", "about").unique()
    earlier = table.filter(pl.col("relation").is_in(APART)).join(covered, on=["entity", "about"], how="anti")
    last = earlier.sort("at", descending=True, maintain_order=True).unique(["entity", "about"], keep="first")
    kept = table.filter(pl.col("in_use") | pl.col("case").is_in(last["case"].implode()))
    told = [{**case, "sides": _sides(found, case, indicators)} for case in kept.iter_rows(named=True)]
    return sorted(told, key=lambda case: -times_apart(case))


def times_apart(case: Case) -> float:
    """The highest figure over the lowest: 1 where they are equal, infinite where one of them is not above zero."""
    if case["lowest"] == case["highest"]:
        return 1.0
    return case["ratio"] or math.inf


def apart_by(ratio: float) -> str:
    """How far apart two figures are: 3.4 % apart, or 2.1 times from twice on."""
    if math.isinf(ratio):
        return "one of them zero"
    return f"{number(ratio)} times apart" if ratio >= 2 else f"{percent(ratio - 1)} apart"


def _sides(found: Conflicts, case: Case, indicators: set[str]) -> list[Case]:
    own = (
        pl.col("indicator").is_in(sorted(indicators)) if case["relation"] == "different-definition" else pl.col("used")
    )
    sides = found.sides.filter(pl.col("case") == case["case"]).with_columns(taken=own)
    return sides.sort("value", descending=True, maintain_order=True).to_dicts()


def taken_side(case: Case) -> Case:
    """The side that the lenses take, or the first one."""
    return next((side for side in case["sides"] if side["taken"]), case["sides"][0])


def heading(asked: Asked, case: Case) -> str:
    """What the case is about: indicator, entity and period."""
    side = taken_side(case)
    period = plain_period(side["period"])
    year = period if case["in_use"] else f"{period} (the last year that both tell of)"
    return f"{asked.catalog.indicators[side['indicator']].title}, {asked.name(case['entity'])}, {year}"


def value(asked: Asked, side: Case, case: Case) -> str:
    """The figure of one side with its unit, told like those of the other sides of the case."""
    unit = asked.catalog.units[asked.catalog.indicators[side["indicator"]].unit]
    return with_unit(side["value"], unit, [other["value"] for other in case["sides"]])


def producer(asked: Asked, side: Case) -> str:
    """Who gives the figure of one side."""
    return asked.catalog.sources[f"{side['source']}-{side['edition']}"].producer


def label(asked: Asked, side: Case, case: Case) -> str:
    """The producer, title and edition of a side's source, and its indicator where one edition counts in two ways."""
    source = asked.catalog.sources[f"{side['source']}-{side['edition']}"]
    said = f"{source.producer}, {source.title} ({source.edition})"
    twice = sum((s["source"], s["edition"]) == (side["source"], side["edition"]) for s in case["sides"]) > 1
    return f"{said}: {asked.catalog.indicators[side['indicator']].title}" if twice else said
