"""Origin: claims that repeat one origin are one piece of evidence, however often they are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from theodolite.core.entity import fold
from theodolite.evidence.claims.alike import meets, quoted_alike, same_key, same_number
from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.claims.words import window

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


def origins(told: Sequence[Statement]) -> list[int]:
    """For each of `told` the number of its origin, from 0: those of one number are one piece of evidence."""
    group = list(range(len(told)))
    for later in range(len(told)):
        for earlier in range(later):
            apart = group[earlier] != group[later]
            if apart and same_key(told[earlier], told[later]) and same_origin(told[earlier], told[later]):
                kept, gone = sorted((group[earlier], group[later]))
                group = [kept if number == gone else number for number in group]
    numbers = {number: place for place, number in enumerate(dict.fromkeys(group))}
    return [numbers[number] for number in group]


def _one_goal(one: Statement, other: Statement) -> str | None:
    return "both tell of one goal" if one.form == "goal" and one.value == other.value else None


def _one_source(one: Statement, other: Statement) -> str | None:
    a, b = (fold(s.claim.attributed_to or "") for s in (one, other))
    named = bool(a) and bool(b) and (a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} ")
    return f"both name {one.claim.attributed_to}" if named and meets(one, other) else None


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


def _plans(one: Statement) -> set[str]:
    return {found[0] for found in _PLAN.finditer(window(one.claim)[0])}


_TESTS: tuple[Callable[[Statement, Statement], str | None], ...] = (
    _one_goal, _one_text, _one_source, _one_note, _one_plan, _said_again,
)  # fmt: skip
