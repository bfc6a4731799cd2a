"""Contributions: how much each pillar and each indicator does for an entity's score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from theodolite.index.aggregate import WHOLE, combine, shares_of
from theodolite.index.dataset import Array
from theodolite.index.framework import name_of, weights_of
from theodolite.index.means import Mean
from theodolite.index.ranking import Ranking
from theodolite.index.supposed import supposed


def scale_of(ranking: Ranking) -> str:
    """The scale on which contributions of pillars are told: where they add up, else points, taken one at a time."""
    link = _mean(ranking).link
    return link.scale if link else "points, one at a time"


def lead(ranking: Ranking, a: str, b: str) -> float:
    """How far the score of `a` is ahead of that of `b`, on the scale of `scale_of`; negative where it is behind."""
    link = _mean(ranking).link
    scores = np.array([ranking.score_of(entity) for entity in (a, b)])
    of_a, of_b = link.of(scores) if link else scores
    return float(of_a - of_b)


def pillar_gaps(ranking: Ranking, a: str, b: str) -> dict[str, float]:
    """What each pillar of the first level adds to the lead of `a` over `b`; negative where it speaks for `b`.

    Where the pillars' mean has a link g, the sum is exactly g(score of a) − g(score of b): points under an arithmetic
    mean, logarithms under a geometric one. A pillar without a score, or without weight, has the share 0 and contributes
    nothing for that entity. Under a mean without a link nothing adds up: a pillar's gap is then the points that the
    score of `a` loses where this pillar alone stands as it does for `b`.
    """
    nodes, mean = ranking.lens.framework, _mean(ranking)
    values = np.column_stack([ranking.scores[node.pillar] for node in nodes])[_places(ranking, (a, b))]
    if mean.link is None:
        gaps = ranking.score_of(a) - _swapped(ranking, mean, a, b)
    else:
        shares = shares_of(values, weights_of(nodes))
        parts = shares * mean.link.of(np.where(shares > 0, values, 1.0))
        gaps = parts[0] - parts[1]
    return {name_of(node): float(gap) for node, gap in zip(nodes, gaps, strict=True)}


def indicator_gaps(ranking: Ranking, entity: str, peers: Sequence[str]) -> dict[str, float]:
    """What each indicator does for the score of `entity`, held against the median of `peers`, in points.

    The score less what it would be if the one indicator stood at the peers' median and all else stayed: exact for
    any mean and any depth, and additive where all means are arithmetic. Left out are indicators of which the entity
    or all of the peers (`unknown_among`) have no figure, and such as have no weight.
    """
    data = ranking.final
    unknown = unknown_among(ranking, peers)
    own = data.values[data.entities.index(entity)]
    moved = np.tile(own, (len(own), 1))
    for j, id in enumerate(data.indicators):
        if id not in unknown:
            moved[j, j] = np.nanmedian(data.values[_places(ranking, peers), j])
    scores = supposed(ranking, entity, moved)[WHOLE]
    now = ranking.score_of(entity)
    return {
        id: now - float(score)
        for id, score, value in zip(data.indicators, scores, own, strict=True)
        if not np.isnan(value) and not np.isclose(now, score, atol=1e-12)
    }


def unknown_among(ranking: Ranking, peers: Sequence[str]) -> tuple[str, ...]:
    """The indicators of which none of `peers` has a figure, in the order of the lens."""
    known = (~np.isnan(ranking.final.values[_places(ranking, peers)])).sum(axis=0)
    return tuple(id for id, number in zip(ranking.final.indicators, known, strict=True) if number == 0)


def _swapped(ranking: Ranking, mean: Mean, a: str, b: str) -> Array:
    """The scores that `a` has where each pillar of the first level in turn stands as it does for `b`."""
    nodes = ranking.lens.framework
    values = np.column_stack([ranking.scores[node.pillar] for node in nodes])
    (here, there), found = _places(ranking, (a, b)), list[float]()
    for j in range(len(nodes)):
        one = values.copy()
        one[here, j] = values[there, j]
        found.append(float(combine(mean, one, weights_of(nodes), ranking.lens.aggregate.missing)[here]))
    return np.array(found)


def _places(ranking: Ranking, entities: Sequence[str]) -> list[int]:
    return [ranking.final.entities.index(entity) for entity in entities]


def _mean(ranking: Ranking) -> Mean:
    return ranking.lens.aggregate.mean_of(ranking.lens.framework)
