"""Means worked by hand or by another road: powers, Copeland, AMPI, the benefit of the doubt, and one mean a level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from theodolite.errors import PlanError, SpecError
from theodolite.index.aggregate import Aggregate, combine, score_tree
from theodolite.index.benefit import own_shares
from theodolite.index.contribution import indicator_gaps, lead, pillar_gaps
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.means import Mean
from theodolite.index.method import methods
from theodolite.index.ranking import rank_entities

NAN = np.nan
TABLES = arrays(np.float64, st.tuples(st.integers(3, 9), st.integers(2, 4)), elements=st.floats(1, 100))
LINKED = [name for name, known in methods("aggregate").items() if known.link]


def mean(how: Any, rows: Any, weights: list[float] | None = None, missing: str = "refuse") -> list[float]:
    values = np.array(rows, dtype=float)
    each = np.ones(values.shape[1]) if weights is None else np.array(weights)
    return combine(Mean.model_validate(how), values, each, missing).tolist()


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("arithmetic", 5),
        ("geometric", 4),
        ("harmonic", 3.2),
        ({"how": "generalised", "p": 2}, 34**0.5),
        ({"how": "generalised", "p": -1}, 3.2),
        ({"how": "generalised", "p": 0}, 4),
        ({"how": "generalised", "p": 1}, 5),
        ({"how": "ampi"}, 5 - 9 / 5),
        ({"how": "ampi", "penalty": "up"}, 5 + 9 / 5),
    ],
)
def test_the_means_of_two_and_eight(how: Any, expected: float) -> None:
    assert mean(how, [[2, 8]]) == pytest.approx([expected])


def test_ampi_with_weights_by_hand() -> None:
    # M = (3·104 + 100)/4 = 103; S² = (3·1 + 9)/4 = 3.
    assert mean("ampi", [[104, 100]], [3, 1]) == pytest.approx([103 - 3 / 103])


def test_5_every_mean_has_the_same_rule_for_a_missing_value() -> None:
    """Where COINr's generalised mean is NA for a row with a gap, whatever was asked."""
    for how in ("arithmetic", "geometric", "harmonic", "ampi", {"how": "generalised", "p": 0.5}):
        assert mean(how, [[2, NAN], [8, 8]]) == pytest.approx([NAN, 8], nan_ok=True)
        assert mean(how, [[2, NAN], [8, 8]], missing="re-weight") == pytest.approx([2, 8])


def test_20_tiny_values_have_a_geometric_and_a_generalised_mean() -> None:
    assert mean("geometric", [[1e-320, 1.0, 1.0]]) == pytest.approx([1e-320 ** (1 / 3)], rel=1e-3)
    assert mean({"how": "generalised", "p": -3}, [[1e-200, 1e200]]) == pytest.approx([1e-200 * 2 ** (1 / 3)])
    assert mean({"how": "generalised", "p": 9}, [[1e200, 1e-200]]) == pytest.approx([1e200 * 2 ** (-1 / 9)])


@pytest.mark.parametrize("how", ["harmonic", "geometric", {"how": "generalised", "p": 2}, "ampi"])
@pytest.mark.parametrize("value", [-1.0, 0.0])
def test_19_a_value_that_is_not_above_zero_is_refused_with_indicator_and_entity(how: Any, value: float) -> None:
    tree = (Pillar(pillar="all", indicators=(Leaf(indicator="a/x"), Leaf(indicator="a/y"))),)
    columns = {"a/x": np.array([1.0, value]), "a/y": np.array([1.0, 2.0])}
    step = Aggregate.model_validate({"indicators": how, "pillars": "arithmetic"})
    with pytest.raises(PlanError, match=rf"a/x is {value:g} for BEL: a .* mean has no zeros or negatives"):
        score_tree(step, tree, columns, ["AUT", "BEL"])


@given(TABLES, st.sampled_from(LINKED))
def test_on_the_scale_of_its_link_a_mean_is_a_sum_and_comes_back(x: np.ndarray, name: str) -> None:
    how = Mean.model_validate({"how": name, "p": 0.5} if name == "generalised" else name)
    weights = np.arange(1.0, x.shape[1] + 1)
    link = how.link
    assert link is not None
    added = link.of(x) @ weights / weights.sum()
    assert np.allclose(link.back(added), combine(how, x, weights, "refuse"), rtol=1e-9)
    assert np.allclose(link.of(x), np.log(x) if link.power == 0 else x**link.power)


@given(TABLES, st.floats(-8, 8).map(lambda p: round(p, 3)), st.floats(0.1, 3).map(lambda more: round(more, 2)))
def test_a_power_mean_rises_with_its_power(x: np.ndarray, p: float, more: float) -> None:
    weights = np.ones(x.shape[1])
    lower, higher = (
        combine(Mean.model_validate({"how": "generalised", "p": round(q, 3)}), x, weights, "refuse")
        for q in (p, p + more)
    )
    assert (higher >= lower - 1e-9 * lower).all()


def test_copeland_counts_who_is_outranked() -> None:
    # AUT is better than BEL and CHE on one of two, worse on the other: even. BEL is better than CHE on both.
    assert mean("copeland", [[3, 1], [2, 3], [1, 2]]) == [0, 1, -1]
    assert mean("copeland", [[3, 1], [2, 3], [1, 2]], [2, 1]) == [2, 0, -2]


def test_a_missing_comparison_counts_half_for_both_in_copeland() -> None:
    """Where COINr gives a full win: BEL is better on what both have, AUT must not draw by what it lacks."""
    assert mean("copeland", [[NAN, 1], [5, 2], [1, 0]], missing="re-weight") == [0, 2, -2]
    assert mean("copeland", [[NAN, 1], [5, 2], [1, 0]]) == pytest.approx([NAN, 1, -1], nan_ok=True)


@given(TABLES)
def test_copeland_takes_nothing_but_the_order(x: np.ndarray) -> None:
    weights = [1.0] * x.shape[1]
    found = mean("copeland", x, weights)
    assert found == mean("copeland", np.column_stack([np.unique(column, return_inverse=True)[1] for column in x.T]))
    assert sum(found) == 0


def test_under_the_benefit_of_the_doubt_nobody_is_below_who_is_best_in_something() -> None:
    found = mean({"how": "benefit-of-the-doubt", "within": "free"}, [[10, 0], [0, 40], [5, 20], [4, 16]])
    assert found == pytest.approx([100, 100, 100, 80])


@settings(deadline=None, max_examples=20)
@given(TABLES)
def test_without_any_freedom_each_row_is_held_against_the_others_by_its_own_parts(x: np.ndarray) -> None:
    # Shares fixed at w: vₖ = s·wₖ/xᵢₖ, and s is as large as the best other row allows.
    weights = np.arange(1.0, x.shape[1] + 1)
    w = weights / weights.sum()
    expected = [100 / max(float((w * other / own).sum()) for other in x) for own in x]
    found = mean({"how": "benefit-of-the-doubt", "within": 0}, x, weights.tolist())
    assert found == pytest.approx(expected, rel=1e-6)


@settings(deadline=None, max_examples=20)
@given(TABLES, st.sampled_from([0.2, 0.5, 1.0]))
def test_shares_of_the_score_stay_within_what_the_weights_allow(x: np.ndarray, within: float) -> None:
    w = np.full(x.shape, 1 / x.shape[1])
    parts = own_shares(x, w, within)
    assert np.allclose(parts.sum(axis=1), 1)
    assert (parts >= w * (1 - within) - 1e-7).all()
    assert (parts <= w * (1 + within) + 1e-7).all()
    free, bound = (mean({"how": "benefit-of-the-doubt", "within": bound}, x) for bound in ("free", within))
    assert all(b <= f + 1e-6 for b, f in zip(bound, free, strict=True))


TREE = (
    Pillar.model_validate(
        {
            "pillar": "top",
            "indicators": [
                {"pillar": "first", "indicators": [{"indicator": "a/x"}, {"indicator": "a/y"}]},
                {"pillar": "second", "indicators": [{"indicator": "a/z"}]},
            ],
        }
    ),
    Pillar.model_validate({"pillar": "other", "indicators": [{"indicator": "a/u"}]}),
)
ROW = {"a/x": 2.0, "a/y": 8.0, "a/z": 20.0, "a/u": 4.0}


def test_one_mean_a_level_from_the_leaves_upwards() -> None:
    # arithmetic (2, 8) is 5; geometric (5, 20) is 10; harmonic (10, 4) is 40/7.
    step = Aggregate.model_validate({"levels": ["arithmetic", "geometric", "harmonic"]})
    found = score_tree(step, TREE, {id: np.array([value]) for id, value in ROW.items()}, ["AUT"])
    assert {name: scores[0] for name, scores in found.items()} == pytest.approx(
        {"first": 5, "second": 20, "top": 10, "other": 4, "": 40 / 7}
    )


@pytest.mark.parametrize(
    ("aggregate", "said"),
    [
        ({"levels": ["arithmetic"]}, "levels: names 1 means, and the framework has 2 levels"),
        ({"levels": ["arithmetic"] * 3}, "levels: names 3 means, and the framework has 2 levels"),
        ({"levels": ["arithmetic"] * 2, "pillars": "arithmetic"}, "indicators: and pillars:, or else levels:"),
        ({"indicators": "arithmetic"}, "indicators: and pillars:, or else levels:"),
        ({"levels": ["arithmetic", {"how": "generalised"}]}, "generalised must be told p:"),
        ({"levels": ["arithmetic", {"how": "generalised", "q": 2}]}, "has no option 'q'"),
        ({"levels": ["arithmetic", 3]}, "a mean is written by its name, or as"),
        ({"levels": ["arithmetic", {"how": "benefit-of-the-doubt", "within": 2}]}, "within: Input should be less than"),
        ({"levels": ["arithmetic", "geometrical"]}, "did you mean 'geometric'"),
        ({"levels": ["arithmetic", {"how": "generalised", "p": 1e-9}]}, "the power 1e-09 is beyond what numbers hold"),
    ],
)
def test_levels_that_do_not_fit_are_refused(world: Any, aggregate: dict[str, Any], said: str) -> None:
    steps = [{"do": "normalise", "how": "min-max", "to": [1, 100]}, {"do": "aggregate", **aggregate}]
    with pytest.raises(SpecError, match=said):
        world({"a/x": {}}, {}, steps=steps)


def test_a_mean_with_an_option_is_written_and_read_again() -> None:
    step = Aggregate.model_validate({"indicators": "arithmetic", "pillars": {"how": "generalised", "p": 0.5}})
    dumped = step.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert dumped["pillars"] == {"how": "generalised", "p": 0.5}
    assert dumped["indicators"] == "arithmetic"
    assert Aggregate.model_validate(dumped) == step
    assert hash(step) == hash(Aggregate.model_validate(dumped))


def test_under_a_mean_that_compares_entities_a_gap_is_told_among_all_of_them(world: Any) -> None:
    # Copeland scores are 2, 0, -2 by x (twice the weight); with the x of CHE, AUT is outranked by BEL and draws none.
    figures = {"AUT": {"a/x": 3, "a/y": 1}, "BEL": {"a/x": 2, "a/y": 3}, "CHE": {"a/x": 1, "a/y": 2}}
    tree = [
        {"pillar": "first", "weight": 2, "indicators": [{"indicator": "a/x"}]},
        {"pillar": "second", "indicators": [{"indicator": "a/y"}]},
    ]
    steps = [
        {"do": "normalise", "how": "min-max", "to": [0, 100]},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": "copeland"},
    ]
    ranking = rank_entities(*world({"a/x": {}, "a/y": {}}, figures, framework=tree, steps=steps))
    assert ranking.table["score"].to_list() == [2, 0, -2]
    # x as CHE's: even with CHE on x, below CHE on y: behind; behind BEL on both. So -2, and 4 points less.
    assert pillar_gaps(ranking, "AUT", "CHE") == {"first": 4, "second": 0}
    assert indicator_gaps(ranking, "AUT", ["CHE"]) == {"a/x": 4}


@pytest.mark.parametrize(("mean", "of"), [("geometric", np.log), ("harmonic", lambda x: 1 / x)])
def test_a_pillar_without_weight_contributes_nothing_whatever_its_score(world: Any, mean: str, of: Any) -> None:
    # y is 0 for AUT, of which neither mean is defined; all the lead of BEL is that of x, 50 against 100.
    figures = {"AUT": {"a/x": 50, "a/y": 0}, "BEL": {"a/x": 100, "a/y": 1}, "CHE": {"a/x": 25, "a/y": 2}}
    tree = [
        {"pillar": "first", "indicators": [{"indicator": "a/x"}]},
        {"pillar": "second", "weight": 0, "indicators": [{"indicator": "a/y"}]},
    ]
    steps = [
        {"do": "normalise", "how": "scaled", "from": [0, 100]},
        {"do": "aggregate", "indicators": "arithmetic", "pillars": mean},
    ]
    ranking = rank_entities(*world({"a/x": {}, "a/y": {}}, figures, framework=tree, steps=steps))
    assert pillar_gaps(ranking, "AUT", "BEL") == pytest.approx({"first": of(50.0) - of(100.0), "second": 0})
    assert lead(ranking, "AUT", "BEL") == pytest.approx(of(50.0) - of(100.0))


def test_scores_may_be_put_on_a_scale_before_they_go_up_and_at_the_top() -> None:
    # first: (2 + 8)/2 = 5, (4 + 4)/2 = 4, (9 + 9)/2 = 9 go to 1 + 99 (x − 4)/5: 20.8, 1, 100; second: 1, 100, 25.75.
    tree = (
        Pillar(pillar="first", indicators=(Leaf(indicator="a/x"), Leaf(indicator="a/y"))),
        Pillar(pillar="second", indicators=(Leaf(indicator="a/z"),)),
    )
    columns = {"a/x": np.array([2.0, 4, 9]), "a/y": np.array([8.0, 4, 9]), "a/z": np.array([1.0, 5, 2])}
    scaled = {"how": "arithmetic", "then": {"how": "min-max", "to": [1, 100]}}
    step = Aggregate.model_validate({"levels": [scaled, {"how": "geometric", "then": {"how": "rank"}}]})
    found = score_tree(step, tree, columns, ["AUT", "BEL", "CHE"])
    assert found["first"].tolist() == pytest.approx([20.8, 1, 100])
    assert found["second"].tolist() == pytest.approx([1, 100, 25.75])
    assert found[""].tolist() == [1, 2, 3]
    assert Aggregate.model_validate(step.model_dump(mode="json", exclude_none=True)) == step


@pytest.mark.parametrize(
    ("mean", "said"),
    [
        ({"how": "arithmetic", "then": {"how": "goalposts"}}, "goalposts is for indicators"),
        ({"how": "arithmetic", "then": {"how": "rank", "only": ["a/x"]}}, "rank is for indicators"),
        (
            {"how": "arithmetic", "then": {"how": "min-max", "to": [0, 1]}},
            "is not defined on scores by arithmetic, then",
        ),
    ],
)
def test_a_scale_of_scores_that_cannot_be_had_is_refused(world: Any, mean: dict[str, Any], said: str) -> None:
    steps = [
        {"do": "normalise", "how": "min-max", "to": [1, 100]},
        {"do": "aggregate", "indicators": mean, "pillars": "geometric"},
    ]
    with pytest.raises(SpecError, match=said):
        world({"a/x": {}}, {}, steps=steps)


def test_scores_that_are_all_alike_have_no_scale() -> None:
    scaled = {"how": "arithmetic", "then": {"how": "min-max"}}
    with pytest.raises(PlanError, match="the score of a pillar is constant: 5 for all 3 entities"):
        mean(scaled, [[2, 8], [5, 5], [8, 2]])
    assert mean(scaled, [[2, 8], [5, 6], [8, NAN]]) == pytest.approx([0, 100, NAN], nan_ok=True)
