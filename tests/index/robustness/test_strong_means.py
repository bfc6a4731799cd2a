"""Means of strong powers: ties are those of scores in points, on whatever scale the mean adds up."""

from __future__ import annotations

import numpy as np
import pytest
from tests.index.robustness.conftest import Made, design_of

from theodolite.index.ranking import rank_stage
from theodolite.index.robustness.points import point_at

SEED = 3


@pytest.mark.parametrize("p", [-6, -3, 0.001, 5])
def test_a_draw_under_a_strong_power_is_ranked_as_its_lens_ranks(p: float, made: Made) -> None:
    values = np.random.default_rng(2).uniform(0, 100, (40, 4))
    mean = {"how": "generalised", "p": p}
    steps = [
        {"do": "normalise", "how": "min-max", "to": [1, 100]},
        {"do": "aggregate", "indicators": mean, "pillars": mean},
    ]
    ranking = made(values, steps=steps, doubt={"weights": {"within": "25%"}})
    design = design_of(ranking)
    points = np.array([point_at(draw, design.space.dimensions, SEED) for draw in range(30)])
    found = np.zeros((len(points), len(design.matrices.entities)), np.int16)
    design.rank(points, found)
    for point, row in zip(points, found, strict=True):
        slow = rank_stage(ranking.stage, design.space.lens_at(point), ranking.ledger)
        assert [slow.rank_of(entity) for entity in design.matrices.entities] == row.tolist()
