"""Targets that are a year and nothing else: to lead the world by 2030."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.quantity import Quantity

_YEAR = re.compile(
    r"\b(?P<by>(?:by|before|for|no later than)(?: the (?:year|end of|start of))?(?: (?:early|mid|late))?[ -](?P<year>20[2-9]\d)(?![\d/-]|,\d))",
    re.IGNORECASE,
)
GOAL = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|targets?|targeted|targeting|ambitions?|aspir\w+|plans?|planned|planning|pledg\w+|commit(?:s|ted|ment|ments)?|seek(?:s|ing)?|sought|"
    r"strateg(?:y|ies)|vision|roadmap|objectives?|intend\w*|want(?:s|ed)?|hopes? to|vow\w*|set (?:out|itself|to)|on (?:track|course) to|will|shall|to become|to be|deadline|mandat\w+|promis\w+|"
    r"working towards?|striv\w+|envisag\w+|envision\w*|due|required? to|must)\b",
    re.IGNORECASE,
)


def year_targets(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Each `by 2030` of one sentence that is itself the goal: goal words in it, and no other quantity (`taken`) near."""
    for found in _YEAR.finditer(text):
        if not GOAL.search(text):
            continue
        start, end = found.span("by")
        clause = _clause(text, start, end)
        if any(clause[0] <= s and e <= clause[1] for s, e in taken):
            continue
        year = float(found["year"])
        yield Quantity(start, end, text[start:end], year, None, None, "calendar_year", "date", "target", "target-year")


_BREAK = re.compile(r"[;:]|, (?:and|but|while|which|with|as|although|evident)\b|\. ")


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    before = [m.end() for m in _BREAK.finditer(text, 0, start)]
    after = _BREAK.search(text, end)
    return (before[-1] if before else 0, after.start() if after else len(text))
