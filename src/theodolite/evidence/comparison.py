"""Comparison: the figures of each comparison key side by side, with their relation to the one used."""

from __future__ import annotations

import numpy as np
import polars as pl

from theodolite.evidence.ledger import Ledger, Names
from theodolite.evidence.reconcile import in_editions, in_order, standing
from theodolite.evidence.tolerance import agree, span

CASE = ("entity", "about", "at", "unit", "modality")
"""The comparison key: `about` is the indicator, or the concept that several count; `at` the period compared."""

RELATIONS = ("conflicts", "different-definition", "compatible", "superseded", "same-origin", "agrees")
"""Every relation, the most serious first."""

_KEY = ("entity", "indicator", "at", "projected")
_EDITIONS = ("entity", "indicator", "period", "source", "projected")
_NUMBERED = ("entity", "about", "at", "projected", "kind", "work")
"""What makes a case: within one kind of comparison, and for superseded figures within one work."""


def compared(ledger: Ledger, indicator: Names = None, entity: Names = None) -> pl.DataFrame:
    """Every figure that has another to be held against, one row a side, with `case`, CASE, `relation`, `used`, `why`.

    See `conflicts.conflicts` for the rules. Other columns are those of the ledger's rows.
    """
    asked = ledger.select(indicator=indicator)
    concepts = _concepts(ledger)
    wanted = set(asked["indicator"].unique())
    ideas = {concepts[name] for name in wanted & concepts.keys()}
    related = wanted | {name for name, idea in concepts.items() if idea in ideas}
    rows = ledger.rows.filter(pl.col("indicator").is_in(sorted(related)))
    stand = standing(ledger, rows).with_columns(pl.col("period").alias("at"))
    if entity is not None:
        rows, stand = (frame.join(ledger.select(entity=entity), on="row", how="semi") for frame in (rows, stand))
    only = pl.col("indicator").is_in(sorted(wanted))
    kinds = [
        _between_works(stand.filter(only), ledger),
        _between_editions(rows.filter(only)),
        _between_definitions(stand, ledger, concepts),
    ]
    sides = pl.concat([kind.select(kinds[0].columns) for kind in kinds])
    sides = sides.with_columns(
        pl.struct(_NUMBERED).rank("dense").alias("case"),
        pl.when("projected").then(pl.lit("projected")).otherwise(pl.lit("observed")).alias("modality"),
    )
    return sides.drop("kind", "work", "projected")


def _concepts(ledger: Ledger) -> dict[str, str]:
    """Indicator → concept, of the indicators in the ledger that have one."""
    known = ledger.catalog.indicators
    return {name: c for name in sorted(ledger.rows["indicator"].unique()) if (c := known[name].concept) is not None}


def _between_works(stand: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Standing figures of several works for one indicator, the one used first."""
    shared = stand.filter(pl.col("source").n_unique().over("indicator") > 1)
    rows = _with_wider(shared, ledger)
    rows = rows.filter(pl.col("source").n_unique().over(*_KEY) > 1)
    rows = in_order(rows, ledger, _KEY)
    first = pl.int_range(pl.len()).over(*_KEY) == 0
    rows = rows.with_columns(first.alias("used"), _why(_KEY).alias("why"))
    names = ("value", "low", "high", "published")
    used = [pl.col(name).first().over(*_KEY).alias(f"used_{name}") for name in names]
    return _sides(_related(rows.with_columns(used)), "works", pl.col("indicator"), pl.lit(""))


def _with_wider(rows: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """`rows`, and beside each those of other works whose period holds its own (`wider`); flows add up and have none."""
    flows = [name for name in rows["indicator"].unique() if ledger.catalog.indicators[name].kind == "flow"]
    level = rows.filter(~pl.col("indicator").is_in(flows))
    narrow = level.select("entity", "indicator", "projected", "at", narrow_source="source", first="start", last="end")
    wider = level.drop("at").join(narrow.unique(), on=["entity", "indicator", "projected"]).filter(
        (pl.col("source") != pl.col("narrow_source")) & (pl.col("period") != pl.col("at"))
        & (pl.col("start") <= pl.col("first")) & (pl.col("end") >= pl.col("last"))
    )  # fmt: skip
    wider = wider.join(rows, on=[*_KEY, "source"], how="anti").unique([*_KEY, "row"])
    return pl.concat([rows, wider.with_columns(pl.lit(value=True).alias("wider")).select(rows.columns)])


def _between_editions(rows: pl.DataFrame) -> pl.DataFrame:
    """Figures of earlier editions of a work that its last edition gives with another value."""
    rows = in_editions(rows).filter(pl.col("edition").n_unique().over("indicator", "source") > 1)
    rows = rows.filter(pl.col("edition").n_unique().over(*_EDITIONS) > 1)
    rows = rows.sort(*_EDITIONS, "order", descending=[*[False] * len(_EDITIONS), True], maintain_order=True)
    last = pl.col("value").first().over(*_EDITIONS)
    same = pl.Series("same", agree(rows["value"].to_numpy(), rows.select(last)["value"].to_numpy()))
    rows = rows.with_columns(same, (pl.col("order") == pl.col("order").max().over(*_EDITIONS)).alias("used"))
    rows = rows.filter((pl.col("used") | ~pl.col("same")) & ~pl.col("same").all().over(*_EDITIONS))
    rows = rows.with_columns(
        pl.when(~pl.col("used")).then(pl.lit("superseded")).alias("relation"),
        pl.format("the edition {} replaces earlier ones", pl.col("edition").first().over(*_EDITIONS)).alias("why"),
        pl.col("period").alias("at"),
    )
    return _sides(rows, "editions", pl.col("indicator"), pl.col("source"))


def _between_definitions(stand: pl.DataFrame, ledger: Ledger, concepts: dict[str, str]) -> pl.DataFrame:
    """The figure used of each indicator, beside those of other indicators that count the same concept."""
    rows = stand.filter(pl.col("indicator").is_in(list(concepts)))
    rows = in_order(rows, ledger, _KEY).unique(list(_KEY), keep="first", maintain_order=True)
    rows = rows.with_columns(pl.col("indicator").replace_strict(concepts, return_dtype=pl.String).alias("concept"))
    idea = ("entity", "concept", "at", "projected", "unit")
    rows = rows.filter(pl.col("indicator").n_unique().over(*idea) > 1).with_columns(
        pl.lit("different-definition").alias("relation"),
        pl.lit(value=False).alias("used"),
        pl.lit("each counts by its own definition: a lens names the one it takes").alias("why"),
    )
    return _sides(rows, "definitions", pl.col("concept"), pl.col("unit"))


def _sides(rows: pl.DataFrame, kind: str, about: pl.Expr, work: pl.Expr) -> pl.DataFrame:
    return rows.select(
        about.alias("about"), pl.lit(kind).alias("kind"), work.alias("work"), "at", "projected", "entity", "indicator",
        "period", "unit", "value", "low", "high", "status", "source", "edition", "tier", "published", "locator", "row",
        "relation", "used", "why",
    )  # fmt: skip


def _related(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `relation` to the figure used, whose value, low, high and published stand in columns used_…

    Of one origin are those that can be one number; another one was restated where the figure used is later.
    """
    value, other = (rows[name].to_numpy() for name in ("value", "used_value"))
    low, high = span(value, *(rows[name].cast(pl.Float64).to_numpy() for name in ("low", "high")))
    used_low, used_high = span(other, *(rows[name].cast(pl.Float64).to_numpy() for name in ("used_low", "used_high")))
    meet = (low < used_high) & (used_low < high)
    same = agree(value, other)
    said = pl.Series("said", np.where(same, "agrees", np.where(meet, "compatible", "conflicts")), dtype=pl.String)
    earlier = pl.col("published") < pl.col("used_published")
    one_origin = (
        pl.when(said != "conflicts").then(pl.lit("same-origin")).when(earlier).then(pl.lit("superseded"))
        .otherwise(pl.lit("conflicts"))
    )  # fmt: skip
    relation = pl.when("same_origin").then(one_origin).otherwise(said)
    return rows.with_columns(pl.when(~pl.col("used")).then(relation).alias("relation"))


def _why(key: tuple[str, ...]) -> pl.Expr:
    """Why the first figure of a key is used: the first thing in which it differs from the second."""
    names = ("wider", "preference", "secondary", "coverage", "published")
    one = {name: pl.col(name).first().over(*key) for name in names}
    two = {name: pl.col(name).get(1).over(*key) for name in one}
    work = pl.col("source").first().over(*key)
    return (
        pl.when(one["wider"] != two["wider"]).then(pl.format("{} tells of the very period", work))
        .when(one["preference"] != two["preference"]).then(pl.format("the indicator prefers {}", work))
        .when(one["secondary"] != two["secondary"]).then(pl.format("{} is primary", work))
        .when(one["coverage"] != two["coverage"]).then(pl.format("{} covers more entities", work))
        .when(one["published"] != two["published"]).then(pl.format("{} was published last", work))
        .otherwise(pl.format("{} comes first by name", work))
    )  # fmt: skip
