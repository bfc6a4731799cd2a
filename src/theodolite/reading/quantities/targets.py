"""Targets that are a year and nothing else: to lead the world by 2030."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import any_of
from theodolite.reading.quantities.quantity import Quantity

_YEAR = re.compile(
    r"\b(?P<by>(?:by|before|(?<=strategy )for|(?<=vision )for|(?<=plan )for|(?<=goal )for|(?<=target )for|no "
    r"later than)(?: the (?:year|end of|start of))?(?: (?:early|mid|late))?[ -]"
    r"(?P<year>20[2-9]\d)(?![\d/-]|,\d))",
    re.IGNORECASE,
)
_GOAL = any_of(
    r"aim(?:s|ed|ing)? goals? targets? targeted targeting ambitions? aspir\w+ plans? planned planning pledg\w+ "
    r"commit(?:s|ted|ment|ments)? seek(?:s|ing)? sought strateg(?:y|ies) vision roadmap objectives? intend\w* "
    r"want(?:s|ed)? hopes?_to "
    r"vow\w* set_(?:out|itself|to) on_(?:track|course)_to will shall to_become to_be deadline mandat\w+ promis\w+ "
    r"working_towards? "
    r"striv\w+ envisag\w+ envision\w* due required?_to must"
)
_GOAL_WORD = re.compile(rf"\b(?:{_GOAL})\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|will|would|to [a-z]{3,}|aims?|plans?|seeks?|wants?|hopes?|pledg\w+|aiming|set"
    r"|sets|must|shall|should)\b"
)
_BREAK = re.compile(r"[;:]|, (?:and|but|while|which|with|as|although|evident)\b|\. ")


def year_targets(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Each `by 2030` of one sentence that is itself the goal: goal words in it, and no other quantity (`taken`) near.

    A heading, which has no verb, sets no goal.
    """
    years = list(_YEAR.finditer(text)) if "20" in text else []
    if not years or not _GOAL_WORD.search(text) or not _VERB.search(text):
        return
    for found in years:
        start, end = found.span("by")
        first, last = _clause(text, start, end)
        if not any(first <= s and e <= last for s, e in taken):
            year = float(found["year"])
            yield Quantity(
                start, end, text[start:end], year, None, None, "calendar_year", "date", "target", "target-year"
            )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    before = [found.end() for found in _BREAK.finditer(text, 0, start)]
    after = _BREAK.search(text, end)
    return (before[-1] if before else 0, after.start() if after else len(text))
