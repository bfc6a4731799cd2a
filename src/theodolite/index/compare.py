"""Compare: where lenses disagree about two entities, and which pillars make each of them say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.prose import upper
from theodolite.errors import PlanError
from theodolite.index.contribution import lead, pillar_gaps, scale_of
from theodolite.index.ranking import Ranking


@dataclass(frozen=True, eq=False)
class Comparison:
    """Entities `a` and `b` through every lens of `rankings`; lenses that do not rank both stand in `silent`."""

    rankings: tuple[Ranking, ...]
    a: str
    b: str
    silent: tuple[str, ...]

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a lens × pillar: who is ahead (null for a tie), ranks and scores, the gap, and what the pillar adds.

        `gap` is what a leads b by, in `scale` (points, or logarithms under a geometric mean); where this scale adds
        up, the `contribution` of the pillars sum to it exactly; the largest for the one that is ahead comes first.
        """
        rows = [row for ranking in self.rankings for row in _rows(ranking, self.a, self.b)]
        return pl.DataFrame(rows, schema_overrides={"ahead": pl.String})

    @cached_property
    def ahead(self) -> dict[str, str | None]:
        """Lens id → the entity that is ahead through it, None for a tie."""
        return dict(self.table.select("lens", "ahead").unique(maintain_order=True).iter_rows())

    @property
    def finding(self) -> str:
        """Through how many lenses each is ahead, and what decides most for and against."""
        name = self.rankings[0].ledger.catalog.economies.said
        for_a = [lens for lens, entity in self.ahead.items() if entity == self.a]
        for_b = [lens for lens, entity in self.ahead.items() if entity == self.b]
        said = f"{upper(name(self.a))} is ahead of {name(self.b)} through {len(for_a)} of {len(self.ahead)} lenses"
        if for_a and for_b:
            said += f" ({', '.join(for_a)}), and behind through {len(for_b)} ({', '.join(for_b)})"
        decisive = [f"{pillar} decides {lens}" for lens, pillar in self._decisive().items()]
        return f"{said}: {', '.join(decisive)}."

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the figures of the two entities, sorted."""
        rows = [r.observations_behind(entity) for r in self.rankings for entity in (self.a, self.b)]
        return tuple(sorted({f"{s}-{e}" for frame in rows for s, e in frame.select("source", "edition").iter_rows()}))

    def explain(self, entity: str) -> dict[str, Any]:
        """Lens id → the tree behind the score of one of the two."""
        return {ranking.lens.id: ranking.explain(entity) for ranking in self.rankings}

    def observations(self) -> pl.DataFrame:
        """The scores of the two entities through every lens, as rows of the ledger."""
        rows = pl.concat([ranking.observations() for ranking in self.rankings])
        return rows.filter(pl.col("entity").is_in([self.a, self.b]))

    def _decisive(self) -> dict[str, str]:
        led = self.table.filter(pl.col("ahead").is_not_null())
        first = led.group_by("lens", maintain_order=True).first()
        return dict(first.select("lens", "pillar").iter_rows())


def compare(rankings: Sequence[Ranking], a: str, b: str) -> Comparison:
    """Who of `a` and `b` is ahead through each of `rankings`, and by which pillars.

    Raises PlanError where none of them ranks both.
    """
    both = tuple(r for r in rankings if r.rank_of(a) is not None and r.rank_of(b) is not None)
    if not both:
        raise PlanError(
            f"no lens ranks both {a} and {b}",
            expected="a lens that does",
            next_step="look at `excluded` of each ranking",
        )
    return Comparison(both, a, b, tuple(r.lens.id for r in rankings if r not in both))


def _rows(ranking: Ranking, a: str, b: str) -> list[dict[str, Any]]:
    gaps = pillar_gaps(ranking, a, b)
    of_a, of_b = (ranking.table.row(by_predicate=pl.col("entity") == entity, named=True) for entity in (a, b))
    gap = lead(ranking, a, b)
    ahead = None if of_a["rank"] == of_b["rank"] else a if of_a["rank"] < of_b["rank"] else b
    shared = {
        "lens": ranking.lens.id,
        "ahead": ahead,
        "rank_a": of_a["rank"],
        "rank_b": of_b["rank"],
        "score_a": of_a["score"],
        "score_b": of_b["score"],
        "scale": scale_of(ranking),
        "gap": gap,
    }
    sign = -1 if ahead == b else 1
    ordered = sorted(gaps.items(), key=lambda item: (-sign * item[1], item[0]))
    return [{**shared, "pillar": pillar, "contribution": contribution} for pillar, contribution in ordered]
