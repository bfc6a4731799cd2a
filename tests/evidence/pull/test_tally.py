"""Tallies: sums with the records behind them, and the points in time of a stock."""

from __future__ import annotations

from theodolite.evidence.pull.tally import Tally, locator, stock_points


def test_neighbouring_records_are_written_as_spans() -> None:
    assert locator("f.csv", [9, 5, 12, 13, 15, 14, 9]) == "f.csv#row=5;9;12-15"


def test_a_zero_is_told_where_it_was_looked_for_and_only_after_the_first_record() -> None:
    tally = Tally("f.csv")
    tally.add("ITA", "2002", 3, 4.0)
    found = {
        (one.place, one.period): (one.value, one.locator)
        for one in tally.sums_and_zeros({"2001": [2], "2002": [3], "2003": [4, 5]})
    }
    assert found == {("ITA", "2002"): (4.0, "f.csv#row=3"), ("ITA", "2003"): (0.0, "f.csv#row=4-5")}


def test_zeros_are_told_in_the_order_of_places_in_the_file() -> None:
    tally = Tally("f.csv")
    places = [f"place {number}" for number in range(30, 0, -1)]
    for row, place in enumerate(places):
        tally.add(place, "2001", row)
    assert [one.place for one in tally.sums_and_zeros({"2001": [], "2002": [1]}) if one.value == 0] == places


def test_of_equal_records_the_first_in_the_file_is_the_largest() -> None:
    tally = Tally("f.csv", unfinished="2024")
    for row, value in ((7, 3.0), (4, 3.0), (9, 1.0)):
        tally.add("ITA", "2024", row, value)
    (one,) = tally.largest()
    assert (one.value, one.locator, one.status) == (3.0, "f.csv#row=4", "P")


def test_a_stock_is_told_at_the_end_of_each_year_that_is_over_and_in_the_newest_month() -> None:
    assert stock_points(["2023-05-01", "", "2025-07-22", "2024-12-31"]) == [
        ("2023", "2023-12-31"), ("2024", "2024-12-31"), ("2025-07", "2025-07-22"),
    ]  # fmt: skip
    assert stock_points([]) == []
