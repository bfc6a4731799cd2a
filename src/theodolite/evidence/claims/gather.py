"""Gather: statements that say something of one thing, put together with what the evidence base holds of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from theodolite.evidence.claims.alike import comparable, plainly_apart, same_key, same_number
from theodolite.evidence.claims.case import RELATIONS, Case, Held, Relation, Side
from theodolite.evidence.claims.origin import origins
from theodolite.evidence.claims.relation import held_of, is_restated, relation, relation_to_held
from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.factcheck.publisher import names_source
from theodolite.evidence.factcheck.verdict import Verdict
from theodolite.evidence.ledger import Ledger


@dataclass(frozen=True)
class Group:
    """The statements of one key, the one that is taken first, and what the evidence base holds of each that it can."""

    told: tuple[Statement, ...]
    held: Mapping[int, Held]
    """Number of a statement → what is held of it."""

    @property
    def first(self) -> Statement:
        """The one that the others are held against where the evidence base holds nothing."""
        return self.told[0]

    @property
    def period(self) -> str | None:
        """The period that it is about: that of the evidence, else what the one taken says."""
        held = next((self.held[one.number] for one in self.told if one.number in self.held), None)
        return held.period if held else self.first.claim.period


def groups(told: Iterable[Statement], verdicts: Mapping[int, Verdict], ledger: Ledger) -> list[Group]:
    """Every statement in one group, in the order in which their first ones are told."""
    apart: defaultdict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in told:
        goal = one.value if one.form == "goal" else None
        apart[one.entity, one.narrow, one.counterpart, one.form, one.unit, one.modality, goal].append(one)
    found = [group for bucket in apart.values() for group in _stars(bucket, verdicts, ledger)]
    return sorted(found, key=lambda group: min(one.number for one in group.told))


def _stars(bucket: Sequence[Statement], verdicts: Mapping[int, Verdict], ledger: Ledger) -> list[Group]:
    """Groups around the statements that are taken first: each holds what is of one key with its first."""
    held = {one.number: found for one in bucket if (found := _held(one, verdicts, ledger)) is not None}
    left, found = sorted(bucket, key=_preference), list[Group]()
    while left:
        first = left[0]
        joined = [one for one in left if one is first or _joins(one, first, held)]
        taken = {one.number for one in joined}
        left = [one for one in left if one.number not in taken]
        found.append(Group(tuple(joined), {number: held[number] for number in taken & held.keys()}))
    return found


def _joins(one: Statement, first: Statement, held: Mapping[int, Held]) -> bool:
    if plainly_apart(one, first):
        return False
    a, b = held.get(one.number), held.get(first.number)
    if a is not None and b is not None and a.period != b.period:
        return False
    return same_key(one, first) and (same_number(one, first) or comparable(one, first))


def _held(one: Statement, verdicts: Mapping[int, Verdict], ledger: Ledger) -> Held | None:
    verdict = verdicts.get(one.number)
    return None if verdict is None else held_of(one, verdict, ledger)


def _preference(one: Statement) -> tuple[object, ...]:
    """Which statement is taken first: of an indicator, in the body, of a period, with its source, exact, later."""
    claim = one.claim
    return (
        one.about is None,
        claim.zone not in ("body", "table"),
        one.days is None,
        claim.attributed_to is None,
        not one.exact,
        -(one.written or date.min).toordinal(),
        one.number,
    )


def case_of(group: Group, verdicts: Mapping[int, Verdict], ledger: Ledger) -> Case | None:
    """The case of a group; None where one statement stands alone and the evidence base holds nothing of it."""
    if len(group.told) == 1 and not group.held:
        return None
    sides = _held_sides(group, verdicts, ledger) if group.held else _claim_sides(group)
    order = {id(one): place for place, one in enumerate(group.told)}
    sides.sort(key=lambda side: (not side.used, isinstance(side.said, Statement), order.get(id(side.said), 0)))
    worst = gravest(side.relation for side in sides)
    return Case(
        group.first.entity, group.first.about, None, topic(group.told), group.first.counterpart, group.period,
        group.first.unit, group.first.modality, worst, _why(group, sides, worst), tuple(sides),
    )  # fmt: skip


def _claim_sides(group: Group) -> list[Side]:
    """The sides where the evidence base holds nothing: the first statement is used, the others held against it."""
    numbers = origins(group.told)
    sides = [Side(group.first, None, "", numbers[0], used=True)]
    for place, one in enumerate(group.told[1:], start=1):
        how, why = relation(one, group.first)
        copied = numbers[place] in numbers[:place]
        sides.append(Side(one, "same-origin" if copied else how, why, numbers[place]))
    return sides


def _held_sides(group: Group, verdicts: Mapping[int, Verdict], ledger: Ledger) -> list[Side]:
    """The sides where it holds something: that is used, and every statement is held against it by its verdict."""
    numbers = origins(group.told)
    checked = next(one for one in group.told if one.number in group.held)
    used, base = group.held[checked.number], max(numbers) + 1
    sides = [Side(used, None, "", base, used=True)]
    for place, one in enumerate(group.told):
        held = group.held.get(one.number)
        if held is None:
            how, why = relation(one, checked)
            sides.append(Side(one, how, why, numbers[place]))
            continue
        named = names_source(one.claim, ledger.catalog.sources[held.edition_id], ledger.catalog)
        how, why = relation_to_held(one, held, verdicts[one.number], named, is_restated(verdicts[one.number], ledger))
        copied = numbers[place] in numbers[:place]
        origin = base if how == "same-origin" else numbers[place]
        sides.append(Side(one, "same-origin" if copied else how, why, origin))
    return sides


def gravest(relations: Iterable[Relation | None]) -> Relation:
    """The relation that a reader should see first of several."""
    told = set(relations)
    return next(one for one in RELATIONS if one in told)


def topic(told: Sequence[Statement]) -> str | None:
    """The words for what statements without an indicator are about: what they count, else the terms they share."""
    first = told[0]
    if first.about is not None:
        return None
    if first.form == "lag":
        return "behind"
    if first.words.noun:
        return " ".join(first.words.noun)
    shared = frozenset.intersection(*(one.words.near for one in told))
    return " ".join(sorted(first.words.spelt[stem] for stem in shared)[:6]) or None


def _why(group: Group, sides: Sequence[Side], worst: Relation) -> str:
    """Why the one used is used, and what the gravest of the others is about."""
    told = next(side.why for side in sides if side.relation == worst and side.why)
    used = next(side.said for side in sides if side.used)
    if isinstance(used, Held):
        how = "worked out from the evidence base" if used.worked_out else f"{used.edition_id} is in the evidence base"
        return f"{how}; {told}"
    return f"{_taken(used, [one for one in group.told if one is not used])}; {told}"


def _taken(used: Statement, others: Sequence[Statement]) -> str:
    """Why one of several claims is taken, by the first thing that it has and another lacks."""
    reasons = (
        (used.about is not None and any(one.about is None for one in others), "it is plain what it is of"),
        (any(one.claim.zone != used.claim.zone for one in others), "it stands in the text itself"),
        (used.days is not None and any(one.days is None for one in others), "it says of when"),
        (bool(used.claim.attributed_to) and any(not one.claim.attributed_to for one in others), "it names its source"),
        (used.exact and any(not one.exact for one in others), "it says a number"),
        (any((one.written or date.min) < (used.written or date.min) for one in others), "its document is the latest"),
    )
    return f"used because {next((why for holds, why in reasons if holds), 'it is told first')}"
