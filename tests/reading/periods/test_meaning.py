"""What dates mean, as SDMX writes periods: worked by hand on a calendar."""

from __future__ import annotations

import pytest

from theodolite.core.period import parse_period
from theodolite.reading.periods.dates import dates_in
from theodolite.reading.periods.meaning import period_said

TODAY = "2025-05-14"


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2019", "2019"),
        ("2014-2024", "2014/2024"),
        ("2023-24", "2023/2024"),
        ("FY2024-25", "2024/2025"),
        ("fiscal year 2023/24", "2023/2024"),
        ("FY26", "2026"),
        ("August 2024", "2024-08"),
        ("18 September 2024", "2024-09-18"),
        ("October 2023 to March 2024", "2023-10/2024-03"),
        ("in March", "2025-03"),
        ("in November", "2024-11"),
        ("Q3 2024", "2024-Q3"),
        ("Q1-Q3 2024", "2024-Q1/2024-Q3"),
        ("third quarter of 2023", "2023-Q3"),
        ("H1 2025", "2025-S1"),
        ("the second half of 2024", "2024-S2"),
        ("the 2010s", "2010/2019"),
        ("last year", "2024"),
        ("this year", "2025"),
        ("next year", "2026"),
        ("the past ten years", "2015/2025"),
        ("the next five years", "2025/2030"),
        ("the last decade", "2015/2025"),
        ("two years ago", "2023"),
        ("last month", "2025-04"),
        ("last quarter", "2025-Q1"),
        ("last June", "2024-06"),
        ("the past six months", "2024-11/2025-05"),
        ("the end of the decade", "2030"),
        ("on Monday", "2025-05-12"),
        ("2023年8月", "2023-08"),
        ("去年", "2024"),
        ("过去十年", "2015/2025"),
    ],
)
def test_period(said: str, period: str) -> None:
    (date,) = dates_in(said)
    read = period_said(said[date.start : date.end], date, TODAY, None)
    assert read == period
    assert parse_period(period).text == period


def test_a_year_earlier_leans_on_the_period_before() -> None:
    (date,) = dates_in("a year earlier")
    assert period_said("a year earlier", date, TODAY, "2021") == "2020"


@pytest.mark.parametrize("said", ["last year", "two years ago", "the past ten years", "in March"])
def test_a_document_without_a_date_dates_nothing(said: str) -> None:
    (date,) = dates_in(said)
    assert period_said(said[date.start : date.end], date, None, None) is None
