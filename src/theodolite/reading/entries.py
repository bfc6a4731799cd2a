"""The number that opens an entry of notes: in brackets, before a stop, raised, or bare before the entry's words."""

from __future__ import annotations

import re
from typing import NamedTuple

RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
"""A raised number, as a pattern."""

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENING = re.compile(
    r"[ \t]*(?:\^\s?)?(?:"
    r"\[?(?P<set>\d{1,3})(?:[\].)]*(?:[\])]|\.(?!\d))|:(?=\s))"
    r"|(?P<bare>\d{1,3})(?=\s+(?P<name>[A-ZÀ-ÖØ-Þ\"'“]|https?:|www\.)?)"
    rf"|(?P<raised>{RAISED}))\s*"
)


class Opening(NamedTuple):
    """The number of an entry, and where in its line the words after it begin."""

    number: int
    end: int
    sure: bool
    """It is set off, or a name follows: 12 people are no entry, unless they stand among notes."""


def opening_of(line: str) -> Opening | None:
    """The number that opens `line`; None where none does."""
    found = _OPENING.match(line)
    if found is None:
        return None
    digits = found["set"] or found["bare"] or found["raised"]
    return Opening(number_of(digits), found.end(), not found["bare"] or found["name"] is not None)


def number_of(digits: str) -> int:
    """The number that digits, raised or not, write."""
    return int(digits.translate(_DIGITS))
