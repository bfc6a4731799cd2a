"""Experts: how far behind somebody has said that a country or a firm is, to be drawn over what is measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from theodolite.evidence.ledger import Ledger
from theodolite.frontier.makers import register_of

OF_ECONOMIES, OF_FIRMS = "frontier/months-behind-", "frontier/firm-months-behind-"
"""Indicators of what was said, before the code of the leader in small letters."""

COLUMNS: Final = (
    "label", "value", "low", "high", "period", "start", "end", "source", "edition", "locator", "who", "about",
)  # fmt: skip
"""The columns of a table of what was said.

`label` is who said it of whom, as printed; `who` said it; `about` is the printed name of the country or firm. `low` and
`high` are the ends of a range that was said, and null where one figure was.
"""


def expert_claims(ledger: Ledger, follower: str | Sequence[str], leader: str | Sequence[str]) -> pl.DataFrame:
    """What the ledger holds of claims that `follower` is so many months behind `leader`; columns as `COLUMNS`.

    Each is one economy by code or name, or an organisation as it is printed (of the follower alone). A country has what
    was said of it and of firms at home there. In the newest edition of each work, sorted by period and who said it;
    empty where nothing was said, and for groups of any other kind.
    """
    catalog = ledger.catalog
    one, other = (name if isinstance(name, str) else "+".join(name) for name in (follower, leader))
    ahead, behind = catalog.economies.find(other), catalog.economies.find(one)
    ids = [f"{prefix}{ahead.lower()}" for prefix in (OF_ECONOMIES, OF_FIRMS)] if ahead else []
    rows = ledger.select(indicator=[id for id in ids if id in catalog.indicators])
    if not ids or rows.is_empty():
        return _told([])
    rows = rows.filter(pl.col("published") == pl.col("published").max().over("source"))
    known = register_of(catalog, "")
    wanted: list[dict[str, object]] = []
    for row in rows.sort("start", "end", "note", "row").iter_rows(named=True):
        about = catalog.title(row["entity"])
        of_firm = "/" in row["entity"]
        homes = known.home(about)[0] if of_firm else (row["entity"],)
        if behind in homes or about.casefold() == one.casefold():
            label = f"{row['note']}: {about}" if of_firm else row["note"]
            wanted.append({**row, "who": row["note"], "about": about, "label": label})
    return _told(wanted)


def _told(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    days, numbers = ("start", "end"), ("value", "low", "high")
    kinds = dict.fromkeys(COLUMNS, pl.String()) | dict.fromkeys(days, pl.Date()) | dict.fromkeys(numbers, pl.Float64())
    return pl.DataFrame([{name: row[name] for name in COLUMNS} for row in rows], schema=kinds, orient="row")
