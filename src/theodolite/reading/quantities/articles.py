"""One of a unit that an article says: within a decade, less than a day, over a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import any_of, listed
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.qualifiers import bounds, qualifier_before
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.quantities.types import typed

_UNITS = "day week month year decade century generation gigawatt megawatt petabyte terabyte exabyte"
HINTS = listed(_UNITS)
"""A sentence without one of these words holds no such quantity."""

_FORM = re.compile(rf"(?<![\w-])(?:a|an|one) (?=(?:{any_of(_UNITS)})\b)", re.IGNORECASE)
_NOT = re.compile(r" (?:ago|earlier|later|old|in which|when|of)\b|-", re.IGNORECASE)


def articles(text: str, said: frozenset[str], words: Lexicon) -> Iterator[Quantity]:
    """Each unit after an article that a qualifier makes a quantity of: within a decade is at most ten years."""
    for found in () if said.isdisjoint(HINTS) else _FORM.finditer(text):
        measure = words.measure_at(text, found.end())
        before = qualifier_before(text, found.start())
        if measure is None or before is None or _NOT.match(text, measure[2]):
            continue
        qualifier, start = before
        low, high = bounds(measure[1].times, qualifier)
        yield typed(
            text,
            Quantity(
                start, measure[2], text[start : measure[2]], measure[1].times, low, high, measure[0], measure[1].class_,
                "level", "article", qualifier,
            ),
        )  # fmt: skip
