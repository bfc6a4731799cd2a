"""Supposed: the scores that an entity would have with other figures, everybody else staying where they are."""

from __future__ import annotations

import numpy as np

from theodolite.index.aggregate import score_tree
from theodolite.index.dataset import Array
from theodolite.index.ranking import Ranking


def supposed(ranking: Ranking, entity: str, rows: Array) -> dict[str, Array]:
    """The r scores of every pillar and the whole that `entity` has with each of the r × m `rows` of normalised figures.

    Goalposts, weights and the figures of all others are held. Where a mean compares entities with each other, the row
    is put in the entity's place among them; elsewhere it stands alone.
    """
    step, nodes, data = ranking.lens.aggregate, ranking.lens.framework, ranking.final
    if not any(mean.relative for mean in step.means(nodes)):
        return score_tree(step, nodes, dict(zip(data.indicators, rows.T, strict=True)), [entity] * len(rows))
    place, values, found = data.entities.index(entity), data.values.copy(), list[dict[str, Array]]()
    for row in rows:
        values[place] = row
        found.append(score_tree(step, nodes, dict(zip(data.indicators, values.T, strict=True)), data.entities))
    return {name: np.array([scores[name][place] for scores in found]) for name in found[0]}
