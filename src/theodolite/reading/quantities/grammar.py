"""The grammar of quantities: every number of a sentence is a quantity of one form, or is rejected with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from theodolite.reading.quantities.amounts import Amount, amount_at
from theodolite.reading.quantities.articles import articles
from theodolite.reading.quantities.chinese import chinese_quantities, is_chinese
from theodolite.reading.quantities.counts import refused_count
from theodolite.reading.quantities.distractors import masks
from theodolite.reading.quantities.lexicon import Lexicon, lexicon
from theodolite.reading.quantities.nouns import noun_before
from theodolite.reading.quantities.numbers import Number, may_hold_numbers, numbers_in
from theodolite.reading.quantities.periods import dates_a_period
from theodolite.reading.quantities.qualifiers import bounds, qualifier_after, qualifier_before
from theodolite.reading.quantities.quantity import Quantity, Rejected
from theodolite.reading.quantities.ranges import joined
from theodolite.reading.quantities.ranks import ranks
from theodolite.reading.quantities.ratios import FACTOR, TIMES, odds, ratio, ratio_words
from theodolite.reading.quantities.shares import shares
from theodolite.reading.quantities.targets import year_targets
from theodolite.reading.quantities.types import typed
from theodolite.reading.quantities.vague import vague_quantities

_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d|2100)$")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass
class _Page:
    """One sentence as it is read: its text, what is taken already, and what was found."""

    text: str
    words: Lexicon
    quantities: list[Quantity] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        return all(end <= s or e <= start for s, e in self.spans)

    def take(self, found: Quantity) -> None:
        self.quantities.append(found)
        self.spans.append((found.start, found.end))

    def refuse(self, start: int, end: int, reason: str) -> None:
        self.rejected.append(Rejected(start, end, self.text[start:end], reason))
        self.spans.append((start, end))


def find_quantities(text: str, before: str = "") -> tuple[tuple[Quantity, ...], tuple[Rejected, ...]]:
    """The quantities of one plain sentence in order, and its numbers that are none, with the reason of each.

    `before` is the sentence before it, for what a number without a noun of its own counts. Offsets count from the start
    of `text`. A sentence in Chinese is read by the Chinese forms.
    """
    if is_chinese(text):
        return chinese_quantities(text)
    page = _Page(text, lexicon())
    digits = may_hold_numbers(text)
    if digits:
        for start, end, reason in masks(text):
            if page.free(start, end):
                page.refuse(start, end, reason)
    words = page.words
    for found in (*ranks(text), *shares(text), *ratio_words(text), *odds(text), *vague_quantities(text, words), *articles(text, words)):
        if page.free(found.start, found.end):
            page.take(found)
    if digits:
        _read_numbers(page, before)
    _date_by_spans(page)
    for found in year_targets(text, [(q.start, q.end) for q in page.quantities if q.unit_class != "rank"]):
        page.rejected = [r for r in page.rejected if r.end <= found.start or found.end <= r.start]
        page.take(found)
    quantities = sorted(page.quantities, key=lambda q: q.start)
    return tuple(_denominated(text, quantities)), tuple(sorted(page.rejected, key=lambda r: r.start))


_OVER = re.compile(r"\b(?:over|for|in|during|within|through|throughout|across|after|spanning|what) (?:about |around |some |roughly |the |a )?$", re.IGNORECASE)


def _date_by_spans(page: _Page) -> None:
    """Take back each time that only says over how long another quantity of the sentence holds (over five years)."""
    others = [q for q in page.quantities if q.unit_class not in ("time", "date", "rank")]
    for one in [q for q in page.quantities if q.unit_class == "time" and q.direction is None]:
        spans = _OVER.search(page.text[max(0, one.start - 24) : one.start]) or re.match(r"(?:over|within|for) ", one.text, re.IGNORECASE)
        titled = one.unit in ("years", "months") and re.match(r" of\b", page.text[one.end :]) and _OVER.search(page.text[: one.start])
        kept = one.qualifier is not None and spans and spans[0].lower().startswith("for")
        if titled or (spans and others and not kept and not (one.type == "level" and one.unit in ("hours", "days", "minutes"))):
            page.quantities.remove(one)
            page.rejected.append(Rejected(one.start, one.end, one.text, "a period of another claim"))


def _read_numbers(page: _Page, before: str) -> None:
    numbers = [n for n in numbers_in(page.text) if page.free(n.start, n.end)]
    at = 0
    while at < len(numbers):
        number = numbers[at]
        span = joined(page.text, number, numbers[at + 1] if at + 1 < len(numbers) else None, page.words)
        if span is not None:
            found: Quantity | str = span
            at += 2
        else:
            found = _one(page, number, before)
            at += 1
        if span is not None and span.unit == "count":
            found = replace(span, unit=_noun(page, Amount(span.start, span.end, 0.0, None, "count"), before))
        if isinstance(found, str):
            page.refuse(number.start, number.end, found)
        elif page.free(found.start, found.end):
            page.take(found)


def _one(page: _Page, number: Number, before: str) -> Quantity | str:
    """The quantity of one number, or the reason why it is none."""
    text = page.text
    if reason := _part_of_a_name(text, number):
        return reason
    if (times := TIMES.match(text, number.end)) and not _period_times(text, times):
        way = "increase" if text[number.end :].startswith(("fold", "-fold")) else None
        return ratio(
            text, number.start, times.start("as") if times["as"] else times.end(), number.value, "ratio-times", way
        )
    if FACTOR.search(text[max(0, number.start - 40) : number.start]):
        return ratio(text, number.start, number.end, number.value, "ratio-factor")
    amount = amount_at(text, number, page.words)
    if amount.unit == "nm":
        return "process node"
    if amount.unit is None and not number.spelt and _YEAR.match(text[number.start : number.end]):
        return "a year that dates"
    if (
        amount.unit_class == "count"
        and not number.spelt
        and _YEAR.match(text[number.start : number.end])
        and not _counts_year(text, number)
    ):
        return "a year that dates"
    if heir := _inherited(page, number, amount) or _promised(page, number, amount) or _of_ratio(page, number, amount):
        return heir
    if reason := dates_a_period(text, amount) or refused_count(text, number, amount, page.words):
        return reason
    return _quantity(text, amount, _noun(page, amount, before))


_FROM = re.compile(r"\b(?:to|from|than|against|versus|vs\.?|and|or|is|was|at|it is|it was|only|just|with) (?:about |around |just |only |nearly |over |roughly |under |almost |some |below |above )?$", re.IGNORECASE)


def _inherited(page: _Page, number: Number, amount: Amount) -> Quantity | None:
    """A bare number in the unit of the quantity before it (from seven years to three; 6 per cent, it is 41.0)."""
    if amount.unit is not None or amount.hyphen or not page.quantities:
        return None
    last = max(page.quantities, key=lambda q: q.start)
    if last.unit_class not in ("percent", "time", "money", "power", "energy") or not _FROM.search(page.text, 0, number.start):
        return None
    fits = number.value == 0 or re.match(r"[.,;)]|$| (?:in|for|by|a|the|last|on|and|among|between|at|per|this|within)\b", page.text[number.end :])
    decimal = "." in page.text[number.start : number.end]
    if not fits or number.scaled or (last.unit_class == "percent" and not decimal and not re.search(r"\b(?:from|to|than|against|versus) \S* ?$", page.text[: number.start])):
        return None
    return _quantity(page.text, Amount(amount.start, amount.end, number.value, last.unit, last.unit_class), last.unit)


def _promised(page: _Page, number: Number, amount: Amount) -> Quantity | None:
    """A bare number whose unit the next one says (from 44 to 62.5 per cent), or its row in a table (capacity, MW)."""
    if amount.unit is not None or amount.hyphen:
        return None
    ahead = re.compile(r" to (?:about |around |nearly |over |just |almost |some |only )?").match(page.text, number.end)
    following = next(numbers_in(page.text[ahead.end() : ahead.end() + 24]), None) if ahead and re.search(r"\bfrom (?:\w+ )?$", page.text[: number.start]) else None
    if ahead and following and following.start == 0:
        other = amount_at(page.text, replace(following, start=ahead.end(), end=ahead.end() + following.end), page.words)
        if other.unit is not None:
            return _quantity(page.text, Amount(amount.start, amount.end, number.value, other.unit, other.unit_class), other.unit)
    head = re.match(r"[^\t|]*?[,(] ?(%|[A-Za-z/]{1,9})[ )]*(?:of [\w ]+)?[\t|]", page.text)
    if head and number.start >= head.end():
        row = ("percent", "percent") if head[1] == "%" else (found[0], found[1].class_) if (found := page.words.measure_at(head[1] + " ", 0)) else None
        return _quantity(page.text, Amount(amount.start, amount.end, number.value, row[0], row[1]), row[0]) if row else None
    return None


def _of_ratio(page: _Page, number: Number, amount: Amount) -> Quantity | None:
    """A bare number that is a ratio by its name (a PUE of 1.3), or money of a sum before it (600 million of it)."""
    if amount.unit is None and re.search(r"\b(?:PUE|[Uu]sage [Ee]ffectiveness|ratio|coefficient)\b[^.;,\d]{0,24}$", page.text[: number.start]):
        return _quantity(page.text, Amount(amount.start, amount.end, number.value, "ratio", "ratio"), "ratio")
    money = [q for q in page.quantities if q.unit_class == "money"]
    if amount.unit is None and number.scaled and money and re.match(r" of (?:it|this|that|which)\b", page.text[number.end :]):
        return _quantity(page.text, Amount(amount.start, amount.end, number.value, money[-1].unit, "money"), money[-1].unit)
    return None


def _noun(page: _Page, amount: Amount, before: str) -> str:
    """What is counted: the noun after the number, else the one of the count before it, else the last plural before it."""
    if amount.unit is not None:
        return amount.unit
    earlier = [q for q in page.quantities if q.unit_class == "count"]
    said = noun_before(page.text, amount.start)
    if earlier and not (said and page.text.rfind(said, 0, amount.start) > earlier[-1].end):
        return earlier[-1].unit
    return said or noun_before(before, len(before)) or "count"


def _quantity(text: str, amount: Amount, unit: str) -> Quantity:
    start, end = amount.start, amount.end
    before, after = qualifier_before(text, start), qualifier_after(text, end)
    qualifier = (after or before or (None,))[0]
    start = before[1] if before else start
    end = after[1] if after else end
    low, high = bounds(amount.value, qualifier)
    found = Quantity(
        start, end, text[start:end], amount.value, low, high, unit, amount.unit_class, "level", "amount", qualifier,
        noun=amount.noun,
    )  # fmt: skip
    return typed(text, found)


def _part_of_a_name(text: str, number: Number) -> str | None:
    """Why a number in digits is part of a name or a word: A100, GPT-4, 4Paradigm, 01.AI; None where it stands alone."""
    if number.spelt:
        return (
            "part of a word"
            if text[number.start - 1 : number.start] == "-" and number.start > 1 and text[number.start - 2].isalpha()
            else None
        )
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    if before and (_LETTER.match(before[-1]) or (before[-1] in "-/_" and len(before) > 1 and _LETTER.match(before[0]))):
        return None if _signed(text, number) else "part of a name"
    if after and (
        _LETTER.match(after[0])
        or (after[0] == "." and len(after) > 1 and after[1].isupper() and text[number.start] == "0")
    ):
        known = (
            lexicon().measure_at(text, number.end)
            or lexicon().currency_at(text, number.end)
            or TIMES.match(text, number.end)
        )
        return None if known else "part of a name"
    return None


def _signed(text: str, number: Number) -> bool:
    """Whether the letters right before a number are a currency's (US$ aside: AED500, RMB3.2)."""
    return lexicon().currency_before(text, number.start) is not None


def _period_times(text: str, times: re.Match[str]) -> bool:
    return bool(
        re.match(r" (?:in|since|during|over) (?:the|a|its) (?:past|last|year|month|week|history)", text[times.end() :])
    )


_COUNTED_YEAR = re.compile(
    r"(?:about|around|nearly|over|some|than|least|almost|roughly|approximately|total(?:ling|ing)?|of|employs|reached) $",
    re.IGNORECASE,
)


def _counts_year(text: str, number: Number) -> bool:
    """Whether four digits that might be a year count what follows (more than 2000 companies)."""
    return bool(
        re.search(
            r"(?:about|around|nearly|over|than|least|almost|roughly|approximately) $",
            text[: number.start],
            re.IGNORECASE,
        )
    )


_OF = re.compile(
    r" (?:out )?of (?:a total of |(?:the |its |all |all the |some )?(?:world's |country's |global |total )?(?:[\w-]+ )?)$"
)


def _denominated(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities with the M of each N of M, of one kind with it; what N counts is then what M counts."""
    for at, one in enumerate(found):
        other = found[at + 1] if at + 1 < len(found) else None
        if (
            other
            and one.unit_class == other.unit_class == "count"
            and other.value
            and one.value
            and _OF.match(text[one.end : other.start])
        ):
            yield replace(one, denominator=other.value, unit=other.unit, noun=other.noun)
        else:
            yield one


def every(sentences: Iterable[str]) -> Iterator[tuple[tuple[Quantity, ...], tuple[Rejected, ...]]]:
    """`find_quantities` of each sentence, given the one before it."""
    before = ""
    for sentence in sentences:
        yield find_quantities(sentence, before)
        before = sentence
