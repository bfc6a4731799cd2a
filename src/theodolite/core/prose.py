"""Prose: how a name and a figure stand inside a sentence, and which characters may be printed at all."""

from __future__ import annotations

import re

_WITH_ARTICLE = re.compile(
    r"United .*|.* (?:Republic|Islands|Emirates|Federation|States|Territories|Territory|Union)"
    r"|Republic of .*|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Holy See|World"
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def the(name: str) -> str:
    """A name with the article that it has inside a sentence: the United States, China."""
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def printable(text: str) -> str:
    """A text without control characters and marks that turn the direction of writing; line ends and tabs stay."""
    return _UNPRINTABLE.sub("", text)


def upper(sentence: str) -> str:
    """A sentence with its first letter raised."""
    return sentence[:1].upper() + sentence[1:]


def shown(value: float) -> str:
    """A figure for a sentence: whole from a thousand up, four digits below, and powers of ten from 10¹⁵."""
    size = abs(value)
    if size >= 1e15:
        return f"{value:.3g}"
    return f"{value:,.0f}" if size >= 1000 or value == round(value) else f"{value:.4g}"
