"""Printed results: the totals and ranks of a published system as its publisher prints them, from the ledger."""

from __future__ import annotations

import polars as pl

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.published.system import System


def printed(ledger: Ledger, system: System) -> pl.DataFrame:
    """entity, score, rank, basis (of the rank) and edition, for every economy with a result in the ledger.

    A rank is the printed one; where none is printed it is counted from the totals, but only if the ledger holds those
    of all economies that the publisher covers; else it is null. A total that we do not hold is null. Raises PlanError
    where the ledger holds no result at all.
    """
    scores, ranks = _figures(ledger, system, system.score), _figures(ledger, system, system.rank)
    found = scores.join(ranks.rename({"value": "rank"}), on="entity", how="full", coalesce=True, suffix="_of_rank")
    if found.is_empty():
        raise PlanError(
            f"no result of {system.title!r} is known",
            where=f"the system {system.id!r}, {system.period}",
            next_step=f"theodolite pull {' '.join(system.editions)}",
        )
    listed = pl.col("entity").replace_strict(dict(system.ranks), default=None, return_dtype=pl.Float64)
    whole = system.covers is not None and len(scores) >= system.covers
    counted = pl.col("score").rank("min", descending=True) if whole else pl.lit(None, dtype=pl.Float64)
    table = found.rename({"value": "score"}).with_columns(
        pl.coalesce("rank", listed, counted).cast(pl.Int64).alias("rank"),
        pl.when(pl.coalesce("rank", listed).is_not_null()).then(pl.lit("printed"))
        .when(pl.lit(whole)).then(pl.lit("counted")).alias("basis"),
        pl.coalesce("edition", "edition_of_rank").alias("edition"),
    )  # fmt: skip
    return table.select("entity", "score", "rank", "basis", "edition").sort("rank", "entity", nulls_last=True)


def _figures(ledger: Ledger, system: System, indicator: str | None) -> pl.DataFrame:
    """entity, value, edition: one figure of `indicator` an economy, from the first of the system's editions."""
    order = {edition: place for place, edition in enumerate(system.editions)}
    rows = ledger.rows.with_columns(edition=pl.col("source") + "-" + pl.col("edition")).filter(
        pl.col("indicator") == (indicator or ""),
        pl.col("period") == system.period,
        pl.col("edition").is_in(list(order)),
        ~pl.col("entity").is_in(list(ledger.catalog.economies.groups)),
    )
    placed = rows.with_columns(place=pl.col("edition").replace_strict(order, default=None, return_dtype=pl.Int64))
    return (
        placed.sort("place", "entity")
        .unique("entity", keep="first", maintain_order=True)
        .select("entity", "value", "edition")
    )
