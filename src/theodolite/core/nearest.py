"""The nearest known names to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(name: str, known: Iterable[str], most: int = 3, at_least: float = 0.6) -> list[str]:
    """The known names most like `name`, best first, at most `most` of them.

    Likeness is the ratio of `difflib.SequenceMatcher` on folded case, or 0.9 where one name holds the other;
    names below `at_least` are left out. Ties keep alphabetical order, so the answer does not depend on `known`'s order.
    """
    folded = name.casefold()
    scored = [(-_likeness(folded, other.casefold()), other) for other in set(known)]
    return [other for score, other in sorted(scored) if -score >= at_least][:most]


def _likeness(a: str, b: str) -> float:
    if (len(a) >= 3 and a in b) or (len(b) >= 4 and b in a):
        return max(0.9 - abs(len(a) - len(b)) / 100, 0.6)
    return SequenceMatcher(None, a, b).ratio()
