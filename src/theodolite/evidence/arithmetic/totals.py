"""Totals: parts and the whole that they are parts of, and the whole that a share implies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from theodolite.core.prose import shown
from theodolite.evidence.arithmetic.check import Check, outcome
from theodolite.evidence.arithmetic.told import Told, after, before, between, comparable, is_amount
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.said import Interval, meant
from theodolite.reading.claim import Claim

_LINK = re.compile(
    r"\b(?:account\w*|represent\w*|mak(?:e|es|ing) up|made up|compris\w*|constitut\w*|equal\w*|equivalent|or|which is"
    r"|that is|i\.e\.)\b|\($",
    re.I,
)
_OF_WHOLE = re.compile(
    r"^\W{0,2}of (?:the |all |its )?(?:(?:world|globe|nation|country)(?:'s)? |global |worldwide |national |whole "
    r"|entire )?(?:(?P<total>total|all)\b|(?P<noun>[\w-]+(?: [\w-]+){0,3}))",
    re.I,
)
_TOTAL = re.compile(r"\b(?:total|altogether|in all|overall|worldwide|world|global\w*)\b", re.I)


def shares_of_totals(told: Told) -> Iterator[Check]:
    """Each share that is said of an amount: 100 · amount / whole, or the whole that it implies, amount / share.

    The whole is the M of N of M, the amount of the world, or the one that is called a total, in the same sentence or
    one beside it. Without any, what the share implies is told, and nothing holds or fails.
    """
    for sentence in told.sentences:
        for claim in sentence:
            if claim.type == "share" and claim.unit == "percent" and claim.value:
                part = _part_before(claim, sentence)
                if part is not None and part.value:
                    yield _share(claim, part, list(told.around(sentence)), told)


def parts_of_wholes(told: Told) -> Iterator[Check]:
    """Each N of M: a part is no greater than its whole, and the share that it is."""
    for sentence in told.sentences:
        for claim in sentence:
            if claim.denominator and claim.value is not None and is_amount(claim):
                share = 100 * claim.value / claim.denominator
                shape = f"{shown(claim.value)} / {shown(claim.denominator)} = {share:.3g} %"
                told_as = f"{said(claim)} of {shown(claim.denominator)}"
                found = meant(claim)
                low = found.low if found else claim.value
                result = "does not hold" if low > claim.denominator else "implied"
                yield Check("part of a whole", (claim,), told_as, shape, share, result)


def parts_and_wholes(told: Told) -> Iterator[Check]:
    """The amounts of several entities beside the whole of the same: together they are no more than it."""
    done: set[tuple[float, ...]] = set()
    for sentence in told.sentences:
        among = list(told.around(sentence))
        for whole in sentence:
            if not (is_amount(whole) and whole.value and told.is_group(whole.entity)):
                continue
            parts = _parts(whole, among, told)
            numbers = (whole.value, *(part.value or 0.0 for part in parts))
            if len(parts) > 1 and numbers not in done:
                done.add(numbers)
                yield _sum(whole, parts)


def _part_before(claim: Claim, sentence: Sequence[Claim]) -> Claim | None:
    """The amount that a share is said of: the last one before it, of the same entity, with words that link the two."""
    amounts = [one for one in sentence if one.end <= claim.start and is_amount(one)]
    if not amounts:
        return None
    one = amounts[-1] if amounts[-1].value != amounts[0].denominator else amounts[0]
    same = claim.entity is None or one.entity == claim.entity
    linked = _LINK.search(between(one, claim).rstrip()[-80:])
    return one if same and linked and (one.denominator or _of_the_same(claim, one)) else None


def _of_the_same(claim: Claim, part: Claim) -> bool:
    """Whether a share is of the total, or of what the amount before it counts."""
    found = _OF_WHOLE.match(after(claim))
    if found is None:
        return False
    noun = (part.noun or part.unit).split()[-1]
    return bool(found["total"]) or noun in found["noun"].split()


def _share(claim: Claim, part: Claim, among: Sequence[Claim], told: Told) -> Check:
    told_as = f"{said(part)} are {said(claim)}"
    found = _whole(part, among, told)
    if found is None:
        return _implied(claim, part, told_as)
    number, span, named = found
    own, share = meant(part), meant(claim)
    value = 100 * (part.value or 0.0) / number
    shape = f"{shown(part.value or 0.0)} / {shown(number)} = {value:.3g} %"
    computed = own.quotient(span) if own is not None else None
    result = outcome(share, computed.times(100)) if computed is not None and share is not None else "cannot compute"
    return Check("share of a total", (claim, part, *named), told_as, shape, value, result)


def _implied(claim: Claim, part: Claim, told_as: str) -> Check:
    value = 100 * (part.value or 0.0) / (claim.value or 100.0)
    bound = "at least " if part.qualifier in ("at_least", "more_than") else ""
    shape = f"{shown(part.value or 0.0)} / {shown(claim.value or 0.0)} % = {bound}{shown(value)} in all"
    return Check("share of a total", (claim, part), told_as, shape, value, "implied")


def _whole(part: Claim, among: Sequence[Claim], told: Told) -> tuple[float, Interval, tuple[Claim, ...]] | None:
    """The whole that a part is of: its number, what that may stand for, and the claim that says it where one does."""
    if part.denominator:
        return part.denominator, Interval(part.denominator, part.denominator), ()
    for one in among:
        named = told.is_group(one.entity) or _TOTAL.search(before(one, 25)) or _TOTAL.search(after(one, 25))
        larger = one.value is not None and part.value is not None and one.value > part.value
        if named and larger and is_amount(one) and comparable(one, part) and (span := meant(one)) is not None:
            return one.value or 0.0, span, (one,)
    return None


def _parts(whole: Claim, among: Sequence[Claim], told: Told) -> list[Claim]:
    found: dict[str, Claim] = {}
    for one in among:
        own = one.entity is not None and not told.is_group(one.entity) and ";" not in one.entity
        if own and one.entity and is_amount(one) and one.value and comparable(one, whole):
            found.setdefault(one.entity, one)
    return sorted(found.values(), key=lambda one: one.start)


def _sum(whole: Claim, parts: Sequence[Claim]) -> Check:
    values = [part.value or 0.0 for part in parts]
    spans = [span for part in parts if (span := meant(part)) is not None]
    limit = meant(whole)
    shape = f"{' + '.join(map(shown, values))} = {shown(sum(values))} of {shown(whole.value or 0.0)}"
    over = limit is not None and sum(span.low for span in spans) > limit.high
    told_as = f"{len(parts)} parts of {said(whole)}"
    result = "does not hold" if over else "holds"
    return Check("parts and whole", (whole, *parts), told_as, shape, sum(values), result)
