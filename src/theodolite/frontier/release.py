"""Releases: who released what and when, with which score: the table that every measure of a lag starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Final

import polars as pl

FIVE_TO_95 = 2 * NormalDist().inv_cdf(0.95)
"""The width of a 5–95 % interval in standard errors, where the error is taken to be normal."""

SCHEMA: Final[dict[str, pl.DataType]] = {
    "entity": pl.String(), "title": pl.String(), "makers": pl.String(), "economies": pl.String(),
    "weights": pl.String(), "group": pl.String(), "start": pl.Date(), "end": pl.Date(), "value": pl.Float64(),
    "se": pl.Float64(), "source": pl.String(), "edition": pl.String(), "locator": pl.String(), "row": pl.UInt32(),
}  # fmt: skip
"""The columns of a table of releases.

`makers` and `economies` are separated by `;` in the order in which they are named; `weights` are `open`, `closed` or
empty, `group` is a name of the user's own; `start` and `end` are the first and the last day on which it may have come
out; `se` is the standard error of `value`, null where it is not known; `row` is its number in the ledger, null where it
is of a table of the user's own.
"""


@dataclass(frozen=True)
class Releases:
    """The releases that have one score, one row each, sorted by first day and entity.

    `score` is the indicator's id, `now` the day up to which releases are known: the last on which one may have come
    out, or an earlier day as of which was asked. `notes` say what was left out and why, `sources` are the editions that
    the rows come from.
    """

    score: str
    title: str
    unit: str
    less_is_better: bool
    frame: pl.DataFrame
    now: date
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def economies(self) -> dict[str, int]:
        """Economy → how many releases it has a part in, the most first; a joint one counts for each."""
        return _counted(self.frame, "economies")

    def makers(self) -> dict[str, int]:
        """Organisation → how many releases it has a part in, the most first."""
        return _counted(self.frame, "makers")

    def groups(self) -> dict[str, int]:
        """The user's own groups, each with how many releases it has, the most first."""
        return _counted(self.frame, "group")


def parts(column: str) -> pl.Expr:
    """A column of names separated by `;` as lists; an empty cell is an empty list."""
    return pl.col(column).str.split(";").list.eval(pl.element().filter(pl.element() != ""))


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of a table of releases, sorted by first day and entity."""
    return frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()).sort("start", "entity")


def _counted(frame: pl.DataFrame, column: str) -> dict[str, int]:
    names = frame.select(parts(column).alias("name")).explode("name").drop_nulls()
    counts = names.group_by("name").len().sort(["len", "name"], descending=[True, False])
    return dict(counts.iter_rows())
