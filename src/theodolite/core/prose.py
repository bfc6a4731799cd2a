"""Prose: how a name and a figure stand inside a sentence, and which characters may be printed at all."""

from __future__ import annotations

import re

_WITH_ARTICLE = re.compile(
    r"United .*|.* (?:Republic|Islands|Emirates|Federation|States|Territories|Territory|Union)"
    r"|Republic of .*|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Holy See|World"
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


LARGEST_IN_DIGITS = 1e15
"""From here on figures are told as powers of ten."""

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


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
    if size >= LARGEST_IN_DIGITS:
        return ("-" if value < 0 else "") + power_of_ten(size)
    return f"{value:,.0f}" if size >= 1000 or value == round(value) else f"{value:.4g}"


def counted(count: int, noun: str) -> str:
    """A count and its noun in the number that goes with it: 1 claim, 1,234 claims."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def power_of_ten(size: float) -> str:
    """A size above zero by its power of ten, in two digits: 3.8 × 10²⁵."""
    digits, _, exponent = f"{size:.1e}".partition("e")
    return f"{digits.removesuffix('.0')} × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"
