"""Rows: a result about a ranking as rows of the ledger's own form, which name the lens and never pass for evidence."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from theodolite.core.observation import schema
from theodolite.index.ranking import Ranking


def rows_of(
    ranking: Ranking, name: str, cells: Sequence[tuple[str, str, float, str]], status: str = "E"
) -> pl.DataFrame:
    """Rows of the ledger from (entity, indicator, value, unit), with the source `theodolite/<name>`.

    The edition is the day up to which the evidence was known, the locator the hash of the lens.
    """
    day = ranking.ledger.now.isoformat()
    rows = [
        {"entity": entity, "indicator": indicator, "period": day, "value": value, "unit": unit, "status": status,
         "source": f"theodolite/{name}", "edition": day, "locator": ranking.lens.hash, "note": ""}
        for entity, indicator, value, unit in cells
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema())
