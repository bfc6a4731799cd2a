"""Yearly: whether the words of a text tell of a change a year, or of one in all."""

from __future__ import annotations

import re

from theodolite.reading.plain import plain

_YEARLY = re.compile(
    r"\b(?:per year|a year|each year|every year|per annum|annual(?:ly|ised|ized)?|yearly|year[- ]on[- ]year|CAGR"
    r"|compound|p\.a\.)",
    re.I,
)
_BEHIND = re.compile(r"^\W*(?:\w+ ){0,2}?(?:(?:a|per|each|every) (?:year|annum)|annually|yearly|CAGR)\b", re.I)
_BEFORE = re.compile(r"\b(?:annual|yearly|annuali[sz]ed|compound) (?:[\w-]+ ){0,2}$|\bCAGR\b|\beach year\b", re.I)


def tells_of_a_year(text: str) -> bool:
    """Whether a text speaks of a year anywhere: per year, annual, CAGR."""
    return _YEARLY.search(plain(text)) is not None


def is_of_a_year(before: str, behind: str) -> bool:
    """Whether the words right before or behind one of several numbers say that it is one a year."""
    return _BEHIND.match(plain(behind)) is not None or _BEFORE.search(plain(before)) is not None
