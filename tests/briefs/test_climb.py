"""What it would take to stand higher, held against moves and weights worked by hand on the invented catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.question import Answer
from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger

from .conftest import write_catalog

Assessed = Callable[..., Assessment]
SPACE = "\N{NO-BREAK SPACE}"


def climb(assessment: Assessment) -> Answer:
    """The answer on what it would take."""
    return next(a for a in assessment.answers if a.question == "What would it take to stand higher?")


@pytest.fixture
def moving(tmp_path: Path) -> Ledger:
    """The invented evidence, in which Borduria went from 20 people in 2020 to 30 in 2025: two a year."""
    root = write_catalog(tmp_path / "moving")
    with (root / "observations/bureau/yearbook-2026-08.csv").open("a", encoding="utf-8") as table:
        for year in range(2020, 2025):
            people = f"{year},{20 + 2 * (year - 2020)}"
            table.write(f"XBB,minds/people,{people},,,count,A,bureau/yearbook,2026-08,table.csv#row={year},\n")
    return Ledger.open(Catalog((root,)))


def test_the_next_place_is_priced_at_the_pace_of_the_fastest(moving: Ledger) -> None:
    """Arcadia has 100 points for racks and none for people, and needs 75 in all: ten more people, five years."""
    found = climb(assess("XAA", ["XBB"], moving, through=["powers"]))
    assert found.finding == (
        "Through Power, where Arcadia is 2nd, 1st place (Borduria today) is one move away: "
        "People from 10 to 20, as fast as Borduria (5 years)."
    )
    assert (
        found.findings[0]
        == "Power: a year at the pace of the fastest does most in People (+5.0 points, as fast as Borduria)."
    )
    ladder = found.figures[0]
    (move,) = ladder.table.to_dicts()
    assert (move["rank"], move["indicator"], move["peer"]) == (1, "minds/people", "XBB")
    assert (move["from"], move["to"], move["years_at_peer_pace"]) == pytest.approx((10, 20, 5), abs=1e-6)
    assert "1st, past Borduria: 5 years" in ladder.svg
    assert found.sources == ("bureau/yearbook-2026-08",)


def test_what_cannot_be_moved_is_not_called_out_of_reach(assessed: Assessed) -> None:
    """Without figures of five years before nobody has a pace: nothing is said of the best that could be reached."""
    found = climb(assessed("XCC", "XAA"))
    assert found.finding == "Power: no movement can be told, for none of its indicators has a pace."
    assert not any(exhibit.name.startswith("ladder") for exhibit in found.exhibits)


def test_who_is_first_everywhere_has_nothing_to_reach(moving: Ledger) -> None:
    found = climb(assess("XBB", ["XAA"], moving, through=["powers"]))
    assert (
        found.finding == "Borduria stands first wherever moves can be worked out: there is nothing above it to reach."
    )


def test_the_least_weight_that_turns_a_comparison(assessed: Assessed) -> None:
    """Borduria leads by 100 on people and lags by 50 on racks: level at weights of 1/3 and 2/3, a sixth moved."""
    found = climb(assessed("XBB", "XAA"))
    assert found.findings[-1] == (
        f"Arcadia, by weights alone: through Power 17{SPACE}% of the weight, moved from minds to machines, "
        "would bring Arcadia level."
    )
    table = next(e for e in found.exhibits if e.name == "weights").frame  # type: ignore[union-attr]
    row = table.filter(lens="powers").row(0, named=True)
    assert row["behind"] == "XAA"
    assert row["least_weight_change"] == pytest.approx(1 / 6)
    assert (row["weight_machines"], row["weight_minds"]) == pytest.approx((2 / 3, 1 / 3))
    assert table.filter(lens="diffusion")["why"].item() == "it has one pillar, so that no weight can move"


def test_where_one_is_behind_in_everything_no_weights_help(assessed: Assessed) -> None:
    """Dystopia has fewer racks than Borduria (25 to 50) and fewer people (10 to 30)."""
    found = climb(assessed("XDD", "XBB"))
    assert found.findings[-1] == (
        "Borduria, by weights alone: no weights of the pillars would change who is ahead through Power, "
        "for Dystopia is behind in every pillar there."
    )


def test_several_moves_are_told_side_by_side_before_they_are_added_up(moving: Ledger) -> None:
    """Dystopia has 25 points for racks and none for people, Borduria 75 in all: it takes all people and 25 more racks.

    From 10 to 30 people at two a year are ten years, from 25 to 50 racks at five a year are five.
    """
    root = moving.catalog.roots[0]
    with (root / "observations/bureau/yearbook-2026-08.csv").open("a", encoding="utf-8") as table:
        for year in range(2020, 2025):
            racks = f"{year},{25 + 5 * (year - 2020)}"
            table.write(f"XBB,machines/racks,{racks},,,count,A,bureau/yearbook,2026-08,table.csv#row={year},\n")
    found = climb(assess("XDD", ["XBB"], Ledger.open(Catalog((root,))), through=["powers"]))
    assert found.finding.endswith(
        "1st place (Borduria today) would take two moves side by side, the longest of 10 years "
        "(People, as fast as Borduria); added up, 15 years."
    )


def test_a_turn_that_needs_nearly_all_weight_on_one_pillar_says_so(tmp_path: Path) -> None:
    """Arcadia leads by 0.1 on racks and lags by 100 on people: level at 100/100.1 of the weight on racks."""
    root = write_catalog(tmp_path / "catalog")
    table = root / "observations/bureau/yearbook-2026-08.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2025,50,", "2025,99.9,"), encoding="utf-8")
    found = climb(assess("XBB", ["XAA"], Ledger.open(Catalog((root,))), through=["powers"]))
    assert found.findings[-1].endswith(
        f"50{SPACE}% of the weight, moved from minds to machines, would bring Arcadia level; nearly all weight would "
        "lie on machines, where Arcadia leads by only 0.1 points."
    )
