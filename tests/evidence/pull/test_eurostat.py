"""Eurostat: one series out of many, with its flags."""

from __future__ import annotations

import pytest

from theodolite.errors import SnapshotError

WORK = "eurostat/isoc-ai-iaiu"
TABLE = """
ind_type        | unit       | geo     | TIME_PERIOD | OBS_VALUE | OBS_FLAG
All individuals | Percentage | Germany | 2025        | 32.25     |
All individuals | Percentage | Hungary | 2025        | 0.62      | u
All individuals | Percentage | Malta   | 2025        |           |
Individuals, 16 | Percentage | Germany | 2025        | 70        |
"""
ALL = {"ind_type": "All individuals", "unit": "Percentage"}


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("AUT adoption/genai-individuals 2025", 39.42),
        ("DEU adoption/genai-individuals 2025", 32.25),
        ("BIH adoption/genai-individuals 2025", 20.26),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, case: str, value: float) -> None:
    assert figure(WORK, case) == value


def test_the_union_is_a_group_and_the_euro_area_is_left_out(ledger) -> None:
    entities = set(ledger.select(source=WORK)["entity"])
    assert len(entities) == 34
    assert "EUU" in entities


def test_only_the_rows_asked_for_are_taken_and_a_flag_is_a_status(read_with) -> None:
    found = read_with("eurostat.series", TABLE, "OBS_VALUE", where=ALL)
    assert {key: (one.value, one.status) for key, one in found.items()} == {
        ("Germany", "2025"): (32.25, "A"),
        ("Hungary", "2025"): (0.62, "U"),
    }


@pytest.mark.parametrize(
    ("table", "where", "said"),
    [
        (TABLE, {"unit": "Percentage"}, "Germany 2025 stands twice"),
        (TABLE, {"unit": "Persons"}, "has unit = 'Persons'"),
        (TABLE, {"age": "16"}, "no column 'age'"),
        (TABLE.replace("0.62      | u", "0.62 | z"), ALL, "the flag 'z' is not known"),
    ],
)
def test_what_does_not_pick_one_series_is_refused(read_with, table: str, where: dict[str, str], said: str) -> None:
    with pytest.raises(SnapshotError, match=said):
        read_with("eurostat.series", table, "OBS_VALUE", where=where)
