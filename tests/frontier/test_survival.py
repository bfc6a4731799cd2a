"""Survival curves and the log-normal fit: by hand, by a plain loop, and as lifelines has them."""

from __future__ import annotations

import warnings
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from theodolite.frontier.survival import LogNormal, kaplan_meier, log_normal


@pytest.fixture(scope="module")
def lifelines() -> ModuleType:
    """An independent implementation, whose own imports may warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import lifelines
        import lifelines.utils
    return lifelines


def by_loop(lags: list[float], ended: list[bool]) -> tuple[float, float]:
    """Median and restricted mean from the definition, one lag at a time."""
    surviving, before, area, median = 1.0, min(lags), min(lags), np.inf
    for lag in sorted(set(lags)):
        area += surviving * (lag - before)
        before = lag
        at_risk = sum(other >= lag for other in lags)
        surviving *= 1 - sum(other == lag and done for other, done in zip(lags, ended, strict=True)) / at_risk
        if surviving <= 0.5 + 1e-12 and median == np.inf:
            median = lag
    return median, area


def ours(lags: list[float], ended: list[bool]) -> tuple[float, float]:
    found = kaplan_meier(np.array([lags], dtype=float), np.ones((1, len(lags)), bool), np.array([ended]))
    return float(found.median[0]), float(found.restricted_mean[0])


rows = st.lists(st.tuples(st.integers(-20, 40), st.booleans()), min_size=1, max_size=12)


@given(rows)
def test_median_and_mean_are_those_of_a_plain_loop(drawn: list[tuple[int, bool]]) -> None:
    lags, ended = [float(lag) for lag, _ in drawn], [done for _, done in drawn]
    assert ours(lags, ended) == pytest.approx(by_loop(lags, ended))


def test_median_and_mean_are_those_of_lifelines(lifelines: ModuleType) -> None:
    random = np.random.default_rng(3)
    for size in (5, 14, 40):
        lags, ended = np.round(random.gamma(2, 90, size)) + 1, random.random(size) < 0.7
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = lifelines.KaplanMeierFitter().fit(lags, ended)
            area = lifelines.utils.restricted_mean_survival_time(fitted, t=lags.max())
        assert ours(list(lags), list(ended)) == pytest.approx((fitted.median_survival_time_, area))


def test_lags_that_are_not_counted_change_nothing() -> None:
    lags = np.array([[30.0, 10.0, 20.0, 5.0]])
    counted, ended = np.array([[True, True, True, False]]), np.array([[True, True, False, True]])
    found = kaplan_meier(lags, counted, ended)
    # 10 ends of three: 2/3; 20 is censored; 30 ends of one: 0. Area 10 + 20 · 2/3.
    assert found.median[0] == 30
    assert found.restricted_mean[0] == pytest.approx(10 + 20 * 2 / 3)


def test_nothing_counted_is_not_a_number() -> None:
    found = kaplan_meier(np.zeros((1, 3)), np.zeros((1, 3), bool), np.zeros((1, 3), bool))
    assert np.isnan([found.median[0], found.restricted_mean[0]]).all()


def test_a_long_curve_comes_down_to_one_half_in_spite_of_rounding() -> None:
    lags = [float(lag) for lag in range(1, 3001)]
    assert ours(lags, [True] * 3000) == pytest.approx((1500, 1500.5))


def test_without_censoring_the_log_normal_law_is_mean_and_deviation_of_logarithms() -> None:
    found = log_normal(np.exp([1.0, 2.0, 6.0]), np.ones(3, bool))
    assert found is not None
    # Mean 3; deviations −2, −1, 3: the likeliest variance is 14/3.
    assert found == pytest.approx((3, np.sqrt(14 / 3)), rel=1e-6)
    assert found.median == pytest.approx(np.exp(3), rel=1e-6)
    assert found.mean == pytest.approx(np.exp(3 + 7 / 3), rel=1e-5)


def test_the_log_normal_law_of_censored_lags_is_that_of_lifelines(lifelines: ModuleType) -> None:
    random = np.random.default_rng(8)
    lags, ended = random.lognormal(2, 0.6, 30), random.random(30) < 0.6
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = lifelines.LogNormalFitter().fit(lags, ended)
    assert log_normal(lags, ended) == pytest.approx((fitted.mu_, fitted.sigma_), rel=1e-4)


def test_one_length_alone_determines_no_law() -> None:
    assert log_normal(np.array([5.0, 5.0, 9.0]), np.array([True, True, False])) is None


def test_a_law_wider_than_a_float_holds_has_an_infinite_mean() -> None:
    assert LogNormal(0.0, 40.0).mean == np.inf
