"""Counts that are none: three key challenges, both sides, part of a compound word, a bare number without a noun."""

from __future__ import annotations

import re

from theodolite.reading.quantities.amounts import Amount
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.numbers import Number

_ONE = re.compile(
    r" (?:of\b|another\b|in\b|such|day\b|thing|that|can|could|might|would|is|was|has|who|which|the|by|side|hand|or\b|more\b|can't|state-led)",
    re.IGNORECASE,
)
_SMALL = 12
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
    if amount.unit is not None and number.value <= _SMALL and _of_discourse(amount, words):
        return "a count that orders the text"
    if number.spelt and number.value <= _SMALL and _NAME.match(text, number.end) and text[number.start].isupper():
        return "part of a name"
    if amount.unit is None and not _stands_alone(text, number):
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
    return number.value > _SMALL or bool(re.match(r" (?:of|out of)\b", text[number.end :]))
