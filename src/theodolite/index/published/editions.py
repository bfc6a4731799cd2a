"""Editions: why ranks changed between two editions of a system, or of a lens on two days: data, method or coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.prose import upper
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.dataset import Array
from theodolite.index.framework import Leaf, Node, Pillar, name_of
from theodolite.index.lens import Lens
from theodolite.index.published.system import System, find_system, lens_of
from theodolite.index.ranking import Ranking, rank_entities, ranks

FEWEST = 3
"""Economies in all four rankings below which nothing is said."""


@dataclass(frozen=True, eq=False)
class Editions:
    """Four rankings: `before` and `after` as they are, `new_data` by the old method, and `new_method` on old data.

    With v(data, method) the place among the economies that all four rank, the change of place v(new, new) − v(old, old)
    is split by Shapley's value, which for two causes is the mean over the two orders in which they can happen:
    data = ½[v(new, old) − v(old, old) + v(new, new) − v(old, new)], and method likewise; the two sum to the change.
    What is left of the change of the ranks themselves is coverage: who else is ranked.
    Shapley (1953), A value for n-person games.
    """

    before: Ranking
    after: Ranking
    new_data: Ranking
    new_method: Ranking
    names: tuple[str, str]
    """What the two editions are called."""
    bridged: bool = False
    """Whether pieces of one framework stand for those of another: what changed inside a piece then counts as data."""

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The economies that all four rankings rank, sorted by code."""
        every = [set(r.final.entities) for r in (self.before, self.after, self.new_data, self.new_method)]
        return tuple(sorted(set.intersection(*every)))

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, before and after (ranks), change, data, method and coverage, which sum to the change.

        Below 0 is a better place. The largest change comes first.
        """
        old, new = self._among(self.before), self._among(self.after)
        only_data, only_method = self._among(self.new_data), self._among(self.new_method)
        ranked = [[r.rank_of(entity) for entity in self.entities] for r in (self.before, self.after)]
        return (
            pl.DataFrame(
                {
                    "entity": self.entities, "before": ranked[0], "after": ranked[1],
                    "data": ((only_data - old) + (new - only_method)) / 2,
                    "method": ((only_method - old) + (new - only_data)) / 2,
                }
            )
            .with_columns(change=pl.col("after") - pl.col("before"))
            .with_columns(coverage=pl.col("change") - pl.col("data") - pl.col("method"))
            .select("entity", "before", "after", "change", "data", "method", "coverage")
            .sort(pl.col("change").abs(), "entity", descending=[True, False])
        )  # fmt: skip

    @property
    def finding(self) -> str:
        """How far places moved by the data and by the method, on average over the economies that all four rank."""
        data, method = (float(np.abs(self.table[name].to_numpy()).mean()) for name in ("data", "method"))
        inside = "; what changed inside the pillars counts as data" if self.bridged else ""
        return (
            f"Between {self.names[0]} and {self.names[1]}, the data moved an economy by {data:.1f} places on average "
            f"and the method by {method:.1f}, over the {len(self.entities)} economies that both rank{inside}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the figures, sorted."""
        return tuple(sorted({*self.before.sources, *self.after.sources}))

    def explain(self, entity: str) -> dict[str, Any]:
        """The change of one economy's rank, split, and its places in the four rankings among the same economies."""
        row = self.table.filter(pl.col("entity") == entity)
        if row.is_empty():
            raise UnknownNameError("economy ranked in both editions", entity, nearest(entity, self.entities))
        at = self.entities.index(entity)
        four = {
            "old data, old method": self.before, "new data, old method": self.new_data,
            "old data, new method": self.new_method, "new data, new method": self.after,
        }  # fmt: skip
        return {**row.row(0, named=True), "places": {name: int(self._among(r)[at]) for name, r in four.items()}}

    def sentence(self, entity: str) -> str:
        """The change of one economy's rank and what it is made of."""
        row = self.explain(entity)
        name = upper(self.before.ledger.catalog.economies.said(entity))
        return (
            f"{name} went from {row['before']} to {row['after']}: {row['data']:+.1f} by the data, "
            f"{row['method']:+.1f} by the method, {row['coverage']:+.1f} by who else is ranked."
        )

    def observations(self) -> pl.DataFrame:
        """The scores of both editions as rows of the ledger."""
        return pl.concat([self.before.observations(), self.after.observations()])

    def _among(self, ranking: Ranking) -> Array:
        return ranks(np.array([ranking.score_of(entity) for entity in self.entities])).astype(float)


def lens_editions(before: tuple[Ledger, Lens], after: tuple[Ledger, Lens]) -> Editions:
    """Two versions of a lens on the evidence of two days (or one lens on both): what the data did, what the method.

    Raises PlanError where one of the four rankings cannot be made.
    """
    (old_ledger, old_lens), (new_ledger, new_lens) = before, after
    return _checked(
        Editions(
            rank_entities(old_ledger, old_lens),
            rank_entities(new_ledger, new_lens),
            rank_entities(new_ledger, old_lens),
            rank_entities(old_ledger, new_lens),
            (f"{old_lens.title} on {old_ledger.now}", f"{new_lens.title} on {new_ledger.now}"),
        )
    )


def system_editions(ledger: Ledger, name: str) -> Editions:
    """The edition `name` of a published system against the one that it follows, by way of its `bridge`.

    An edition's data are seen by the other's method where pieces of the one framework stand for pieces of the other; a
    piece without a counterpart is left out, and the others' weights are scaled up. Raises PlanError where the system
    follows none, no lens re-makes one of the two, or their evidence is not here.
    """
    system = find_system(name, ledger.catalog)
    if system.follows is None or system.bridge is None:
        raise PlanError(
            f"nothing leads from {name!r} to an edition before it",
            expected="follows: and bridge: in the file of the system",
        )
    followed = find_system(system.follows, ledger.catalog)
    old_lens, new_lens = _lens(followed, ledger), _lens(system, ledger)
    return _checked(
        Editions(
            rank_entities(ledger, old_lens),
            rank_entities(ledger, new_lens),
            rank_entities(ledger, crossed(old_lens, system.bridge.before)),
            rank_entities(ledger, crossed(new_lens, system.bridge.after)),
            (followed.title, system.title),
            bridged=True,
        )
    )


def crossed(lens: Lens, pieces: Mapping[str, Sequence[str]]) -> Lens:
    """`lens` on other pieces: each indicator that `pieces` names gives way to the mean of those that stand for it.

    One that nothing stands for is left out, and a pillar of which nothing is left; the weights of the others stay.
    """
    framework = [kept for node in lens.framework if (kept := _crossed(node, pieces)) is not None]
    if not framework:
        raise PlanError(f"nothing stands for any indicator of the lens {lens.id!r}")
    return lens.model_copy(update={"framework": tuple(framework)})


def _crossed(node: Node, pieces: Mapping[str, Sequence[str]]) -> Any:
    if isinstance(node, Leaf):
        others = pieces.get(node.indicator, (node.indicator,))
        leaves = tuple(node.model_copy(update={"indicator": other, "weight": 1.0}) for other in others)
        if len(leaves) == 1:
            return leaves[0].model_copy(update={"weight": node.weight})
        return Pillar(pillar=_plain(name_of(node)), weight=node.weight, indicators=leaves) if leaves else None
    kept = tuple(inner for child in node.indicators if (inner := _crossed(child, pieces)) is not None)
    return node.model_copy(update={"indicators": kept}) if kept else None


def _plain(indicator: str) -> str:
    return "for-" + indicator.replace("/", "-")


def _lens(system: System, ledger: Ledger) -> Lens:
    lens = lens_of(system, ledger.catalog)
    if lens is None:
        raise PlanError(
            f"no lens re-makes the system {system.id!r}",
            expected=f"a lens with replicates: {system.id}",
        )
    return lens


def _checked(found: Editions) -> Editions:
    if len(found.entities) < FEWEST:
        raise PlanError(f"{len(found.entities)} economies are ranked in both editions", expected=f"at least {FEWEST}")
    return found
