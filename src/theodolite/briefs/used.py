"""Figures in use: what the lenses take for each entity, how old it is, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theodolite.briefs.question import Asked
from theodolite.figures.coverage_tiles import State
from theodolite.index.framework import Leaf, Node
from theodolite.index.lens import Lens
from theodolite.index.ranking import Ranking

OLD = 4
"""Years: a figure for a year further back than this from the date of the evidence is marked as old."""


@dataclass(frozen=True)
class Used:
    """One figure that one or more lenses take for one entity, before it is divided or normalised.

    `row` is the observation's number in the ledger, None where there is none: then `state` says whether the source
    lists all it knows (none-recorded, a true zero) or nobody knows (unknown).
    """

    indicator: str
    entity: str
    value: float | None
    row: int | None
    year: int | None
    state: State
    weights: Mapping[str, float]
    """Lens id → the share of the whole that the indicator weighs there."""

    @property
    def weight(self) -> float:
        """The most that it weighs in any lens."""
        return max(self.weights.values())


def shares(lens: Lens) -> dict[str, float]:
    """Indicator → its share of the whole, the product of the shares from leaf to root; weights of zero are left out."""
    found: dict[str, float] = {}

    def walk(nodes: tuple[Node, ...], whole: float) -> None:
        total = sum(node.weight for node in nodes) or 1.0
        for node in nodes:
            part = whole * node.weight / total
            if isinstance(node, Leaf):
                found[node.indicator] = part
            else:
                walk(node.indicators, part)

    walk(lens.framework, 1.0)
    return {indicator: share for indicator, share in found.items() if share > 0}


def used(asked: Asked) -> tuple[Used, ...]:
    """Every figure in use for everyone asked about, by indicator in the catalogue's order, then entity as asked."""
    weights: dict[tuple[str, str, int], dict[str, float]] = {}
    values: dict[tuple[str, str, int], float] = {}
    for id, ranking in asked.rankings.items():
        for indicator, share in shares(ranking.lens).items():
            for entity in asked.everyone:
                value, row = _taken(ranking, indicator, entity)
                key = (indicator, entity, row)
                weights.setdefault(key, {})[id] = share
                values[key] = value
    order = {entity: k for k, entity in enumerate(asked.everyone)}
    keys = sorted(weights, key=lambda key: (key[0], order[key[1]], key[2]))
    return tuple(_figure(asked, key, values[key], weights[key]) for key in keys)


def _taken(ranking: Ranking, indicator: str, entity: str) -> tuple[float, int]:
    if entity not in ranking.raw.entities:
        missing = ranking.ledger.catalog.indicators[indicator].missing_means
        return (0.0 if missing == "none-recorded" else np.nan), -1
    place, column = ranking.raw.entities.index(entity), ranking.raw.indicators.index(indicator)
    cell = ranking.cell(entity, indicator)
    return float(ranking.raw.values[place, column]), cell.rows[-1] if cell else -1


def _figure(asked: Asked, key: tuple[str, str, int], value: float, weights: dict[str, float]) -> Used:
    indicator, entity, row = key
    if row < 0:
        none = asked.catalog.indicators[indicator].missing_means == "none-recorded"
        return Used(
            indicator, entity, 0.0 if none else None, None, None, "none-recorded" if none else "unknown", weights
        )
    year = asked.ledger.at(row)["end"].year  # type: ignore[attr-defined]
    state: State = "old" if asked.ledger.now.year - year > OLD else "figure"
    return Used(indicator, entity, value, row, year, state, weights)
