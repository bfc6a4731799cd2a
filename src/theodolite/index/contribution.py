"""Contributions: how much each pillar and each indicator does for an entity's score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from theodolite.index.aggregate import WHOLE, score_tree, shares_of
from theodolite.index.framework import name_of, weights_of
from theodolite.index.ranking import Ranking


class Span(NamedTuple):
    """The best and the worst rank of an entity over several lenses, and how many of them rank it."""

    best: int
    worst: int
    lenses: int


def span_of_ranks(rankings: Sequence[Ranking], entity: str) -> Span | None:
    """The span of the ranks of `entity` over `rankings`; None where none of them ranks it."""
    found = [rank for ranking in rankings if (rank := ranking.rank_of(entity)) is not None]
    return Span(min(found), max(found), len(found)) if found else None


def scale_of(ranking: Ranking) -> Literal["points", "logarithms"]:
    """The scale on which contributions of pillars add up to a gap: points, or logarithms under a geometric mean."""
    how = ranking.lens.aggregate.mean_of(ranking.lens.framework)
    return "logarithms" if how == "geometric" else "points"


def pillar_gaps(ranking: Ranking, a: str, b: str) -> dict[str, float]:
    """What each pillar of the first level adds to the lead of `a` over `b`; negative where it speaks for `b`.

    Exact: the sum is score(a) − score(b), or ln score(a) − ln score(b) where the pillars' mean is geometric. A pillar
    without a score has the share 0 and contributes nothing for that entity.
    """
    nodes = ranking.lens.framework
    scores = np.column_stack([ranking.scores[node.pillar] for node in nodes])
    places = [ranking.final.entities.index(entity) for entity in (a, b)]
    values = scores[places]
    shares = shares_of(values, weights_of(nodes))
    shown = np.where(np.isnan(values), 1.0, values)
    parts = shares * (np.log(shown) if scale_of(ranking) == "logarithms" else shown)
    return {name_of(node): float(parts[0, k] - parts[1, k]) for k, node in enumerate(nodes)}


def indicator_gaps(ranking: Ranking, entity: str, peers: Sequence[str]) -> dict[str, float]:
    """What each indicator does for the score of `entity`, held against the median of `peers`, in points.

    The score less what it would be if the one indicator stood at the peers' median and all else stayed: exact for
    any mean and any depth, and additive where all means are arithmetic. Indicators that the entity has no figure of,
    and such as have no weight, are left out.
    """
    data, lens = ranking.final, ranking.lens
    among = [data.entities.index(peer) for peer in peers]
    own = data.values[data.entities.index(entity)]
    moved = np.tile(own, (len(own), 1))
    np.fill_diagonal(moved, np.nanmedian(data.values[among], axis=0))
    columns = {id: moved[:, j] for j, id in enumerate(data.indicators)}
    scores = score_tree(lens.aggregate, lens.framework, columns, [entity] * len(own))[WHOLE]
    now = float(ranking.scores[WHOLE][data.entities.index(entity)])
    return {
        id: now - float(score)
        for id, score, value in zip(data.indicators, scores, own, strict=True)
        if not np.isnan(value) and not np.isclose(now, score, atol=1e-12)
    }
