"""Lists: names and numbers that `respectively` pairs off must be as many, and each name has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from theodolite.evidence.arithmetic.check import Check
from theodolite.evidence.arithmetic.told import Told, between
from theodolite.evidence.claims.telling import said
from theodolite.evidence.claims.words import names_in
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
_AND = re.compile(r"^(?:,| and|, and) ?(?:the )?$")
_JOINED = re.compile(r"^[\w' %$-]{0,24}?(?:,| and|, and) ?(?:[\w'$-]+ ){0,2}$")


def respectively(told: Told) -> Iterator[Check]:
    """Each list with `respectively`: its numbers, and the list of names that they belong to.

    It does not hold where there are more names than numbers, or fewer; it holds where each number has a name of its
    own. It cannot be told where the names are no names of economies or organisations.
    """
    for sentence in told.sentences:
        found = _RESPECTIVELY.search(plain(sentence[0].quote))
        run = _run(sentence, found.start()) if found else []
        if len(run) < 2:
            continue
        names, numbers = _names(sentence[0].quote, run, told), ", ".join(map(said, run))
        told_as = f"{len(run)} numbers respectively: {numbers}"
        if names and len(names) != len(run):
            shape = f"{len(names)} names ({', '.join(names)}) and {len(run)} numbers"
            yield Check("respectively", tuple(run), told_as, shape, None, "does not hold")
        elif len({one.entity for one in run if one.entity}) == len(run):
            shape = ", ".join(f"{told.name(one.entity)}: {said(one)}" for one in run)
            yield Check("respectively", tuple(run), told_as, shape, None, "holds")
        else:
            why = "the text does not name whose each of them is"
            yield Check("respectively", tuple(run), told_as, why, None, "cannot compute")


def _names(quote: str, run: Sequence[Claim], told: Told) -> list[str]:
    """The last list of two or more names before the numbers, or the first behind them."""
    text, at = plain(quote), run[0].start - run[0].quote_start
    lists: list[list[tuple[int, int, str]]] = []
    for start, end, name in names_in(text, told.catalog):
        if lists and _AND.match(text[lists[-1][-1][1] : start]):
            lists[-1].append((start, end, name))
        else:
            lists.append([(start, end, name)])
    several = [one for one in lists if len(one) > 1]
    before = [one for one in several if one[-1][1] <= at]
    chosen = before[-1] if before else several[0] if several else []
    return [name for _, _, name in chosen]


def _run(sentence: Sequence[Claim], at: int) -> list[Claim]:
    """The numbers in one list, the last of them before the word at `at` of the quote."""
    left = [one for one in sentence if one.end - one.quote_start <= at and one.type != "rank"]
    run = left[-1:]
    for one in reversed(left[:-1]):
        if (one.unit_class, one.type) != (run[0].unit_class, run[0].type) or not _JOINED.match(between(one, run[0])):
            break
        run.insert(0, one)
    return run
