"""Compared: our index beside the published one, and the scores behind the widest differences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from theodolite.errors import EvidenceError
from theodolite.frontier.capability.agreement import Agreement, agreement
from theodolite.frontier.capability.index import CapabilityIndex

BECAUSE = {"because": pl.String, "residual": pl.Float64, "pull": pl.Float64}


@dataclass(frozen=True, eq=False)
class Compared:
    """How our index and the published one agree, and `differences`: one row a model of both, the widest first.

    Its columns are those of the index and `because`, the benchmark whose score moves our ability most the way of the
    difference, with the `residual` (per cent) and the `pull` (points) of that score; null where none does.
    """

    agreement: Agreement
    differences: pl.DataFrame


def compared(index: CapabilityIndex) -> Compared:
    """Our index against the published one, over the models of both.

    Raises EvidenceError where they share too few to have one scale.
    """
    found = agreement(index.table)
    if found is None:
        raise EvidenceError(
            "the capability index and the published one share too few models to be compared",
            next_step="ask for benchmarks on which published models have scores, or a later as_of",
        )
    both = index.table.filter(pl.col("published").is_not_null())
    rows = [{**row, **_because(index, row["entity"], row["difference"])} for row in both.iter_rows(named=True)]
    frame = pl.DataFrame(rows, schema_overrides=BECAUSE)
    return Compared(found, frame.sort(pl.col("difference").abs(), "entity", descending=[True, False]))


def _because(index: CapabilityIndex, entity: str, difference: float) -> dict[str, object]:
    """The score that pulls hardest the way of the difference."""
    scores = index.explain(entity)["scores"]
    one = max(scores, key=lambda score: score["pull"] * np.sign(difference))
    if one["pull"] * difference <= 0:
        return dict.fromkeys(BECAUSE)
    return {"because": one["title"], "residual": one["residual"], "pull": one["pull"]}
