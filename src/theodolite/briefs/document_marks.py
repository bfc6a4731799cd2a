"""Document marks: each claim that could be checked beside the figure that it was checked with, in one picture."""

from __future__ import annotations

from math import isfinite, nan

import numpy as np
import polars as pl

from theodolite.briefs.document_claims import Told, about
from theodolite.briefs.exhibit import Figure
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import plain_period, shortened
from theodolite.evidence.claims.case import Held
from theodolite.evidence.claims.relation import held_of
from theodolite.evidence.claims.statement import Statement, statements
from theodolite.evidence.claims.telling import said
from theodolite.evidence.factcheck.verdict import Verdict
from theodolite.evidence.tolerance import span
from theodolite.figures.claim_marks import ClaimMark, claim_marks
from theodolite.figures.numbers import number, with_unit
from theodolite.figures.theme import FAINT

DRAWN = 20
"""Claims in the picture; the table below it holds all."""


def marks_figure(found: Told, asked: Asked) -> tuple[Figure, ...]:
    """The picture of the claims that say a number above zero and that one figure decides; nothing where none is so."""
    checked = found.checked
    ready = {one.number: one for one in statements([v.claim for v in checked], asked.catalog)}
    marks = [
        (verdict, mark)
        for place, verdict in enumerate(checked)
        if place in ready and (mark := _mark(verdict, ready[place], asked)) is not None
    ][:DRAWN]
    if not marks:
        return ()
    title = "What the documents claim, as a multiple of what the evidence base has"
    caption = (
        "The bar is what the figure in use of the evidence base may stand for, by its rounding or its reported "
        "interval; the line is what the claim's words may stand for, dashed where they set only a bound."
    )
    facts = [
        {
            "claim": verdict.claim.id, "verdict": verdict.holds, "multiple": mark.value, "low": mark.low,
            "high": mark.high, "evidence_low": mark.least, "evidence_high": mark.most,
        }
        for verdict, mark in marks
    ]  # fmt: skip
    rows = [mark for _, mark in marks]
    table = pl.DataFrame(facts, infer_schema_length=None)
    return (Figure.drawn("document-claims-marks", title, caption, lambda w: claim_marks(title, rows, w), table),)


def _mark(verdict: Verdict, one: Statement, asked: Asked) -> ClaimMark | None:
    held = held_of(one, verdict, asked.ledger)
    if held is None or verdict.claim.value is None or held.unit != one.unit:
        return None
    figure, value = held.value, verdict.claim.value * one.factor
    if figure <= 0 or value <= 0:
        return None
    least, most = (figure, figure) if one.form == "rank" else _may_stand_for(held)
    unit = asked.catalog.units.get(held.unit)
    shown = number(figure) if unit is None else with_unit(figure, unit)
    beside = "" if verdict.in_use is None else "; another source agrees with it"
    colours = dict(zip(asked.everyone, (look.colour for look in asked.looks), strict=True))
    return ClaimMark(
        label=shortened(about(verdict.claim, asked), 120),
        shown=f"said: {said(verdict.claim, whole=True)}; evidence: {shown} in {plain_period(held.period)}{beside}",
        verdict=verdict.holds,
        colour=colours.get(one.entity, FAINT),
        value=value / figure,
        low=one.said.low / figure if isfinite(one.said.low) and one.said.low > 0 else None,
        high=one.said.high / figure if isfinite(one.said.high) else None,
        least=max(least, 0.0) / figure,
        most=most / figure,
    )


def _may_stand_for(held: Held) -> tuple[float, float]:
    """The reported interval of a figure, and half its rounding either way; what was worked out stands for itself."""
    if held.worked_out:
        return held.value, held.value
    ends = (held.value, held.low if held.low is not None else nan, held.high if held.high is not None else nan)
    low, high = span(*(np.array([end]) for end in ends))
    return float(low[0]), float(high[0])
