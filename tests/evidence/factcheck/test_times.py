"""Times: the days of a claim, of a figure, and of a document."""

from __future__ import annotations

from datetime import date

import pytest

from theodolite.evidence.factcheck.times import Dated, Days, dated, day_of, days_of, same_days

NOW = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2019", Days(date(2019, 1, 1), date(2019, 12, 31))),
        ("2014/2024", Days(date(2014, 1, 1), date(2024, 12, 31))),
        ("2014/", Days(date(2014, 1, 1), None)),
        ("/2030", Days(None, date(2030, 12, 31))),
        ("2024-08", Days(date(2024, 8, 1), date(2024, 8, 31))),
        (None, None),
        ("/", None),
        ("undated", None),
        ("last year", None),
        ("2024/2014", None),
    ],
)
def test_the_days_of_a_claim(claim, period: str | None, days: Days | None) -> None:
    assert days_of(claim("It has 5.", "5", 5, period=period)) == days


@pytest.mark.parametrize(
    ("period", "start", "end", "flow", "same"),
    [
        ("2014/2024", (2014, 1, 1), (2023, 12, 31), True, True),
        ("2014/2024", (2023, 1, 1), (2023, 12, 31), True, False),
        ("2014/", (2014, 1, 1), (2023, 12, 31), True, True),
        ("2014/", (2014, 1, 1), (2014, 12, 31), True, False),
        ("2023", (2023, 1, 1), (2023, 12, 31), True, True),
        ("2024-08", (2024, 1, 1), (2024, 12, 31), True, False),
        ("2024-08", (2024, 1, 1), (2024, 12, 31), False, True),
        ("2019/2023", (2023, 1, 1), (2023, 12, 31), False, True),
        ("2019/2023", (2020, 1, 1), (2020, 12, 31), False, False),
        ("/2030", (2030, 1, 1), (2030, 12, 31), True, True),
        ("/2030", (2026, 1, 1), (2026, 12, 31), True, False),
    ],
)
def test_a_figure_is_of_the_same_days(
    claim, period: str, start: tuple[int, int, int], end: tuple[int, int, int], flow: bool, same: bool
) -> None:
    days = days_of(claim("It has 5.", "5", 5, period=period))
    assert days is not None
    assert same_days(days, date(*start), date(*end), NOW, flow=flow) is same


def test_a_document_without_a_date_is_no_older_than_what_it_tells_as_observed(claim) -> None:
    told = [
        claim("In 2019 5.", "5", 5, period="2019"),
        claim("In 2022 6.", "6", 6, period="2022"),
        claim("By 2030 7.", "7", 7, period="2030", modality="projected"),
    ]
    doc = told[0].doc
    assert dated(told, {}) == {doc: Dated(None, date(2022, 12, 31))}
    assert dated(told, {doc: "2024-09"}) == {doc: Dated(date(2024, 9, 30), date(2024, 9, 30))}
    assert dated(told[2:], {doc: None}) == {doc: Dated(None, None)}


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", date(2024, 12, 31)), ("2024-09-18", date(2024, 9, 18)), ("September", None), (None, None)],
)
def test_the_day_of_a_document_is_the_last_it_can_be(text: str | None, day: date | None) -> None:
    assert day_of(text) == day
