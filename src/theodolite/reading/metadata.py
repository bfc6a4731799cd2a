"""Title, publisher and date of a document, each with how it was known: stated by the file, or written in its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from theodolite.reading.document import UNSAID, Known, Zone
from theodolite.reading.layout.line import is_memo_head
from theodolite.reading.layout.words import signs
from theodolite.reading.periods.words import MONTHS

HEAD = 16
"""Paragraphs in which the head of a document stands, if no prose comes before."""

PROSE = 200
"""Characters of a paragraph of prose that ends the head."""

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<number>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?",
        rf"(?<![\w.]){_DAY}(?:\sof)?[\s-]{_MONTH},?[\s-]{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s{_DAY},?\s{_YEAR}(?!\d)",
        rf"\b{_MONTH},?\s{_YEAR}(?!\d)",
        r"(?<!\d)(?P<day>1[3-9]|2\d|3[01])[/.](?P<number>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<number>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_MEMO = re.compile(r"\s*(?P<word>[^:：]{1,20})[:：]\s*(?P<said>.+)", re.DOTALL)
_TITLES = ("subject", "re", "title", "主题")
_DAYS = ("date", "sent", "日期", "published", "publication date")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:, [A-Z][\w. ]{2,30}(?=,| [–—-]))?,?\s*"
    r"[–—-]{0,2}\s*([^–—/(]{8,24}?),?\s*(?:[–—(/]|--)"
)
"""The opening of a news item: a place in capitals, a day, and a dash: RIYADH – 14 May 2025 – …"""

_NUMBERED = re.compile(r"[^:：]{1,25}[:：]\s[\w/.-]*\d[\w/.-]*")
"""A line that only numbers the document: Release ID: 12."""

_OWN_WORDS = re.compile(
    r"\b(?:published|posted|updated|released|written|issued|last|modified|first|on|by|date|dated|of|at|the|in|am|pm|no|vol|issue|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|min|minutes?|read|am|gmt|utc|est|edt|cet|bst|\d{1,2}[:.]\d\d)\b|\d+",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s+(?:by\s+)?([A-Z][^.|;\n]{2,80})"
)
_PUBLISHED_BY = re.compile(r"(?:published by|publisher)\s*[:：]?\s+([A-Z][^.|;\n]{2,80})", re.IGNORECASE)


class Facts(NamedTuple):
    """What is known of a document itself."""

    title: Known = UNSAID
    publisher: Known = UNSAID
    date: Known = UNSAID


NOTHING_STATED = Facts()


def facts_of(
    text: str, zones: Sequence[Zone], stated: Facts = NOTHING_STATED, otherwise: Facts = NOTHING_STATED
) -> Facts:
    """What the file states (`stated`), what its text says in its head, `otherwise` what its properties say.

    The head is what stands before the first paragraph of prose. A date in the prose is not looked at, so that a
    document may have none.
    """
    head = _head(text, zones)
    prose = next((text[zone.start : zone.end] for zone in zones if zone.kind == "body"), "")
    said = Facts(_title(head), _publisher(text, zones), _date(head, prose))
    return Facts(*(first_known(*three) for three in zip(stated, said, otherwise, strict=True)))


def first_known(*facts: Known) -> Known:
    """The first of `facts` that says something; UNSAID where none does."""
    return next((fact for fact in facts if fact.value), UNSAID)


def known(value: object, how: str) -> Known:
    """What a file states as a title or publisher, white space made single; UNSAID where that is nothing."""
    words = " ".join(str(value).split()) if value is not None else ""
    return Known(words[:500], how) if words else UNSAID


ONLY_MADE = "which says when the file was made, and not when it was published"
"""What is told of a date that only the properties of a file state."""


def known_day(value: object, how: str) -> Known:
    """What a file states as a date, as an ISO day, month or year; UNSAID where it holds none."""
    words = str(value or "").strip()
    compact = re.match(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)", words)
    day = _iso(compact[1], compact[2], compact[3]) if compact else day_in(words)
    if day is None and re.fullmatch(r"(?:19|20)\d\d", words):
        day = words
    if day is None and (month := re.fullmatch(r"((?:19|20)\d\d)-(\d\d)", words)):
        day = _iso(month[1], month[2], None)
    return Known(day, how) if day else UNSAID


def day_in(words: str) -> str | None:
    """The first date with a month in `words`, as an ISO day or month; None where none is, or it has two readings."""
    said = words[:400]
    found = [match for form in _DATES if (match := form.search(said))]
    if not found:
        return None
    parts = min(found, key=lambda match: (match.start(), -match.end())).groupdict()
    name = (parts.get("month") or "").lower()
    month = next((number for word, number in MONTHS.items() if word.lower() == name), None)
    return _iso(parts.get("year"), parts.get("number") or month, parts.get("day"))


def _iso(year: str | None, month: str | int | None, day: str | None) -> str | None:
    try:
        checked = date(int(year or 0), int(month or 0), int(day or 1))
    except ValueError:
        return None
    return checked.isoformat() if day else checked.isoformat()[:7]


def _head(text: str, zones: Sequence[Zone]) -> list[tuple[str, str]]:
    """Kind and words of the paragraphs before the first prose."""
    head: list[tuple[str, str]] = []
    for zone in zones[:HEAD]:
        if zone.kind == "body" and zone.end - zone.start >= PROSE:
            break
        head.append((zone.kind, text[zone.start : min(zone.end, zone.start + 400)]))
    return head


def _memo(head: list[tuple[str, str]], words: tuple[str, ...]) -> tuple[str, str] | None:
    """The word and what it says of the first head line of a memo that begins with one of `words`."""
    for _, line in head:
        found = _MEMO.fullmatch(line)
        if found and found["word"].strip().casefold() in words:
            return found["word"].strip(), " ".join(found["said"].split())
    return None


def _title(head: list[tuple[str, str]]) -> Known:
    headings = [
        " ".join(line.lstrip("# ").split()) for kind, line in head if kind == "heading" and not is_memo_head(line)
    ]
    parts = signs().section_heads
    headings = [
        line
        for line in headings
        if not (day_in(line) and _alone(line)) and line.casefold() not in parts and not _NUMBERED.fullmatch(line)
    ]
    once = [line for line in headings if headings.count(line) == 1] or headings
    memo = _memo(head, _TITLES)
    if memo and (not once or len(once[0].split()) < 4):
        return Known(memo[1], f"the memo's line {memo[0]}:")
    if once:
        return Known(once[0], "the first heading of the document")
    captions = [" ".join(line.split()) for kind, line in head[:1] if kind == "caption"]
    return Known(captions[0], "the caption that opens the document") if captions else UNSAID


def _date(head: list[tuple[str, str]], prose: str) -> Known:
    memo = _memo(head, _DAYS)
    if memo and (day := day_in(memo[1])):
        return Known(day, f"the memo's line {memo[0]}:")
    for kind, line in head:
        if kind in ("heading", "boilerplate", "body") and (_alone(line) or _set_off(line)) and (day := day_in(line)):
            return Known(day, "the first date in the head of the document")
    dateline = _DATELINE.match(prose[:120])
    day = day_in(dateline[1]) if dateline else None
    return Known(day, "the document's dateline") if day else UNSAID


def _set_off(line: str) -> bool:
    """Whether a line ends with a whole day after a comma, or begins with a place and a day."""
    days = [match for form in _DATES if (match := form.search(line)) and match.groupdict().get("day")]
    if not days or len(line) > 160:
        return False
    before, after = line[: days[0].start()], line[days[0].end() :]
    ends = before.rstrip().endswith(",") and after.strip() in ("", ")")
    begins = re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}, ", before) is not None and len(line) <= 80
    return ends or begins


def _alone(line: str) -> bool:
    """Whether a line gives a date and little else: a byline, a place, a series, but no title that holds a month."""
    if len(line) > 160 or line.rstrip().endswith((".", "?", "!", "。")):
        return False
    found = next((match for form in _DATES if (match := form.search(line))), None)
    if found is None:
        return False
    rest = line[: found.start()] + " " + line[found.end() :]
    others = _OWN_WORDS.sub(" ", rest)
    names = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", others) if word]
    small = [word for word in names if word[0].islower()]
    return len(names) <= 6 and (len(small) <= 1 or len(names) <= 4)


def _publisher(text: str, zones: Sequence[Zone]) -> Known:
    for zone in zones:
        if zone.kind not in ("boilerplate", "heading") or zone.end - zone.start > 400:
            continue
        line = text[zone.start : zone.end]
        if found := _PUBLISHED_BY.search(line):
            return known(found[1].strip(" ,"), "the line that names its publisher")
        if found := _RIGHTS.search(line):
            name = re.split(r",|\ball rights\b|\bis licensed\b", found[1], flags=re.IGNORECASE)[0]
            return known(name.strip(" ,"), "the line of its copyright")
    return UNSAID
