"""Campello and others (2024, arXiv 2402.10122) on Tortoise's data: chances of ranks under uniform weights, and what
ranking they give. Their text that can be read tells the method and no table, so that these figures are ours; they are
held against a plain computation and against what the text says of the data."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from theodolite.index.doubt import Doubt, Weights
from theodolite.index.ranking import Ranking
from theodolite.index.robustness.draw import robustness
from theodolite.index.robustness.result import Robustness

DRAWS = 20_000


@pytest.fixture(scope="module")
def drawn(through: Callable[[str], Ranking]) -> Robustness:
    """The weighted sum under weights drawn uniformly from all that sum to one, as stochastic acceptability has it."""
    ranking = through("tortoise-2021")
    lens = ranking.lens.model_copy(update={"doubt": Doubt(weights=Weights(free="simplex"))})
    asked = Ranking(**{**vars_of(ranking), "lens": lens})
    return robustness(asked, DRAWS, seed=1, drivers=False)


def vars_of(ranking: Ranking) -> dict[str, object]:
    return {name: getattr(ranking, name) for name in type(ranking).__dataclass_fields__}


@pytest.fixture(scope="module")
def plainly(through: Callable[[str], Ranking]) -> tuple[tuple[str, ...], np.ndarray]:
    """Entities, and the rank of each in every one of DRAWS draws, by numpy alone."""
    ranking = through("tortoise-2021")
    values = ranking.final.values
    weights = np.random.default_rng(7).dirichlet(np.ones(values.shape[1]), DRAWS)
    return ranking.final.entities, (-(weights @ values.T)).argsort(axis=1).argsort(axis=1) + 1


def test_chances_of_ranks_agree_with_a_plain_computation(
    drawn: Robustness, plainly: tuple[tuple[str, ...], np.ndarray]
) -> None:
    entities, ranks = plainly
    for place, entity in enumerate(drawn.entities):
        mine, theirs = drawn.probabilities[place], ranks[:, entities.index(entity)]
        other = np.array([(theirs == k).mean() for k in range(1, len(mine) + 1)])
        spread = np.sqrt(2 * other * (1 - other) / DRAWS)
        assert (np.abs(mine - other) <= 5 * spread + 5 / DRAWS).all(), entity


def test_the_first_two_places_are_sure_and_the_third_is_not(drawn: Robustness) -> None:
    chance = {entity: drawn.probabilities[place] for place, entity in enumerate(drawn.entities)}
    assert chance["USA"][0] == pytest.approx(0.938, abs=0.01)
    assert chance["CHN"][1] == pytest.approx(0.923, abs=0.01)
    assert chance["CAN"][2] == pytest.approx(0.463, abs=0.015)
    assert chance["GBR"][2] == pytest.approx(0.069, abs=0.01)


def test_the_condorcet_order_of_the_draws_puts_canada_third_and_britain_fifth(drawn: Robustness) -> None:
    """Whoever stands above another in most draws beats them; the order is by beats. The index has Britain third."""
    beats = (drawn.beats > 0.5).sum(axis=1)
    order = [drawn.entities[place] for place in np.argsort(-beats, kind="stable")]
    assert order[:5] == ["USA", "CHN", "CAN", "KOR", "GBR"]
    own = [entity for entity in drawn.ranking.table["entity"] if entity in set(order)]
    places = [own.index(entity) for entity in order]
    swapped = sum(a > b for at, a in enumerate(places) for b in places[at + 1 :])
    assert swapped / (62 * 61 / 2) == pytest.approx(0.06, abs=0.005), "Kendall's distance to the index, as a share"


def test_research_goes_with_the_other_pillars_more_than_any_of_them(through: Callable[[str], Ranking]) -> None:
    ranking = through("tortoise-2021")
    pillars = [pillar.pillar for pillar in ranking.lens.framework]
    together = np.corrcoef(np.column_stack([ranking.scores[name] for name in pillars]).T)
    mean = (together.sum(axis=1) - 1) / (len(pillars) - 1)
    assert pillars[int(mean.argmax())] == "research"
    assert mean.max() == pytest.approx(0.617, abs=0.001)
