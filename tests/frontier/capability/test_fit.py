"""The fit: its gradient, a case worked by hand, planted truths found again, and what more scores may do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.optimize import check_grad, minimize

from theodolite.frontier.capability.fit import dispersion_of, fit
from theodolite.frontier.capability.newton import settled
from theodolite.frontier.capability.resample import placed, resampled
from theodolite.frontier.capability.response import Array, Curves, Priors, loss

SHARES = st.floats(0, 1)


def start(scores: Array) -> Curves:
    """Everybody average, every benchmark alike."""
    models, benchmarks = scores.shape
    return Curves(np.zeros((1, models)), np.zeros((1, benchmarks)), np.zeros((1, benchmarks)))


def fitted(scores: Array, dispersion: float) -> Curves:
    return settled(start(scores), scores, np.ones((1, len(scores))), dispersion, Priors()).one(0)


def test_the_loss_of_one_score_is_that_worked_by_hand() -> None:
    """Ability 1, difficulty 0.5, slope 2: η = 1, p = 0.731059. Score 0.8, φ = 0.5, priors 2 and 1.

    (log(1 + e) − 0.8)/0.5 = 1.026523; ½ (1 + 0.0625 + 0.480453) = 0.771477. Of the ability 2 (p − 0.8)/0.5 + 1.
    """
    value, gradient = loss(np.array([1.0, 0.5, math.log(2)]), np.array([[0.8]]), 0.5, Priors())
    assert value == pytest.approx(1.026523 + 0.771477, abs=2e-6)
    assert gradient == pytest.approx([0.724234, 0.275766 + 0.125, -0.137883 + 0.693147], abs=2e-6)


def test_the_gradient_is_that_of_finite_differences(planted) -> None:
    scores = planted(3).scores[:12, :5]
    rng = np.random.default_rng(0)
    for _ in range(5):
        flat = rng.standard_normal(12 + 10)
        off = check_grad(lambda x: loss(x, scores, 0.1, Priors())[0], lambda x: loss(x, scores, 0.1, Priors())[1], flat)
        assert off < 1e-4 * np.abs(loss(flat, scores, 0.1, Priors())[1]).max()


def test_two_models_on_two_benchmarks_are_where_the_hand_puts_them() -> None:
    """With scores p, p and 1 − p, 1 − p the abilities are ±t and both log slopes t².

    The ability asks t = 2 a (p − σ(a t))/φ, the slope log a = 2 (p − σ(a t)) a t/φ = t². For t = ½ and φ = 0.1:
    a = e^¼ = 1.284025, σ(0.642013) = 0.655208, p = 0.655208 + 0.05/(2 · 1.284025) = 0.674678.
    """
    p = 1 / (1 + math.exp(-math.exp(0.25) / 2)) + 0.05 / (2 * math.exp(0.25))
    assert p == pytest.approx(0.674678, abs=1e-6)
    found = fitted(np.array([[p, p], [1 - p, 1 - p]]), 0.1)
    assert found.ability == pytest.approx([0.5, -0.5], abs=1e-6)
    assert found.difficulty == pytest.approx([0, 0], abs=1e-6)
    assert found.log_slope == pytest.approx([0.25, 0.25], abs=1e-6)


def test_another_minimiser_finds_the_same_curves(planted) -> None:
    scores = planted(5).scores
    ours = fitted(scores, 0.03)
    other = minimize(
        loss, start(scores).one(0).flat(), (scores, 0.03, Priors()), "L-BFGS-B", jac=True,
        options={"maxiter": 20000, "maxfun": 40000, "ftol": 1e-15, "gtol": 1e-7},
    )  # fmt: skip
    assert loss(ours.flat(), scores, 0.03, Priors())[0] <= other.fun + 1e-6
    assert ours.ability == pytest.approx(Curves.of(other.x, len(scores)).ability, abs=2e-3)


def test_planted_abilities_and_the_dispersion_are_found_again(planted) -> None:
    for seed in (0, 1, 22):
        truth = planted(seed)
        found = fit(truth.scores, Priors())
        assert np.corrcoef(found.curves.ability, truth.curves.ability)[0, 1] > 0.96
        assert np.corrcoef(found.curves.difficulty, truth.curves.difficulty)[0, 1] > 0.97
        assert found.dispersion == pytest.approx(truth.dispersion, rel=0.25)


def test_nine_intervals_of_ten_hold_the_planted_ability(planted) -> None:
    """Over 240 models; with that many the share strays by two points or so either way."""
    held: list[bool] = []
    for seed in range(4):
        truth = planted(seed)
        found = fit(truth.scores, Priors())
        draws = resampled(truth.scores, found, Priors(), seed, 200)
        low, high = np.percentile(standard(draws), [5, 95], axis=0)
        held += list((low <= standard(truth.curves.ability)) & (standard(truth.curves.ability) <= high))
    assert 0.85 <= np.mean(held) <= 0.96


def standard(abilities: Array) -> Array:
    middle, spread = abilities.mean(axis=-1, keepdims=True), abilities.std(axis=-1, keepdims=True)
    return (abilities - middle) / spread


def test_a_weight_of_two_is_the_same_as_the_model_twice(planted) -> None:
    scores = planted(4).scores[:20, :6]
    twice = np.concatenate([scores, scores[:1]])
    weighted = settled(start(scores), scores, np.array([[2.0, *[1.0] * 19]]), 0.05, Priors()).one(0)
    doubled = settled(start(twice), twice, np.ones((1, 21)), 0.05, Priors()).one(0)
    assert weighted.difficulty == pytest.approx(doubled.difficulty, abs=1e-5)
    assert weighted.ability == pytest.approx(doubled.ability[:20], abs=1e-5)


def test_the_same_seed_gives_the_same_resamples_and_another_others(planted) -> None:
    truth = planted(6)
    found = fit(truth.scores, Priors())
    first, again, other = (resampled(truth.scores, found, Priors(), seed, 60) for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_order_of_models_and_benchmarks_changes_nothing(planted) -> None:
    scores = planted(7).scores
    rows, columns = np.random.default_rng(1).permutation(60), np.random.default_rng(2).permutation(14)
    straight, turned = fit(scores, Priors()), fit(scores[rows][:, columns], Priors())
    assert turned.curves.ability == pytest.approx(straight.curves.ability[rows], abs=1e-4)
    assert turned.curves.slope == pytest.approx(straight.curves.slope[columns], abs=1e-3)


def test_the_dispersion_is_the_deviance_over_its_degrees_of_freedom() -> None:
    """Six models on two benchmarks, all curves at ½ and all scores at 0.6: 12 − 6 − 4 = 2 degrees.

    Each score has 2 (0.6 log 1.2 + 0.4 log 0.8) = 2 (0.109393 − 0.089257) = 0.040271, so that φ = 6 · 0.040271.
    """
    flat = Curves(np.zeros(6), np.zeros(2), np.zeros(2))
    assert dispersion_of(flat, np.full((6, 2), 0.6)) == pytest.approx(0.241628, abs=1e-5)
    assert dispersion_of(flat, np.full((6, 2), 0.0)) == pytest.approx(12 * 2 * math.log(2) / 2)


def test_scores_of_0_and_1_alone_have_a_finite_fit() -> None:
    found = fit(np.array([[1.0, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]), Priors())
    assert np.all(np.diff(found.curves.ability) < 0)
    assert np.all(np.isfinite(found.curves.flat()))


@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(float, (1, 1, 5), elements=SHARES), st.integers(0, 4), SHARES,
    arrays.arrays(float, (5,), elements=st.floats(-2, 2)), arrays.arrays(float, (5,), elements=st.floats(-1, 2)),
)  # fmt: skip
def test_raising_a_score_never_lowers_the_ability_on_benchmarks_as_they_are(
    scores: Array, which: int, raised: float, difficulty: Array, log_slope: Array
) -> None:
    curves = Curves(np.zeros((1, 1)), difficulty[None], log_slope[None])
    higher = scores.copy()
    higher[0, 0, which] = max(raised, scores[0, 0, which])
    before, after = (placed(one, curves, 0.05, np.zeros((1, 1)))[0, 0] for one in (scores, higher))
    assert after >= before - 1e-5


@settings(max_examples=40, deadline=None)
@given(arrays.arrays(float, (4, 3), elements=SHARES), arrays.arrays(float, (3,), elements=SHARES))
def test_who_scores_no_less_on_the_same_benchmarks_is_no_less_able(scores: Array, gains: Array) -> None:
    """Fitted together, benchmarks and all: the first model is the second, raised."""
    scores[0] = np.minimum(1, scores[1] + gains)
    found = fitted(scores, 0.05)
    assert found.ability[0] >= found.ability[1] - 1e-4
