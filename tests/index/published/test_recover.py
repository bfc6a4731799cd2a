"""Recover: planted weights come back, altered totals are found, and what cannot be told is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theodolite.errors import PlanError, TableError, UnknownNameError
from theodolite.index.published.recover import recover
from theodolite.index.published.scores import PublishedScores, read_scores

PLANTED = np.array([1, 2, 3, 4]) / 10


def made(total: Callable[[np.ndarray], np.ndarray], rows: int = 40, digits: int = 2, seed: int = 0) -> PublishedScores:
    """Invented scores of four pillars between 1 and 100, and their totals, printed to `digits` decimals."""
    values = np.random.default_rng(seed).uniform(1, 100, (rows, 4)).round(digits)
    names = tuple(f"Land {n}" for n in range(rows))
    return PublishedScores(names, tuple("abcd"), values, total(values).round(digits), (digits,) * 5)


def min_max(values: np.ndarray) -> np.ndarray:
    mean = values @ PLANTED
    return 100 * (mean - mean.min()) / (mean.max() - mean.min())


@pytest.mark.parametrize(
    ("mean", "total"),
    [
        ("arithmetic", lambda x: x @ PLANTED),
        ("geometric", lambda x: np.exp(np.log(x) @ PLANTED)),
        ("harmonic", lambda x: 1 / ((1 / x) @ PLANTED)),
    ],
)
def test_planted_weights_come_back_with_the_mean_that_was_taken(mean: str, total: Callable) -> None:
    found = recover(made(total))
    assert (found.mean, found.ratio, found.rescaled) == (mean, (1, 2, 3, 4), False)
    assert found.flags == ()
    assert found.r2 > 0.9999998


def test_a_total_put_on_0_to_100_afterwards_is_seen_to_be() -> None:
    found = recover(made(min_max))
    assert (found.ratio, found.rescaled, found.span) == ((1, 2, 3, 4), True, (0, 100))
    assert found.finding.startswith("The totals of 40 entities are re-made by the weights 1:2:3:4 over a, b, c, d")


def test_a_plain_sum_is_no_rescaled_mean() -> None:
    found = recover(made(lambda x: x.sum(axis=1)))
    assert (found.ratio, found.rescaled) == ((1, 1, 1, 1), False)
    assert found.fit.factor == pytest.approx(4, abs=1e-4)
    assert [flag.kind for flag in found.flags] == ["equal-weights"]


def test_altered_totals_are_flagged_and_do_not_move_the_weights() -> None:
    whole = made(min_max)
    top = int(np.argmax(whole.totals))
    totals = whole.totals.copy()
    totals[[top, 3, 11]] = [90.85, totals[3] + 2, totals[11] - 5]
    found = recover(replace(whole, totals=totals))
    assert found.ratio == (1, 2, 3, 4)
    assert {flag.entity for flag in found.flags} == {f"Land {n}" for n in (top, 3, 11)}
    assert found.largest == (f"Land {top}", pytest.approx(-9.15, abs=0.02))
    assert found.explain("Land 3")["printed"] - found.explain("Land 3")["remade"] == pytest.approx(2, abs=0.02)


@pytest.mark.parametrize(("rows", "pillars"), [(8, 4), (12, 6), (15, 7), (20, 7), (40, 7)])
def test_honest_tables_accuse_nobody(rows: int, pillars: int) -> None:
    """Plain means, with noise of one point or with pillars printed without decimals: no total was altered."""
    for seed in range(6):
        random = np.random.default_rng(seed)
        exact = random.uniform(20, 100, (rows, pillars))
        mean = exact.mean(axis=1)
        names = tuple(f"Land {n}" for n in range(rows)), tuple("abcdefg"[:pillars])
        noisy = PublishedScores(*names, exact, (mean + random.normal(0, 1, rows)).round(1), (1,) * (pillars + 1))
        coarse = PublishedScores(*names, exact.round(), mean.round(1), (*(0,) * pillars, 1))
        for table in (noisy, coarse):
            assert not [flag for flag in recover(table).flags if flag.kind in ("altered-total", "outlier")]


def test_one_total_nine_points_off_is_told_in_a_small_table_too() -> None:
    """12 rows and 4 pillars leave 6 to agree to within 0.01. Of 8 rows 2 would be left, which may agree by chance."""
    for seed in range(5):
        whole = made(lambda x: x @ PLANTED, rows=12, seed=seed)
        totals = whole.totals - np.eye(12)[2] * 9
        found = recover(replace(whole, totals=totals))
        assert [(flag.kind, flag.entity) for flag in found.flags] == [("altered-total", "Land 2")]
        assert found.largest[1] == pytest.approx(-9, abs=0.05)
    small = made(lambda x: x @ PLANTED, rows=8)
    kinds = {flag.kind for flag in recover(replace(small, totals=small.totals - np.eye(8)[2] * 9)).flags}
    assert "few-rows" in kinds
    assert not kinds & {"altered-total", "outlier"}


def test_what_is_far_off_a_rule_that_is_not_exact_accuses_nobody() -> None:
    """With noise of one point the rule is not known to be the publisher's: 30 points off is an outlier, no more."""
    noise = np.random.default_rng(3).normal(0, 1, 40)
    found = recover(made(lambda x: x @ PLANTED + noise - 30 * np.eye(40)[5]))
    assert [(flag.kind, flag.entity) for flag in found.flags if flag.entity] == [("outlier", "Land 5")]


@pytest.mark.parametrize("unit", [1e-9, 1e9, 1e25])
def test_the_unit_of_the_scores_does_not_matter(unit: float) -> None:
    whole = made(lambda x: x @ PLANTED)
    found = recover(replace(whole, values=whole.values * unit, totals=whole.totals * unit, decimals=(12,) * 5))
    assert list(found.weights.values()) == pytest.approx(PLANTED, abs=1e-3)
    assert found.flags == ()


def test_a_figure_that_is_no_score_is_refused_with_its_place() -> None:
    whole = made(lambda x: x @ PLANTED)
    totals = whole.totals.copy()
    totals[:2] = [1e308, 1e300]
    with pytest.raises(PlanError, match=r"1e\+308 is no score\n.*Land 0, under 'total'"):
        recover(replace(whole, totals=totals))


def test_a_column_in_a_far_larger_unit_does_not_make_the_others_constant() -> None:
    whole = made(lambda x: x @ PLANTED)
    found = recover(replace(whole, values=whole.values * [1e-15, 1, 1, 1]))
    assert found.fit.slopes == pytest.approx([1e14, 0.2, 0.3, 0.4], rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any), st.integers(0, 5))
def test_any_ratio_of_whole_numbers_is_told_exactly(parts: list[int], seed: int) -> None:
    found = recover(made(lambda x: x @ (np.array(parts) / sum(parts)), digits=4, seed=seed))
    least = np.gcd.reduce(parts)
    assert found.ratio == tuple(part // least for part in parts)


def test_the_parts_and_the_intercept_sum_to_the_remade_total() -> None:
    found = recover(made(min_max))
    told = found.explain("Land 7")
    assert told["intercept"] + sum(told["parts"].values()) == pytest.approx(told["remade"], abs=1e-9)
    with pytest.raises(UnknownNameError):
        found.explain("Atlantis")


def test_totals_that_no_mean_of_the_pillars_makes_are_said_to_be_such() -> None:
    noise = np.random.default_rng(9).uniform(0, 100, 40)
    kinds = {flag.kind for flag in recover(made(lambda x: x @ PLANTED / 10 + noise)).flags}
    assert kinds >= {"poor-fit", "unsure"}


def test_collinear_pillars_constant_pillars_and_too_few_rows_are_refused() -> None:
    whole = made(lambda x: x @ PLANTED)
    doubled = whole.values.copy()
    doubled[:, 3] = doubled[:, 0] + doubled[:, 1]
    with pytest.raises(PlanError, match="a, b, d move together"):
        recover(replace(whole, values=doubled))
    flat = whole.values.copy()
    flat[:, 2] = 7
    with pytest.raises(PlanError, match="c is the same for all"):
        recover(replace(whole, values=flat))
    with pytest.raises(PlanError, match=r"6 rows .* cannot tell 4 weights"):
        recover(made(lambda x: x @ PLANTED, rows=6))
    with pytest.raises(PlanError, match="no pillar goes up"):
        recover(replace(whole, totals=-whole.values.sum(axis=1)))


HEAD = "Country,Region,a,b,Rank,Total score\n"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "scores.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_says_what_of_it_was_left_out(tmp_path: Path) -> None:
    read = read_scores(table(tmp_path, HEAD + "X,East,1.5,2,1,1.75\nY,West,3,,2,3\nZ,West,NA,1,3,4\n"))
    assert (read.entities, read.pillars, read.total) == (("X",), ("a", "b"), "Total score")
    assert read.decimals == (1, 0, 2)
    assert read.left_out == {"Region": "not a score", "Rank": "not a score", "Y": "a score is missing",
                             "Z": "a score is missing"}  # fmt: skip


def test_the_first_column_of_text_is_the_name_and_ranks_are_no_scores(tmp_path: Path) -> None:
    head = "Rank,Country / Territory,a,b,Overall,World rank\n"
    read = read_scores(table(tmp_path, head + "1,X,1.5,2,1.75,7\n2,Y,3,n/a,3,8\n"))
    assert (read.entities, read.pillars, read.total) == (("X",), ("a", "b"), "Overall")
    assert read.left_out == {"Rank": "not a score", "World rank": "not a score", "Y": "a score is missing"}
    unnamed = read_scores(table(tmp_path, ",c,a,b,e,Place\n1,X,1,2,3,1\n2,Y,2,3,4,2\n"))
    assert (unnamed.entities, unnamed.pillars, unnamed.total) == (("X", "Y"), ("a", "b"), "e")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "headings are none"),
        ("Country;a;b;Total\nX;1;2;3\n", "separated by commas"),
        (HEAD + "X,East,1,2,1\n", "has 5 cells"),
        (HEAD + "X,East,1,2,1,3\nX,East,1,2,1,3\n", "X stands twice"),
        (HEAD + "X,East,1,2,1,3\n\nY,East,none,2,1,3\n", "scores.csv:4"),
        (HEAD + "X,East,1,2,1,3\nY,East,none,2,1,3\n", "'none' under 'a' is not a finite number"),
        ("Country,a,b,a,Total\nX,1,2,3,4\n", "the heading 'a' stands twice"),
        ("Country,a,,b,Total\nX,1,2,3,4\n", "column 3 has no heading"),
        (HEAD + "X,East,1,2,1,inf\n", "not a finite number"),
        ("Country,a,Total\nX,1,2\nY,2,3\n", "1 columns of pillar scores"),
        ("Country,Total,Score,a\nX,1,2,3\n", "may stand under 'Total' or 'Score'"),
        ("Country,a,b\nX,one,two\n", "no column holds numbers"),
    ],
)
def test_what_is_no_table_of_scores_is_refused_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises((TableError, PlanError)) as error:
        read_scores(table(tmp_path, text))
    assert said in str(error.value)


def test_a_total_that_is_no_column_is_answered_with_the_columns(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="Total score"):
        read_scores(table(tmp_path, HEAD + "X,East,1,2,1,3\n"), "Totl score")


def test_a_path_and_a_frame_are_read_as_the_same_scores(tmp_path: Path) -> None:
    """Totals 1:1 of two pillars, with a column of ranks before the names."""
    pairs = [(1.5, 2.0), (3.0, 8.0), (4.5, 1.0), (2.0, 6.5), (7.0, 7.0), (9.0, 2.5), (5.5, 4.0)]
    lines = [f"{n},Land {n},{a},{b},{(a + b) / 2}" for n, (a, b) in enumerate(pairs, start=1)]
    path = table(tmp_path, "\n".join(["Rank,Land,one,two,Overall", *lines]))
    by_path, by_text, by_frame = recover(path), recover(str(path), "Overall"), recover(pl.read_csv(path))
    assert by_path.ratio == by_text.ratio == by_frame.ratio == (1, 1)
    assert by_frame.published.entities[0] == "Land 1"
    assert by_frame.published.left_out == {"Rank": "not a score"}
    with pytest.raises(PlanError, match="'int' is no frame"):
        recover(7)
    with pytest.raises(PlanError, match="the totals stand under 'Overall'"):
        recover(by_path.published, "one")
