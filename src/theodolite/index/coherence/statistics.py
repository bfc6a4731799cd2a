"""Statistics: what the figures of each indicator look like, and how many each entity has."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from theodolite.index.coherence.bounds import Bounds
from theodolite.index.dataset import Array, Dataset
from theodolite.index.treatments import is_outlying, moments

FLAGS = ("few figures", "mostly zeros", "mostly ties", "outliers")


def statistics(data: Dataset, bounds: Bounds) -> pl.DataFrame:
    """One row an indicator: its range, middle and spread, moments, counts, shares and flags.

    `n`, `nonzero`, `unique` and `same` count the figures that there are, those that are not zero, the different ones
    and the most that are equal; `available` is the share of entities with a figure, the other shares are of these
    figures. `sd`, `skewness` and `kurtosis` (excess) have the corrections for a sample, and are null where they are
    not defined. Missing figures do not count. `flags` names what is past `bounds`, divided by semicolons.
    """
    return pl.DataFrame(
        [{"indicator": id, **_column(data.column(id), bounds)} for id in data.indicators], infer_schema_length=None
    )


def availability(data: Dataset, bounds: Bounds) -> pl.DataFrame:
    """One row an entity: how many figures it lacks, how many are zero, both as shares, and the flags.

    `missing`, `zeros` and `missing_or_zero` are counts of its indicators; `available` is the share that it has,
    `nonzero` the share of these that are not zero (null where it has none). `flags` says few figures below
    `bounds.available` and mostly zeros below `bounds.nonzero`.
    """
    rows = [{"entity": entity, **_row(data.values[i], bounds)} for i, entity in enumerate(data.entities)]
    return pl.DataFrame(rows, schema_overrides={"nonzero": pl.Float64})


def _column(x: Array, bounds: Bounds) -> dict[str, Any]:
    present = x[~np.isnan(x)]
    n, total = present.size, x.size
    _, counts = np.unique(present, return_counts=True)
    nonzero, unique, same = int((present != 0).sum()), counts.size, int(counts.max(initial=0))
    skewness, kurtosis = moments(x)
    past = (
        n < bounds.available * total,
        nonzero < bounds.nonzero * n,
        unique < bounds.unique * n,
        is_outlying(x, bounds.skewness, bounds.kurtosis),
    )
    return {
        "min": _known(present.min() if n else np.nan),
        "max": _known(present.max() if n else np.nan),
        "mean": _known(present.mean() if n else np.nan),
        "median": _known(np.median(present) if n else np.nan),
        "sd": _known(present.std(ddof=1) if n > 1 else np.nan),
        "skewness": _known(skewness),
        "kurtosis": _known(kurtosis),
        "n": n,
        "nonzero": nonzero,
        "unique": unique,
        "same": same,
        "available": n / total if total else None,
        "share_nonzero": nonzero / n if n else None,
        "share_unique": unique / n if n else None,
        "share_same": same / n if n else None,
        "flags": "; ".join(flag for flag, is_past in zip(FLAGS, past, strict=True) if is_past),
    }


def _row(x: Array, bounds: Bounds) -> dict[str, Any]:
    missing, zeros = int(np.isnan(x).sum()), int((x == 0).sum())
    n = x.size - missing
    past = (n < bounds.available * x.size, n - zeros < bounds.nonzero * n)
    return {
        "missing": missing,
        "zeros": zeros,
        "missing_or_zero": missing + zeros,
        "available": n / x.size,
        "nonzero": (n - zeros) / n if n else None,
        "flags": "; ".join(flag for flag, is_past in zip(FLAGS, past, strict=False) if is_past),
    }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
