"""How sure a place is, held against the three versions of the invented lens Power, which are worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.certainty import Certainty, certainty, least_sure
from theodolite.briefs.exhibit import Figure, Table
from theodolite.briefs.moved import moved_by
from theodolite.briefs.question import Answer
from theodolite.briefs.questions.q15_certainty import surest_and_loosest
from theodolite.briefs.wording import versions
from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger

from .conftest import write_catalog

Assessed = Callable[..., Assessment]
NEAR = 0.02
"""Four standard errors of a share of a third over the draws of a report."""


def sure(assessment: Assessment) -> Answer:
    """The answer on certainty."""
    return next(a for a in assessment.answers if a.question == "How sure is its place?")


def table(answer: Answer) -> Table:
    """Its table of lenses."""
    return next(e for e in answer.exhibits if isinstance(e, Table))


def figures(answer: Answer) -> dict[str, Figure]:
    """Its figures by name."""
    return {figure.name: figure for figure in answer.figures}


def test_chances_and_intervals_are_those_of_the_versions_by_hand(assessed: Assessed) -> None:
    robust = assessed("XBB", "XAA").asked.robust["powers"]
    own = certainty(robust, "XBB")
    assert (own.rank, own.low, own.middle, own.high) == (1, 1, 1, 2)
    assert own.shares == pytest.approx((2 / 3, 1 / 3, 0, 0), abs=NEAR)
    other = certainty(robust, "XCC")
    assert (other.low, other.middle, other.high) == (2, 3, 4)
    assert other.shares == pytest.approx((0, 1 / 3, 1 / 3, 1 / 3), abs=NEAR)
    assert robust.beat("XAA", "XDD") == pytest.approx(2 / 3, abs=NEAR), "where they are level neither is above"
    assert robust.beat("XDD", "XAA") == 0


def test_the_answer_says_where_it_is_least_sure_and_how_often_it_stands_above(assessed: Assessed) -> None:
    found = sure(assessed("XBB", "XAA"))
    assert found.finding == "Through Power, Borduria is 1st to 2nd in 90 of 100 versions."
    own = table(found).frame.filter(entity="XBB").row(0, named=True)
    assert (own["p05"], own["p95"]) == (1, 2)
    assert own["above_XAA"] == pytest.approx(2 / 3, abs=NEAR)
    share = versions(own["above_XAA"])
    assert found.findings[0] == f"Arcadia: Borduria stands above it through Power ({share})."
    assert share in [f"in {n} of 100 versions" for n in (65, 66, 67, 68)]
    assert found.caveats[0] == (
        "Use: no versions are drawn, for nothing about the lens 'diffusion' is doubted: every draw would be the same."
    )


def test_the_only_doubt_moves_everything(assessed: Assessed) -> None:
    found = assessed("XBB", "XAA")
    (row,) = moved_by(found.asked, "powers")
    assert row["choice"] == "drop-indicator"
    assert row["total"] == pytest.approx(1, abs=0.06)
    assert (
        sure(found)
        .findings[1]
        .startswith("Power: what moves the place of Borduria most is which indicator is left out (")
    )


def test_figures_have_the_numbers_beside_them(assessed: Assessed) -> None:
    drawn = figures(sure(assessed("XBB", "XAA")))
    assert set(drawn) == {"rank-intervals-powers", "rank-chances-powers", "wins-powers", "drivers-powers"}
    chances = drawn["rank-chances-powers"].table
    thirds = {"XBB": {1: 2, 2: 1}, "XAA": {1: 1, 2: 1, 3: 1}, "XCC": {2: 1, 3: 1, 4: 1}, "XDD": {3: 2, 4: 1}}
    by_hand = {(e, k): n / 3 for e, ranks in thirds.items() for k, n in ranks.items()}
    assert {(e, k): p for _, e, k, p in chances.rows()} == pytest.approx(by_hand, abs=NEAR)
    wins = drawn["wins-powers"].table
    assert wins.filter((pl.col("entity") == "XAA") & (pl.col("above") == "XBB"))["probability"].item() == pytest.approx(
        1 / 3, abs=NEAR
    )
    for figure in drawn.values():
        assert figure.numbers is not None
        assert figure.numbers.name == figure.name
        assert figure.numbers.rows


def test_the_seed_reaches_the_draws_and_the_same_seed_gives_the_same_bytes(invented: Ledger) -> None:
    zero, again, one = (sure(assess("XBB", ["XAA"], invented, seed=seed)) for seed in (0, 0, 1))
    assert figures(zero)["rank-chances-powers"].svg == figures(again)["rank-chances-powers"].svg
    assert table(zero).frame.equals(table(again).frame)
    assert not table(zero).frame.equals(table(one).frame)


def test_without_a_doubt_there_are_no_versions_and_it_is_said(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    found = assess("XBB", ["XAA"], Ledger.open(Catalog((root,))), through=["diffusion"])
    assert least_sure(found.asked) is None
    assert sure(found).finding == "No version of a lens ranks Borduria: none of its lenses names anything to doubt."
    assert sure(found).exhibits == ()


def test_a_comparison_that_no_version_turns_round_stands_in_the_headline(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    ledger = Ledger.open(Catalog((root,)))
    sure_of = assess("XBB", ["XCC"], ledger, through=["powers"])
    assert sure_of.finding == (
        "Borduria ranks 1st of 4, through one lens; it stands above the United Isles, in every plausible version."
    )
    assert "plausible" not in assess("XBB", ["XAA", "XCC"], ledger, through=["powers"]).finding


def test_shares_are_told_as_counts_of_a_hundred() -> None:
    assert [versions(s) for s in (0, 0.001, 0.5, 0.994, 0.996, 1)] == [
        "in no version", "in fewer than one of 100 versions", "in 50 of 100 versions", "in 99 of 100 versions",
        "in more than 99 of 100 versions", "in every version",
    ]  # fmt: skip
    assert versions(0.5, "plausible version", at_least=True) == "in at least 50 of 100 plausible versions"
    assert versions(1, at_least=True) == "in every version"


def placed(assessment: Assessment, id: str, rank: int, low: int, middle: int, high: int, often: float) -> Certainty:
    """A place with 90 of 100 ranks from `low` to `high`, that as written in the share `often` of versions."""
    shares = tuple(often if k == rank else (1 - often) / (high - low) for k in range(low, high + 1))
    return Certainty(assessment.asked.rankings[id].lens, "XBB", rank, low, middle, high, (0.0,) * (low - 1) + shares)


def test_how_far_a_place_moves_is_counted_in_places(assessed: Assessed) -> None:
    """2nd to 7th are five places, 45th to 70th are 25: fewer times as many, and yet the place that moves more."""
    found = assessed("XBB", "XAA")
    near, far = placed(found, "powers", 2, 2, 2, 7, 0.9), placed(found, "diffusion", 53, 45, 61, 70, 0.02)
    assert surest_and_loosest([far, near]) == (near, far)


def test_a_place_that_few_versions_give_is_told_with_the_middle_one(assessed: Assessed) -> None:
    found = assessed("XBB", "XAA")
    told = "53rd comes out in 2 of 100 plausible versions; the middle one gives 61st"
    assert placed(found, "diffusion", 53, 45, 61, 70, 0.02).rare == told
    assert placed(found, "diffusion", 53, 45, 61, 70, 0.2).rare == "", "a fifth of them is no exception"
    assert placed(found, "diffusion", 61, 45, 61, 70, 0.04).rare == "", "it is the middle one"
