"""Counts that are none: three key challenges, both sides, part of a compound word, a bare number without a noun."""

from __future__ import annotations

import re

from theodolite.reading.quantities.amounts import Amount
from theodolite.reading.quantities.english import PARTS_OF_A_DOCUMENT
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.numbers import Number

_ONE = re.compile(
    r" (?:of\b|another\b|in\b|such|day\b|thing|that|can|could|might|would|is|was|has|who|which|the|by|side|hand|or\b|more\b|can't|state-led)",
    re.IGNORECASE,
)
_SMALL = 12
_GROUP = re.compile(
    r"\b(?:firms|companies|businesses|enterprises|those|organisations|organizations|employers|SMEs|start-ups|startups|platforms|services|entities|undertakings)\b"
    r"[^.;,]{0,16}\b(?:with|employing) (?:fewer than |more than |at least |less than |over |under |up to |between )?$",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r" (?:were|was|have|has|had|are|is|can|could|will|would|did|do|remain|remained|failed|passed|came|went|already)\b", re.IGNORECASE)
_PARENTHESES = re.compile(r"\($")
_NAME = re.compile(r" (?:[A-Z][a-z]+)\b")


def refused_count(text: str, number: Number, amount: Amount, words: Lexicon) -> str | None:
    """Why a number that counts, or stands alone, is no quantity; None where it is one."""
    if amount.unit_class != "count":
        return _adjective(text, amount)
    if number.spelt and number.value == 1 and not number.scaled:
        return "one as a pronoun"
    if amount.hyphen:
        return "part of a compound word"
    if amount.unit in PARTS_OF_A_DOCUMENT:
        return "a part of a document"
    if number.spelt and number.value <= _SMALL and re.match(r" of (?:our|my|them|us|those|these)\b", text[number.end :]):
        return "a count that orders the text"
    if amount.unit is not None and number.value <= _SMALL and _of_discourse(amount, words):
        return "a count that orders the text"
    if number.spelt and number.value <= _SMALL and _NAME.match(text, number.end) and text[number.start].isupper():
        return "part of a name"
    if re.search(r"\bper $|\bfor every $|\bout of every $", text[max(0, number.start - 14) : number.start]):
        return "the base of a rate"
    if _GROUP.search(text[max(0, number.start - 70) : number.start]) and amount.unit is not None:
        return "the threshold of a group"
    if amount.unit is None and not _stands_alone(text, number) and not _ELLIPSIS.match(text, number.end):
        return "a bare number"
    return None


def _adjective(text: str, amount: Amount) -> str | None:
    """A time that is an adjective of a plan or a name (five-year plan), no duration that is measured."""
    if (
        amount.unit_class == "time"
        and amount.hyphen
        and re.match(
            r"[ -](?:plans?|cycle|old|olds|anniversary|budget cycle|survey|window|average|moving|rolling|high|low|peak)\b",
            text[amount.end :],
            re.IGNORECASE,
        )
    ):
        return "part of a name"
    return None


def _of_discourse(amount: Amount, words: Lexicon) -> bool:
    said = re.findall(r"[a-z]+", (amount.noun or "").lower())
    return any(word in words.discourse for word in (*said, (amount.unit or "").lower()))


def _stands_alone(text: str, number: Number) -> bool:
    """Whether a number without a noun is still a figure: grouped, scaled, with decimals, or larger than a small one."""
    written = text[number.start : number.end]
    if number.spelt:
        return number.scaled or number.value > _SMALL
    if number.scaled or "," in written or "." in written:
        return True
    return number.value > _SMALL or bool(re.match(r" (?:of|out of|per)\b", text[number.end :]))
