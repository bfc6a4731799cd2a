"""Dates in a plain text: every year, span, month, day, quarter and relative date, where it stands and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from theodolite.reading.periods.words import LEADS, MONTH, NUMBER, ORDINAL, UNITS, YEAR
from theodolite.reading.quantities.lexicon import lexicon
from theodolite.reading.quantities.numbers import SCALES, SHORT

DateKind = Literal["day", "month", "quarter", "half", "fiscal", "year", "years", "decade", "relative", "name"]
"""What a date is; `name` is a year inside a name (Vision 2030), which dates nothing."""


class DateSpan(NamedTuple):
    """A date written at `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    kind: DateKind


_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"(?: ?[-–—] ?| (?:to|until|till|through) )"
_BETWEEN = re.compile(r"\b[Bb]etween (?:the )?(?:early |mid-|late |(?:start|end) of )?$")
_AND = re.compile(r" and (?:the )?(?:early |mid-|late |(?:start|end) of )?")
_OF_YEAR = rf"(?:,? (?:of )?(?:the )?(?:FY ?|fiscal (?:year )?|financial year )?{YEAR}\b(?:[-/–]\d\d\b)?)?"
_SHORT_FY = r"(?:(?:20)?\d\d(?:[-/–](?:20)?\d\d)?)(?!\d)"

_YEARS = re.compile(
    r"[12][0189]\d\d(?:"
    r"(?P<day>-\d\d-\d\d(?!\d)|/\d\d/\d\d(?!\d)|年\d{1,2}月\d{1,2}[日号])"
    r"|(?P<quarter>[ -]?Q[1-4]\b)|(?P<half>[ -]?H[12]\b|年?[上下]半年)|(?P<month>年\d{1,2}月(?:底|初|末|份)?)"
    rf"|(?P<years>(?: ?[-–—] ?| (?:to|until|till|through) |/|年?(?:至|到|—|-|~)){YEAR}(?!\d)年?"
    r"|[-–/](?!00)\d\d(?![\d\-/–]))"
    r"|(?P<decade>(?<=0)'?s\b|年代)|(?P<year>年|(?![\d\w])))"
)
_MONTHS = re.compile(
    rf"{MONTH}(?: (?P<day>{_DAY})(?![\d%,.]\d|\d|%| (?:million|billion|percent|per cent))(?:{_TO}{_DAY}(?!\d))?)?"
    rf"(?:{_TO}(?P<other>{MONTH})(?: {_DAY}(?!\d))?)?(?P<year>,? (?:of )?{YEAR}(?!\d))?"
    rf"(?:{_TO}(?P<last>{MONTH})(?: {_DAY}(?!\d))?,? {YEAR}(?!\d))?"
)
_DAY_BEFORE = re.compile(rf"(?<![\d.,$€£¥])(?:{_DAY}{_TO})?{_DAY}(?: of)? $")
_ABOUT_MONTH = re.compile(
    r"(?:\b(?:in|by|since|until|till|from|through|during|before|after|of|to|between|early|late|mid|ended|ending|ends|"
    r"and|every|on|the)[ -]|(?P<relative>\b(?:this|last|next|previous|following|past) )|\()$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r" (?:list|edition|update|budget|figures|data|report|survey|ranking|reading|issue|quarter|election|summit"
    r"|meeting)\b"
)
_PARTS = re.compile(
    rf"[QH1234F](?:(?P<quarter>(?<=Q)[1-4](?:[-–]Q?[1-4])?\b{_OF_YEAR}|(?<=[1-4])Q ?(?:20)?\d\d\b)"
    rf"|(?P<half>(?<=H)[12]\b{_OF_YEAR}|(?<=[12])H ?(?:20)?\d\d\b)"
    rf"|(?P<fiscal>(?<=F)Y ?'?{_SHORT_FY}(?:{_TO}FY ?'?{_SHORT_FY})?))"
)
_FISCAL = re.compile(
    rf"(?:[Ff]iscal(?: [Yy]ear)?|[Ff]inancial(?: [Yy]ear)?|[Bb]udget year|[Aa]cademic year)"
    rf" {YEAR}(?:[-/–](?:20)?\d\d)?(?!\d)"
)
_NOUN = re.compile(
    r"(?:half-(?:decade|century)|year|month|quarter|half(?:-year|(?!-))|week|decade|centur(?=y|i)|spring|summer|autumn|fall|winter|period)(?:y|ies|s)?\b"
)
_LED = re.compile(
    rf"(?:\b(?:the|these) )?\b(?:(?:{LEADS}) (?:{NUMBER} )?|(?:this|that|same|current) "
    rf"|(?:end|start|middle|rest|close|beginning) of (?:the|this|next|last) )(?:{UNITS} )?$",
    re.IGNORECASE,
)
_NTH = re.compile(rf"\b(?:{ORDINAL}) (?:{NUMBER} )?$", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:the|an?|(?:the )?{NUMBER}) (?:{UNITS} )?$", re.IGNORECASE)
_AFTER = re.compile(r" (?:ago|earlier|before|later|from now|prior|to date)\b")
_OF_DAYS = re.compile(r"\b(?:[Oo]n |last |next |this )(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_CHINESE = re.compile(
    r"去年|前年|今年|明年|上年|同期|(?<![\d年])\d{1,2}月(?:底|末|初|份)?|(?:过去|未来|近)[一二两三四五六七八九十百几\d]{1,3}年"
)

_JOINED = re.compile(r"(?:^|[^A-Za-z])(?:mid|early|late|end|pre|post|since|of|to|in|by|the)-$", re.IGNORECASE)
_FIRM = re.compile(
    r"(?:\b(?:in|by|since|until|till|before|after|during|from|through|year|circa|mid|early|late|end|of|for|to)"
    r"|\(|;) $|\($",
    re.IGNORECASE,
)
_WEAK = (" of ", " for ", " to ", " from ", " through ")
_DEFINITE = ("the ", "'s ", "this ", "its ", "their ")
_NAMED = re.compile(
    r"\b(?:Vision|Agenda|Horizon|Plan|Strategy|Roadmap|Programme|Program|Goals?|India|China|Compass|Malaysia|Digital|"
    r"Europe|Expo|Olympics|Industry|Society|Windows|Act|Kenya|Nigeria|Indonesia|Africa|Qatar|Oman|Emas) $"
)
_NAMES = re.compile(r" (?:Agenda|Vision|Compass|Roadmap|Olympics|World Cup|Digital Decade)\b")
_EDITIONS = (
    "Index|Report|Outlook|Review|Yearbook|Monitor|Barometer|Tracker|Observatory|Atlas|Scoreboard|Indicators"
    "|Handbook|Bulletin|Almanac|Digest|Insights"
)
_OF_AN_EDITION = re.compile(rf"\b(?:{_EDITIONS}),? \(?$|\bet al\.?,? \(?$| & [A-Z]\w+,? $")
"""What a year behind it names the edition of, and says nothing of when its figures hold: the AI Index 2025."""

_AN_EDITION = re.compile(rf"(?:'s)? (?:[A-Z][\w&'-]* ){{0,4}}(?:{_EDITIONS})\b")
"""The same of a year before it: the 2025 AI Index."""
_LARGE = "|".join([word for word, value in SCALES.items() if value >= 1e3] + [word for word in SHORT if len(word) > 1])
_NOT_A_YEAR = re.compile(
    rf",\d|\.\d|[%°$€£¥A-Za-z]| ?%| (?:percent|per cent|times|{_LARGE})\b"
    rf"|(?: ?[-–] ?| (?:to|and) )(?!{YEAR}(?!\d))[1-9]\d\d\d(?!\d)"
)
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]) $")
_PLURAL = re.compile(r" (?:[a-z]+(?:-[a-z]+)? )?(?:[a-z]+s|people|staff)\b")
_NO_NOUN = re.compile(
    r" (?:[a-z]+ )?(?:was|is|has|as|its|this|plus|versus|does|us|across|thus|alongside|less|marks|sees|shows|remains|"
    r"includes|sets|aims|calls|brings)\b"
    r"|,| (?:and|or|to|the|a|an|in|on|of|for|with|by|from|at|but|when|while|after|before|until|than|that|which|who|"
    r"were|had|have|will|would|could|can|may|are|be|if|so|because|through|under|over|among|into|their|these|those"
    r"|some|more|"
    r"nearly|about|around|only|all|most|many|saw|alone|onwards?)\b"
)


def dates_in(text: str) -> tuple[DateSpan, ...]:
    """Every date of a plain text, in order, none overlapping another; the longest reading of a place is kept.

    A span holds no word that leads it (`2030` of `by 2030`), save `the past ten years`, which is one expression. A bare
    number of four digits is a year from 1800 to 2199 unless what stands beside it says that it counts something
    (`2000 robots`, `1900 MW`).
    """
    found = sorted(
        {*_of_years(text), *_of_months(text), *_of_parts(text), *_of_relations(text)},
        key=lambda date: (date.start, -date.end, date.kind != "relative", date.kind),
    )
    kept: list[DateSpan] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
        elif date.end - date.start > kept[-1].end - kept[-1].start:
            kept[-1] = date
    return tuple(_joined(text, kept))


def _joined(text: str, dates: list[DateSpan]) -> Iterator[DateSpan]:
    """The dates with those of `between A and B` as one."""
    at = 0
    while at < len(dates):
        date = dates[at]
        at += 1
        led = at < len(dates) and _AND.fullmatch(text, date.end, dates[at].start)
        if led and _BETWEEN.search(text, max(0, date.start - 24), date.start):
            date = DateSpan(date.start, dates[at].end, "years" if dates[at].kind == "year" else date.kind)
            at += 1
        yield date


def _of_years(text: str) -> Iterator[DateSpan]:
    """Dates that begin with a year in four digits."""
    for found in _YEARS.finditer(text):
        kind: DateKind = found.lastgroup  # type: ignore[assignment]
        start, end = found.span()
        if not _apart(text, start) or not (18 <= int(text[start : start + 2]) <= 21):
            continue
        if kind == "year" and text[end - 1] != "年":
            if not _is_year(text, start, end):
                continue
            if _named(text, start, end):
                kind = "name"
        elif kind == "years" and _measures(text, end, start):
            continue
        yield DateSpan(start, end, kind)


def _named(text: str, start: int, end: int) -> bool:
    """Whether a year belongs to a name: of a plan, or of an edition of a report."""
    if _NAMED.search(text, max(0, start - 16), start) or _NAMES.match(text, end):
        return True
    return bool(_OF_AN_EDITION.search(text, max(0, start - 24), start) or _AN_EDITION.match(text, end))


def _apart(text: str, start: int) -> bool:
    """Whether the number at `start` is not the tail of another token: A2000, 12,000, $2000."""
    if not start:
        return True
    before = text[start - 1]
    if before == "-":
        return bool(_JOINED.search(text, max(0, start - 8), start))
    if before in ".,/" and start > 1 and text[start - 2].isdigit():
        return False
    return not (before.isdigit() or (before.isascii() and before.isalpha()) or before in "$€£¥₹#_/")


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether a bare number of four digits at `start` to `end` is read as a year."""
    if _measures(text, end, start) or _is_money(text, start):
        return False
    led = text[max(0, start - 12) : start].lower()
    if led.endswith(_DEFINITE) or (_FIRM.search(led) and not led.endswith(_WEAK)):
        return True
    return not _PLURAL.match(text, end) or bool(_NO_NOUN.match(text, end))


def _measures(text: str, end: int, start: int) -> bool:
    """Whether the number at `start` to `end` has a scale, a unit or a currency.

    A word of it stands in small letters, a sign in its own: `a 2023 RAND report` and `the 2024 COP` are of a year.
    """
    if _NOT_A_YEAR.match(text, end):
        return True
    if text[end : end + 1] != " ":
        return False
    words, at = lexicon(), end + 1
    if (unit := words.measure_at(text, at)) and unit[1].class_ != "time":
        return text[at : unit[2]] in words.measures or " " in text[at : unit[2]]
    if (money := words.currency_at(text, at)) is None:
        return False
    said = text[at : money[1]]
    named = said.isupper() and _ARTICLE.search(text, max(0, start - 5), start)
    return not named and (said in words.money or " " in said)


def _is_money(text: str, start: int) -> bool:
    """Whether a currency of more than a letter stands before the number at `start`: PLN 2000."""
    if text[start - 1 : start] != " ":
        return False
    money = lexicon().currency_before(text, start)
    return money is not None and start - money[1] > 2


def _of_months(text: str) -> Iterator[DateSpan]:
    """Dates with the name of a month: August 2024, 18 September, October 2023 to March 2024, last June."""
    for found in _MONTHS.finditer(text):
        start, end = found.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "'"):
            continue
        day = _DAY_BEFORE.search(text, max(0, start - 12), start)
        if day or found["day"]:
            yield DateSpan(day.start() if day else start, end, "day")
        elif found["year"] or found["last"]:
            yield DateSpan(start, end, "month")
        elif (led := _ABOUT_MONTH.search(text, max(0, start - 10), start)) and not text[end : end + 1].isalpha():
            if led[0].lower() == "the " and not _LISTED.match(text, end):
                continue
            yield DateSpan(led.start() if led["relative"] else start, end, "relative" if led["relative"] else "month")


def _of_parts(text: str) -> Iterator[DateSpan]:
    """Quarters, halves and fiscal years in figures: Q3 2024, H1 2025, FY2024-25, fiscal year 2023/24."""
    for found in _PARTS.finditer(text):
        start, end = found.span()
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield DateSpan(start, end, found.lastgroup)  # type: ignore[arg-type]
    for found in _FISCAL.finditer(text):
        yield DateSpan(*found.span(), "fiscal")


_OF_THE_YEAR = re.compile(rf" of (?:the|this|last|next) year\b|{_OF_YEAR}")
_FALL = re.compile(r"(?<!the )(?<!The )\b(?:last|this|next) $", re.IGNORECASE)
_LESS = re.compile(r" (?:in|of|to|from|below|by)\b")


def _of_relations(text: str) -> Iterator[DateSpan]:
    """Dates with a noun of time: the past ten years, two years ago, the first half of 2024, the same period."""
    for found in _NOUN.finditer(text):
        start, end = found.span()
        before = max(0, start - 40)
        if (start and text[start - 1].isalpha()) or text[start - 1 : start] != " ":
            continue
        if found[0] == "fall":
            if (led := _FALL.search(text, before, start)) and not _LESS.match(text, end):
                yield DateSpan(led.start(), end, "relative")
            continue
        if nth := _NTH.search(text, before, start):
            noun = {"quarter": "quarter", "half": "half", "half-year": "half"}.get(found[0], "relative")
            year = _OF_THE_YEAR.match(text, end)
            if noun != "relative" or (found[0].startswith(("month", "quarter", "week")) and nth[0].count(" ") > 1):
                yield DateSpan(nth.start(), year.end() if year else end, noun)  # type: ignore[arg-type]
        if led := _LED.search(text, before, start):
            yield DateSpan(led.start(), end, "relative")
        elif (after := _AFTER.match(text, end)) and (counted := _COUNTED.search(text, before, start)):
            yield DateSpan(counted.start(), after.end(), "relative")
    for found in _OF_DAYS.finditer(text):
        yield DateSpan(*found.span(), "relative")
    for found in () if text.isascii() else _CHINESE.finditer(text):
        yield DateSpan(*found.span(), "relative")
