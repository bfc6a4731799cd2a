"""Conflicts: what several sources say of one case, how their figures relate, and which of them is used."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.prose import shown
from theodolite.errors import UnknownNameError
from theodolite.evidence.comparison import CASE, RELATIONS, compared
from theodolite.evidence.ledger import Ledger, Names

SIDE = ("indicator", "period", "value", "low", "high", "status", "source", "edition", "tier", "published", "locator",
        "relation", "used")  # fmt: skip
"""What is said of each side of a conflict."""

SAID = {
    "conflicts": ("conflicts", "conflict"),
    "different-definition": ("counts by another definition", "count by different definitions"),
    "compatible": ("is compatible within its intervals", "are compatible within their intervals"),
    "superseded": ("was restated later", "were restated later"),
    "same-origin": ("repeats one origin", "repeat one origin"),
    "agrees": ("agrees", "agree"),
}
"""Relation → what is said of one case, and of several."""


@dataclass(frozen=True, eq=False)
class Conflicts:
    """Every case that more than one source, edition or definition tells of.

    `sides` has one row a figure, and rows of one case have the same number `case` and the same CASE. `used` says
    whether the figure is the one used, `relation` how it stands to that one (null for the one used itself).
    """

    ledger: Ledger
    sides: pl.DataFrame

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a case: `case`, CASE, `relation`, `sides`, `lowest`, `highest`, `ratio`, `used`, `why`.

        `relation` is the most serious of its sides, `sides` their number, `used` the edition whose figure is used (null
        between definitions), `ratio` highest over lowest, null unless both are above zero. Sorted by relation, then
        by subject (entity and what it is about), the one with the largest ratio first, then by period, newest first.
        """
        cases = self.sides.group_by("case", *CASE, maintain_order=True).agg(
            pl.col("relation").drop_nulls().sort_by(_severity().drop_nulls()).first(),
            pl.len().alias("sides"),
            pl.col("value").min().alias("lowest"),
            pl.col("value").max().alias("highest"),
            (pl.col("source") + "-" + pl.col("edition")).filter(pl.col("used")).first().alias("used"),
            pl.col("why").first(),
        )
        positive = pl.when(pl.col("lowest") > 0).then(pl.col("highest") / pl.col("lowest")).alias("ratio")
        subject = ("entity", "about")
        cases = cases.with_columns(positive)
        cases = cases.sort(
            _severity(), pl.col("ratio").max().over("relation", *subject), *subject, "at", "unit", "modality",
            descending=[False, True, False, False, True, False, False], nulls_last=True, maintain_order=True,
        )  # fmt: skip
        return cases.select("case", *CASE, "relation", "sides", "lowest", "highest", "ratio", "used", "why")

    @cached_property
    def finding(self) -> str:
        """How many cases are told of more than once, how they relate, and the largest disagreement by ratio."""
        if self.table.is_empty():
            return "No case is told of by more than one source."
        counts = dict(self.table.group_by("relation").len().iter_rows())
        said = ", ".join(f"{counts[r]:,} {SAID[r][counts[r] > 1]}" for r in RELATIONS if r in counts)
        cases = "1 case is" if len(self.table) == 1 else f"{len(self.table):,} cases are"
        return f"{cases} told of more than once: {said}.{self._largest()}"

    @cached_property
    def subjects(self) -> pl.DataFrame:
        """One row an indicator (or concept) and relation: cases, entities, and the middle and largest ratio."""
        grouped = self.table.group_by("about", "relation").agg(
            pl.len().alias("cases"),
            pl.col("entity").n_unique().alias("entities"),
            pl.col("ratio").median().alias("middle_ratio"),
            pl.col("ratio").max().alias("largest_ratio"),
        )
        return grouped.sort(_severity(), pl.col("cases"), pl.col("about"), descending=[False, True, False])

    @property
    def sources(self) -> tuple[str, ...]:
        """Every edition that is a side of a case, sorted."""
        return tuple(sorted(set(self.sides["source"] + "-" + self.sides["edition"])))

    def explain(self, entity: str) -> list[dict[str, Any]]:
        """Every case of one entity; raises UnknownNameError where the ledger does not know it."""
        if entity not in self.ledger.entities:
            raise UnknownNameError("entity", entity, nearest(entity, self.ledger.entities))
        return self.documents(self.table.filter(pl.col("entity") == entity))

    def observations(self) -> pl.DataFrame:
        """The ledger's rows that are sides of a case."""
        return self.ledger.rows.filter(pl.col("row").is_in(self.sides["row"].unique().implode()))

    def documents(self, cases: pl.DataFrame | None = None) -> list[dict[str, Any]]:
        """The cases (of `table`, or those given) as JSON-ready `{key, relation, sides, used, why}`, in their order."""
        cases = self.table if cases is None else cases
        told = self.sides.select("case", *SIDE).with_columns(pl.col("published").dt.to_string("iso"))
        sides: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for side in told.iter_rows(named=True):
            sides[side.pop("case")].append(side)
        return [
            {
                "key": _key(case),
                "relation": case["relation"],
                "sides": sides[case["case"]],
                "used": case["used"],
                "why": case["why"],
            }
            for case in cases.iter_rows(named=True)
        ]

    def _largest(self) -> str:
        worst = self.table.filter(relation="conflicts").sort(
            "ratio", descending=True, nulls_last=True, maintain_order=True
        )
        if worst.is_empty() or worst["ratio"][0] is None:
            return ""
        case = worst.row(0, named=True)
        catalog = self.ledger.catalog
        return (
            f" The largest disagreement is over {catalog.indicators[case['about']].title!r} of "
            f"{catalog.economies.said(case['entity'])} in {case['at']}: {shown(case['highest'])} against "
            f"{shown(case['lowest'])} {case['unit']}, {case['ratio']:.2g} times."
        )


def conflicts(ledger: Ledger, indicator: Names = None, entity: Names = None) -> Conflicts:
    """What sources say of the same case, for the indicators and entities given or for all.

    Figures are held against each other only inside a comparison key: entity, indicator, period, unit and modality
    (observed or projected). Periods must be the same for a flow; for stocks, shares, indices and ranks a period that
    lies within another one is compared with it, and the figure of the longer period is never the one used. Relations
    of a figure to the one used (`reconcile` says which):

    - *agrees*: they differ by at most half of the last decimal of the coarser one (`tolerance.agree`);
    - *compatible*: their reported intervals, or what they may have been rounded from, meet (`tolerance.span`);
    - *same-origin*: it repeats the work used, or both repeat a third, and one number can be what both say;
    - *superseded*: a later edition of the same work, or a later figure of the same origin, gives another value;
    - *different-definition*: the two indicators share a `concept:` and count it differently;
    - *conflicts*: none of these.

    Missing values are no side of anything. Raises UnknownNameError on an indicator that nobody has heard of.
    """
    return Conflicts(ledger, compared(ledger, indicator, entity))


def _key(case: dict[str, Any]) -> dict[str, Any]:
    defined = case["relation"] == "different-definition"
    return {
        "entity": case["entity"],
        "indicator": None if defined else case["about"],
        "concept": case["about"] if defined else None,
        "period": case["at"],
        "unit": case["unit"],
        "modality": case["modality"],
    }


def _severity() -> pl.Expr:
    return pl.col("relation").replace_strict(
        {name: place for place, name in enumerate(RELATIONS)}, return_dtype=pl.Int8
    )
