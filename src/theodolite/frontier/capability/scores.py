"""Scores: the best run of each model on each benchmark, of models that can be held against each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from theodolite.errors import EvidenceError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.capability.benchmark import Benchmark, models_of
from theodolite.frontier.capability.response import Array


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of I models on J benchmarks, and the observations that they are.

    `rows` are the ledger's rows used, with `model`; `shares` is I × J, of 1, NaN where a model has no score, with what
    guessing gives taken off where `floors` are not 0. `dropped` says of each model and benchmark left out why.
    """

    models: tuple[str, ...]
    benchmarks: tuple[str, ...]
    rows: pl.DataFrame
    floors: Array
    shares: Array
    dropped: Mapping[str, str]


def best_runs(ledger: Ledger, benchmarks: Collection[str]) -> pl.DataFrame:
    """One row of the ledger a model and benchmark, with `model`: of its runs the one that scores best.

    Of one run that several editions hold the newest edition counts; of equal scores the run whose id comes first.
    """
    rows = ledger.select(indicator=list(benchmarks)).sort("published", "row")
    models = models_of(ledger.catalog)
    return (
        rows.unique(["entity", "indicator"], keep="last", maintain_order=True)
        .with_columns(model=pl.col("entity").replace(models))
        .sort(["model", "indicator", "value", "entity"], descending=[False, False, True, False])
        .unique(["model", "indicator"], keep="first", maintain_order=True)
    )


def scores_of(
    ledger: Ledger, benchmarks: Mapping[str, Benchmark], *, guessing: bool, at_least: int, models_each: int
) -> Scores:
    """The scores to fit, without models on fewer than `at_least` benchmarks, and benchmarks of fewer than `models_each`
    models or on which all score the same.

    What shares no benchmark with the others, directly or by way of other models, cannot be held against them: the
    largest connected part is kept. With `guessing`, a score y where guessing gives c is (y − c)/(1 − c), and 0 below
    it. Raises EvidenceError where nothing can be compared, or a score is no share.
    """
    rows = best_runs(ledger, benchmarks)
    _refuse_unlike(rows)
    dropped: dict[str, str] = {id: "no model has a score" for id in benchmarks if id not in set(rows["indicator"])}
    while True:
        thin = _thin(rows, at_least, models_each) or _apart(rows)
        if not thin:
            break
        dropped |= thin
        rows = rows.filter(~pl.col("model").is_in(list(thin)) & ~pl.col("indicator").is_in(list(thin)))
    dropped |= {
        id: "no model that is left has a score" for id in benchmarks if id not in {*rows["indicator"], *dropped}
    }
    models, names = tuple(sorted(rows["model"].unique())), tuple(sorted(rows["indicator"].unique()))
    if len(models) < 2 or len(names) < 1:
        raise EvidenceError(
            f"no two models can be held against each other on these {len(benchmarks)} benchmarks",
            expected=f"models with scores on {at_least} or more benchmarks that have {models_each} or more such models",
            next_step="ask for more benchmarks, or for fewer of each model (at_least=)",
        )
    floors = np.array([benchmarks[name].floor if guessing else 0.0 for name in names])
    return Scores(models, names, rows, floors, _matrix(rows, models, names, floors), dict(sorted(dropped.items())))


def _refuse_unlike(rows: pl.DataFrame) -> None:
    odd = rows.filter((pl.col("unit") != "percent") | ~pl.col("value").is_between(0, 100))
    if len(odd):
        first = odd.row(0, named=True)
        raise EvidenceError(
            f"{first['entity']} × {first['indicator']}: {first['value']:g} {first['unit']} is no share of a benchmark",
            where=first["locator"],
            expected="0 to 100 percent",
        )


def _thin(rows: pl.DataFrame, at_least: int, models_each: int) -> dict[str, str]:
    """Models and benchmarks with too few scores, or benchmarks that tell no two models apart; with the reason."""
    benchmarks = rows.group_by("indicator").agg(count=pl.len(), apart=pl.col("value").n_unique())
    few = f"of the models have a score, {models_each} are asked"
    found = {
        id: f"{count} {few}" if count < models_each else "all models score the same"
        for id, count, apart in benchmarks.sort("indicator").iter_rows()
        if count < models_each or apart == 1
    }
    if found:
        return found
    models = rows.group_by("model").agg(count=pl.len()).filter(pl.col("count") < at_least).sort("model")
    return {id: f"on {count} of the benchmarks, {at_least} are asked" for id, count in models.iter_rows()}


def _apart(rows: pl.DataFrame) -> dict[str, str]:
    """The models and benchmarks that are not joined with the largest part (most models, then the first by name)."""
    neighbours: dict[str, set[str]] = {}
    for model, benchmark in rows.select("model", "indicator").iter_rows():
        neighbours.setdefault(model, set()).add(benchmark)
        neighbours.setdefault(benchmark, set()).add(model)
    models, parts, seen = set(rows["model"]), [], set[str]()
    for start in sorted(neighbours):
        if start not in seen:
            part, edge = {start}, [start]
            while edge:
                new = neighbours[edge.pop()] - part
                part |= new
                edge += new
            seen |= part
            parts.append(part)
    largest = max(parts, key=lambda part: len(part & models), default=set[str]())
    return dict.fromkeys(sorted(seen - largest), "shares no benchmark with the others")


def _matrix(rows: pl.DataFrame, models: tuple[str, ...], names: tuple[str, ...], floors: Array) -> Array:
    at, across = ({id: k for k, id in enumerate(ids)} for ids in (models, names))
    shares = np.full((len(models), len(names)), np.nan)
    for model, name, value in rows.select("model", "indicator", "value").iter_rows():
        shares[at[model], across[name]] = value / 100
    return np.where(floors > 0, np.maximum((shares - floors) / (1 - floors), 0.0), shares)
