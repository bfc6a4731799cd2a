"""Agreement: how closely two indices of the same models go together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl


class Agreement(NamedTuple):
    """Over `models` in both: Pearson's and Spearman's correlation, the mean absolute difference in points of the scale,
    and the share of published scores `inside` our intervals."""

    models: int
    pearson: float
    spearman: float
    mean_difference: float
    inside: float


def agreement(table: pl.DataFrame) -> Agreement | None:
    """The agreement of `ability` with `published`, over the rows that have both; None where no row has."""
    from scipy.stats import pearsonr, spearmanr

    both = table.filter(pl.col("published").is_not_null())
    if both.is_empty():
        return None
    ours, theirs = both["ability"].to_numpy(), both["published"].to_numpy()
    inside = both.select(pl.col("published").is_between("low", "high").mean()).item()
    return Agreement(
        len(both),
        float(pearsonr(ours, theirs).statistic),
        float(spearmanr(ours, theirs).statistic),
        float(np.abs(ours - theirs).mean()),
        float(inside),
    )
