"""Capability index: how able models are, by an item-response fit of our own to what benchmarks say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.observation import schema
from theodolite.errors import EvidenceError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.capability.benchmark import benchmarks_of
from theodolite.frontier.capability.fit import Fit, fit
from theodolite.frontier.capability.resample import resampled
from theodolite.frontier.capability.response import Array, Priors
from theodolite.frontier.capability.said import finding
from theodolite.frontier.capability.scale import PUBLISHED, Scale, published, scale_of
from theodolite.frontier.capability.scores import Scores, scores_of

LOW, HIGH = 5, 95
"""The percentiles of the resamples that bound an interval."""

FEWEST = 20
"""Resamples without which there is no 5th percentile."""

INDICATOR = "frontier/capability"
"""What the index is called as rows of the ledger's form."""


@dataclass(frozen=True, eq=False)
class CapabilityIndex:
    """Abilities of models with 5–95 % intervals, and the benchmarks that they were told from.

    `draws` are the abilities of each resample on the index's scale (resamples × models); `published` is the published
    index, one row a model.
    """

    ledger: Ledger
    scores: Scores
    fit: Fit
    scale: Scale
    draws: Array
    published: pl.DataFrame
    priors: Priors
    seed: int

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a model, the ablest first: entity, title, released, ability, low, high, benchmarks (how many it has
        scores of), published (null where the published index has no such model), difference (ours less published)."""
        known = dict(self.published.select("entity", "value").iter_rows())
        low, high = np.percentile(self.draws, [LOW, HIGH], axis=0)
        days = dict(self.scores.rows.group_by("model").agg(pl.col("period").min()).iter_rows())
        models = self.scores.models
        frame = pl.DataFrame(
            {
                "entity": models,
                "title": [self.ledger.catalog.title(model) for model in models],
                "released": [days[model] for model in models],
                "ability": self.scale.of(self.fit.curves.ability),
                "low": low,
                "high": high,
                "benchmarks": (~np.isnan(self.scores.shares)).sum(axis=1),
                "published": pl.Series([known.get(model) for model in models], dtype=pl.Float64),
            }
        )
        if not self.scale.shared:
            frame = frame.with_columns(published=pl.lit(None, pl.Float64))
        return frame.with_columns(difference=pl.col("ability") - pl.col("published")).sort(
            "ability", "entity", descending=[True, False]
        )

    @cached_property
    def benchmarks(self) -> pl.DataFrame:
        """One row a benchmark, the hardest first: indicator, title, models, floor (what guessing scores, in per cent),
        difficulty (the ability at half of what is above guessing) and slope (a point of ability, in logits, there)."""
        curves, scores = self.fit.curves, self.scores
        width = float(np.diff(self.scale.of(curves.ability, np.array([0.0, 1.0])))[0])
        return pl.DataFrame(
            {
                "indicator": scores.benchmarks,
                "title": [self.ledger.catalog.indicators[id].title for id in scores.benchmarks],
                "models": (~np.isnan(scores.shares)).sum(axis=0),
                "floor": 100 * scores.floors,
                "difficulty": self.scale.of(curves.ability, curves.difficulty),
                "slope": curves.slope / width,
            }
        ).sort("difficulty", "indicator", descending=[True, False])

    @property
    def finding(self) -> str:
        """Who is ablest, how sure that is, and how the index stands to the published one."""
        ablest = self.scores.models.index(self.table["entity"][0])
        first = float((self.draws.argmax(axis=1) == ablest).mean())
        return finding(self.table, len(self.scores.benchmarks), first, self.ledger.catalog.indicators[PUBLISHED].title)

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the scores and the scale, sorted."""
        rows = pl.concat([frame.select("source", "edition") for frame in (self.scores.rows, self._shared)])
        return tuple(sorted({f"{work}-{edition}" for work, edition in rows.iter_rows()}))

    @property
    def _shared(self) -> pl.DataFrame:
        shared = [self.scores.models[k] for k in self.scale.shared]
        return self.published.filter(pl.col("entity").is_in(shared))

    def explain(self, entity: str) -> dict[str, Any]:
        """The row of one model, and each of its benchmarks: the run that counts, its score observed and expected,
        the residual (all in per cent), the pull (see `pulls`), and where the score stands.

        Raises UnknownNameError where the index does not hold the model; one that was left out is told with its reason.
        """
        if entity not in self.scores.models:
            why = self.scores.dropped.get(entity)
            raise UnknownNameError(
                "model of the capability index", entity, nearest(entity, self.scores.models), where=why
            )
        row = self.table.row(by_predicate=pl.col("entity") == entity, named=True)
        used = self.scores.rows.filter(model=entity).sort("indicator")
        return {**row, "scores": [self._score(entity, one) for one in used.iter_rows(named=True)]}

    def _score(self, entity: str, row: dict[str, Any]) -> dict[str, Any]:
        i, j = self.scores.models.index(entity), self.scores.benchmarks.index(row["indicator"])
        floor = float(self.scores.floors[j])
        expected = 100 * (floor + (1 - floor) * float(self.fit.curves.expected[i, j]))
        return {
            "indicator": row["indicator"],
            "title": self.ledger.catalog.indicators[row["indicator"]].title,
            "run": row["entity"],
            "observed": row["value"],
            "expected": expected,
            "residual": row["value"] - expected,
            "pull": float(self.pulls[i, j]),
            "source": f"{row['source']}-{row['edition']}",
            "locator": row["locator"],
        }

    @cached_property
    def pulls(self) -> Array:
        """How far each score moves its model's ability beyond where its curve stands, I × J in points of the scale.

        slope (y − p)/φ over the curvature of the loss in the ability (`response.loss`): with the prior's pull they sum
        to nothing, so that what pulls one up another pulls down. 0 where there is no score.
        """
        curves, width = self.fit.curves, float(np.diff(self.scale.of(self.fit.curves.ability, np.array([0.0, 1.0])))[0])
        known, expected = ~np.isnan(self.scores.shares), curves.expected
        bend = np.where(known, curves.slope**2 * expected * (1 - expected), 0.0).sum(axis=1) / self.fit.dispersion + 1
        pull = np.where(known, curves.slope * (self.scores.shares - expected), 0.0) / self.fit.dispersion
        return width * pull / bend[:, None]

    def observations(self) -> pl.DataFrame:
        """The abilities as rows of the ledger, at each model's day of release, with their intervals."""
        edition, note = self.ledger.now.isoformat(), f"seed {self.seed}, {len(self.draws)} resamples"
        rows = [
            {"entity": row["entity"], "indicator": INDICATOR, "period": row["released"], "value": row["ability"],
             "low": min(row["low"], row["ability"]), "high": max(row["high"], row["ability"]), "unit": "index",
             "status": "E", "source": "theodolite/capability", "edition": edition, "locator": "", "note": note}
            for row in self.table.iter_rows(named=True)
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=schema())


def capability_index(
    ledger: Ledger,
    benchmarks: Iterable[str] | None = None,
    as_of: date | None = None,
    seed: int = 0,
    resamples: int = 200,
    *,
    guessing: bool = True,
    at_least: int = 4,
    models_each: int = 10,
    priors: Priors | None = None,
) -> CapabilityIndex:
    """An index of models' abilities on `benchmarks` (default: all of `codelists/benchmarks.yaml`), as known at `as_of`.

    Of several runs of a model the best on each benchmark counts. `guessing` takes off what chance gives where answers
    are chosen; models on fewer than `at_least` benchmarks and benchmarks of fewer than `models_each` models are left
    out. Each resample draws the models again and moves the scores by their errors; the same seed gives the same bytes.
    Raises EvidenceError where no models can be compared, UnknownNameError for a benchmark that is none.
    """
    if resamples < FEWEST or at_least < 1 or models_each < 2:
        raise EvidenceError(
            f"{resamples} resamples, {at_least} benchmarks a model and {models_each} models a benchmark make no index",
            expected=f"at least {FEWEST}, 1 and 2",
        )
    if as_of is not None:
        ledger = Ledger(ledger.catalog, ledger.rows.filter(pl.col("published") <= as_of), as_of)
    chosen = benchmarks_of(ledger.catalog, benchmarks)
    scores = scores_of(ledger, chosen, guessing=guessing, at_least=at_least, models_each=models_each)
    held, known = priors or Priors(), published(ledger)
    found, scale = fit(scores.shares, held), scale_of(scores.models, known)
    draws = scale.of(resampled(scores.shares, found, held, seed, resamples))
    return CapabilityIndex(ledger, scores, found, scale, draws, known, held, seed)
