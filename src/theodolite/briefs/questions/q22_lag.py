"""How far behind is it? The months between the best models of the entity and of each that it is held against."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.lag_claims import claims_read
from theodolite.briefs.lag_exhibits import fan_figure, history_figure, race_figure
from theodolite.briefs.question import Answer, Asked
from theodolite.core.period import plain_period
from theodolite.core.prose import upper
from theodolite.errors import TheodoliteError
from theodolite.frontier.fan import Fan, claimed, fan, in_fan
from theodolite.frontier.from_ledger import releases, scores
from theodolite.frontier.groups import parse_pair
from theodolite.frontier.lag import lag
from theodolite.frontier.past import Past, past
from theodolite.frontier.result import Lag, told, told_span

QUESTION = "How far behind is it?"

RESAMPLES = 500
"""Resamples of each score but the first, which is told as `theodolite lag` tells it."""

CAVEATS = (
    "A lag is a property of a score and an estimator as much as of two economies: see how far they spread.",
    "A corrected figure supposes that both sides release alike, good models and lesser ones in one proportion; it "
    "takes out what comes of one side's releasing fewer. It is worked out for the first score alone; `theodolite lag` "
    "with --score all has it of every one.",
)


@dataclass(frozen=True)
class Held:
    """The entity held against another one: the fan over all scores, and the first score on its own, with its past."""

    fan: Fan
    first: Lag
    past: Past


def ask(asked: Asked) -> Answer | None:
    """The fan of lags behind each of those that it is held against, the first drawn; None of data of one's own."""
    if asked.own is not None or not set(in_fan(asked.catalog)) & set(scores(asked.ledger)):
        return None
    found: dict[str, Held] = {}
    untold: list[str] = []
    for other in asked.against:
        try:
            found[other] = _held(asked, other)
        except TheodoliteError as error:
            untold.append(
                f"How far {asked.called(asked.entity)} is behind {asked.called(other)} is not told: {error.what}."
            )
    if not found:
        return Answer(QUESTION, "No score of models tells how far behind it is.", tuple(untold))
    first, *others = found.values()
    return Answer(
        question=QUESTION,
        finding=first.fan.finding,
        findings=(first.first.finding, first.past.finding, *(one.fan.finding for one in others), *untold),
        exhibits=(
            fan_figure(first.fan),
            *_claims(first.fan),
            race_figure(first.first),
            _past(first),
            _estimates(first),
        ),
        tables={f"lag-{other.lower()}": one.fan.table for other, one in found.items()},
        sources=tuple(sorted({source for one in found.values() for source in one.fan.sources})),
        caveats=(*CAVEATS, *first.first.notes, *(f"Left out, {id}: {why}" for id, why in first.fan.left_out.items())),
    )


def _held(asked: Asked, other: str) -> Held:
    """All scores without correction, but for the first, which is also corrected and asked of past dates.

    Where the entity leads by the first score, it is asked how far the other one is behind.
    """
    sides = (asked.entity, other)
    spread = fan(asked.ledger, *sides, resamples=RESAMPLES, simulated=0, seed=asked.seed)
    if spread.lags[0].ahead:
        sides = (other, asked.entity)
        spread = fan(asked.ledger, *sides, resamples=RESAMPLES, simulated=0, seed=asked.seed)
    spread = replace(spread, claims=claims_read(asked, spread.claims, *sides))
    known = releases(asked.ledger, spread.lags[0].releases.score)
    pair = parse_pair(*sides, asked.catalog, known)
    first = lag(known, *pair, seed=asked.seed)
    whole = replace(spread, lags=(first, *spread.lags[1:]))
    return Held(whole, first, past(first))


def _past(held: Held) -> Figure:
    return history_figure(held.past, folded=True)


def _claims(found: Fan) -> tuple[Table, ...]:
    """What has been said, by the numbers that the figure gives."""
    if found.claims.is_empty():
        return ()
    rows = [
        (
            cell(str(number)), cell(row["label"], row["about"]), cell(claimed(row)), cell(plain_period(row["period"])),
            cell(f"{row['source']}-{row['edition']}" if row["edition"] else row["source"], row["locator"]),
        )
        for number, row in enumerate(found.claims.iter_rows(named=True), start=1)
    ]  # fmt: skip
    header = ("No.", "Who said it, of whom", "Months", "When", "Where it stands")
    caption = "What has been said of the lag, by the numbers in the picture."
    return (Table("lag-claims", caption, header, tuple(rows), found.claims, numeric=(0, 2), folded=True),)


def _estimates(held: Held) -> Table:
    """The six estimators of the first score."""
    frame = held.first.table
    rows = tuple(
        (
            Cell(row["estimator"], small=row["what"]),
            cell(told(row["months"])),
            cell(told_span(row["low"], row["high"])),
            cell(told(row["corrected"])),
            cell(told_span(row["corrected_low"], row["corrected_high"])),
        )
        for row in frame.iter_rows(named=True)
    )
    header = ("Estimator", "Months", "90 %", "Corrected", "90 %")
    caption = (
        f"{upper(held.first.releases.title)}: months behind by six estimators, raw, and corrected for the numbers of "
        "models."
    )
    return Table("lag-estimators", caption, header, rows, _flat(frame), numeric=(1, 2, 3, 4), folded=True)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Figures that are not finite as empty cells."""
    return frame.with_columns(pl.when(pl.col(pl.Float64).is_finite()).then(pl.col(pl.Float64)))
