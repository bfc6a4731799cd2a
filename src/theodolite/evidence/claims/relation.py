"""Relation: how one statement stands to the statement of its key that is used, or to what the evidence base holds."""

from __future__ import annotations

import numpy as np

from theodolite.core.entity import fold
from theodolite.evidence.claims.alike import meets, same_number
from theodolite.evidence.claims.case import Held, Relation
from theodolite.evidence.claims.origin import same_origin
from theodolite.evidence.claims.statement import Statement
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.verdict import ErrorKind, Verdict
from theodolite.evidence.factcheck.yearly import tells_of_a_year
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.tolerance import agree

_NEAR: tuple[ErrorKind, ...] = ("rounding", "hedge", "wrong-year")
_RESTATED: tuple[ErrorKind, ...] = ("vintage", "stale")
_COUNTED_OTHERWISE: tuple[ErrorKind, ...] = ("definition", "unit", "scope", "rate-basis")


def relation(one: Statement, used: Statement) -> tuple[Relation, str]:
    """How a statement stands to the one used of its key, and why, in a clause.

    Asked in this order: *same-origin*, see `origin.same_origin`; *agrees*, they say the same number, to the digits
    printed; *compatible*, one number can be what both say; *different-definition*, one is a yearly rate and the other
    is not; *superseded*, both name one source and the other document is later; *conflicts*.
    """
    if why := same_origin(one, used):
        return "same-origin", why
    if same_number(one, used):
        return "agrees", "they say the same"
    if meets(one, used):
        return "compatible", f"one number can be what both say: {said(one.claim)} and {said(used.claim)}"
    if one.form == "change" and tells_of_a_year(one.claim.quote) != tells_of_a_year(used.claim.quote):
        return "different-definition", "one is a change a year, the other a change in all"
    both = f"{said(one.claim)} against {said(used.claim)}"
    if source := _restated(one, used):
        return "superseded", f"{source} is named for both, and the other document is later: {both}"
    return "conflicts", f"{both}: no number is what both say{_unsaid(one, used)}"


def relation_to_held(
    one: Statement, held: Held, verdict: Verdict, named: bool, restated: bool = False
) -> tuple[Relation, str]:
    """How a statement stands to what the evidence base holds of it, by its verdict.

    `named` says that it names whose figure it is, `restated` that its origin has told the figure anew since.

    A confirmed claim that names the publisher repeats it, and is no evidence of its own. One that agrees with a figure
    that is not in use conflicts with the one that is, unless one number can be both; where the two figures have one
    origin and the one in use is later, it was restated. Where the number agrees and what it is said to count does not,
    definitions differ. What is near and does not round to it is compatible.
    """
    if verdict.in_use is not None and not one.said.meets(held.value, held.value):
        return ("superseded" if restated else "conflicts"), verdict.why
    if verdict.holds == "confirmed":
        if named:
            return "same-origin", f"it names whose figure it is: {verdict.why}"
        same = one.value is not None and bool(agree(np.array([one.value]), np.array([held.value]))[0])
        return ("agrees" if same else "compatible"), verdict.why
    if verdict.holds == "imprecise" and verdict.error in _RESTATED:
        return "superseded", verdict.why
    counted = verdict.error in _COUNTED_OTHERWISE
    if counted and (verdict.holds == "imprecise" or one.said.meets(held.value, held.value)):
        return "different-definition", verdict.why
    if verdict.holds == "imprecise" and verdict.error in _NEAR:
        return "compatible", f"it is near, and loosely said: {verdict.why}"
    return "conflicts", verdict.why


def held_of(one: Statement, verdict: Verdict, ledger: Ledger) -> Held | None:
    """What the evidence base holds of a statement by its verdict: the figure in use; None where it cannot say."""
    if verdict.holds == "cannot check" or not verdict.rows:
        return None
    rows = verdict.rows[1:] if verdict.error in _RESTATED and len(verdict.rows) > 1 else verdict.rows
    ats = [(row, ledger.at(row)) for row in rows]
    own = next((at for at in ats if at[1]["indicator"] == one.claim.indicator), ats[0])
    own = own if verdict.in_use is None else (verdict.in_use, ledger.at(verdict.in_use))
    at = own[1]
    worked_out = verdict.computed is not None
    low, high = (None, None) if worked_out else (at["low"], at["high"])
    return Held(
        value=verdict.computed if verdict.computed is not None else float(str(at["value"])),
        low=None if low is None else float(str(low)),
        high=None if high is None else float(str(high)),
        unit=one.unit if worked_out else str(at["unit"]),
        period=_span([str(one["period"]) for _, one in ats]) if worked_out else str(at["period"]),
        source=str(at["source"]),
        edition=str(at["edition"]),
        published=str(at["published"]),
        locator=str(at["locator"]),
        rows=verdict.rows if worked_out else (own[0],),
        worked_out=worked_out,
    )


def is_restated(verdict: Verdict, ledger: Ledger) -> bool:
    """Whether the figure that a claim agrees with has one origin with the later one that is in use."""
    if verdict.in_use is None:
        return False
    agreed, used = ledger.at(verdict.rows[0]), ledger.at(verdict.in_use)
    families = [
        {str(at["source"]), *ledger.catalog.sources[f"{at['source']}-{at['edition']}"].origin} for at in (agreed, used)
    ]
    return not families[0].isdisjoint(families[1]) and str(agreed["published"]) < str(used["published"])


def _span(periods: list[str]) -> str:
    """The period from the first to the last of the figures that something was worked out from."""
    ends = sorted(set(periods))
    plain = len(ends) > 1 and not any("/" in end for end in ends)
    return f"{ends[0]}/{ends[-1]}" if plain else periods[0]


def _restated(one: Statement, used: Statement) -> str | None:
    """The source that both name, where the document of the one used is the later one."""
    a, b = fold(one.claim.attributed_to or ""), fold(used.claim.attributed_to or "")
    later = one.written is not None and used.written is not None and one.written < used.written
    return one.claim.attributed_to if a and a == b and later else None


def _unsaid(one: Statement, used: Statement) -> str:
    without = [s for s in (one, used) if s.days is None and s.form != "goal"]
    if len(without) == 2:
        return ", and neither says of when"
    return ", and one does not say of when" if without else ""
