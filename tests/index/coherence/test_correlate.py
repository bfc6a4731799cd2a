"""Correlations by hand and by counting, what is said where there are none, and ties that differ by rounding alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from theodolite.index.coherence.correlate import Correlation, correlate, mid_ranks

X = np.array([1.0, 2, 3, 4, 5])
Y = np.array([2.0, 1, 4, 4, 9])
WHOLE_NUMBERS = arrays(np.float64, 12, elements=st.integers(0, 5).map(float))


def test_five_pairs_by_hand() -> None:
    """x̄ = 3, ȳ = 4: Σ = 4 + 3 + 0 + 0 + 10 = 17, Σx² = 10, Σy² = 4 + 9 + 0 + 0 + 25 = 38.

    Ranks of y are 2, 1, 3.5, 3.5, 5: Σ = 2 + 2 + 0 + ½ + 4 = 8½, Σ² = 1 + 4 + ¼ + ¼ + 4 = 9½. Of ten pairs one goes
    the other way and one is tied in y: (8 − 1)/√(10 · 9).
    """
    assert correlate(X, Y, "pearson").value == pytest.approx(17 / 380**0.5)
    assert correlate(X, Y, "spearman").value == pytest.approx(8.5 / 95**0.5)
    assert correlate(X, Y, "kendall").value == pytest.approx(7 / 90**0.5)


@pytest.mark.parametrize("how", ["pearson", "spearman", "kendall"])
def test_only_entities_with_both_figures_count(how: str) -> None:
    x, y = np.append(X, [7, np.nan, 8]), np.append(Y, [np.nan, 7, np.nan])
    assert correlate(x, y, how) == correlate(X, Y, how)  # type: ignore[arg-type]
    assert correlate(x, y, how).n == 5  # type: ignore[arg-type]


def test_a_correlation_that_is_not_defined_says_why() -> None:
    two = np.array([1.0, 2, np.nan, np.nan, np.nan])
    assert correlate(two, Y, "pearson")[1:] == (2, "2 entities have both figures: too few")
    flat = np.array([7.0, 7 + 1e-14, 7, np.nan, 7])
    value, n, reason = correlate(X, flat, "kendall")
    assert (n, reason) == (4, "the second is constant among the 4 entities with both")
    assert np.isnan(value)
    nothing = np.zeros(5)
    assert correlate(nothing, flat, "spearman").reason == (
        "the first and the second is constant among the 4 entities with both"
    )


def test_a_tie_that_rounding_broke_is_a_tie() -> None:
    x = np.array([0.1 + 0.2, 0.3, 0.7, 0.9])
    assert mid_ranks(x).tolist() == [1.5, 1.5, 3, 4]
    assert correlate(x, np.array([1.0, 2, 3, 4]), "kendall").value == pytest.approx(5 / 30**0.5)


def test_figures_of_any_size_are_taken() -> None:
    for scale in (1e300, 1e-300):
        assert correlate(X * scale, Y, "pearson").value == pytest.approx(17 / 380**0.5)


@given(WHOLE_NUMBERS, WHOLE_NUMBERS)
def test_against_counting_every_pair(x: np.ndarray, y: np.ndarray) -> None:
    assume(np.ptp(x) > 0)
    assume(np.ptp(y) > 0)
    pairs = [(np.sign(x[i] - x[j]), np.sign(y[i] - y[j])) for i, j in combinations(range(12), 2)]
    same, other = sum(a * b > 0 for a, b in pairs), sum(a * b < 0 for a, b in pairs)
    in_x, in_y = sum(a != 0 for a, _ in pairs), sum(b != 0 for _, b in pairs)
    assert correlate(x, y, "kendall").value == pytest.approx((same - other) / (in_x * in_y) ** 0.5, abs=1e-12)
    ranked = [np.array([(c < v).sum() + ((c == v).sum() + 1) / 2 for v in c]) for c in (x, y)]
    assert correlate(x, y, "spearman").value == pytest.approx(np.corrcoef(ranked)[0, 1], abs=1e-12)
    assert correlate(x, y, "pearson").value == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-12)


@given(WHOLE_NUMBERS, WHOLE_NUMBERS, st.sampled_from(["pearson", "spearman", "kendall"]))
def test_a_correlation_is_symmetric_keeps_its_unit_and_turns_with_a_column(
    x: np.ndarray, y: np.ndarray, how: str
) -> None:
    found = correlate(x, y, how)  # type: ignore[arg-type]
    assume(not found.reason)
    close = pytest.approx(found.value, abs=1e-12)
    assert correlate(y, x, how).value == close  # type: ignore[arg-type]
    assert correlate(1000 * x + 3, y, how).value == close  # type: ignore[arg-type]
    assert -correlate(-x, y, how).value == close  # type: ignore[arg-type]
    assert isinstance(found, Correlation)
    assert abs(found.value) <= 1
