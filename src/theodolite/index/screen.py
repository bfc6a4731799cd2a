"""Screen: only entities with enough figures are ranked; the others are listed with their reason."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from theodolite.core.spec import Spec
from theodolite.index.dataset import Array, Dataset

Share = Annotated[float, Field(ge=0, le=1)]


class Screen(Spec):
    """Keep an entity that has at least a share of the indicators; a recorded nothing counts as a figure."""

    do: Literal["screen"] = "screen"
    have_at_least: Share
    in_every_pillar: Share = 0.0
    """The share that it must have in each pillar taken alone."""


def coverage(values: Array) -> Array:
    """The share of columns with a figure, for each row of an n × m array; NaN is missing."""
    return np.mean(~np.isnan(values), axis=1)


def too_thin(step: Screen, data: Dataset, columns_of: dict[str, list[int]]) -> dict[str, str]:
    """Entity → why it is left out: the coverage overall, or in the first pillar where it falls short."""
    reasons: dict[str, str] = {}
    overall = coverage(data.values)
    for entity, share in zip(data.entities, overall, strict=True):
        if share < step.have_at_least:
            reasons[entity] = f"figures for {share:.0%} of the indicators, {step.have_at_least:.0%} are asked for"
    for pillar, columns in columns_of.items():
        within = coverage(data.values[:, columns])
        for entity, share in zip(data.entities, within, strict=True):
            if share < step.in_every_pillar:
                asked = f"{step.in_every_pillar:.0%} are asked for"
                reasons.setdefault(entity, f"figures for {share:.0%} of the pillar {pillar}, {asked}")
    return reasons
