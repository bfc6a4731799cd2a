"""Periods that lean on the document's date, or on the period before: the past ten years, 18 months ago, next summer."""

from __future__ import annotations

import re
from datetime import date as day_of
from datetime import timedelta

from theodolite.reading.periods.words import COUNTS, MONTH_NAME, MONTHS, NUMBER, SEASONS, UNITS
from theodolite.reading.quantities.chinese import characters_value

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "centur": 1200}
"""Months in a unit of time."""

_AMOUNT = re.compile(
    rf"(?:(?P<number>{NUMBER})[ -])?(?:{UNITS} )?(?P<unit>year|month|quarter|decade|week|centur|half)", re.IGNORECASE
)
_LEANS = re.compile(r"(?:the )?(?:same|that)\b")
_AWAY = re.compile(r"\b(?:(?P<back>ago)|(?P<on>from now)|(?P<earlier>earlier|before|prior)|(?P<later>later))$")
_AHEAD = re.compile(r"(?:the )?(?:next|coming|following|subsequent)\b")
_BEHIND = re.compile(r"(?:the )?(?:last|past|previous)\b")
_POINT = re.compile(r"(?:the )?(?P<point>end|start|middle|rest|close|beginning) of (?P<of>the|this|next|last)\b")
_SHIFT = {"last": -1, "the": 0, "this": 0, "next": 1}
_PART = re.compile(rf"(?:the )?(?P<nth>first|final|last|1st) (?P<number>{NUMBER}) (?P<unit>month|quarter)s?\b")
_NTH = re.compile(r"(?:the )?(?:first|second|third|fourth|final|\dst|\dnd|\drd|\dth)\b")
_OF_YEAR = re.compile(r"(?<!\d)(\d{4})$|of (last|this|the|next) year$")
_FISCAL = re.compile(r"\bfy|fiscal|financial")
_VAGUE = ("few", "several")


def relative(said: str, today: str | None, before: str | None) -> str | None:
    """A period that leans on the document's date (`today`), or on the period `before`; None where neither tells."""
    words = said.lower().replace("half-year", "half")
    if words == "同期" or _LEANS.match(words):
        return before
    if words[-1] >= "\u4e00" or (words[:1].isdigit() and "月" in words):
        return _chinese(words, today)
    amount, away = _AMOUNT.search(words), _AWAY.search(words)
    if away and (away["earlier"] or away["later"]):
        return _shifted(before, amount, 1 if away["later"] else -1)
    if (year := year_of(words, today)) and (part := _PART.match(words)):
        return _part(part, year)
    if today is None or _NTH.match(words):
        return None
    if away:
        return _away(amount, today, -1 if away["back"] else 1)
    return _named(said, words, today) or _counted(words, today, amount)


def year_of(words: str, today: str | None) -> int | None:
    """The calendar year that ends the words of a part of it: of 2024, of last year; None where they name none."""
    found = _OF_YEAR.search(words)
    if found is None or _FISCAL.search(words):
        return None
    if found[1]:
        return int(found[1])
    return int(today[:4]) + _SHIFT[found[2]] if today else None


def _part(part: re.Match[str], year: int) -> str | None:
    """The first or the last months or quarters of a year."""
    number, most = _number(part["number"]), 12 if part["unit"] == "month" else 4
    if part["number"].endswith(_VAGUE) or number is None or number != int(number) or not 1 <= number <= most:
        return None
    first, last = (1, int(number)) if part["nth"] in ("first", "1st") else (most + 1 - int(number), most)
    written = "{}-{:02}" if most == 12 else "{}-Q{}"
    ends = written.format(year, first), written.format(year, last)
    return "/".join(ends) if first < last else ends[0]


def _named(said: str, words: str, today: str) -> str | None:
    """A day of the week, a month or a season by its name."""
    for weekday, name in enumerate(_WEEKDAYS):
        if name in said:
            return _weekday(words, today, weekday)
    if month := MONTH_NAME.search(said):
        return _month(words, MONTHS[month[0]], today)
    season = next((months for name, months in SEASONS.items() if words.endswith(" " + name)), None)
    return _season(words, season, today) if season else None


def _season(words: str, season: tuple[int, int], today: str) -> str | None:
    year, (first, last) = int(today[:4]), season
    if _BEHIND.match(words) or _AHEAD.match(words):
        if len(today) < 7:
            return None
        now = int(today[5:7])
        year += now >= first if _AHEAD.match(words) else -(now <= last)
    return f"{year}-{first:02}/{year}-{last:02}"


def _month(words: str, number: int, today: str) -> str:
    year, now = int(today[:4]), int(today[5:7]) if len(today) >= 7 else 12
    if _AHEAD.match(words):
        year += number <= now
    elif _BEHIND.match(words):
        year -= number >= now
    return f"{year}-{number:02}"


def _weekday(words: str, today: str, weekday: int) -> str | None:
    """The day of a week's name: the next, the last, that of this week, or the last one up to the document's date."""
    if len(today) < 10:
        return None
    day = day_of.fromisoformat(today)
    back = (day.weekday() - weekday) % 7
    if words.startswith("next"):
        back -= 7
    elif words.startswith("this"):
        back = day.weekday() - weekday
    elif words.startswith("last"):
        back = back or 7
    return (day - timedelta(days=back)).isoformat()


def _counted(words: str, today: str, amount: re.Match[str] | None) -> str | None:
    """The past ten years, last month, this quarter, the end of the decade."""
    if amount is None:
        return None
    unit, number = amount["unit"], _number(amount["number"])
    if point := _POINT.match(words):
        return _point(point["point"], unit, _SHIFT[point["of"]], today)
    if "to date" in words or words.startswith(("this", "the current", "current")):
        return _this(unit, today, 0)
    ahead = bool(_AHEAD.match(words))
    if number is None and unit == "decade" and words.endswith("decade"):
        number = 1
    if number is None:
        return None if words.endswith("s") else _this(unit, today, 1 if ahead else -1)
    return _many(unit, number, today, ahead=ahead)


def _point(point: str, unit: str, shift: int, today: str) -> str | None:
    """The end, the start or the rest of a year, decade, month: the end of a decade is the year that the next begins."""
    size = {"decade": 10, "centur": 100}.get(unit)
    if size is None:
        return _this(unit, today, shift)
    year = int(today[:4])
    first = (year // size + shift) * size
    if point == "rest":
        return f"{year}/{first + size - 1}"
    return str(first + {"end": size, "close": size, "middle": size // 2}.get(point, 0))


def _this(unit: str, today: str, shift: int) -> str | None:
    """This (0), last (-1) or next (1) year, decade, half, quarter, month or week; a week as the month it is in."""
    year = int(today[:4])
    if unit == "year":
        return str(year + shift)
    if unit == "decade":
        return f"{(year // 10 + shift) * 10}/{(year // 10 + shift) * 10 + 9}"
    if unit == "centur":
        return None
    if len(today) < 7:
        return None if shift else str(year)
    if unit == "week":
        return _weeks_on(today, shift)
    size = _LONG[unit]
    at = (year * 12 + int(today[5:7]) - 1) // size + shift
    year, number = divmod(at, 12 // size)
    return f"{year}-{'' if size == 1 else 'Q' if size == 3 else 'S'}{number + 1:0{2 if size == 1 else 1}}"


def _many(unit: str, number: float, today: str, *, ahead: bool) -> str | None:
    """So many years, quarters, months or weeks up to the document's date, or from it on."""
    months, year = number * _LONG.get(unit, 0), int(today[:4])
    if unit == "week":
        far = _weeks_on(today, number if ahead else -number)
    elif months % 12 == 0 and unit not in ("month", "quarter"):
        size = int(months) // 12
        return f"{year}/{year + size}" if ahead else f"{year - size}/{year}"
    elif len(today) < 7:
        return str(year)
    else:
        far = _months_on(today, int(months if ahead else -months))
    first, last = sorted((today[:7], far or today[:7]))
    return f"{first}/{last}" if first < last else first


def _away(amount: re.Match[str] | None, today: str, sign: int) -> str | None:
    """Two years ago, 18 months ago, a century from now."""
    if amount is None:
        return None
    number, unit = _number(amount["number"]) or 1, amount["unit"]
    if unit == "week":
        return _weeks_on(today, sign * number)
    months = int(number * _LONG[unit])
    if months % 12 == 0 and (unit != "month" or len(today) < 7):
        return str(int(today[:4]) + sign * months // 12)
    return _months_on(today, sign * months) if len(today) >= 7 else None


def _months_on(today: str, months: int) -> str:
    at = int(today[:4]) * 12 + int(today[5:7]) - 1 + months
    return f"{at // 12}-{at % 12 + 1:02}"


def _weeks_on(today: str, weeks: float) -> str | None:
    """The month of the day so many weeks on; None where the document's day is not known."""
    if len(today) < 10:
        return None if weeks else today
    return (day_of.fromisoformat(today) + timedelta(weeks=weeks)).isoformat()[:7]


def _number(said: str | None) -> float | None:
    if said is None:
        return None
    return float(said) if said.isdigit() else float(COUNTS[said])


def _shifted(before: str | None, amount: re.Match[str] | None, sign: int) -> str | None:
    """A period moved by as many whole years as is said: a year earlier, 24 months before, two years later."""
    if before is None or amount is None:
        return None
    if amount["unit"] == "week":
        return before
    years, rest = divmod((_number(amount["number"]) or 1) * _LONG[amount["unit"]], 12)
    if rest:
        return None
    return re.sub(r"\d{4}", lambda found: str(int(found[0]) + sign * int(years)), before)


_CHINESE_YEARS = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "明年": 1}


def _chinese(words: str, today: str | None) -> str | None:
    if today is None:
        return None
    year = int(today[:4])
    if month := re.match(r"(\d{1,2})月", words):
        return month_seen(int(month[1]), today)
    if (shift := _CHINESE_YEARS.get(words)) is not None:
        return str(year + shift)
    size = _chinese_number(words[:-1].lstrip("过去未来近"))
    if size is None:
        return None
    return f"{year}/{year + size}" if words.startswith("未来") else f"{year - size}/{year}"


def _chinese_number(said: str) -> int | None:
    """A count of years; None of one that is vague (几十) or that names two (两三)."""
    if said == "几":
        return int(COUNTS["several"])
    if not said or "几" in said or not (said.isdecimal() or len(said) == 1 or {"十", "百"} & set(said)):
        return None
    return int(characters_value(said))


def month_seen(number: int, today: str) -> str:
    """A month without a year: the last one that the document's date has seen."""
    year = int(today[:4])
    if len(today) >= 7 and number > int(today[5:7]):
        year -= 1
    return f"{year}-{number:02}"
