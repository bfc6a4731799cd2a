"""Reservation: what an indicator's own caveat says of its figures, told once where they decide a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from theodolite.core.catalog import Catalog
from theodolite.evidence.factcheck.verdict import HOLDS, Verdict


def with_reservations(verdicts: Sequence[Verdict], catalog: Catalog) -> tuple[Verdict, ...]:
    """The verdicts in their order; of those that figures of one indicator decide, the gravest tells its first caveat.

    Of several that are as grave it is the first. What cannot be checked tells none.
    """
    told: dict[str, int] = {}
    for place in sorted(range(len(verdicts)), key=lambda place: HOLDS.index(verdicts[place].holds)):
        one = verdicts[place]
        id = one.claim.indicator
        if one.holds != "cannot check" and id is not None and catalog.indicators[id].caveats:
            told.setdefault(id, place)
    caveats = {place: catalog.indicators[id].caveats[0] for id, place in told.items()}
    return tuple(_with(one, caveats.get(place)) for place, one in enumerate(verdicts))


def _with(verdict: Verdict, caveat: str | None) -> Verdict:
    return verdict if caveat is None else replace(verdict, why=f"{verdict.why}; to note: {caveat.removesuffix('.')}")
