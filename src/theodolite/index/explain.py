"""Explain: one entity's score as a tree of pillars, indicators and observations, down to source and locator."""

from __future__ import annotations

from typing import Any

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import UnknownNameError
from theodolite.index.framework import Leaf, Node
from theodolite.index.ranking import Ranking

Tree = dict[str, Any]


def explain(ranking: Ranking, entity: str) -> Tree:
    """The tree behind the score of `entity`: score → pillars → indicators → observation → source and locator.

    Raises UnknownNameError where the entity was not ranked, with the reason if it was left out.
    """
    if entity not in ranking.final.entities:
        reason = ranking.excluded.get(entity)
        name = ranking.ledger.catalog.economies.title(entity)
        raise UnknownNameError(
            "ranked economy", entity, nearest(entity, ranking.final.entities),
            where=f"{name} is left out: {reason}" if reason else None,
        )  # fmt: skip
    place = ranking.final.entities.index(entity)
    return {
        "entity": entity,
        "lens": ranking.lens.id,
        "score": float(ranking.scores[""][place]),
        "rank": ranking.rank_of(entity),
        "pillars": [_node(ranking, node, entity, place) for node in ranking.lens.framework],
    }


def _node(ranking: Ranking, node: Node, entity: str, place: int) -> Tree:
    if isinstance(node, Leaf):
        return _leaf(ranking, node, entity, place)
    return {
        "pillar": node.pillar,
        "weight": node.weight,
        "score": float(ranking.scores[node.pillar][place]),
        "indicators": [_node(ranking, child, entity, place) for child in node.indicators],
    }


def _leaf(ranking: Ranking, leaf: Leaf, entity: str, place: int) -> Tree:
    indicator = ranking.ledger.catalog.indicators[leaf.indicator]
    j = ranking.final.indicators.index(leaf.indicator)
    raw = ranking.raw.column(leaf.indicator)[ranking.raw.entities.index(entity)]
    row = int(ranking.final.rows[place, j])
    tree: Tree = {
        "indicator": leaf.indicator,
        "title": indicator.title,
        "weight": leaf.weight,
        "value": None if np.isnan(raw) else float(raw),
        "unit": indicator.unit,
        "normalised": None if np.isnan(ranking.final.values[place, j]) else float(ranking.final.values[place, j]),
    }
    if row < 0:
        return {**tree, "observation": None, "why": "none recorded" if raw == 0 else "unknown"}
    return {**tree, "observation": _observation(ranking, row)}


def _observation(ranking: Ranking, row: int) -> Tree:
    seen = ranking.ledger.at(row)
    source = ranking.ledger.catalog.sources[f"{seen['source']}-{seen['edition']}"]
    return {
        "value": seen["value"],
        "period": seen["period"],
        "status": seen["status"],
        "source": source.id,
        "citation": source.citation,
        "url": source.url,
        "locator": seen["locator"],
        "note": seen["note"],
    }
