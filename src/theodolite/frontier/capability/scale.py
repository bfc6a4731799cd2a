"""Scale: abilities as fitted, put on the scale of a published index by one straight line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from theodolite.evidence.ledger import Ledger
from theodolite.frontier.capability.response import Array

PUBLISHED = "frontier/eci"
"""The published index whose scale is taken, and against which ours is held."""

FEWEST = 3
"""Models in both indices without which no line can be trusted: abilities then keep a scale of their own."""


@dataclass(frozen=True, eq=False)
class Scale:
    """The line of abilities: on it the `shared` models have the mean and the spread of their published scores.

    Where fewer than FEWEST are shared, `shared` is empty, and all models have the mean 0 and the spread 1.
    """

    shared: tuple[int, ...]
    mean: float
    spread: float

    def of(self, abilities: Array, what: Array | None = None) -> Array:
        """`abilities` (… × I) on the scale, or `what` on the line that they give; every fit has a line of its own."""
        anchors = abilities[..., list(self.shared)] if self.shared else abilities
        middle, width = anchors.mean(axis=-1, keepdims=True), anchors.std(axis=-1, keepdims=True)
        return self.mean + self.spread * ((abilities if what is None else what) - middle) / width


def published(ledger: Ledger) -> pl.DataFrame:
    """One row a model, the newest edition's score of the published index: entity, value, low, high and the row."""
    rows = ledger.select(indicator=PUBLISHED).sort("published", "row")
    return rows.unique("entity", keep="last", maintain_order=True).sort("entity")


def scale_of(models: tuple[str, ...], scores: pl.DataFrame) -> Scale:
    """The scale on which `models` that stand in `scores` (entity, value) have their mean and spread."""
    known = dict(scores.select("entity", "value").iter_rows())
    shared = tuple(k for k, model in enumerate(models) if model in known)
    values = np.array([known[models[k]] for k in shared])
    if len(shared) < FEWEST or float(values.std()) == 0:
        return Scale((), 0.0, 1.0)
    return Scale(shared, float(values.mean()), float(values.std()))
