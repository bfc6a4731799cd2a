"""The period of a quantity: which of the dates around it says when it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from theodolite.reading.modality import modality_of
from theodolite.reading.periods.cells import date_of_cell, in_a_table
from theodolite.reading.periods.choice import AHEAD, NOW, date_of
from theodolite.reading.periods.dates import DateSpan, dates_in
from theodolite.reading.periods.meaning import period_said
from theodolite.reading.periods.words import NUMBER
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene


@dataclass(frozen=True, slots=True)
class When:
    """The period of a quantity as SDMX writes it, and the words at `start` to `end` of the text that say so.

    All are None where the text does not say; `period` alone where its words need a document's date and it has none.
    """

    period: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


UNSAID = When()

_LED = re.compile(
    r"(?:\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Dd]uring|[Tt]hrough(?:out)?|[Bb]efore|[Aa]fter"
    r"|[Oo]ver|[Bb]etween|[Aa]s of|[Aa]s at|"
    r"[Tt]o|[Ff]or|[Oo]f|[Aa]t|[Oo]n|[Aa]round|[Bb]ack in|up to|no later than|beyond|towards?|within"
    r"|each year (?:from|between)) )?"
    r"(?:(?:the )?(?:very )?(?:end|start|beginning|close|middle|fiscal year|financial year|year|course|period"
    r"|years?|first months|run-up)"
    r"(?: of| to| from| ending| ended)? (?:the )?)?(?:the )?(?:calendar |fiscal )?(?:early[- ]|late[- ]|mid[- ]"
    r"|end[- ]|year-end |about )?$"
)
_SINCE = re.compile(
    r"\b(?:[Ss]ince|started in|began in|beginning in|starting in|launched in|from) (?:the )?(?:end of |start of "
    r"|early |mid-|late )?$"
)
_GOES_ON = re.compile(
    r"(?:Of (?:that|this|these|those|the|it)|Among|This|These|That|Those|It|They|Its|Their|The (?:rest|remaining"
    r"|other|figure|share|same|"
    r"number|total|corresponding|ratio|distance|gap|increase|sum|latter|proposal|plan|budget|programme|package"
    r"|scheme|amount|money)|Another|Some|Half|Most|Two|"
    r"One|Only|In comparison|Large|Small|Total|More than|About|Nearly|A (?:further|third|quarter|fifth|half)"
    r"|Elsewhere|Here|Still)\b"
)
_OVER = re.compile(
    rf"\b(?:[Oo]ver|[Ff]or|[Dd]uring) (?:the )?(?:a (?:period of )?)?(?P<number>{NUMBER})"
    r" (?P<unit>years?|months?|decade)\b(?! (?:ago|earlier|old|behind))"
)
_BREAKS = re.compile(r"[;:]|, (?:and|but|while)\b")


BACK = 8
"""Sentences that are gone back for a period, where each goes on about the same as the one before."""


def period_of(scene: Scene, number: int, quantity: Quantity, *, back: int = BACK) -> When:
    """When a quantity of the sentence `number` holds.

    A goal year is its own period. Otherwise: a date in the same brackets; the nearest date after the quantity in its
    part of the sentence, or before it; `over five years` of an amount that is planned or given; and where the sentence
    has none and goes on about the same, that of the sentence before (at most `back` of them), or of the heading that
    sets the year of its goals. A figure in a table is of the date of its cell, its column, its row or the title.
    """
    dates = _dates(scene, number)
    if quantity.unit == "calendar_year":
        return _of_goal(scene, quantity, dates)
    if in_a_table(scene, number, quantity):
        date = date_of_cell(scene, number, quantity)
        return _when(scene, number, date, ()) if date else UNSAID
    others = scene.quantities[number]
    chosen = date_of(scene, number, quantity, _around(dates, quantity), others)
    if chosen is not None:
        return _when(scene, number, chosen, dates)
    if over := _spanned(scene, number, quantity):
        return over
    return _inherited(scene, number, quantity, back)


MOST = 8
"""Dates on either side of a quantity that may be its own."""


def _around(dates: tuple[DateSpan, ...], quantity: Quantity) -> list[DateSpan]:
    """The dates nearest to a quantity on either side, those inside names left out."""
    before = [d for d in dates if d.start < quantity.start and d.kind != "name"][-MOST:]
    return before + [d for d in dates if d.start >= quantity.start and d.kind != "name"][:MOST]


@lru_cache(maxsize=4096)
def _dated(text: str, start: int) -> tuple[DateSpan, ...]:
    return tuple(DateSpan(d.start + start, d.end + start, d.kind) for d in dates_in(text))


def _dates(scene: Scene, number: int) -> tuple[DateSpan, ...]:
    """The dates of one sentence, at their places in the text."""
    return _dated(scene.said(number), scene.sentences[number].start)


def _of_goal(scene: Scene, quantity: Quantity, dates: tuple[DateSpan, ...]) -> When:
    for date in dates:
        if quantity.start <= date.start and date.end <= quantity.end:
            said = scene.text[date.start : date.end]
            return When(
                period_said(said, date, scene.document.date.value, None), quantity.text, quantity.start, quantity.end
            )
    year = None if quantity.value is None else f"{quantity.value:.0f}"
    return When(year, quantity.text, quantity.start, quantity.end)


def _when(scene: Scene, number: int, date: DateSpan, dates: tuple[DateSpan, ...]) -> When:
    """The period of a date, with the words that lead it."""
    text, sentence = scene.text, scene.sentences[number]
    led = _LED.search(text, max(sentence.start, date.start - 36), date.start)
    start = led.start() if led else date.start
    today = scene.document.date.value
    others = [d for d in dates if d.start < date.start and d.kind not in ("relative", "name")]
    lean = period_said(text[others[-1].start : others[-1].end], others[-1], today, None) if others else None
    if (
        lean is None
        and date.kind == "relative"
        and number
        and scene.sentences[number - 1].paragraph == sentence.paragraph
    ):
        lean = _last_period(scene, number - 1)
    period = period_said(text[date.start : date.end], date, today, lean or (today[:4] if today else None))
    if period and len(period) == 4 and text[max(sentence.start, date.start - 4) : date.start] == "mid-":
        period = f"{period}-06"
    if period and _SINCE.search(text, max(sentence.start, date.start - 30), date.start) and "/" not in period:
        since = text[start : date.start].lower()
        if "from" not in since and today:
            period = _until(period, today)
    return When(period, scene.document.text[start : date.end], start, date.end)


def _until(first: str, today: str) -> str:
    """From a period to the document's date, in the units of the first."""
    last = today[: len(first)] if len(first) in (4, 7) else today[:4]
    return f"{first}/{last}" if last > first else first


def _last_period(scene: Scene, number: int) -> str | None:
    dates = [d for d in _dates(scene, number) if d.kind not in ("relative", "name")]
    if not dates:
        return None
    return period_said(scene.text[dates[-1].start : dates[-1].end], dates[-1], scene.document.date.value, None)


def _spanned(scene: Scene, number: int, quantity: Quantity) -> When | None:
    """`Over five years` beside an amount that is planned or given: from the document's year on."""
    today, sentence = scene.document.date.value, scene.sentences[number]
    if quantity.unit_class in ("time", "rank", "ratio") or today is None:
        return None
    for over in _OVER.finditer(scene.text, sentence.start, sentence.end):
        first, last = sorted((over.span(), (quantity.start, quantity.end)))
        if first[1] > last[0] or _BREAKS.search(scene.text, first[1], last[0]):
            continue
        if not any(q.start < over.end() and over.start() < q.end for q in scene.quantities[number] if q.direction):
            said = f"next {over['number'].lower()} {over['unit']}"
            period = period_said(said, DateSpan(*over.span(), "relative"), today, None)
            return When(period, scene.document.text[over.start() : over.end()], *over.span())
    return None


def _inherited(scene: Scene, number: int, quantity: Quantity, back: int) -> When:
    """The period of the sentence before, where this one has no date and goes on about the same; that of the heading."""
    sentence = scene.sentences[number]
    if quantity.type in ("rank", "duration") or sentence.zone == "table":
        return UNSAID
    if any(d.end <= quantity.start and d.kind != "name" for d in _dates(scene, number)):
        return UNSAID
    if not number or scene.sentences[number - 1].paragraph != sentence.paragraph:
        return _of_heading(scene, number)
    if not back:
        return UNSAID
    before = [q for q in scene.quantities[number - 1] if not _COMPARED.search(scene.text, q.start - 16, q.start)]
    same = [q for q in before if q.unit == quantity.unit and q.unit_class == quantity.unit_class]
    goes_on = _GOES_ON.match(scene.text, sentence.start) or _SAME.search(scene.text, sentence.start, sentence.end)
    if not before or not goes_on:
        return UNSAID
    if NOW.search(scene.text, sentence.start, sentence.end):
        return UNSAID
    found = period_of(scene, number - 1, (same or before)[-1], back=back - 1)
    goal = found.text is not None and AHEAD.match(found.text + " ") is not None
    if found.period and len(found.period) == _DAY:
        return UNSAID
    return UNSAID if goal and modality_of(scene, number, quantity) in ("observed", "estimated") else found


_SAME = re.compile(
    r"\b(?:over|in|during|for|within) (?:the|that|this) same (?:period|years?|time|span)\b", re.IGNORECASE
)
_DAY = 10
"""Characters of a day: what happened on one says nothing of when the next sentence's figure holds."""

_GOALS = re.compile(r"\b(?:[Tt]argets?|[Gg]oals?|[Vv]ision|[Aa]ims?|[Oo]bjectives?|[Pp]lans?|TARGETS|GOALS|目标)\b")

FARTHEST = 14
"""Sentences that are gone back for a heading that sets the year of the goals below it."""


def _of_heading(scene: Scene, number: int) -> When:
    """The year of the heading above that says for when the goals below it are set: Targets for 2030."""
    for at in range(number - 1, max(-1, number - FARTHEST), -1):
        sentence = scene.sentences[at]
        if sentence.zone != "heading":
            continue
        dates = [d for d in _dates(scene, at) if d.kind in ("year", "years", "fiscal", "name")]
        if len(dates) == 1 and _GOALS.search(scene.text, sentence.start, sentence.end):
            return _when(scene, at, DateSpan(dates[0].start, dates[0].end, "year"), tuple(dates))
        return UNSAID
    return UNSAID


_COMPARED = re.compile(r"\b(?:against|up from|down from|compared with|compared to|than|from) (?:just |only |about )?$")
