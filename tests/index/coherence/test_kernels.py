"""Alpha, components and main effects: worked by hand, planted, and refused with a name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theodolite.errors import PlanError
from theodolite.index.coherence.alpha import alpha
from theodolite.index.coherence.components import components, settled
from theodolite.index.coherence.importance import main_effect

ITEMS = np.array([[1.0, 2], [2, 1], [3, 4], [4, 5]])
"""Variances 5/3 and 10/3, covariance 2."""


def test_alpha_of_two_items_by_hand() -> None:
    """2 · (1 − 5 / (5 + 4)) = 8/9."""
    found = alpha(ITEMS)
    assert found.value == pytest.approx(8 / 9)
    assert found.usable.tolist() == [True, True]


def test_34_alpha_is_over_usable_items_and_says_how_many() -> None:
    """The constant column and the empty one add nothing to either sum: counted, they would give 4/3 · 4/9 = 16/27."""
    extra = np.column_stack([ITEMS, np.full(4, 7.0), np.full(4, np.nan)])
    found = alpha(extra)
    assert found.value == pytest.approx(8 / 9)
    assert found.usable.tolist() == [True, True, False, False]


def test_34_items_that_pull_against_each_other_have_a_negative_alpha() -> None:
    """The second turned round, the covariance is −2: 2 · (1 − 5 / (5 − 4)) = −8."""
    assert alpha(ITEMS * np.array([1.0, -1.0])).value == pytest.approx(-8)


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (ITEMS[:, :1], "1 of 1 items can be used: alpha takes two"),
        (np.column_stack([ITEMS[:, 0], np.full(4, 2.0)]), "1 of 2 items can be used: alpha takes two"),
        (np.column_stack([ITEMS[:, 0], -ITEMS[:, 0]]), "the items cancel out: their sum does not vary"),
        (
            np.array([[1.0, np.nan], [2, np.nan], [4, 1], [np.nan, 3], [np.nan, 4]]),
            "two of the items share fewer than three entities",
        ),
    ],
)
def test_34_alpha_that_is_not_defined_says_why(x: np.ndarray, said: str) -> None:
    found = alpha(x)
    assert np.isnan(found.value)
    assert found.reason == said


def test_components_of_two_items_by_hand() -> None:
    """r = 2 / √(5/3 · 10/3) = 0.8485: eigenvalues 1 ± r along (1, 1)/√2 and (1, −1)/√2, the first figure positive."""
    r = 2 / (50 / 9) ** 0.5
    found = components(ITEMS, ["a", "b"])
    assert found.eigenvalues == pytest.approx([1 + r, 1 - r])
    assert found.loadings == pytest.approx(np.array([[1, 1], [1, -1]]) / 2**0.5)
    assert found.shares.sum() == pytest.approx(1)
    assert found.kept == 1
    assert found.scores.var(axis=0, ddof=1) == pytest.approx(found.eigenvalues)


@pytest.mark.parametrize("turn", [1, -1])
def test_35_the_sign_of_a_component_does_not_depend_on_how_it_was_found(turn: int) -> None:
    x = np.random.default_rng(4).normal(size=(30, 4))
    vectors = np.linalg.svd(x - x.mean(axis=0))[2].T
    one = settled(vectors * turn)
    assert one == pytest.approx(settled(vectors))
    assert (one[np.abs(one).argmax(axis=0), range(4)] > 0).all()


def test_35_a_constant_item_is_named() -> None:
    x = np.column_stack([ITEMS, [3.0, 3, 3, 3]])
    with pytest.raises(PlanError, match="c is constant: 3 for all 4 entities with a figure of every item"):
        components(x, ["a", "b", "c"])


def test_35_the_item_that_lacks_figures_is_named() -> None:
    x = np.column_stack([ITEMS, [np.nan, np.nan, 1, 2]])
    with pytest.raises(PlanError, match=r"2 entities have .*; c lacks the most \(2 of 4\)") as caught:
        components(x, ["a", "b", "c"])
    assert "impute c, or leave it out" in str(caught.value)
    with pytest.raises(PlanError, match="1 item has no components"):
        components(ITEMS[:, :1], ["a"])


def test_a_linear_main_effect_is_the_squared_correlation() -> None:
    x = np.linspace(-1, 1, 41)
    assert main_effect(x, 3 * x + 2).value == pytest.approx(1)


def test_a_main_effect_sees_what_a_correlation_does_not() -> None:
    x = np.linspace(-1, 1, 81)
    y = x**2
    assert np.corrcoef(x, y)[0, 1] ** 2 < 1e-12
    assert main_effect(x, y).value > 0.98


def test_a_main_effect_on_few_levels_is_the_share_of_variance_between_them() -> None:
    """Correlation ratio by hand: Σ n (mean of level − mean)² / Σ (y − mean)²."""
    rng = np.random.default_rng(7)
    x = np.repeat([0.0, 1.0, 2.0], 60)
    y = np.repeat([0.0, 5.0, 1.0], 60) + rng.normal(size=180)
    between = sum(60 * (y[x == level].mean() - y.mean()) ** 2 for level in (0, 1, 2))
    assert main_effect(x, y).value == pytest.approx(between / ((y - y.mean()) ** 2).sum(), abs=0.01)


def test_a_part_that_has_nothing_to_do_with_the_score_has_hardly_an_effect() -> None:
    rng = np.random.default_rng(0)
    assert main_effect(rng.normal(size=300), rng.normal(size=300)).value < 0.05


def test_a_main_effect_that_is_not_defined_says_why() -> None:
    found = main_effect(np.full(5, 2.0), np.arange(5.0))
    assert np.isnan(found.value)
    assert found.reason == "the first is constant among the 5 entities with both"


@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-50, 50))
def test_a_main_effect_does_not_depend_on_units(seed: int, scale: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=25), rng.normal(size=25)
    found = main_effect(x, y).value
    assert 0 <= found <= 1
    assert main_effect(scale * x + shift, 3 * y - 1).value == pytest.approx(found, abs=1e-6)
