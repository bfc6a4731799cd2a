"""Distributions: their 5 and 95 % points are the ends that are said, and their middles are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from theodolite.uncertainty.distribution import quantile, refused


@pytest.mark.parametrize(
    ("shape", "low", "high", "middle"),
    [
        ("log-normal", 10.0, 1000.0, 100.0),
        ("normal", -2.0, 8.0, 3.0),
        ("logit-normal", 0.2, 0.8, 0.5),
        ("logit-normal", 0.5, 0.9, 0.75),
    ],
)
def test_the_ends_are_the_5_and_95_per_cent_points(shape: str, low: float, high: float, middle: float) -> None:
    found = quantile(shape, low, high, [0.05, 0.5, 0.95])  # type: ignore[arg-type]
    assert found == pytest.approx([low, middle, high])


def test_a_uniform_interval_has_its_ends_at_0_and_1() -> None:
    assert quantile("uniform", 2, 6, [0, 0.25, 1]) == pytest.approx([2, 3, 6])


def test_the_mean_of_many_draws_is_that_of_a_log_normal() -> None:
    share = (np.arange(200_000) + 0.5) / 200_000
    spread = math.log(3) / 1.6448536269514722
    assert quantile("log-normal", 1 / 3, 3, share).mean() == pytest.approx(math.exp(spread**2 / 2), rel=2e-3)


@pytest.mark.parametrize("shape", ["log-normal", "normal", "logit-normal", "uniform"])
def test_equal_ends_are_that_value_even_at_0(shape: str) -> None:
    assert quantile(shape, 0, 0, [0.01, 0.99]) == pytest.approx([0, 0])  # type: ignore[arg-type]
    assert refused(shape, 0, 0) is None  # type: ignore[arg-type]


def test_what_a_shape_cannot_have_is_said() -> None:
    assert refused("log-normal", 0, 1) == "a log-normal interval begins above 0"
    assert refused("logit-normal", 0.2, 1.0) == "a logit-normal interval lies between 0 and 1"
    assert refused("normal", -1, 1) is None
