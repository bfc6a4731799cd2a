"""Robustness: a million draws of COINr's own design, of free weights and of the data, cold and warm, beside peers."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from timing import Spent, inside, line, median, process

from theodolite import Catalog, Ledger
from theodolite.errors import PlanError
from theodolite.index.dataset import Cell, Dataset
from theodolite.index.lens import Lens
from theodolite.index.own.coinr import from_coinr
from theodolite.index.ranking import Ranking, rank_entities, rank_stage
from theodolite.index.robustness.draw import robustness
from theodolite.index.stage import Stage

MILLION = 1_000_000
DATA = Path(__file__).parents[2] / "shared/golden/coinr/data"
BOUND = 0.07e-6
"""Seconds a draw: 51 × 8 + 51 × 2 multiply-adds, and as many comparisons as ranks need, at full vector width."""

STEPS = [
    {"do": "treat", "how": "winsorise", "at-most": 5},
    {"do": "normalise", "how": "min-max", "to": [0, 100]},
    {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic", "missing": "re-weight"},
]
DESIGN = {
    "treat": {"at-most": [1, 2, 3, 4, 5]},
    "normalise": [{"how": "min-max", "to": [1, 100]}, {"how": "z-score", "mean": 10, "sd": 2}],
    "aggregate": [
        {"indicators": "arithmetic", "pillars": "arithmetic"},
        {"indicators": "geometric", "pillars": "geometric"},
    ],
    "weights": {"within": "25%", "levels": [2, 3]},
}


def asem(doubt: dict[str, Any], spread: float = 0.0) -> Ranking:
    """51 × 49 figures through COINr's steps: its own where ../shared is there, else random ones of the same shape.

    Every figure has an interval of `spread` times itself on either side.
    """
    made = _given(doubt) if DATA.is_dir() else _invented(doubt)
    rows = made.stage.rows
    column = {id: j for j, id in enumerate(rows.indicators)}
    row = {entity: i for i, entity in enumerate(rows.entities)}
    cells = {
        (entity, id): _around(cell, rows.values[row[entity], column[id]], spread)
        for (entity, id), cell in rows.cells.items()
        if id in column
    }
    return rank_stage(Stage(replace(rows, cells=cells)), made.lens, made.ledger)


def _around(cell: Cell, value: float, spread: float) -> Cell:
    return replace(cell, low=value - spread * abs(value), high=value + spread * abs(value))


def _given(doubt: dict[str, Any]) -> Ranking:
    own = [{"do": "denominate", "by": "own"}, {"do": "impute", "how": "group-mean", "by": "EurAsia_group"}]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "design.yaml"
        path.write_text(str({"steps": own + STEPS, "doubt": doubt}).replace("True", "true"), encoding="utf-8")
        study = from_coinr(DATA / "ASEM_iData.csv", DATA / "ASEM_iMeta.csv", path)
    return rank_entities(study.ledger, study.lens)


def _invented(doubt: dict[str, Any]) -> Ranking:
    values = np.random.default_rng(0).lognormal(0, 1, (51, 49))
    entities, ids = tuple(f"E{i:02}" for i in range(51)), tuple(f"i{j:02}" for j in range(49))
    cells = {(e, id): Cell((), 0.0, 0.0, "2018", Ledger.open(Catalog.open()).now) for e in entities for id in ids}
    parts = [{"pillar": f"p{p}", "indicators": [{"indicator": id} for id in ids[p::8]]} for p in range(8)]
    top = [{"pillar": "conn", "indicators": parts[:5]}, {"pillar": "sust", "indicators": parts[5:]}]
    spec = {"id": "asem", "title": "A", "question": "Q?", "after": [{"title": "A"}], "framework": top}
    lens = Lens.model_validate({**spec, "steps": STEPS, "doubt": doubt})
    return rank_stage(
        Stage(Dataset(entities, ids, values, np.ones(49), cells=cells)), lens, Ledger.open(Catalog.open())
    )


def told(ranking: Ranking, draws: int = MILLION) -> Callable[[], object]:
    """One run without drivers."""
    return lambda: robustness(ranking, draws, drivers=False)


def cold(draws: int = MILLION) -> Spent:
    """A fresh process with nothing compiled: imports, data, steps, compilation and draws."""
    with tempfile.TemporaryDirectory() as caches:
        os.environ["NUMBA_CACHE_DIR"] = caches
        spent = process(__file__, str(draws))
        del os.environ["NUMBA_CACHE_DIR"]
    return spent


def peers(limit: Spent) -> None:
    """scikit-criteria's weighted sum on the same 51 × 49, and SALib's Sobol of as many runs; skipped where absent."""
    try:
        from SALib.analyze import sobol as analyse
        from SALib.sample import sobol as sample
        from skcriteria import mkdm
        from skcriteria.agg.simple import WeightedSumModel
    except ImportError:
        print("peers: pip install --requirement requirements/bench.txt")
        return
    matrix = np.random.default_rng(0).uniform(1, 100, (51, 49))
    model, asked = WeightedSumModel(), mkdm(matrix, [max] * 49)
    line("scikit-criteria, 1,000 runs", median(lambda: inside(lambda: [model.evaluate(asked) for _ in range(1000)]), 3),
         None, "a million draws", limit)  # fmt: skip
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    points = sample.sample(problem, 8192, calc_second_order=False)
    output = points @ np.arange(4.0)
    line("SALib Sobol, 8,192 points", median(lambda: inside(
        lambda: analyse.analyze(problem, output, calc_second_order=False, num_resamples=1000)), 3),
        None, "a million draws", limit)  # fmt: skip


def drawn() -> None:
    """Every measure of this file."""
    design, free = asem(DESIGN), asem({"weights": {"free": "simplex"}})
    data = asem({"evidence": "intervals", "weights": DESIGN["weights"]}, 0.05)
    for ranking in (design, free, data):
        told(ranking, 2_000)()
    bound = Spent(BOUND * MILLION, BOUND * MILLION, float("nan"))
    warm = median(lambda: inside(told(design)))
    line("1 M draws, COINr's design", warm, 1, "the arithmetic bound", bound)
    line("  from nothing compiled", median(cold, 3), 3, "the arithmetic bound", bound)
    line("1 M draws, 49 weights free", median(lambda: inside(told(free)), 3), 2, "the arithmetic bound", bound)
    some = median(lambda: inside(told(data, MILLION // 10)), 3)
    whole = some._replace(seconds=some.seconds * 10, processor=some.processor * 10)
    line("1 M draws of the data (from 0.1)", whole, 10, "the arithmetic bound", bound)
    line("drivers, 8,192 × 6 runs", median(lambda: inside(lambda: robustness(design, 1))), None, "1 M draws", warm)
    for draws in (100_000, 10_000_000):
        line(f"memory at {draws:,} draws", process(__file__, str(draws)), None, "1 M draws", warm)
    peers(warm)


if __name__ == "__main__":
    try:
        robustness(asem(DESIGN), int(sys.argv[1]), drivers=False)
    except PlanError as error:
        sys.exit(str(error))
