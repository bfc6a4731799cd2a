"""Weights found from figures: what each aims at holds, what cannot be had is refused, and what was used is shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError, SpecError
from theodolite.index import weightings
from theodolite.index.aggregate import Aggregate
from theodolite.index.contribution import pillar_gaps
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.ranking import rank_entities
from theodolite.index.step import carry_out
from theodolite.index.weight import Weight, weighted

ENTITIES = ("AUT", "BEL", "CHE", "DNK", "EST", "FIN")


def correlated(matrix: list[list[float]], n: int = 40) -> np.ndarray:
    """A table whose correlations are exactly those of `matrix`, with columns of different spread."""
    raw = np.random.default_rng(7).normal(size=(n, len(matrix)))
    white, _ = np.linalg.qr(raw - raw.mean(axis=0))
    table = white @ np.linalg.cholesky(np.array(matrix)).T
    return 50 + 10 * table / table.std(axis=0) * np.arange(1, len(matrix) + 1) / len(matrix)


ALIKE = correlated([[1, 0.6, 0.3], [0.6, 1, 0.4], [0.3, 0.4, 1]])
OPPOSED = correlated([[1, 0.6, -0.5], [0.6, 1, -0.4], [-0.5, -0.4, 1]])
NARROW = correlated([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]])


def correlations(values: np.ndarray, scores: np.ndarray) -> list[float]:
    return [float(np.corrcoef(column, scores)[0, 1]) for column in values.T]


def found(values: np.ndarray, how: str, mean: str = "arithmetic", **more: Any) -> dict[str, float]:
    """The weights that a step finds for the indicators a/0, a/1, … of one pillar."""
    ids = tuple(f"a/{k}" for k in range(values.shape[1]))
    data = Dataset(tuple(f"e{n}" for n in range(len(values))), ids, values, np.ones(len(ids)))
    tree = (Pillar(pillar="all", indicators=tuple(Leaf(indicator=id, **more.get(id, {})) for id in ids)),)
    aggregate = Aggregate.model_validate({"indicators": mean, "pillars": mean})
    done = Weight.model_validate({"how": how, "at": "indicators"}).apply(data, tree, aggregate)
    return dict(done.weights)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_first_component_has_its_sign_settled(turn: int) -> None:
    """Where COINr's loadings keep the sign that the decomposition happens to give."""
    _, _, components = np.linalg.svd((ALIKE - ALIKE.mean(axis=0)) / ALIKE.std(axis=0))
    ours = weightings.pca(turn * ALIKE)
    assert np.abs(ours) == pytest.approx(np.abs(components[0]))
    assert (ours > 0).all()


def test_loadings_of_both_signs_are_refused_by_name() -> None:
    with pytest.raises(PlanError, match=r"no weights are found for all: they are of both signs: a/2 would weigh -0"):
        found(OPPOSED, "pca")


@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic"])
def test_balanced_weights_make_the_correlations_with_the_parent_equal(mean: str) -> None:
    from theodolite.index.aggregate import combine
    from theodolite.index.means import Mean

    weights = np.array(list(found(ALIKE, "balanced", mean).values()))
    assert weights.sum() == pytest.approx(1)
    assert (weights > 0).all()
    ours = correlations(ALIKE, combine(Mean.model_validate(mean), ALIKE, weights, "refuse"))
    assert ours == pytest.approx([ours[0]] * 3, abs=1e-8)


def test_balance_that_no_weights_reach_is_refused_and_never_given_as_found() -> None:
    """Where COINr returns a negative weight and calls the search a success."""
    exact = np.linalg.solve(np.corrcoef(NARROW, rowvar=False), np.ones(3))
    assert exact[0] < 0 < exact[1]
    with pytest.raises(PlanError, match="a/0 would weigh -"):
        found(NARROW, "balanced")


def test_a_negative_part_of_the_arithmetic_answer_proves_nothing_of_a_geometric_mean() -> None:
    from theodolite.index.aggregate import combine
    from theodolite.index.means import Mean

    rng = np.random.default_rng(38)
    one = rng.normal(size=(30, 1))
    raw = np.exp(1.2 * np.hstack([one + spread * rng.normal(size=(30, 1)) for spread in (0.3, 0.3, 1.0)]))
    values = 1 + 99 * (raw - raw.min(axis=0)) / np.ptp(raw, axis=0)
    assert np.linalg.solve(np.corrcoef(values, rowvar=False), np.ones(3)).min() < 0
    with pytest.raises(PlanError, match="they are of both signs"):
        found(values, "balanced")
    weights = np.array(list(found(values, "balanced", "geometric").values()))
    assert (weights > 0).all()
    ours = correlations(values, combine(Mean.model_validate("geometric"), values, weights, "refuse"))
    assert ours == pytest.approx([ours[0]] * 3, abs=1e-8)


def test_siblings_that_determine_each_other_are_balanced_by_any_weights_of_at_least_zero() -> None:
    # Five unit vectors on a circle at the height √½ above its middle, at these angles: those at 0° and 180° alone
    # balance all five, each correlation being √½, while the shortest solution weighs the one at 90° below 0.
    angles = np.radians([0, 20, 90, 160, 180])
    vectors = np.column_stack([np.ones(5), np.cos(angles), np.sin(angles)]) / np.sqrt(2)
    raw = np.random.default_rng(7).normal(size=(40, 3))
    white, _ = np.linalg.qr(raw - raw.mean(axis=0))
    values = 50 + white @ vectors.T * np.arange(1, 6)
    assert np.linalg.lstsq(vectors @ vectors.T, np.ones(5), rcond=None)[0][2] < 0
    weights = np.array(list(found(values, "balanced").values()))
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()
    assert correlations(values, values @ weights) == pytest.approx([0.5**0.5] * 5)


def test_no_other_weights_correlate_more_in_sum_than_those_of_infomax() -> None:
    def total(weights: np.ndarray) -> float:
        return sum(correlations(ALIKE, ALIKE @ weights))

    best = total(np.array(list(found(ALIKE, "infomax").values())))
    others = np.random.default_rng(1).dirichlet(np.ones(3), size=500)
    assert best >= max(map(total, others))


def test_entropy_by_hand() -> None:
    # Shares (¼, ¼, ½): 1 − 1.5 ln 2/ln 3. Shares (0, 0, 1): 1.
    first = 1 - 1.5 * np.log(2) / np.log(3)
    values = np.array([[1.0, 0], [1, 0], [2, 5]])
    assert found(values, "entropy") == pytest.approx({"a/0": first / (first + 1), "a/1": 1 / (first + 1)})


def test_entropy_takes_no_negative_figures() -> None:
    with pytest.raises(PlanError, match="a/0 is negative for e0: weight: entropy takes values of at least zero"):
        found(np.array([[-1.0, 0], [1, 0], [2, 5]]), "entropy")


def test_critic_by_hand() -> None:
    # On 0–1 the columns are (0, ½, 1, ½) and (0, 1, 0, 1): sd 1/√8 and ½; of two, both are one less the same r.
    values = np.array([[2.0, 10], [4, 30], [6, 10], [4, 30]])
    one, two = 8**-0.5, 0.5
    assert found(values, "critic") == pytest.approx({"a/0": one / (one + two), "a/1": two / (one + two)})


def test_written_weights_count_only_where_they_are_zero() -> None:
    weights = {"a/0": {"weight": 3.0}, "a/2": {"weight": 0.0}}
    assert found(ALIKE, "equal", **weights) == {"a/0": 0.5, "a/1": 0.5}
    assert found(ALIKE, "given", **weights) == {"a/0": 0.75, "a/1": 0.25}


def test_rows_with_a_gap_do_not_count() -> None:
    gap = np.vstack([ALIKE, [[1e6, np.nan, -1e6]]])
    assert found(gap, "critic") == pytest.approx(found(ALIKE, "critic"))
    with pytest.raises(PlanError, match="2 rows have figures of all of a/0, a/1, a/2"):
        found(gap[-3:], "critic")


def test_35_a_constant_sibling_is_named() -> None:
    with pytest.raises(PlanError, match="the indicator a/1 is constant: 7 for all 40 entities"):
        found(np.where([False, True, False], 7.0, ALIKE), "pca")


FIGURES = {
    e: {"a/x": x, "a/y": y, "b/z": z}
    for e, x, y, z in zip(ENTITIES, (1, 2, 3, 4, 5, 6), (2, 1, 4, 3, 6, 5), (1, 3, 2, 5, 4, 9), strict=True)
}
LENS: dict[str, Any] = {
    "framework": [
        {"pillar": "first", "indicators": [{"indicator": "a/x", "weight": 9}, {"indicator": "a/y"}]},
        {"pillar": "second", "indicators": [{"indicator": "b/z"}]},
    ],
    "steps": [
        {"do": "normalise", "how": "min-max", "to": [1, 100]},
        {"do": "weight", "how": "equal", "at": "indicators"},
        {"do": "weight", "how": "infomax", "at": "pillars"},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"},
    ],
}
INDICATORS: dict[str, Any] = {"a/x": {}, "a/y": {}, "b/z": {}}


def test_a_ranking_shows_the_weights_that_it_used_and_explains_itself_by_them(world: Any) -> None:
    ledger, lens = world(INDICATORS, FIGURES, **LENS)
    ranking = rank_entities(ledger, lens)
    spread = {name: 1 / ranking.scores[name].std() for name in ("first", "second")}
    share = spread["first"] / sum(spread.values())
    assert dict(ranking.weights) == pytest.approx(
        {"first": share, "a/x": 0.5, "a/y": 0.5, "second": 1 - share, "b/z": 1}
    )
    row = ranking.table.row(0, named=True)
    assert row["score"] == pytest.approx(share * row["first"] + (1 - share) * row["second"])
    gaps = pillar_gaps(ranking, "FIN", "AUT")
    assert sum(gaps.values()) == pytest.approx(ranking.score_of("FIN") - ranking.score_of("AUT"))
    assert ranking.explain("FIN")["pillars"][0]["indicators"][0]["weight"] == 0.5
    told = [flag.what for flag in ranking.flags if flag.kind == "weighted"]
    assert told[0] == "weights of first found by equal: a/x 50.0%, a/y 50.0%"
    assert lens.framework[0].indicators[0].weight == 9
    assert rank_entities(ledger, ranking.lens).table.equals(ranking.table)


def test_levels_are_named_or_numbered_from_the_leaves(world: Any) -> None:
    for at, expected in (("all", 0.5), ([1], 0.5), ([2], 0.9), ("pillars", 0.9)):
        steps = [LENS["steps"][0], {"do": "weight", "how": "equal", "at": at}, LENS["steps"][-1]]
        ranking = rank_entities(*world(INDICATORS, FIGURES, **{**LENS, "steps": steps}))
        assert ranking.weights["a/x"] == pytest.approx(expected)
    steps = [LENS["steps"][0], {"do": "weight", "how": "equal", "at": [3]}, LENS["steps"][-1]]
    with pytest.raises(SpecError, match="weights are found at the levels 1 to 2"):
        world(INDICATORS, FIGURES, **{**LENS, "steps": steps})


def test_weights_are_found_after_the_figures_are_turned(world: Any) -> None:
    steps = [LENS["steps"][1], LENS["steps"][0], LENS["steps"][-1]]
    indicators = {**INDICATORS, "a/x": {"direction": "less"}}
    with pytest.raises(PlanError, match="weights are found from figures of which more is better"):
        rank_entities(*world(indicators, FIGURES, **{**LENS, "steps": steps}))


def test_the_hash_of_a_lens_covers_how_weights_are_found(world: Any) -> None:
    _, one = world(INDICATORS, FIGURES, **LENS)
    _, other = world(INDICATORS, FIGURES, **{**LENS, "steps": [*LENS["steps"][:2], LENS["steps"][-1]]})
    assert one.hash != other.hash


def test_weights_without_an_aggregate_are_refused() -> None:
    data = Dataset(ENTITIES, ("a/x",), np.arange(6.0)[:, None], np.ones(1))
    with pytest.raises(PlanError, match="the steps do not end with an aggregate"):
        carry_out([Weight.model_validate({"how": "equal"})], data, ())


def test_weights_take_the_place_of_those_written_and_nothing_else() -> None:
    tree = (Pillar(pillar="first", indicators=(Leaf(indicator="a/x", target=3.0), Leaf(indicator="a/y"))),)
    done = weighted(tree, {"a/x": 0.25})
    assert [leaf.weight for leaf in done[0].indicators] == [0.25, 1]
    assert done[0].indicators[0] == Leaf(indicator="a/x", target=3.0, weight=0.25)
