"""Contrast: two published systems or lenses side by side, where they disagree, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.nearest import nearest
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.coherence.correlate import kendall, spearman
from theodolite.index.dataset import Array
from theodolite.index.published.side import Side, side, with_size

FEWEST = 3
"""Economies in common below which nothing is contrasted."""


@dataclass(frozen=True, eq=False)
class Contrast:
    """Sides `a` and `b` on the economies that both place, told in places from the top.

    With common places c (among the economies in common) and places e under equal weights of the pillars, the shift
    from a to b is split exactly: b − a = coverage + weights + concept, where coverage = (b − c_b) − (a − c_a), weights
    = (c_b − e_b) − (c_a − e_a) and concept = e_b − e_a: what is measured, how, and on what scale.
    """

    ledger: Ledger
    a: Side
    b: Side

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The economies that both sides place, sorted by code."""
        return tuple(sorted(set(self.a.order) & set(self.b.order)))

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, rank_a, rank_b, common_a, common_b, shift, coverage, weights and concept; the largest shift first.

        `shift` is from a to b among the economies in common, more being a worse place in b. A rank is null where it is
        not known among all whom the side covers; `coverage` is null unless all of both tables are held; `weights` and
        `concept` are null where no lens re-makes one of the sides here.
        """
        in_a, in_b = self.a.among(self.entities), self.b.among(self.entities)
        ranks = {name: [one.ranks.get(e) for e in self.entities] for name, one in (("a", self.a), ("b", self.b))}
        weights, concept = self._split(in_a, in_b)
        return (
            pl.DataFrame(
                {"entity": self.entities, "rank_a": ranks["a"], "rank_b": ranks["b"], "common_a": in_a,
                 "common_b": in_b, "shift": in_b - in_a, "weights": weights, "concept": concept},
                schema_overrides={"rank_a": pl.Int64, "rank_b": pl.Int64, "weights": pl.Float64, "concept": pl.Float64},
            )
            .with_columns(coverage=pl.col("rank_b") - pl.col("rank_a") - pl.col("shift"))
            .with_columns(coverage=pl.when(not self._lacking).then("coverage"))
            .with_columns(pl.col("common_a", "common_b", "shift", "coverage", "weights", "concept").cast(pl.Int64))
            .sort(pl.col("shift").abs(), "entity", descending=[True, False])
        )  # fmt: skip

    @property
    def spearman(self) -> float:
        """Spearman's correlation of the two orders."""
        return float(spearman(*self._orders))

    @property
    def kendall(self) -> float:
        """Kendall's tau-b of the two orders."""
        return float(kendall(*self._orders))

    @cached_property
    def why(self) -> pl.DataFrame:
        """aspect, a and b: concept, what is measured, how far it goes with size, coverage, weights."""
        sizes = [with_size(one, self.ledger) for one in (self.a, self.b)]
        told = ["not known" if size is None else f"{size:+.2f}" for size in sizes]
        rows = [(aspect, self.a.facts[aspect], self.b.facts[aspect]) for aspect in self.a.facts]
        rows.insert(2, ("correlation with population (Spearman)", told[0], told[1]))
        rows.append(("economies in common", str(len(self.entities)), str(len(self.entities))))
        return pl.DataFrame(rows, schema=["aspect", "a", "b"], orient="row")

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """Which parts of a shift are not told, and why."""
        untold = [one.title for one in (self.a, self.b) if one.with_equal_weights(self.entities) is None]
        split = f"weights and concept are not told apart: nothing re-makes {' or '.join(untold)} for all in common here"
        cover = "coverage is not told: it takes every economy that both publishers place"
        return (*([cover] if self._lacking else []), *([split] if untold else []))

    @property
    def finding(self) -> str:
        """How alike the two orders are, who differs most, and what is not held of the two tables."""
        row = self.table.row(0, named=True)
        name = self.ledger.catalog.economies.said(row["entity"])
        return (
            f"{self.a.title} and {self.b.title} order the {len(self.entities)} economies that both place with a "
            f"Spearman correlation of {self.spearman:.2f} (Kendall {self.kendall:.2f}); {name} differs most, at place "
            f"{row['common_a']} of these in the first and {row['common_b']} in the second"
            + "".join(f"; {lacks}" for lacks in self._lacking)
            + "."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind both sides, sorted."""
        return tuple(sorted({*self.a.sources, *self.b.sources}))

    def explain(self, entity: str) -> dict[str, Any]:
        """The places of one economy, and their difference by coverage, weights and concept."""
        row = self.table.filter(pl.col("entity") == entity)
        if row.is_empty():
            raise UnknownNameError("economy placed by both", entity, nearest(entity, self.entities))
        return row.row(0, named=True)

    def observations(self) -> pl.DataFrame:
        """The rows of the ledger that hold the printed results and the figures of both sides' economies in common."""
        edition = pl.col("source") + "-" + pl.col("edition")
        return self.ledger.rows.filter(edition.is_in(list(self.sources)), pl.col("entity").is_in(list(self.entities)))

    @cached_property
    def _orders(self) -> tuple[Array, Array]:
        return (-self.a.among(self.entities), -self.b.among(self.entities))

    @property
    def _lacking(self) -> tuple[str, ...]:
        return tuple(one.lacks for one in (self.a, self.b) if one.lacks)

    def _split(self, in_a: Array, in_b: Array) -> tuple[list[float | None], list[float | None]]:
        equal_a, equal_b = (one.with_equal_weights(self.entities) for one in (self.a, self.b))
        if equal_a is None or equal_b is None:
            return [None] * len(in_a), [None] * len(in_a)
        return list(map(float, (in_b - equal_b) - (in_a - equal_a))), list(map(float, equal_b - equal_a))


def contrast(ledger: Ledger, a: str, b: str) -> Contrast:
    """Two published systems or lenses (by name) side by side on the evidence of `ledger`.

    Raises UnknownNameError for a name that is neither, PlanError where they place fewer than three economies in
    common, or nothing is known of one of them.
    """
    found = Contrast(ledger, side(a, ledger), side(b, ledger))
    if len(found.entities) < FEWEST:
        raise PlanError(
            f"{a} and {b} place {len(found.entities)} economies in common",
            expected=f"at least {FEWEST}",
            next_step="pull the whole table of one of them: theodolite list sources",
        )
    return found
