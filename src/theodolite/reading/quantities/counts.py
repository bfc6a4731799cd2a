"""Counts that are none: three key challenges, both sides, part of a compound word, a bare number without a noun."""

from __future__ import annotations

import re

from theodolite.reading.quantities.amounts import Amount
from theodolite.reading.quantities.english import PARTS_OF_A_DOCUMENT, any_of
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.numbers import Number

SMALL = 12
"""A number up to this may order a text, or be part of a name, and count nothing."""

_NAME = re.compile(r" [A-Z][a-z]+\b")
_OF_OURS = re.compile(r" of (?:our|my|us)\b")
_RATE = re.compile(r"\b(?:per|for every|out of every) $", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r" (?:biggest|largest|top|leading|most|best|worst|strongest|fastest|richest|poorest|main|key|major)\b"
)
_SOME_DAY = re.compile(r"\b(?:will|may|might|could|would|can|should) one day$", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:firms|companies|businesses|enterprises|those|organi[sz]ations|employers|SMEs|start-?ups|platforms|services"
    r"|entities|undertakings)\b[^.;,]{0,16}\b(?:with|employing) "
    rf"(?:(?:{any_of('fewer_than more_than at_least less_than over under up_to between')}) )?$",
    re.IGNORECASE,
)
RESPECTIVE = re.compile(r"\d[\d,.]*(?:(?:, and |, | and )\d[\d,.]*)*,? respectively\b")
"""A number of a list of bare ones that names before it share out: 12, 9 and 7 respectively."""

_COMPARED = re.compile(
    r"\b(?:against|versus|up from|down from|compared with|compared to) "
    r"(?:about |around |some |only |just |nearly |over |barely |a mere )?$"
)
_GOES_ON = re.compile(
    r" (?:were|was|have|has|had|are|is|can|could|will|would|did|do|remain|remained|failed|passed|came|went|already)\b"
    r"| more (?:being|under|planned|in|on|to come|due|coming|are|were|will)\b| of (?:them|those|these|which|whom)\b",
    re.IGNORECASE,
)
_OF = re.compile(r" (?:of|out of|per)\b")
_NAMED_TIME = re.compile(
    r"[ -](?:plans?|cycle|olds?|anniversary|budget cycle|survey|window|average|moving|rolling|high|low|peak)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]+")


def refused_count(text: str, number: Number, amount: Amount, words: Lexicon) -> str | None:
    """Why a number that counts, or stands alone, is no quantity; None where it is one."""
    small = number.value <= SMALL
    if amount.unit_class != "count":
        if number.spelt and number.value == 1 and _SOME_DAY.search(text, max(0, number.start - 16), amount.end):
            return "one day as some day"
        named = amount.unit_class == "time" and amount.hyphen and _NAMED_TIME.match(text, amount.end)
        return "part of a name" if named else None
    if number.letter and amount.unit is None:
        return "part of a name"
    if number.spelt and number.value == 1:
        return "one as a pronoun"
    if number.start == 0 and number.value <= 1 and not amount.hyphen and _NAME.match(text, number.end):
        return "a list number"
    if amount.hyphen:
        return "part of a compound word"
    if amount.unit in PARTS_OF_A_DOCUMENT:
        return "a part of a document"
    if small and amount.unit is not None and _orders(amount, words):
        return "a count that orders the text"
    if small and _SUPERLATIVE.match(text, number.end):
        return "a count that orders the text"
    if small and number.spelt and _OF_OURS.match(text, number.end):
        return "a count that orders the text"
    if small and number.spelt and text[number.start].isupper() and _NAME.match(text, number.end):
        return "part of a name"
    return _not_alone(text, number, amount)


def _not_alone(text: str, number: Number, amount: Amount) -> str | None:
    if _RATE.search(text, max(0, number.start - 14), number.start):
        return "the base of a rate"
    if amount.unit is not None:
        group = _GROUP.search(text, max(0, number.start - 70), number.start)
        return "the threshold of a group" if group else None
    if RESPECTIVE.match(text, number.start) or ends(_COMPARED, text, number.start):
        return None
    return None if _stands_alone(text, number) or _GOES_ON.match(text, number.end) else "a bare number"


def _orders(amount: Amount, words: Lexicon) -> bool:
    said = {*_LETTERS.findall((amount.noun or "").lower()), (amount.unit or "").lower()}
    return not said.isdisjoint(words.discourse)


def _stands_alone(text: str, number: Number) -> bool:
    """Whether a number without a noun is still a figure: grouped, scaled, with decimals, or larger than a small one."""
    if number.spelt:
        return number.scaled or number.value > SMALL
    written = text[number.start : number.end]
    grouped = number.scaled or "," in written or "." in written
    return grouped or number.value > SMALL or bool(_OF.match(text, number.end))
