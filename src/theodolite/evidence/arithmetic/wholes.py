"""Wholes: shares of one thing that one sentence lists make no more than all of it, and with the rest, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from theodolite.core.prose import shown
from theodolite.evidence.arithmetic.check import Check, outcome
from theodolite.evidence.arithmetic.told import Told, after, before
from theodolite.evidence.factcheck.said import Interval, meant
from theodolite.reading.claim import Claim

_REST = re.compile(r"\b(?:the (?:rest|remainder|remaining|other)|remaining|the balance)\b", re.I)
_ONE_WHOLE = re.compile(r"^\W{0,2}(?:of|in) (?:the |all )?(?:world|global|worldwide|total|all\b|overall)", re.I)
_WHOLE = Interval(100.0, 100.0)


def shares_of_one_whole(told: Told) -> Iterator[Check]:
    """The shares of a sentence that are of one whole, summed.

    With the rest among them they make 100 %; of the world's total, each of another entity, they make no more. Shares of
    which the text does not say that they are of one whole are not summed: 60 % of one firm and 70 % of another may be.
    """
    for sentence in told.sentences:
        shares = [one for one in sentence if one.type == "share" and one.unit == "percent" and one.value is not None]
        if len(shares) < 2:
            continue
        spans = [span for one in shares if (span := meant(one)) is not None]
        total = Interval(sum(span.low for span in spans), sum(span.high for span in spans))
        value = sum(one.value or 0.0 for one in shares)
        shape = f"{' + '.join(shown(one.value or 0.0) for one in shares)} = {shown(value)} %"
        if _REST.search(_opening(shares[-1])):
            yield Check("shares of one whole", tuple(shares), "all of it, with the rest", shape, value,
                        outcome(_WHOLE, total, 0.01))  # fmt: skip
        elif _listed(shares):
            result = "does not hold" if total.low > _WHOLE.high else "holds"
            yield Check("shares of one whole", tuple(shares), "parts of one whole", shape, value, result)


def _opening(last: Claim) -> str:
    """The words before the last share and right behind it: the remaining 15 %, 15 % for the rest."""
    return before(last, 50) + " " + after(last, 30)


def _listed(shares: Sequence[Claim]) -> bool:
    named = {one.entity for one in shares if one.entity}
    kinds = {(one.indicator, one.noun) for one in shares}
    return len(named) == len(shares) and len(kinds) == 1 and any(_ONE_WHOLE.match(after(one)) for one in shares)
