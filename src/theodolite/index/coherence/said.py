"""Said: the one sentence in which the coherence of an index is told."""

from __future__ import annotations

import numpy as np
import polars as pl

from theodolite.index.coherence.bounds import Bounds
from theodolite.index.places import SCORE
from theodolite.index.ranking import Ranking

NORMAL_95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""

FLAGS = ("redundant", "negative", "against", "weak")


def finding(
    ranking: Ranking, bounds: Bounds, pairs: pl.DataFrame, alphas: pl.DataFrame, importance: pl.DataFrame
) -> str:
    """Whether the pillars hang together, what is flagged, and whose importance is furthest from its weight."""
    whole = alphas.row(by_predicate=pl.col("pillar") == SCORE, named=True)
    n = len(ranking.final.entities)
    said = f"Through the lens {ranking.lens.title!r}, {_together(whole, bounds)} over {n} economies; {_flagged(pairs)}"
    parts = importance.filter((pl.col("parent") == SCORE) & pl.col("importance").is_not_null())
    if len(parts) < 2:
        return f"{said}."
    gap = (pl.col("importance") - pl.col("weight")).abs()
    most = parts.sort(gap, pl.col("part"), descending=[True, False]).row(0, named=True)
    pair = pairs.row(by_predicate=(pl.col("a") == most["part"]) & (pl.col("b") == SCORE), named=True)
    low, high = interval(pair["pearson"], pair["n"])
    return (
        f"{said}; furthest from its weight is {most['part']}, which weighs {most['weight']:.0%} and has "
        f"{most['importance']:.0%} of the importance (r with the score {pair['pearson']:.2f}, 95 % interval {low:.2f} "
        f"to {high:.2f})."
    )


def interval(r: float, n: int) -> tuple[float, float]:
    """The 95 % interval tanh(artanh r ± 1.96/√(n − 3)) of a Pearson correlation of n entities.

    From −1 to 1 for three entities, and r itself where it is ±1. Fisher (1921), On the probable error of a coefficient
    of correlation deduced from a small sample; it takes entities for a random draw from a normal distribution.
    """
    if n <= 3:
        return -1.0, 1.0
    if abs(r) >= 1:
        return r, r
    away = NORMAL_95 / np.sqrt(n - 3)
    return float(np.tanh(np.arctanh(r) - away)), float(np.tanh(np.arctanh(r) + away))


def _together(whole: dict[str, object], bounds: Bounds) -> str:
    if whole["alpha"] is None:
        return f"alpha of its pillars is not defined ({whole['reason']})"
    verdict = {"negative": "pull against each other", "low": "do not measure one thing"}.get(
        str(whole["flag"]), "hang together"
    )
    return f"the {whole['k']} pillars {verdict} (alpha {whole['alpha']:.2f}, bound {bounds.alpha:g})"


def _flagged(pairs: pl.DataFrame) -> str:
    counts = dict(pairs["flag"].drop_nulls().value_counts().iter_rows())
    told = ", ".join(f"{counts[flag]} {flag}" for flag in FLAGS if flag in counts)
    flagged = f"{sum(counts.values())} flagged ({told})" if told else "none flagged"
    return f"of {len(pairs)} pairs of parts {flagged}"
