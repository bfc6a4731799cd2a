"""Gather: from the ledger to a dataset, one figure for each entity and indicator by the lens's rule of periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.index.dataset import Dataset, Flag
from theodolite.index.framework import Leaf, Taken, leaves
from theodolite.index.lens import Lens, Population


def gather(ledger: Ledger, lens: Lens) -> Dataset:
    """The figures that the lens takes, for every economy that it looks at.

    Where an indicator's missing values mean *none recorded*, a cell without an observation is a true zero; otherwise
    it is missing (NaN). Raises PlanError where an indicator has no figure at all.
    """
    wanted = list(leaves(lens.framework))
    used = reconcile(ledger, [leaf.indicator for leaf in wanted])
    entities = population(ledger, lens.economies, used)
    columns = [_column(ledger, leaf, lens.period, used, entities) for leaf in wanted]
    return Dataset(
        entities,
        tuple(leaf.indicator for leaf in wanted),
        np.column_stack([values for values, _, _ in columns]),
        np.column_stack([rows for _, rows, _ in columns]),
        np.array([1.0 if ledger.catalog.indicators[leaf.indicator].direction == "more" else -1.0 for leaf in wanted]),
        tuple(flag for _, _, flags in columns for flag in flags),
    )


def population(ledger: Ledger, rule: Population | None, used: pl.DataFrame) -> tuple[str, ...]:
    """The economies that are looked at, sorted by code: those in the rule, else all that have any figure."""
    economies = set(ledger.catalog.economies.titles) - ledger.catalog.economies.groups
    if rule is None:
        return tuple(sorted(economies & set(used["entity"])))
    latest = latest_figures(reconcile(ledger, [rule.indicator]), ledger.now)
    large = latest.filter(pl.col("value") >= rule.at_least)
    return tuple(sorted(economies & set(large["entity"])))


def latest_figures(used: pl.DataFrame, now: date, oldest: int | None = None) -> pl.DataFrame:
    """The last figure of each entity × indicator that ends by `now`, and at most `oldest` years before it.

    A provisional period (status P: a year not yet over) is passed over.
    """
    first = date(now.year - oldest, 1, 1) if oldest is not None else date.min
    fit = used.filter((pl.col("status") != "P") & (pl.col("start") <= now) & (pl.col("end") >= first))
    return fit.sort("entity", "indicator", "end", "start").group_by("entity", "indicator", maintain_order=True).last()


def _column(
    ledger: Ledger, leaf: Leaf, default: Taken, used: pl.DataFrame, entities: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, list[Flag]]:
    own = used.filter(pl.col("indicator") == leaf.indicator)
    taken = _take(own, leaf.period or default, ledger.now)
    if taken.is_empty():
        raise PlanError(
            f"the indicator {leaf.indicator} has no figure that the lens may take",
            expected=f"an observation known by {ledger.now}",
            next_step="pull its source, or take the indicator out of the lens",
        )
    found = {e: (v, r) for e, v, r in taken.select("entity", "value", "row").iter_rows()}
    none = 0.0 if ledger.catalog.indicators[leaf.indicator].missing_means == "none-recorded" else np.nan
    values = np.array([found.get(entity, (none, -1))[0] for entity in entities], dtype=float)
    rows = np.array([found.get(entity, (none, -1))[1] for entity in entities], dtype=np.int64)
    return values, rows, []


def _take(own: pl.DataFrame, rule: Taken, now: date) -> pl.DataFrame:
    if rule.take == "latest":
        return latest_figures(own, now, rule.oldest)
    first = date(now.year - (rule.over or 1) + 1, 1, 1)
    within = own.filter((pl.col("end") >= first) & (pl.col("start") <= now)).sort("entity", "end")
    how = {"sum": pl.col("value").sum(), "mean": pl.col("value").mean(), "max": pl.col("value").max()}[rule.take]
    return within.group_by("entity", maintain_order=True).agg(how, pl.col("row").last())
