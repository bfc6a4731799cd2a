"""LMArena's board: when a model was first seen, and what it is rated now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import SnapshotError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.run import pull
from theodolite.frontier.from_ledger import releases

BOARD = """
         | new | old  | gone | next
20240101 | 0.0 | 1000 | 900  | 0.0
20240111 | 0.0 | 1010 | 905  | 0.0
20240201 | 1.5 | 1100 | 0    | 0.0
20240202 | 1.6 | 1101 |      | 7
"""


def test_a_model_is_rated_as_now_and_came_out_between_two_snapshots(read_with) -> None:
    found = read_with("lmarena.rating", BOARD, "rating")
    assert {key: (one.value, one.note, one.locator) for key, one in found.items()} == {
        ("model/new", "2024-01-12/2024-02-01"): (1.6, "", "made.csv#row=4-5"),
        ("model/old", "2024-01-01"): (1101, "on the first board: it may have come out earlier", "made.csv#row=2;5"),
        ("model/next", "2024-02-02"): (7, "", "made.csv#row=5"),
    }


def test_snapshots_are_read_by_day_in_whatever_order_they_stand(read_with) -> None:
    found = read_with("lmarena.rating", "|a|b\n20240105|2|\n20240101||3\n20240109|4|5", "rating")
    assert {key: one.value for key, one in found.items()} == {
        ("model/b", "2024-01-01"): 5, ("model/a", "2024-01-02/2024-01-05"): 4,
    }  # fmt: skip


def test_a_row_without_a_day_is_refused(read_with) -> None:
    with pytest.raises(SnapshotError, match="'May 2024' is not a day"):
        read_with("lmarena.rating", "|a\nMay 2024|2", "rating")


def test_the_publishers_file_gives_releases_of_known_countries(catalog: Catalog, shared: Path) -> None:
    """DeepSeek-R1 stands in the snapshot of 24 January 2025 and not in that of the 22nd; five models are nobody's."""
    source = catalog.sources["lmarena/chatbot-arena-2025-02"]
    pulled = pull(source, shared / "data/raw/lmarena", catalog)
    found = releases(Ledger.of(catalog, pulled), "lmarena-rating")
    (r1,) = found.frame.filter(found.frame["entity"] == "model/deepseek-r1").iter_rows(named=True)
    assert (r1["economies"], r1["start"], r1["end"]) == ("CHN", date(2025, 1, 23), date(2025, 1, 24))
    assert r1["value"] == pytest.approx(1362.66, abs=0.01)
    assert found.now == date(2025, 2, 27)
    assert found.notes == ("No country is known of 5 models.",)
