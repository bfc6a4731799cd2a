"""Scores written by hand or planted, as ledgers and as tables of shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.observation import schema
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.capability.response import Array, Curves

Score = tuple[str, str, float]
Made = Callable[..., Ledger]


class Planted(NamedTuple):
    """True curves, and scores that stray from them with variance φ p (1 − p); some are not there."""

    curves: Curves
    scores: Array
    dispersion: float


@pytest.fixture(scope="session")
def made(catalog: Catalog) -> Made:
    """A ledger of scores (run, benchmark, per cent), and of published scores where they are given."""

    def make(scores: Iterable[Score], published: Iterable[tuple[str, float]] = ()) -> Ledger:
        runs = [("frontier/" + name, "percent", "epoch/runs-of-benchmarks", "2025-12", run, value)
                for run, name, value in scores]  # fmt: skip
        index = [("frontier/eci", "index", "iaps/eci-accessibility-gap", "2026-02-08", model, value)
                 for model, value in published]  # fmt: skip
        rows = [
            {"entity": f"model/{entity}", "indicator": indicator, "period": "2025-01-01", "value": value, "low": None,
             "high": None, "unit": unit, "status": "A", "source": work, "edition": edition, "locator": "made.csv",
             "note": ""}
            for indicator, unit, work, edition, entity, value in [*runs, *index]
        ]  # fmt: skip
        return Ledger.of(catalog, pl.DataFrame(rows, schema=schema()))

    return make


@pytest.fixture(scope="session")
def planted() -> Callable[[int], Planted]:
    """Sixty models on fourteen benchmarks, half of the scores missing, with errors of a beta distribution."""

    def plant(seed: int) -> Planted:
        rng, models, benchmarks, dispersion = np.random.default_rng(seed), 60, 14, 0.03
        curves = Curves(
            rng.standard_normal(models),
            np.linspace(-1.5, 1.5, benchmarks),
            np.log(2.0) + 0.4 * rng.standard_normal(benchmarks),
        )
        expected, strength = np.clip(curves.expected, 1e-3, 1 - 1e-3), 1 / dispersion - 1
        scores = rng.beta(expected * strength, (1 - expected) * strength)
        return Planted(curves, np.where(rng.random(scores.shape) < 0.5, np.nan, scores), dispersion)

    return plant
