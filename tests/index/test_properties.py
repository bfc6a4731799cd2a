"""What holds for every table of figures: better is never worse, units and order do not matter, ranks are ranks."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from theodolite.index.aggregate import combine, shares_of
from theodolite.index.means import Mean
from theodolite.index.normalisations import min_max, rank, z_score
from theodolite.index.ranking import ranks
from theodolite.index.treatments import moments, shifted_log, winsorise

NUMBERS = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
COLUMNS = arrays(np.float64, st.integers(5, 30), elements=NUMBERS)
TABLES = arrays(np.float64, st.tuples(st.integers(3, 12), st.integers(2, 5)), elements=st.floats(1, 100))


def spread(x: np.ndarray) -> bool:
    return float(np.ptp(x)) > 1e-3


@given(TABLES, st.sampled_from(["arithmetic", "geometric"]), st.data())
def test_raising_one_figure_never_lowers_the_score_or_the_rank(x: np.ndarray, how: str, data: st.DataObject) -> None:
    weights = np.arange(1.0, x.shape[1] + 1)
    i = data.draw(st.integers(0, x.shape[0] - 1))
    j = data.draw(st.integers(0, x.shape[1] - 1))
    raised = x.copy()
    raised[i, j] += data.draw(st.floats(0, 50))
    before, after = (combine(Mean.model_validate(how), table, weights, "refuse") for table in (x, raised))
    assert after[i] >= before[i] - 1e-9
    assert ranks(after)[i] <= ranks(before)[i]
    assert (np.delete(after, i) == np.delete(before, i)).all()


@given(COLUMNS, st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_min_max_and_z_scores_do_not_depend_on_the_unit(x: np.ndarray, scale: float, shift: float) -> None:
    assume(spread(x))
    moved = x * scale + shift
    assume(spread(moved))
    assert np.allclose(min_max(moved), min_max(x), atol=1e-4)
    assert np.allclose(z_score(moved), z_score(x), atol=1e-4)
    assert np.allclose(shifted_log(moved).values - shifted_log(x).values, np.log(scale), atol=1e-4)


@given(COLUMNS, st.randoms(use_true_random=False))
def test_the_order_of_entities_does_not_matter(x: np.ndarray, random: object) -> None:
    assume(spread(x))
    order = np.arange(x.size)
    random.shuffle(order)  # type: ignore[attr-defined]
    for kernel in (min_max, rank):
        assert (kernel(x[order]) == kernel(x)[order]).all()
    assert np.allclose(winsorise(x[order]).values, winsorise(x).values[order])
    assert (ranks(x[order]) == ranks(x)[order]).all()


@given(COLUMNS)
def test_every_normalisation_keeps_the_order(x: np.ndarray) -> None:
    assume(spread(x))
    order = np.argsort(x, kind="stable")
    for kernel in (min_max, z_score, rank):
        assert (np.diff(kernel(x)[order]) >= -1e-9).all()
    assert (np.diff(winsorise(x).values[order]) >= -1e-12).all()


@given(COLUMNS)
def test_skewness_turns_its_sign_with_the_column_and_kurtosis_does_not(x: np.ndarray) -> None:
    assume(spread(x))
    skew, kurt = moments(x)
    turned = moments(-x)
    assert np.allclose(turned, (-skew, kurt), rtol=1e-6, atol=1e-6)


@given(TABLES, st.data())
def test_shares_are_of_what_is_there_and_sum_to_one(x: np.ndarray, data: st.DataObject) -> None:
    gaps = data.draw(arrays(np.bool_, x.shape))
    x = np.where(gaps, np.nan, x)
    shares = shares_of(x, np.arange(1.0, x.shape[1] + 1))
    assert (shares[gaps] == 0).all()
    assert np.allclose(shares.sum(axis=1), ~gaps.all(axis=1))


def test_ranks_leave_gaps_after_ties_and_overlook_rounding() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0 + 1e-13, 2.0])).tolist() == [1, 4, 1, 3]
