"""The policy of reconciliation, rule by rule, on ledgers small enough to work by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile

Small = Callable[..., Ledger]


def used(ledger: Ledger) -> dict[str, object]:
    """The one row that China's figures of 2023 become."""
    rows = reconcile(ledger, ["research/x"]).filter(entity="CHN", period="2023")
    assert len(rows) == 1
    return rows.row(0, named=True)


def test_one_figure_is_used_as_it_stands(small: Small) -> None:
    row = used(small("CHN x 2023 100 a-2024 E 90 120"))
    assert (row["value"], row["low"], row["high"], row["works"], row["status"]) == (100.0, 90.0, 120.0, 1, "E")


def test_a_later_edition_replaces_an_earlier_one_cell_by_cell(small: Small) -> None:
    ledger = small("CHN x 2022 10 a-2023\n CHN x 2023 50 a-2023\n CHN x 2023 60 a-2024")
    row = used(ledger)
    assert (row["value"], row["low"], row["high"], row["edition"], row["works"]) == (60.0, 60.0, 60.0, "2024", 1)
    kept = reconcile(ledger, ["research/x"]).filter(period="2022").row(0, named=True)
    assert (kept["value"], kept["edition"]) == (10.0, "2023")


def test_the_preferred_work_is_used_and_the_other_widens_the_interval(small: Small) -> None:
    lines = "CHN x 2023 100 a-2023\n CHN x 2023 70 b-2024\n USA x 2023 1 b-2024"
    row = used(small(lines, indicators={"x": "prefer: [made/a, made/b]\n"}))
    assert (row["value"], row["low"], row["high"], row["source"], row["works"]) == (100.0, 70.0, 100.0, "made/a", 2)


@pytest.mark.parametrize(
    ("others", "disputed"),
    [
        ("", False),
        ("CHN x 2023 100 b-2024", False),
        ("CHN x 2023 90 copy-2024", False),
        ("CHN x 2023 150 b-2024 F", False),
        ("CHN x 2023 90 b-2024", True),
    ],
)
def test_only_other_values_of_independent_works_are_a_dispute(small: Small, others: str, disputed: bool) -> None:
    reported = "CHN x 2023 100 a-2024 E 90 120"
    assert used(small(f"{reported}\n{others}", sources={"copy-2024": "origin: [made/a]\n"}))["disputed"] is disputed


def test_primary_comes_before_secondary_whatever_the_date_and_coverage(small: Small) -> None:
    lines = "CHN x 2023 100 a-2023\n CHN x 2023 130 b-2025\n USA x 2023 1 b-2025"
    row = used(small(lines, sources={"b-2025": "tier: secondary\n"}))
    assert (row["value"], row["low"], row["high"]) == (100.0, 100.0, 130.0)


def test_the_work_that_covers_more_entities_comes_first(small: Small) -> None:
    row = used(small("CHN x 2023 1 a-2024\n CHN x 2023 2 b-2023\n USA x 2023 3 b-2023"))
    assert (row["value"], row["source"]) == (2.0, "made/b")


def test_then_the_last_published_and_then_the_alphabet(small: Small) -> None:
    assert used(small("CHN x 2023 1 a-2023\n CHN x 2023 2 b-2024"))["source"] == "made/b"


def test_equal_in_everything_is_settled_by_name(small: Small) -> None:
    assert used(small("CHN x 2023 2 b-2024\n CHN x 2023 1 a-2024"))["source"] == "made/a"


@pytest.mark.parametrize("prefer", ["", "prefer: [made/copy]\n"])
def test_a_copy_does_not_widen_the_interval_whichever_is_used(small: Small, prefer: str) -> None:
    lines = "CHN x 2023 100 a-2024\n CHN x 2023 90 copy-2024"
    row = used(small(lines, {"x": prefer}, {"copy-2024": "origin: [made/a]\n"}))
    value = 90.0 if prefer else 100.0
    assert (row["value"], row["low"], row["high"], row["works"]) == (value, value, value, 2)


def test_two_copies_of_one_absent_origin_are_one_piece_of_evidence(small: Small) -> None:
    lines = "CHN x 2023 100 a-2024\n CHN x 2023 90 b-2024\n CHN x 2023 80 c-2024"
    row = used(small(lines, sources={"a-2024": "origin: [made/z]\n", "b-2024": "origin: [made/z]\n"}))
    assert (row["value"], row["low"], row["high"]) == (100.0, 80.0, 100.0)


def test_a_projection_is_used_only_where_nothing_was_observed_and_never_widens(small: Small) -> None:
    lines = "CHN x 2023 100 a-2024\n CHN x 2023 150 b-2024 F\n CHN x 2025 200 b-2024 F"
    ledger = small(lines, {"x": "prefer: [made/b]\n"})
    row = used(ledger)
    assert (row["value"], row["low"], row["high"], row["status"]) == (100.0, 100.0, 100.0, "A")
    assert reconcile(ledger, ["research/x"]).filter(period="2025")["value"].to_list() == [200.0]


def test_a_projection_of_a_later_edition_does_not_replace_an_observation(small: Small) -> None:
    row = used(small("CHN x 2023 100 a-2023\n CHN x 2023 150 a-2024 F"))
    assert (row["value"], row["status"]) == (100.0, "A")


def test_works_may_mix_within_an_indicator_and_the_source_shows_it(small: Small) -> None:
    ledger = small("CHN x 2023 1 a-2024\n USA x 2023 2 a-2024\n IND x 2023 3 b-2024")
    rows = reconcile(ledger, ["research/x"])
    assert dict(rows.select("entity", "source").iter_rows()) == {"CHN": "made/a", "USA": "made/a", "IND": "made/b"}


def test_a_figure_that_a_later_edition_no_longer_has_is_withdrawn_and_stands(small: Small) -> None:
    """Of the edition of 2023: CHN 2022 is gone from that of 2024, which has CHN 2023 and USA 2022; the rest is not."""
    later = "CHN x 2023 60 a-2024\n USA x 2022 5 a-2024"
    ledger = small(f"CHN x 2021 9 a-2023\n CHN x 2022 10 a-2023\n USA x 2022 4 a-2023\n IND x 2022 7 a-2023\n {later}")
    rows = reconcile(ledger, ["research/x"])
    assert rows.filter("withdrawn").select("entity", "period", "value").rows() == [("CHN", "2022", 10.0)]
