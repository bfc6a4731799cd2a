"""Growth: two amounts of one sentence of which one became the other, and the change that is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from theodolite.core.prose import shown
from theodolite.evidence.arithmetic.check import Check, Outcome, outcome
from theodolite.evidence.arithmetic.told import Told, after, before, between
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.said import NEAR_CHANGE, Interval, meant, signed
from theodolite.evidence.factcheck.times import days_of
from theodolite.evidence.factcheck.yearly import is_of_a_year
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

NEAR_TIMES = 0.15
"""A change that is told as so many times and misses by less than this share is imprecise."""

_FROM = re.compile(r"\bfrom (?:[\w-]+ ){0,2}$", re.I)
_TO = re.compile(r"^[^.;]{0,60}?\bto (?:[\w-]+ ){0,2}$", re.I)
_BACK = re.compile(r"^[^.;]{0,60}?\b(?:up|down|compared (?:with|to))?,? ?from (?:[\w-]+ ){0,2}$", re.I)
_GREW = re.compile(
    r"\b(?:r[io]se|risen|rising|gr[eo]w\w*|increas\w+|climb\w+|jump\w+|soar\w+|surg\w+|expand\w+)\b", re.I
)


@dataclass(frozen=True)
class Grown:
    """What something was and what it became: two amounts of one unit, and the years between, where they are told."""

    claims: tuple[Claim, ...]
    first: Interval
    last: Interval
    was: float
    became: float
    years: int | None


def growth(told: Told) -> Iterator[Check]:
    """Each change or ratio that stands in a sentence with what something was and what it became.

    The change in per cent is 100·(last / first − 1), a year 100·((last / first)^(1 / years) − 1), in percentage points
    last − first, and a ratio last / first.
    """
    for sentence in told.sentences:
        pairs = list(_pairs(sentence))
        for claim in sentence:
            if not pairs or claim.value is None or not _is_of_growth(claim):
                continue
            pair = min(pairs, key=lambda one: min(abs(claim.start - own.start) for own in one.claims))
            if claim not in pair.claims:
                yield _check(claim, pair)


def _is_of_growth(claim: Claim) -> bool:
    return claim.type == "change" or (claim.type == "ratio" and claim.counterpart is None)


def _pairs(sentence: tuple[Claim, ...]) -> Iterator[Grown]:
    for claim in sentence:
        grew = claim.qualifier == "range" and claim.type in ("level", "share") and _FROM.search(before(claim))
        if grew and claim.low and claim.high and _GREW.search(plain(claim.quote)):
            yield Grown((claim,), Interval(claim.low, claim.low), Interval(claim.high, claim.high), claim.low,
                        claim.high, None)  # fmt: skip
    amounts = [one for one in sentence if one.type in ("level", "share") and one.value is not None]
    for one, other in pairwise(amounts):
        if (one.unit, one.unit_class) != (other.unit, other.unit_class) or one.value is None or other.value is None:
            continue
        middle = between(one, other)
        forth = _FROM.search(before(one)) and _TO.match(middle)
        if forth or _BACK.match(middle):
            first, last = (one, other) if forth else (other, one)
            was, became = meant(first), meant(last)
            if was is not None and became is not None and first.value and last.value:
                yield Grown((first, last), was, became, first.value, last.value, _years(first, last))


def _years(first: Claim, last: Claim) -> int | None:
    a, b = days_of(first), days_of(last)
    if a is None or b is None or a.last is None or b.last is None or b.last.year <= a.last.year:
        return None
    return b.last.year - a.last.year


def _check(claim: Claim, pair: Grown) -> Check:
    claims, told = (claim, *pair.claims), meant(claim)
    ratio = pair.last.quotient(pair.first)
    if told is None or ratio is None:
        return Check("change", claims, said(claim), "the numbers have no quotient", None, "cannot compute")
    if claim.unit == "percentage_points":
        value = pair.became - pair.was
        span = Interval(pair.last.low - pair.first.high, pair.last.high - pair.first.low)
        shape = f"{shown(pair.became)} − {shown(pair.was)} = {shown(value)} percentage points"
        return Check("change", claims, said(claim), shape, value, _of_change(claim, told, span))
    quotient_shown = f"{shown(pair.became)} / {shown(pair.was)}"
    if claim.type == "ratio":
        value = pair.became / pair.was
        shape = f"{quotient_shown} = {value:.3g}"
        return Check("change", claims, said(claim), shape, value, outcome(told, ratio, NEAR_TIMES))
    return _per_cent(claim, pair, told, ratio, quotient_shown)


def _per_cent(claim: Claim, pair: Grown, told: Interval, ratio: Interval, quotient_shown: str) -> Check:
    claims = (claim, *pair.claims)
    value = 100 * (pair.became / pair.was - 1)
    if is_of_a_year(before(claim, 40), after(claim, 30)):
        if pair.years is None:
            why = f"{quotient_shown} − 1 = {value:+.1f} % in all, and the text does not say over how many years"
            return Check("change", claims, said(claim), why, None, "cannot compute")
        power = 1 / pair.years
        rate = 100 * ((pair.became / pair.was) ** power - 1)
        span = Interval(100 * (ratio.low**power - 1), 100 * (ratio.high**power - 1))
        shape = f"({quotient_shown})^(1/{pair.years}) − 1 = {rate:+.1f} % a year"
        return Check("change", claims, f"{said(claim)} a year", shape, rate, _of_change(claim, told, span))
    span = Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1))
    shape = f"{quotient_shown} − 1 = {value:+.1f} %"
    return Check("change", claims, said(claim), shape, value, _of_change(claim, told, span))


def _of_change(claim: Claim, told: Interval, computed: Interval) -> Outcome:
    """A change without a direction in its words is held against the size of what was computed."""
    if claim.direction is None and computed.high < 0:
        computed = Interval(-computed.high, -computed.low)
    return outcome(signed(claim, told), computed, NEAR_CHANGE)
