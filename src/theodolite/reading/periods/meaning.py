"""What a date says: its period as SDMX writes it, relative ones against the document's date and the period before."""

from __future__ import annotations

import re
from datetime import date as day_of
from datetime import timedelta

from theodolite.reading.periods.dates import DateSpan
from theodolite.reading.periods.words import COUNTS, MONTHS, SEASONS

_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_SECOND = re.compile(r"[-/–](?:20)?(\d\d)(?!\d)")
_MONTH_WORD = re.compile("|".join(sorted(MONTHS, key=len, reverse=True)))
_DAY = re.compile(r"\b([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b")
_NUMBERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "last": 4,
}
_DIGITS = dict(zip("一二三四五六七八九十两几", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 5), strict=True))
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def period_said(said: str, date: DateSpan, today: str | None, before: str | None) -> str | None:
    """The period of the words `said` of a date, None where they need the document's date (`today`) and it has none.

    `today` is an ISO day, month or year; `before` the period that `the same period` and `a year earlier` lean on. A
    year is a year, a fiscal year over two is both (2024/2025), a span of months lies between them (2023-10/2024-03).
    """
    if date.kind == "name":
        return None
    if date.kind == "relative":
        return _relative(said, today, before)
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
    words = list(_MONTH_WORD.finditer(said))
    years = [*_YEAR.finditer(said)]
    for word in words:
        year = next((int(y[0]) for y in years if y.start() > word.start()), None)
        if (text := _month(MONTHS[word[0]], year, today)) is None:
            return None
        found.append(text)
    if kind == "day" and len(words) == 1:
        without = _YEAR.sub("", said)
        if (day := _DAY.search(without)) and 0 < int(day[1]) < 32:
            return f"{found[0]}-{int(day[1]):02}"
    return f"{found[0]}/{found[-1]}" if found[-1] > found[0] else found[0]


def _month(number: int, year: int | None, today: str | None) -> str | None:
    """A month; without a year the last one that the document's date has seen."""
    if year is None:
        if today is None:
            return None
        year = int(today[:4])
        if len(today) >= 7 and number > int(today[5:7]):
            year -= 1
    return f"{year}-{number:02}"


def _part(said: str, kind: str, today: str | None) -> str | None:
    """A quarter or a half: Q3 2024, the first half of the year."""
    years = [int(year) for year in _YEAR.findall(said)] or _two_digits(said)
    year = years[0] if years else int(today[:4]) if today else None
    numbers = [int(n) for n in re.findall(r"(?<!\d)[QH]?-?([1-4])(?=[QH]?\b|[QH])(?!\d)", _YEAR.sub("", said))]
    word = said.split(" ", 1)[0].lower()
    if not numbers:
        numbers = [2 if kind == "half" and word in ("last", "final") else _NUMBERS.get(word, 1)]
    if year is None:
        return None
    sign = "Q" if kind == "quarter" else "S"
    first, last = f"{year}-{sign}{numbers[0]}", f"{year}-{sign}{numbers[-1]}"
    return f"{first}/{last}" if last > first else first


def _two_digits(said: str) -> list[int]:
    found = re.search(r"[QH](\d\d)\b", said)
    return [2000 + int(found[1])] if found else []


_AMOUNT = re.compile(
    rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})? ?(?:calendar |fiscal |financial "
    rf"|full )?"
    r"(?P<unit>year|month|quarter|decade|week|day|centur|half)"
)


def _relative(said: str, today: str | None, before: str | None) -> str | None:
    """A period that leans on the document's date, or on the period before."""
    words = said.lower()
    if words in ("同期",) or re.search(r"\b(?:same|that) (?:\w+ )?(?:period|year|month|quarter|time)\b", words):
        return before
    if words[-1] >= "\u4e00" or (words[:1].isdigit() and "月" in words):
        return _chinese(words, today)
    if today is None and not re.search(r"\b(?:earlier|before|prior)$", words):
        return None
    year = int((today or before or "0")[:4])
    amount = _AMOUNT.search(words)
    if re.search(r"\b(?:earlier|before|prior)$", words):
        return _shifted(before, amount) if before else None
    for weekday, name in enumerate(_WEEKDAYS):
        if name in said:
            return _weekday(today, weekday)
    if month := _MONTH_WORD.search(said):
        return _named_month(words, MONTHS[month[0]], today)
    for season, (first, last) in SEASONS.items():
        if season in words:
            at = year - ("last" in words and _over(today, last))
            return f"{at}-{first:02}/{at}-{last:02}"
    return _counted(words, year, today, amount)


def _over(today: str | None, month: int) -> bool:
    return not today or len(today) < 7 or int(today[5:7]) <= month


def _counted(words: str, year: int, today: str | None, amount: re.Match[str] | None) -> str | None:
    """The past ten years, last month, this quarter, two years ago, the end of the decade."""
    if amount is None:
        return None
    unit, number = amount["unit"], _number(amount["number"])
    ahead = bool(re.match(r"(?:the )?(?:next|coming|following|subsequent)\b", words))
    if words.startswith(("the end", "end")):
        return str((year // 10 + 1) * 10 if unit == "decade" else year + ahead if unit == "year" else year)
    if unit == "decade" and number is None:
        number, unit = 10, "year"
        if re.match(r"(?:the )?(?:this|current)", words):
            return f"{year // 10 * 10}/{year // 10 * 10 + 9}"
    if words.endswith(("ago", "from now", "later")):
        size = int((number or 1) * (10 if unit == "decade" else 1))
        step = size if unit in ("year", "decade") else 0
        return str(year - step if words.endswith("ago") else year + step)
    if re.match(r"(?:the )?(?:this|current|rest|middle|start|beginning|close)", words) or "to date" in words:
        return _this(unit, year, today, 0)
    if number is None:
        if unit == "year" and words.endswith("years"):
            return None
        return _this(unit, year, today, 1 if ahead else -1)
    return _many(unit, number, year, today, ahead=ahead)


def _many(unit: str, number: float, year: int, today: str | None, *, ahead: bool) -> str | None:
    if unit in ("decade", "centur"):
        number, unit = number * (10 if unit == "decade" else 100), "year"
    if unit == "year":
        return f"{year}/{year + int(number)}" if ahead else f"{year - int(number)}/{year}"
    if unit in ("month", "quarter") and today and len(today) >= 7:
        size = int(number * (3 if unit == "quarter" else 1))
        now = year * 12 + int(today[5:7]) - 1
        first, last = (now, now + size) if ahead else (now - size, now)
        return f"{first // 12}-{first % 12 + 1:02}/{last // 12}-{last % 12 + 1:02}"
    return str(year)


def _number(said: str | None) -> float | None:
    if said is None:
        return None
    return float(said) if said.isdigit() else float(COUNTS[said])


def _this(unit: str, year: int, today: str | None, shift: int) -> str | None:
    """This (0), last (-1) or next (1) year, quarter or month."""
    if unit in ("year", "half", "centur", "day", "week"):
        return str(year + shift) if unit == "year" else (today or "")[:7] or None
    if not today or len(today) < 7:
        return str(year)
    month = int(today[5:7]) - 1
    if unit == "quarter":
        at = year * 4 + month // 3 + shift
        return f"{at // 4}-Q{at % 4 + 1}"
    at = year * 12 + month + shift
    return f"{at // 12}-{at % 12 + 1:02}"


def _shifted(before: str | None, amount: re.Match[str] | None) -> str | None:
    """A period moved back by as much as is said: a year earlier, 12 months before."""
    if before is None or amount is None:
        return None
    number = _number(amount["number"]) or 1
    years = number * {"decade": 10, "year": 1, "month": 1 / 12, "quarter": 0.25}.get(amount["unit"], 0)
    if years < 1 or years != int(years):
        return before if years == 0 else None
    return re.sub(r"\d{4}", lambda found: str(int(found[0]) - int(years)), before)


def _named_month(words: str, number: int, today: str | None) -> str | None:
    if not today:
        return None
    year, now = int(today[:4]), int(today[5:7]) if len(today) >= 7 else 12
    if words.startswith("next"):
        year += number <= now
    elif words.startswith(("last", "past", "previous")):
        year -= number >= now
    return f"{year}-{number:02}"


def _weekday(today: str | None, weekday: int) -> str | None:
    """The day of a week's name: the last one up to the document's date."""
    if not today or len(today) < 10:
        return None
    day = day_of.fromisoformat(today)
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


def _chinese(words: str, today: str | None) -> str | None:
    if today is None:
        return None
    year = int(today[:4])
    if month := re.match(r"(\d{1,2})月", words):
        return _month(int(month[1]), None, today)
    shift = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "明年": 1}.get(words)
    if shift is not None:
        return str(year + shift)
    number = re.search(r"\d+|[一二三四五六七八九十两几]+", words)
    if not number:
        return None
    size = int(number[0]) if number[0].isdigit() else _DIGITS.get(number[0][-1], 1)
    return f"{year}/{year + size}" if words.startswith("未来") else f"{year - size}/{year}"
