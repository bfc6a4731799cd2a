"""Which of the dates around a quantity is its own: the nearest that its part of the sentence holds for it."""

from __future__ import annotations

import re

from theodolite.reading.modality import modality_of
from theodolite.reading.periods.dates import DateSpan
from theodolite.reading.quantities.chinese import is_chinese
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.words import FINITE

_CUT = re.compile(
    r"[;:]|, (?:while|but|whereas|and|against|compared|up from|down from|from|with)\b|\b(?:while|whereas|against"
    r"|compared with|"
    r"compared to|than|up from|down from|versus)\b| [–—] "
)


def date_of(
    scene: Scene, number: int, quantity: Quantity, dates: list[DateSpan], others: tuple[Quantity, ...]
) -> DateSpan | None:
    """The date, of those of its sentence, that says when a quantity holds; None where none does."""
    text, sentence = scene.text, scene.sentences[number]
    dates = [d for d in dates if _may_date(text, sentence.start, d, quantity, others)]
    if not dates:
        return None
    first, last = _bracket(text, sentence.start, sentence.end, quantity)
    inside = [d for d in dates if first <= d.start and d.end <= last]
    if inside and (first, last) != (sentence.start, sentence.end):
        return inside[0]
    after = next((d for d in dates if d.start >= quantity.end), None)
    before = [d for d in dates if d.end <= quantity.start]
    if is_chinese(text[sentence.start : sentence.end]):
        after = None
    if after and _close(text, quantity, after, others) and (not before or _nearer(text, quantity, before[-1], after)):
        return after
    for date in reversed(before):
        if _reaches(scene, number, date, quantity):
            return date
    if after is None or _CUT.search(text, quantity.end, after.start) or _LATER.search(text, quantity.end, after.start):
        return None
    between = [q for q in others if quantity.end <= q.start < after.start]
    return None if between and FINITE.search(text, quantity.end, after.start) else after


def _may_date(text: str, start: int, date: DateSpan, quantity: Quantity, others: tuple[Quantity, ...]) -> bool:
    """Whether a date may say when a quantity holds: none inside a quantity, of a dateline, of a saying, a base."""
    if any(q.start <= date.start and date.end <= q.end and q.unit != "calendar_year" for q in others):
        return False
    led = text[max(start, date.start - 40) : date.start]
    if text.startswith("'s", date.end):
        return False
    if date.kind == "day" and date.start - start < 24 and _DATELINE.match(text, date.end):
        return False
    if _SAYING.search(led) or (_OF_A_PLAN.search(led) and len(led.strip()) > 4):
        return False
    if date.kind == "relative" and _EARLIER.search(text, date.start, date.end):
        return not _BASE.search(led)
    if text[date.start : date.end] in ("上年", "同期") and led[-1:] in ("比", "较"):
        return False
    if date.kind == "years" and led.rstrip().endswith(("from", "From")):
        return True
    return not (_LEVEL_OF.search(led) and date.start > quantity.start)


_LATER = re.compile(r", (?:and|but|of which|which|with)\b|\bafter\b")
_DATELINE = re.compile(r",? ?[–—-] |\) ?[–—-] ")
_SAYING = re.compile(
    r"\b(?:said|announced|reported|published|released|unveiled|signed|adopted|told \w+|updated|issued|posted"
    r"|revised|launched|"
    r"started|began|opened|founded|established|coined|enacted|passed|stopped|entered into force|led to) (?:on "
    r"|in |at )?(?:the )?(?:early |late |mid-)?$"
)
_OF_A_PLAN = re.compile(
    r"\b(?:[Pp]lans?|[Ss]trateg(?:y|ies)|[Aa]ct|[Ll]aw|[Rr]eport|[Ss]tudy|[Rr]evision|[Cc]ontrols|[Rr]ules?"
    r"|[Dd]ecree|[Rr]esolution|"
    r"[Oo]rder|[Cc]risis|[Pp]andemic|[Ss]ummit|[Aa]greement) (?:of|from|in) (?:early |late |mid-)?$"
)
_EARLIER = re.compile(r"\b(?:earlier|before|prior|same (?:\w+ )?(?:period|year|month|quarter|time))\b")
_BASE = re.compile(r"\b(?:from|than|on|over|compared with|compared to|against|above|below) (?:in |the |that of )?$")
_LEVEL_OF = re.compile(
    r"\b(?:from|than|compared with|compared to|above|below|levels? (?:of|in)|times that of|than in) "
    r"(?:in |the |that of |those of )?$"
)


_NEXT = re.compile(r", (?:and |but )?(?:in|by|from|since|at|during) (?:the )?(?:early |late |mid-)?$")


def _close(text: str, quantity: Quantity, after: DateSpan, others: tuple[Quantity, ...]) -> bool:
    """Whether a date stands after a quantity and before the next, in the same part of the sentence."""
    between = text[quantity.end : after.start]
    if re.fullmatch(r" ?\((?:in |as of )?", between):
        return True
    stops = [q for q in others if quantity.end <= q.start < after.start and q.unit != "calendar_year"]
    if _NEXT.search(between) and not re.search(r"[)]", between):
        return False
    joined = len(stops) == 1 and re.fullmatch(
        r",? ?(?:and|or|to|of|\(|,) ?(?:the |a |an )?", text[quantity.end : stops[0].start]
    )
    return not _CUT.search(between) and not _LATER.search(between) and (not stops or bool(joined))


def _nearer(text: str, quantity: Quantity, before: DateSpan, after: DateSpan) -> bool:
    """Whether the date after a quantity is its own rather than the one before it."""
    left, right = text[before.end : quantity.start], text[quantity.end : after.start]
    return len(right) <= len(left) + 25 or bool(_CUT.search(left)) or left.lstrip().startswith(",")


def _reaches(scene: Scene, number: int, date: DateSpan, quantity: Quantity) -> bool:
    """Whether a date before a quantity holds for it.

    One that leads the sentence in holds for all of it, one in a clause as far as the clause goes; a goal (`by 2027`)
    for what is planned or projected alone.
    """
    text, sentence = scene.text, scene.sentences[number]
    between = text[date.end : quantity.start]
    led = text[max(sentence.start, date.start - 30) : date.start]
    ahead = bool(AHEAD.search(led)) and not _PAST_GOAL.search(text[sentence.start : quantity.start])
    if ahead and _is_ahead(scene, date) and modality_of(scene, number, quantity) in ("observed", "estimated"):
        return False
    if NOW.search(between):
        return False
    clause = next((c for c in _CLAUSES.finditer(between) if not _same(c, between)), None)
    if clause and FINITE.search(text, sentence.start, date.start):
        return False
    return not (text[date.start - 1 : date.start] == "(" and clause)


def _same(cut: re.Match[str], between: str) -> bool:
    """Whether a clause goes on about the same after `and`: it names nobody new."""
    return cut[0] in (", and", ", so", ", with", ";") and not re.search(r"[A-Z]", between[cut.end() :])


AHEAD = re.compile(
    r"\b(?:by|until|through|before|to|for) (?:the )?(?:end of |year |mid-|early |late )*$", re.IGNORECASE
)
_PAST_GOAL = re.compile(r"\bhad\b|\bwas to\b")
NOW = re.compile(r"\b(?:now|currently|today|at present|already)\b")
_CLAUSES = re.compile(
    r"[;:]|, (?:and|but|while|whereas|so|which|with|although|though|yet)\b|\b(?:while|whereas"
    r"|because)\b| [–—] "
)


def _is_ahead(scene: Scene, date: DateSpan) -> bool:
    """Whether a date lies after the year of the document."""
    today = scene.document.date.value
    years = re.findall(r"\d{4}", scene.text[date.start : date.end])
    return not today or not years or int(years[-1]) > int(today[:4])


def _bracket(text: str, start: int, end: int, quantity: Quantity) -> tuple[int, int]:
    opened = text.rfind("(", start, quantity.start)
    if opened >= 0 and text.find(")", opened, quantity.start) < 0:
        closed = text.find(")", quantity.end, end)
        if closed >= 0:
            return opened, closed
    return start, end
