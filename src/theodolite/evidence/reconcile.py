"""Reconcile: from all that was said of one case to the value that is used, with low, high and the reason."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from theodolite.evidence.ledger import Ledger

KEY = ("entity", "indicator", "period")
"""The comparison key: figures are held against each other only inside it (units are one per indicator)."""


def reconcile(ledger: Ledger, indicators: Iterable[str]) -> pl.DataFrame:
    """One row per entity × indicator × period: the value used and the interval that the others span.

    The stated policy, in this order:

    1. an edition replaces earlier editions of the same work, cell by cell (relation *superseded*);
    2. of what is left, the work named first in the indicator's `prefer:`; then primary before secondary; then the
       work that covers more economies for this indicator; then the one published last; then alphabetical;
    3. `low` and `high` are the reported interval of the value used, widened to hold every other work's value that
       is not of the same origin. Missing values are not filled.

    Returns the columns of KEY, `value`, `low`, `high`, `row` (of the value used), `works` (how many stood side by
    side), `source`, `edition`, `start`, `end`, `published`, `status`, sorted by KEY.
    """
    names = sorted(set(indicators))
    standing = standing_rows(ledger, names)
    ordered = standing.sort(
        *KEY, "preference", "secondary", "coverage", "published", "source",
        descending=[False, False, False, False, False, True, True, False],
    )  # fmt: skip
    independent = pl.col("value").filter(~pl.col("same_origin"))
    return ordered.group_by(*KEY, maintain_order=True).agg(
        pl.col("value", "row", "source", "edition", "start", "end", "published", "status").first(),
        pl.min_horizontal(pl.col("low").first(), pl.col("value").first(), independent.min()).alias("low"),
        pl.max_horizontal(pl.col("high").first(), pl.col("value").first(), independent.max()).alias("high"),
        pl.len().alias("works"),
    )


def standing_rows(ledger: Ledger, indicators: Iterable[str]) -> pl.DataFrame:
    """The rows that stand after superseding, with what the policy sorts by.

    Adds `preference` (place in the indicator's `prefer:`, a large number otherwise), `secondary`, `coverage` (how
    many entities the work covers for the indicator) and `same_origin` (its figures come from another work present
    in the same key).
    """
    rows = ledger.select(indicator=sorted(set(indicators)))
    latest = pl.col("published") == pl.col("published").max().over(*KEY, "source")
    rows = rows.filter(latest).unique(subset=[*KEY, "source"], keep="first", maintain_order=True)
    preference = {(i, w): n for i in indicators for n, w in enumerate(ledger.catalog.indicators[i].prefer)}
    facts = pl.DataFrame(
        [(i, w, n) for (i, w), n in preference.items()],
        schema={"indicator": pl.String, "source": pl.String, "preference": pl.Int64},
        orient="row",
    )
    rows = rows.join(facts, on=["indicator", "source"], how="left", maintain_order="left")
    return _mark_origin(ledger, rows).with_columns(
        pl.col("preference").fill_null(10_000),
        (pl.col("tier") == "secondary").alias("secondary"),
        pl.col("entity").n_unique().over("indicator", "source").alias("coverage"),
    )


def _mark_origin(ledger: Ledger, rows: pl.DataFrame) -> pl.DataFrame:
    taken = [
        (source.work, source.edition, origin) for source in ledger.catalog.sources.values() for origin in source.origin
    ]
    origins = pl.DataFrame(taken, schema={"source": pl.String, "edition": pl.String, "origin": pl.String}, orient="row")
    present = rows.select(*KEY, pl.col("source").alias("origin")).unique()
    derived = (
        rows.select("row", *KEY, "source", "edition")
        .join(origins, on=["source", "edition"])
        .join(present, on=[*KEY, "origin"])
        .get_column("row")
        .unique()
    )
    return rows.with_columns(pl.col("row").is_in(derived.implode()).alias("same_origin"))
