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
        ("过去十五年", "2010/2025"),
        ("未来二十年", "2025/2045"),
        ("2024年下半年", "2024-S2"),
        ("2024年上半年", "2024-S1"),
        ("first three quarters of 2024", "2024-Q1/2024-Q3"),
        ("first six months of 2024", "2024-01/2024-06"),
        ("final three months of 2023", "2023-10/2023-12"),
        ("first nine months of last year", "2024-01/2024-09"),
        ("first half of last year", "2024-S1"),
        ("third quarter of this year", "2025-Q3"),
        ("the past seventeen years", "2008/2025"),
        ("the next thirty-five years", "2025/2060"),
        ("the end of next year", "2026"),
        ("the end of last year", "2024"),
        ("the end of last month", "2025-04"),
        ("the start of the decade", "2020"),
        ("the end of the century", "2100"),
        ("a century ago", "1925"),
        ("half a century ago", "1975"),
        ("18 months ago", "2023-11"),
        ("half a year ago", "2024-11"),
        ("two quarters ago", "2024-11"),
        ("three weeks ago", "2025-04"),
        ("five years from now", "2030"),
        ("next Monday", "2025-05-19"),
        ("last Friday", "2025-05-09"),
        ("this Friday", "2025-05-16"),
        ("next half-century", "2025/2075"),
        ("the next half", "2025-S2"),
        ("this half-year", "2025-S1"),
        ("the second half-year of 2023", "2023-S2"),
        ("next summer", "2025-06/2025-08"),
        ("next spring", "2026-03/2026-05"),
        ("last summer", "2024-06/2024-08"),
        ("last fall", "2024-09/2024-11"),
        ("the past half a year", "2024-11/2025-05"),
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


def test_months_ago_are_counted_over_the_turn_of_a_year() -> None:
    (date,) = dates_in("18 months ago")
    assert period_said("18 months ago", date, "2025-01-12", None) == "2023-07"
    assert period_said("18 months ago", date, "2025", None) is None


@pytest.mark.parametrize(
    "said",
    [
        "30 February 2024",
        "2024-13-45",
        "2024/99/12",
        "2024年13月",
        "first six months",
        "final two quarters",
        "first six months of FY2024",
        "first five quarters of 2024",
        "first few months of 2024",
        "first two weeks of 2024",
        "the past three summers",
        "the coming months",
        "recent decades",
        "last winter",
        "last century",
        "过去两三年",
        "过去几十年",
    ],
)
def test_what_cannot_be_worked_out_is_no_period(said: str) -> None:
    (date,) = dates_in(said)
    assert period_said(said[date.start : date.end], date, TODAY, None) is None


def test_a_century_earlier_and_two_years_later_lean_on_the_period_before() -> None:
    for said, period in (("a century earlier", "1921"), ("two years later", "2023"), ("18 months earlier", None)):
        (date,) = dates_in(said)
        assert period_said(said, date, TODAY, "2021") == period
