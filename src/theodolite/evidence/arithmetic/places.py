"""Places: a place among others, and the order of a list, held against the numbers that the text gives of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from theodolite.core.prose import shown
from theodolite.evidence.arithmetic.check import Check, Outcome
from theodolite.evidence.arithmetic.told import Told, comparable, finite, is_amount
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.said import Interval
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

_FOLLOWED = re.compile(r"\bfollowed(?: closely)? by\b|\bahead of\b", re.I)


def places(told: Told) -> Iterator[Check]:
    """Each place of an entity whose amount stands in its sentence: 1 + how many that are told of have more.

    It holds where it is the place said; it does not where more are ahead than the place allows. Where fewer are, others
    may not be told of, and it cannot be computed.
    """
    for sentence in told.sentences:
        for claim in sentence:
            if claim.type == "rank" and claim.value is not None and claim.entity:
                near = told.level_of(claim.entity, sentence)
                own = min(near, key=lambda one: abs(one.start - claim.start), default=None)
                if own is not None and own.value is not None and _of_one(claim, own):
                    yield from _place(claim, own, _others(own, told.around(sentence), told), told)


def order(told: Told) -> Iterator[Check]:
    """Each list that says who follows whom: the amounts in it fall from one to the next."""
    for sentence in told.sentences:
        found = _FOLLOWED.search(plain(sentence[0].quote))
        amounts = [one for one in sentence if is_amount(one) and one.value is not None and one.entity]
        if found is None or len(amounts) < 2 or not all(comparable(amounts[0], one) for one in amounts):
            continue
        spans = [span for one in amounts if (span := finite(one)) is not None]
        if len({one.entity for one in amounts}) == len(amounts) == len(spans):
            falls = all(a.high >= b.low for a, b in pairwise(spans))
            shape = " > ".join(shown(one.value or 0.0) for one in amounts)
            names = ", ".join(told.name(one.entity) for one in amounts)
            result: Outcome = "holds" if falls else "does not hold"
            yield Check("order", tuple(amounts), f"in this order: {names}", shape, None, result)


def _of_one(claim: Claim, own: Claim) -> bool:
    return claim.indicator is None or own.indicator is None or claim.indicator == own.indicator


def _others(own: Claim, among: Iterator[Claim], told: Told) -> list[Claim]:
    """The amounts of others that count the same: one of each entity, groups of economies left out."""
    found: dict[str, Claim] = {}
    for one in among:
        single = one.entity is not None and one.entity != own.entity and not told.is_group(one.entity)
        if single and one.entity and ";" not in one.entity and is_amount(one) and comparable(one, own):
            found.setdefault(one.entity, one)
    return list(found.values())


def _place(claim: Claim, own: Claim, others: Sequence[Claim], told: Told) -> Iterator[Check]:
    mine = finite(own)
    if not others or mine is None or claim.value is None:
        return
    spans = [(one, span) for one in others if (span := finite(one)) is not None]
    ahead = [one for one, span in spans if span.low > mine.high]
    level = [one for one, span in spans if _may_be_ahead(span, mine)]
    least, most = 1 + len(ahead), 1 + len(ahead) + len(level)
    name = told.name(claim.entity)
    behind = f" behind {', '.join(shown(one.value or 0.0) for one in ahead)}" if ahead else ""
    shape = (
        f"{shown(own.value or 0.0)} is place {least} of the {len(others) + 1} that the text gives numbers of{behind}"
    )
    result: Outcome = "cannot compute" if claim.value > most else "holds" if claim.value >= least else "does not hold"
    claims = (claim, own, *sorted(others, key=lambda one: one.start))
    yield Check("place", claims, f"{name} has {said(claim)}", shape, float(least), result)


def _may_be_ahead(span: Interval, mine: Interval) -> bool:
    return span.low <= mine.high and span.high > mine.low
