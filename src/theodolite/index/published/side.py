"""A side of a contrast: a published system or a lens of ours, its places, and what is known of how it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.prose import shown
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile
from theodolite.index.aggregate import combine
from theodolite.index.coherence.correlate import spearman
from theodolite.index.dataset import Array
from theodolite.index.denominate import DENOMINATORS
from theodolite.index.framework import leaves
from theodolite.index.lens import Lens, lenses, load_lens
from theodolite.index.periods import latest_figures
from theodolite.index.published.printed import printed
from theodolite.index.published.system import System, find_system, lens_of, systems
from theodolite.index.ranking import Ranking, rank_entities, ranks

MEASURES = {"size": "size", "intensity": "intensity, free of size", "both": "size and intensity together"}
"""What a system measures, in words."""

FEWEST_OF_SIZE = 10
"""Economies below which nothing is said of how a side goes with size."""


@dataclass(frozen=True, eq=False)
class Side:
    """What one side says: `order` maps an economy to a figure of which more is a better place.

    `ranks` holds the places among all whom the side covers, where they are known. `facts` are words for the reader
    (concept, measures, coverage, weights); `ranking` is there where a lens makes the side on the evidence at hand.
    """

    name: str
    title: str
    facts: Mapping[str, str]
    order: Mapping[str, float]
    ranks: Mapping[str, int]
    sources: tuple[str, ...]
    ranking: Ranking | None = None
    single: bool = False
    """Whether it is one figure, which no weights can change."""
    lacks: str | None = None
    """What is not held of the publisher's table, and how it is had; None where all of it is held."""

    def among(self, entities: Sequence[str]) -> Array:
        """The n places of `entities` among themselves."""
        return _places(self.order, entities)

    def with_equal_weights(self, entities: Sequence[str]) -> Array | None:
        """The n places of `entities` among themselves if all pillars weighed alike; None where no lens can tell."""
        if self.single:
            return self.among(entities)
        ranking = self.ranking
        if ranking is None or not set(entities) <= set(ranking.final.entities):
            return None
        lens = ranking.lens
        values = np.column_stack([ranking.scores[pillar.pillar] for pillar in lens.framework])
        mean = lens.aggregate.mean_of(lens.framework)
        scores = combine(mean, values, np.ones(len(lens.framework)), lens.aggregate.missing)
        return _places(dict(zip(ranking.final.entities, map(float, scores), strict=True)), entities)


def side(name: str, ledger: Ledger) -> Side:
    """The published system or the lens called `name`, on the evidence of `ledger`.

    A system is told by its printed results, a lens of our own by its ranking, and a lens that re-makes a system as that
    system. Raises UnknownNameError for a name that is neither, PlanError where nothing is known of it.
    """
    catalog = ledger.catalog
    if name in systems(catalog):
        return _published(find_system(name, catalog), ledger)
    known = {*systems(catalog), *lenses(catalog)}
    if name not in known and Path(name).suffix not in (".yaml", ".yml"):
        listed = ", ".join(sorted(known))
        raise UnknownNameError("published system or lens", name, nearest(name, known), next_step=f"one of: {listed}")
    lens = load_lens(name, catalog)
    if lens.replicates is not None:
        return _published(find_system(lens.replicates, catalog), ledger)
    return of_ranking(rank_entities(ledger, lens))


def with_size(one: Side, ledger: Ledger) -> float | None:
    """Spearman's correlation of a side's order with population, over its economies of known population."""
    people = reconcile(ledger, {DENOMINATORS["population"]})
    known = dict(latest_figures(people, ledger.now).select("entity", "value").iter_rows()) if len(people) else {}
    both = sorted(set(known) & set(one.order))
    if len(both) < FEWEST_OF_SIZE:
        return None
    return float(spearman(np.array([one.order[e] for e in both]), np.array([known[e] for e in both])))


def _places(order: Mapping[str, float], entities: Sequence[str]) -> Array:
    return ranks(np.array([order[entity] for entity in entities])).astype(float)


def _published(system: System, ledger: Ledger) -> Side:
    results = printed(ledger, system)
    told = results.drop_nulls("rank")
    by_rank = len(told) >= len(results.drop_nulls("score"))
    ordered = told.with_columns(value=-pl.col("rank")) if by_rank else results.drop_nulls("score")
    column = "value" if by_rank else "score"
    covered = f"{system.covers} economies" if system.covers else "not known"
    facts = {
        "concept": system.concept,
        "measures": MEASURES[system.measures],
        "coverage": f"{covered}, of which we hold {len(results)}",
        "weights": system.weights,
    }
    return Side(
        system.id, system.title, facts,
        {entity: float(value) for entity, value in ordered.select("entity", column).iter_rows()},
        {entity: int(rank) for entity, rank in told.select("entity", "rank").iter_rows()},
        tuple(sorted(set(results["edition"]))), _remade(system, ledger), system.total == "single",
        _lacks(system, len(ordered)),
    )  # fmt: skip


def _lacks(system: System, held: int) -> str | None:
    if system.covers is None:
        return f"{held} economies of {system.title} are held, and of how many is not known"
    if held >= system.covers:
        return None
    return f"{held} of {system.covers} economies of {system.title} are held: theodolite pull {system.editions[0]}"


def _remade(system: System, ledger: Ledger) -> Ranking | None:
    """The ranking that re-makes the system, where there is a lens for it and its evidence of this period is here."""
    lens = lens_of(system, ledger.catalog)
    if lens is None:
        return None
    try:
        ranking = rank_entities(ledger, lens)
    except PlanError:
        return None
    periods = {cell.period for cell in ranking.raw.cells.values()}
    return ranking if system.period in periods else None


def of_ranking(ranking: Ranking) -> Side:
    """A ranking of our own as a side: its scores are its order, its ranks its places."""
    lens = ranking.lens
    scores = dict(ranking.table.select("entity", "score").iter_rows())
    facts = {
        "concept": lens.question,
        "measures": "figures divided by size" if _divides(lens) else "figures as they are, not divided by size",
        "coverage": f"{len(scores)} economies",
        "weights": ", ".join(f"{pillar.pillar} {shown(pillar.weight)}" for pillar in lens.framework),
    }
    places = dict(ranking.table.select("entity", "rank").iter_rows())
    return Side(lens.id, lens.title, facts, scores, places, ranking.sources, ranking)


def _divides(lens: Lens) -> bool:
    steps = [step.by for step in lens.steps if step.do == "denominate"]
    own = [leaf.denominate for leaf in leaves(lens.framework)]
    return any(by not in (None, "none") for by in (*steps, *own))
