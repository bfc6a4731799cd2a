"""Shares of functions whose shares are known exactly: Ishigami's and Sobol's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from theodolite.uncertainty.sample import Array, scrambled_sobol
from theodolite.uncertainty.sobol import Moments, Shares, moments_of, sobol_shares


def ishigami(x: Array) -> Array:
    angle = (2 * x - 1) * np.pi
    return np.sin(angle[:, 0]) + 7 * np.sin(angle[:, 1]) ** 2 + 0.1 * angle[:, 2] ** 4 * np.sin(angle[:, 0])


def sobol_g(x: Array) -> Array:
    return np.prod((np.abs(4 * x - 2) + G) / (1 + G), axis=1)


G = np.array([0.0, 1, 4.5, 9])
PARTS = 1 / (3 * (1 + G) ** 2)


def shares(function: Callable[[Array], Array], groups: Sequence[list[int]], size: int, shift: float = 0.0) -> Shares:
    """Shares of the groups of inputs of `function`, from 32 scrambles of 256 points; `shift` is added to it."""
    found: list[Moments] = []
    for seed in range(32):
        both = scrambled_sobol(256, 2 * size, seed)
        a, b, mixed = both[:, :size], both[:, size:], []
        for group in groups:
            point = a.copy()
            point[:, group] = b[:, group]
            mixed.append(function(point)[:, None] + shift)
        found.append(moments_of(function(a)[:, None] + shift, function(b)[:, None] + shift, np.array(mixed)))
    return sobol_shares(found, seed=1)


def test_ishigami() -> None:
    # with a = 7, b = 0.1: V₁ = ½(1 + bπ⁴/5)², V₂ = a²/8, V₁₃ = b²π⁸·8/225; saltelli and others (2008), section 4.6.
    b, a = 0.1, 7.0
    one, two, joint = 0.5 * (1 + b * np.pi**4 / 5) ** 2, a**2 / 8, b**2 * np.pi**8 * 8 / 225
    whole = one + two + joint
    found = shares(ishigami, [[0], [1], [2]], 3)
    assert found.first[:, 0] == pytest.approx([one / whole, two / whole, 0], abs=0.02)
    assert found.total[:, 0] == pytest.approx([(one + joint) / whole, two / whole, joint / whole], abs=0.02)


def test_sobol_g_and_groups_of_inputs() -> None:
    # V = Π(1 + Vᵢ) − 1, Vᵢ = 1/3(1 + aᵢ)²; a group's first-order variance is that of the product over its inputs.
    whole = np.prod(1 + PARTS) - 1
    found = shares(sobol_g, [[0], [1], [2, 3]], 4)
    pair = (1 + PARTS[2]) * (1 + PARTS[3]) - 1
    assert found.first[:, 0] == pytest.approx([PARTS[0] / whole, PARTS[1] / whole, pair / whole], abs=0.02)
    rest = [np.prod(1 + np.delete(PARTS, group)) for group in (0, 1, [2, 3])]
    assert found.total[:, 0] == pytest.approx([1 - (part - 1) / whole for part in rest], abs=0.02)


def test_intervals_hold_the_truth_nine_times_in_ten_or_so() -> None:
    found = shares(sobol_g, [[j] for j in range(4)], 4)
    truth = PARTS / (np.prod(1 + PARTS) - 1)
    assert ((found.first_low[:, 0] <= truth) & (truth <= found.first_high[:, 0])).sum() >= 3
    assert (found.first_high - found.first_low).max() < 0.06


def test_a_constant_that_is_added_changes_nothing() -> None:
    found, shifted = shares(ishigami, [[0], [1]], 3), shares(ishigami, [[0], [1]], 3, shift=10.0)
    assert shifted.first == pytest.approx(found.first, abs=1e-9)
    assert shifted.total == pytest.approx(found.total, abs=1e-9)


def test_what_does_not_vary_has_no_shares() -> None:
    found = shares(lambda x: np.zeros(len(x)), [[0]], 2)
    assert np.isnan(found.first).all()
    assert np.isnan(found.total_high).all()


@pytest.mark.parametrize(("moving", "has"), [(1, False), (4, False), (16, True), (32, True)])
def test_a_result_that_varies_in_few_replicates_has_no_shares(moving: int, has: bool) -> None:
    # of 1,000 resamples of 32 replicates, 362, 14 and 0 or so hold none of the 1, 4 and 16 in which x moves.
    found: list[Moments] = []
    for number in range(32):
        x = (scrambled_sobol(256, 2, number) - 0.5) * (number < moving)
        found.append(moments_of(x[:, :1], x[:, 1:], x[None, :, 1:]))
    shares = sobol_shares(found, seed=1)
    assert [bool(np.isfinite(part).all()) for part in shares] == [has] * 6
    assert [bool(np.isnan(part).all()) for part in shares] == [not has] * 6
    if has:
        assert shares.total[0, 0] == pytest.approx(1, abs=0.05)
        assert shares.first_low[0, 0] <= shares.first[0, 0] <= shares.first_high[0, 0]


def test_two_seeds_give_two_scrambles_as_even_as_each_other() -> None:
    one, two = scrambled_sobol(256, 4, 0), scrambled_sobol(256, 4, 1)
    assert (one != two).all()
    for points in (one, two):
        assert (np.histogram2d(points[:, 0], points[:, 1], bins=16, range=[[0, 1], [0, 1]])[0] == 1).all()
