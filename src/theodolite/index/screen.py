"""Screen: only entities with enough figures are ranked; the others are listed with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from theodolite.core.spec import Spec
from theodolite.errors import PlanError
from theodolite.index.dataset import Array, Dataset
from theodolite.index.framework import Pillar, leaves

Share = Annotated[float, Field(ge=0, le=1)]


class Screen(Spec):
    """Keep an entity that has at least a share of the indicators; a recorded nothing counts as a figure."""

    do: Literal["screen"] = "screen"
    have_at_least: Share
    in_every_pillar: Share = 0.0
    """The share that it must have in each pillar of the first level, taken alone."""

    def apply(self, data: Dataset, framework: Sequence[Pillar]) -> Dataset:
        """`data` without the entities that have too few figures; raises PlanError where that leaves nobody."""
        kept = data.leave_out(too_thin(self, data, framework))
        if not kept.entities:
            raise PlanError(
                f"screening leaves none of {len(data.entities)} entities",
                where=f"screen: have-at-least {self.have_at_least:g}, in-every-pillar {self.in_every_pillar:g}",
                expected="entities with enough figures",
                next_step="ask for less, or take out the indicators that few entities have",
            )
        return kept


def coverage(values: Array) -> Array:
    """The share of columns with a figure, for each row of an n × m array; NaN is missing."""
    return np.mean(~np.isnan(values), axis=1)


def too_thin(step: Screen, data: Dataset, framework: Sequence[Pillar]) -> dict[str, str]:
    """Entity → why it is left out: the coverage overall, or in the first pillar where it falls short."""
    reasons: dict[str, str] = {}
    for entity, share in zip(data.entities, coverage(data.values), strict=True):
        if share < step.have_at_least:
            reasons[entity] = f"too few figures: {share:.0%} of the indicators, {step.have_at_least:.0%} are asked for"
    for pillar in framework:
        columns = [data.indicators.index(leaf.indicator) for leaf in leaves((pillar,))]
        for entity, share in zip(data.entities, coverage(data.values[:, columns]), strict=True):
            if share < step.in_every_pillar:
                asked = f"{share:.0%}, {step.in_every_pillar:.0%} are asked for"
                reasons.setdefault(entity, f"too few figures in the pillar {pillar.pillar}: {asked}")
    return reasons
