"""Pairs: every two parts of an index, how they stand to each other and how far they go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

import numpy as np
import polars as pl

from theodolite.index.coherence.bounds import Bounds
from theodolite.index.coherence.correlate import KERNELS, correlate
from theodolite.index.dataset import Array
from theodolite.index.places import Place

Relation = Literal["siblings", "parent", "above", "apart", "across"]

SCHEMA = {
    "a": pl.String, "b": pl.String, "level_a": pl.Int64, "level_b": pl.Int64, "relation": pl.String, "n": pl.Int64,
    **dict.fromkeys(KERNELS, pl.Float64), "flag": pl.String, "reason": pl.String,
}  # fmt: skip


def correlations(places: Sequence[Place], columns: Mapping[str, Array], bounds: Bounds) -> pl.DataFrame:
    """One row for every two `places`: a, b, levels, relation, n, pearson, spearman, kendall, flag and reason.

    `columns` maps names to figures. `relation` is siblings (of one parent), parent (b is the parent of a), above (b is
    further up), apart (of one level, in different branches) or across (of two levels, in different branches). A
    correlation that is not defined is null, and `reason` says why; `n` counts the entities with both figures. A part
    that has no weight in the score has no flag.
    """
    rows = [_row(a, b, columns, bounds) for a, b in combinations(places, 2)]
    return pl.DataFrame(rows, schema=SCHEMA)


def relation_of(a: Place, b: Place) -> Relation:
    """How `a` stands to `b`, which does not stand below it."""
    if a.parent == b.name:
        return "parent"
    if b.name in a.above:
        return "above"
    if a.parent == b.parent:
        return "siblings"
    return "apart" if a.level == b.level else "across"


def _row(a: Place, b: Place, columns: Mapping[str, Array], bounds: Bounds) -> dict[str, Any]:
    found = {how: correlate(columns[a.name], columns[b.name], how) for how in KERNELS}
    chosen, relation = found[bounds.by], relation_of(a, b)
    return {
        "a": a.name,
        "b": b.name,
        "level_a": a.level,
        "level_b": b.level,
        "relation": relation,
        "n": chosen.n,
        **{how: None if np.isnan(one.value) else one.value for how, one in found.items()},
        "flag": bounds.flag(relation, chosen.value) if a.effective and b.effective else None,
        "reason": chosen.reason.replace("the first", a.name).replace("the second", b.name) or None,
    }
