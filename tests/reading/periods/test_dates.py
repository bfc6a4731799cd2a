"""Which numbers of a text are dates: worked by hand."""

from __future__ import annotations

import pytest

from theodolite.reading.periods.dates import dates_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In 2022 Norway made 2000 robots and 1950 MW by 2030.", ["2022 year", "2030 year"]),
        ("between 2022 and 2035 and from 2013 to 2023", ["2022 and 2035 years", "2013 to 2023 years"]),
        ("FY2024-25, fiscal year 2023/24, FY25", ["FY2024-25 fiscal", "fiscal year 2023/24 fiscal", "FY25 fiscal"]),
        ("in Q3 2024 and the first half of 2025", ["Q3 2024 quarter", "first half of 2025 half"]),
        ("from October 2023 to March 2024", ["October 2023 to March 2024 month"]),
        ("in March 2020 and June 2023", ["March 2020 month", "June 2023 month"]),
        ("on 18 September 2024; on May 5", ["18 September 2024 day", "May 5 day"]),
        ("It may march on.", []),
        ("(Stanford AI Index 2025); the Readiness Report, 2024", ["2025 name", "2024 name"]),
        ("the 2025 AI Index; Musa et al., 2023", ["2025 name", "2023 name"]),
        ("a report in 2024; an index (2023); the index for 2022", ["2024 year", "2023 year", "2022 year"]),
        ("the Act 2025; in Dep 2019", ["2025 name", "2019 year"]),
        ("by Sept. 2024 and by Oct 2023", ["Sept. 2024 month", "Oct 2023 month"]),
        ("over the past ten years; this June", ["the past ten years relative", "this June relative"]),
        ("a year earlier", ["a year earlier relative"]),
        ("Vision 2030 and the 2030 Agenda", ["2030 name", "2030 name"]),
        ("$2000, USD 2000, 12,2019, A2000, 2,024.5, 2000%", []),
        ("2023年，2014—2024年，去年", ["2023年 year", "2014—2024年 years", "去年 relative"]),
        ("between 2000 and 3000 jobs", []),
        ("within three years", []),
        ("last fall; this fall in prices; the next fall", ["last fall relative"]),
        ("It spent PLN 2000, 2000 zlotys, RWF 1900 and 1950 EJ; 2100 bn won.", []),
        ("a 2023 RAND report and, in 2019, Miles; in 2020 Miles", ["2023 year", "2019 year", "2020 year"]),
        ("the 2024 COP; it paid 2000 COP", ["2024 year"]),
        ("the first three quarters of 2024", ["first three quarters of 2024 relative"]),
    ],
)  # fmt: skip
def test_dates(text: str, dates: list[str]) -> None:
    assert [f"{text[start:end]} {kind}" for start, end, kind in dates_in(text)] == dates
