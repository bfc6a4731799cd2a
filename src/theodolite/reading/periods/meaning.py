"""What a date says: its period as SDMX writes it, relative ones against the document's date and the period before."""

from __future__ import annotations

import re

from theodolite.core.period import PeriodError, parse_period
from theodolite.reading.periods.dates import DateSpan
from theodolite.reading.periods.relative import month_seen, relative, year_of
from theodolite.reading.periods.words import MONTH_NAME, MONTHS, ORDINALS

_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_SECOND = re.compile(r"[-/–](?:20)?(\d\d)(?!\d)")
_DAY = re.compile(r"\b([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b")


def period_said(said: str, date: DateSpan, today: str | None, before: str | None) -> str | None:
    """The period of the words `said` of a date, None where they need the document's date (`today`) and it has none.

    None too of a day that no calendar has, and of a time that cannot be worked out (the coming months).
    `today` is an ISO day, month or year; `before` the period that `the same period` and `a year earlier` lean on. A
    year is a year, a fiscal year over two is both (2024/2025), a span of months lies between them (2023-10/2024-03).
    """
    period = _read(said, date, today, before)
    try:
        return None if period is None else parse_period(period).text
    except PeriodError:
        return None


def _read(said: str, date: DateSpan, today: str | None, before: str | None) -> str | None:
    """The period as the words have it, of the calendar or not."""
    if date.kind == "name":
        return None
    if date.kind == "relative":
        return relative(said, today, before)
    if date.kind in ("month", "day"):
        return _months(said, date.kind, today)
    if date.kind in ("quarter", "half"):
        return _part(said, date.kind, today)
    years = [int(year) for year in _YEAR.findall(said)]
    if date.kind == "decade":
        return f"{years[0]}/{years[0] + 9}"
    if date.kind == "fiscal" and not years:
        return _short_fiscal(said)
    return _span(said, years)


def _span(said: str, years: list[int]) -> str:
    first, last = years[0], years[-1]
    if short := _SECOND.search(said[said.index(str(last)) + 4 :]):
        last = last // 100 * 100 + int(short[1])
    return f"{first}/{last}" if last > first else str(first)


def _short_fiscal(said: str) -> str:
    """Fiscal years in two digits: FY24, FY24-25."""
    years = [2000 + int(year) for year in re.findall(r"\d\d", said)]
    return f"{years[0]}/{years[-1]}" if years[-1] > years[0] else str(years[0])


def _months(said: str, kind: str, today: str | None) -> str | None:
    if iso := re.match(r"(\d{4})[-/年](\d{1,2})(?:[-/月](\d{1,2}))?", said):
        return "-".join(part if len(part) == 4 else f"{int(part):02}" for part in iso.groups() if part)
    found: list[str] = []
    words = list(MONTH_NAME.finditer(said))
    years = [*_YEAR.finditer(said)]
    for word in words:
        year = next((int(y[0]) for y in years if y.start() > word.start()), None)
        if year is None and today is None:
            return None
        number = MONTHS[word[0]]
        found.append(f"{year}-{number:02}" if year else month_seen(number, today or ""))
    if kind == "day" and len(words) == 1:
        without = _YEAR.sub("", said)
        if (day := _DAY.search(without)) and 0 < int(day[1]) < 32:
            return f"{found[0]}-{int(day[1]):02}"
    return f"{found[0]}/{found[-1]}" if found[-1] > found[0] else found[0]


def _part(said: str, kind: str, today: str | None) -> str | None:
    """A quarter or a half: Q3 2024, the first half of the year."""
    years = [int(year) for year in _YEAR.findall(said)] or _two_digits(said)
    year = years[0] if years else year_of(said.lower(), today) or (int(today[:4]) if today else None)
    numbers = [int(n) for n in re.findall(r"(?<!\d)[QH]?-?([1-4])(?=[QH]?\b|[QH])(?!\d)", _YEAR.sub("", said))]
    word = said.split(" ", 1)[0].lower()
    if not numbers:
        later = kind == "half" and (word in ("last", "final") or "下" in word)
        numbers = [2 if later else ORDINALS.get(word, 1)]
    if year is None:
        return None
    sign = "Q" if kind == "quarter" else "S"
    first, last = f"{year}-{sign}{numbers[0]}", f"{year}-{sign}{numbers[-1]}"
    return f"{first}/{last}" if last > first else first


def _two_digits(said: str) -> list[int]:
    found = re.search(r"[QH](\d\d)\b", said)
    return [2000 + int(found[1])] if found else []
