"""Periods: what the SDMX forms mean in days."""

from __future__ import annotations

from datetime import date

import pytest

from theodolite.core.period import PeriodError, parse_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-S2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-06-30", date(2025, 6, 30), date(2025, 6, 30)),
        ("2013/2024", date(2013, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(text: str, start: date, end: date) -> None:
    period = parse_period(text)
    assert (period.start, period.end, str(period)) == (start, end, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-13",
        "2023-02-29",
        "2024-Q5",
        "2024/2013",
        "last year",
        "0000",
        "٢٠٢٤",
        "2024 ",
        "2024/",
        "/2024",
        "2023/2024/2025",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)


def test_an_undated_figure_may_be_of_any_day() -> None:
    undated = parse_period("undated")
    assert (undated.start, undated.end) == (date.min, date.max)
    assert undated.overlaps(parse_period("2024"))
