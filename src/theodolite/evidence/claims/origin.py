"""Origin: claims that repeat one origin are one piece of evidence, however often they are told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from theodolite.core.entity import fold
from theodolite.evidence.claims.alike import meets, quoted_alike, same_key, same_number
from theodolite.evidence.claims.joined import Joined
from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.claims.words import window

Same = Callable[[Statement, Statement], bool]

COPIED = 0.5
"""Two quotes of the same number whose shingles are this much alike are one text, copied."""

_PLAN = re.compile(
    r"(?<![\w-])(?:(?!(?:The|A|An|Its|This|In|Under|By|With|For|From|To) )[A-Z0-9][\w-]{0,30}"
    r"(?: (?:of|for|on|and) | )){1,7}"
    r"(?:Plan|Strategy|Initiative|Programme|Program|Act|Roadmap|Agenda|Vision|Mission|Law|Policy|Blueprint|Order)\b"
)
"""The name of a plan: words in capitals that end with what it is."""


def same_origin(one: Statement, other: Statement) -> str | None:
    """Why two statements of one key go back to one origin, in a clause; None where nothing says so.

    One source is named for both, and their numbers can be the same; they lead to one footnote; they are one text that
    was copied; one plan is named for both; or both tell of one goal, which has one origin: who set it. In one document
    a number that is said again is the same number.
    """
    return next((why for test in _TESTS if (why := test(one, other)) is not None), None)


def origins(told: Sequence[Statement], same: Same | None = None) -> list[int]:
    """For each of `told` the number of its origin, from 0: those of one number are one piece of evidence.

    Only statements that something could join are compared (`same`: of one key and one origin), and a statement with
    each set that is joined already until one of it is found the same.
    """
    same, sets = same or _same, Joined(len(told))
    for together in _candidates(told):
        joined: dict[int, list[int]] = {}
        for later in together:
            met = [
                first
                for first, members in joined.items()
                if sets.root(first) == sets.root(later) or any(same(told[one], told[later]) for one in members)
            ]
            members = joined.setdefault(met[0] if met else later, [])
            for first in met:
                sets.join(first, later)
            for first in met[1:]:
                members += joined.pop(first)
            members.append(later)
    numbers = {root: place for place, root in enumerate(dict.fromkeys(sets.root(k) for k in range(len(told))))}
    return [numbers[sets.root(k)] for k in range(len(told))]


def _same(one: Statement, other: Statement) -> bool:
    return same_origin(one, other) is not None and same_key(one, other)


def _candidates(told: Sequence[Statement]) -> list[list[int]]:
    """Places in `told` of statements that a test of `_TESTS` could join: each pair that one can is in one list."""
    lists: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        lists["said", one.said].append(place)
        lists["document", one.claim.doc].append(place)
        if one.form == "goal":
            lists["goal", one.value].append(place)
        if fold(one.claim.attributed_to or ""):
            lists["source",].append(place)
        for plan in _plans(one):
            lists["plan", plan].append(place)
    return [places for places in lists.values() if len(places) > 1]


def _one_goal(one: Statement, other: Statement) -> str | None:
    return "both tell of one goal" if one.form == "goal" and one.value == other.value else None


def _one_source(one: Statement, other: Statement) -> str | None:
    if not meets(one, other):
        return None
    a, b = (fold(s.claim.attributed_to or "") for s in (one, other))
    named = bool(a) and bool(b) and (a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} ")
    return f"both name {one.claim.attributed_to}" if named else None


def _one_note(one: Statement, other: Statement) -> str | None:
    a, b = one.claim, other.claim
    noted = a.doc == b.doc and a.attributed_via and a.attributed_via == b.attributed_via
    return "both lead to one note" if noted and re.search(r"\d", a.attributed_via or "") and meets(one, other) else None


def _one_text(one: Statement, other: Statement) -> str | None:
    copied = one.said == other.said and quoted_alike(one, other) >= COPIED
    return "they are one text, copied" if copied else None


def _one_plan(one: Statement, other: Statement) -> str | None:
    plans = _plans(one) & _plans(other)
    return f"both tell of the {min(plans)}" if plans and meets(one, other) else None


def _said_again(one: Statement, other: Statement) -> str | None:
    again = one.claim.doc == other.claim.doc and same_number(one, other)
    return "one document says it twice" if again else None


def _plans(one: Statement) -> frozenset[str]:
    return _plans_in(window(one.claim)[0])


@lru_cache(maxsize=4096)
def _plans_in(text: str) -> frozenset[str]:
    return frozenset(found[0] for found in _PLAN.finditer(text))


_TESTS: tuple[Callable[[Statement, Statement], str | None], ...] = (
    _one_goal, _one_text, _one_source, _one_note, _one_plan, _said_again,
)  # fmt: skip
