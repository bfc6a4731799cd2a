"""Gaps: which pillars put one entity above another through a lens, and which hold it below."""

from __future__ import annotations

import math

from theodolite.briefs.positions import pillar_positions
from theodolite.index.ranking import Ranking


def pillar_gaps(ranking: Ranking, entity: str, other: str) -> dict[str, float]:
    """Pillar → its part of the lead of `entity` over `other` (negative: of its arrears), largest first.

    wₚ(aₚ − bₚ) where the lens averages pillars arithmetically, wₚ ln(aₚ/bₚ) where it does so geometrically: the parts
    sum to the difference of the scores, or of their logarithms. Other means, and pillars that one of the two has no
    score in, have no part.
    """
    a, b = pillar_positions(ranking, entity), pillar_positions(ranking, other)
    how = ranking.lens.aggregate.pillars
    whole = sum(node.weight for node in ranking.lens.framework) or 1.0
    parts: dict[str, float] = {}
    for node in ranking.lens.framework:
        if node.pillar in a and node.pillar in b:
            part = _part(how, a[node.pillar].score or 0.0, b[node.pillar].score or 0.0)
            if part is not None:
                parts[node.pillar] = node.weight / whole * part
    return dict(sorted(parts.items(), key=lambda item: -item[1]))


def _part(how: object, a: float, b: float) -> float | None:
    if how == "arithmetic":
        return a - b
    if how == "geometric" and a > 0 and b > 0:
        return math.log(a / b)
    return None
