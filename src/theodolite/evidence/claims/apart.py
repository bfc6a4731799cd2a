"""Apart: numbers that look as if they disagreed and do not, for they count or concern different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from theodolite.evidence.claims.alike import related_definition, same_but_subject
from theodolite.evidence.claims.case import Case, Side
from theodolite.evidence.claims.gather import Group, topic
from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.claims.telling import said
from theodolite.evidence.claims.words import is_name_of_one_thing
from theodolite.reading.plain import plain

_HELD_APART = ("level", "change")
"""The kinds of numbers that are told of as being of different subjects."""


def between_definitions(found: Sequence[Group]) -> list[Case]:
    """Cases of groups of one entity and time that count related things by different definitions."""
    levels = [group for group in found if group.first.form == "level"]
    buckets = _by(_relatable(levels), lambda one: (one.entity, one.modality))
    joined = [part for bucket in buckets for part in _connected(bucket, related_definition)]
    return [_of_definitions(part) for part in joined if len(part) > 1]


def _relatable(levels: Sequence[Group]) -> list[Group]:
    """The groups that any other can be related to: of a concept, counts of one named thing, and of what names these."""
    named = {one.words.noun for one in (g.first for g in levels) if is_name_of_one_thing(one.words.noun, one.catalog)}
    things = [frozenset(noun) for noun in sorted(named)]
    return [
        group
        for group in levels
        if (group.first.indicator and group.first.indicator.concept)
        or group.first.words.noun in named
        or any(thing <= group.first.words.follows for thing in things)
    ]


def between_subjects(found: Sequence[Group]) -> list[Case]:
    """Cases of groups that would be comparable if they told of one entity, or of all of it."""
    held = [group for group in found if _is_plain(group.first)]
    buckets = _by(held, lambda one: (one.form, one.unit, one.modality, one.counterpart, one.about))
    cases: list[Case] = []
    for bucket in buckets:
        left = list(bucket)
        while left:
            first = left[0].first
            same = [g for g in left if g.first is first or same_but_subject(g.first, first)]
            left = [g for g in left if g not in same]
            if len({(g.first.entity, g.first.narrow) for g in same}) > 1:
                cases.append(_of_subjects(same))
    return cases


def _is_plain(one: Statement) -> bool:
    """Whether it is plain what a statement is of: an indicator, a lag, or a count of one named thing."""
    counts = one.unit == "count" and is_name_of_one_thing(one.words.noun, one.catalog)
    return one.form == "lag" or (one.form in _HELD_APART and (one.about is not None or counts))


def _of_definitions(groups: Sequence[Group]) -> Case:
    told = sorted((group.first for group in groups), key=lambda one: one.number)
    first = told[0]
    concepts = {one.indicator.concept for one in told if one.indicator and one.indicator.concept}
    counted = " and ".join(dict.fromkeys(_counted(one) for one in told))
    lowest, highest = max(one.said.low for one in told), min(one.said.high for one in told)
    meet = "one number can be what all say" if lowest <= highest else "each number can be true of what it counts"
    numbers = ", ".join(said(one.claim) for one in told)
    sides = tuple(Side(one, "different-definition", f"counts {_counted(one)}", k) for k, one in enumerate(told))
    return Case(
        first.entity, None, min(concepts) if len(concepts) == 1 else None, topic(told), None, _period(told),
        first.unit, first.modality, "different-definition", f"{counted} are counted; {meet}: {numbers}", sides,
    )  # fmt: skip


def _of_subjects(groups: Sequence[Group]) -> Case:
    told = sorted((group.first for group in groups), key=lambda one: one.number)
    first = told[0]
    names = ", ".join(dict.fromkeys(_subject(one) for one in told))
    sides = tuple(Side(one, "different-subject", f"is of {_subject(one)}", k) for k, one in enumerate(told))
    entities = {one.entity for one in told}
    entity = first.entity if len(entities) == 1 else None
    return Case(
        entity, first.about, None, topic(told), first.counterpart, _period(told), first.unit, first.modality,
        "different-subject", f"each is of another: {names}", sides,
    )  # fmt: skip


def _subject(one: Statement) -> str:
    """Whom a statement is of: an entity, or one thing of it by whose account."""
    name = one.catalog.title(one.entity)
    if one.narrow is None:
        return name
    by = f", by the account of {one.claim.attributed_to}" if one.claim.attributed_to else ""
    return f"{one.claim.subject} ({name}) alone{by}"


def _counted(one: Statement) -> str:
    if one.claim.noun:
        return plain(one.claim.noun)
    return one.indicator.title if one.indicator else one.claim.unit


def _period(told: Sequence[Statement]) -> str | None:
    periods = {one.claim.period for one in told}
    return periods.pop() if len(periods) == 1 else None


def _by(found: Iterable[Group], key: Callable[[Statement], tuple[object, ...]]) -> list[list[Group]]:
    buckets: defaultdict[tuple[object, ...], list[Group]] = defaultdict(list)
    for group in found:
        buckets[key(group.first)].append(group)
    return list(buckets.values())


def _connected(bucket: Sequence[Group], related: Callable[[Statement, Statement], bool]) -> list[list[Group]]:
    """The groups of a bucket, those together that `related` joins, directly or by way of others."""
    parts: list[list[Group]] = []
    for group in bucket:
        joined = [part for part in parts if any(related(group.first, other.first) for other in part)]
        parts = [part for part in parts if part not in joined]
        parts.append([*(other for part in joined for other in part), group])
    return parts
