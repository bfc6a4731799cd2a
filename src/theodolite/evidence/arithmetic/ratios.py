"""Ratios: one is said to be so many times another, and the text gives the numbers of both."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.prose import shown
from theodolite.evidence.arithmetic.check import Check, outcome
from theodolite.evidence.arithmetic.told import Told, comparable
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.said import NEAR_RATIO, meant
from theodolite.reading.claim import Claim


def ratios(told: Told) -> Iterator[Check]:
    """Each ratio between two entities whose amounts stand in its sentence or one beside it: first / second.

    Where the sentence itself tells one of the two alone it cannot be computed; where none, there is nothing to compute.
    """
    for sentence in told.sentences:
        for claim in sentence:
            if claim.type == "ratio" and claim.counterpart and claim.entity and claim.value:
                yield from _of(claim, told, list(told.around(sentence)))


def _of(claim: Claim, told: Told, among: list[Claim]) -> Iterator[Check]:
    own, others = list(told.level_of(claim.entity, among)), list(told.level_of(claim.counterpart, among))
    pairs = [(one, other) for one in own for other in others if comparable(one, other)]
    if not pairs:
        if alone := [one for one in (*own, *others) if one.quote_start == claim.quote_start]:
            missing = told.name(claim.counterpart if own else claim.entity)
            shape = f"the text gives no number of {missing} for it"
            yield Check("ratio", (claim, alone[0]), _said(claim, told), shape, None, "cannot compute")
        return
    one, other = min(pairs, key=lambda pair: sum(abs(number.start - claim.start) for number in pair))
    a, b, told_as = meant(one), meant(other), meant(claim)
    computed = a.quotient(b) if a and b else None
    if one.value is None or other.value is None or told_as is None:
        return
    value = one.value / other.value if other.value else None
    shape = f"{shown(one.value)} / {shown(other.value)}" + ("" if value is None else f" = {value:.3g}")
    result = outcome(told_as, computed, NEAR_RATIO) if computed else "cannot compute"
    yield Check("ratio", (claim, one, other), _said(claim, told), shape, value if computed else None, result)


def _said(claim: Claim, told: Told) -> str:
    names = [told.name(name) for name in (claim.entity, claim.counterpart)]
    return f"{names[0]} has {said(claim)} what {names[1]} has"
