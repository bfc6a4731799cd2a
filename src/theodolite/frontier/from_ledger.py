"""Releases from the ledger: the models that have one score, each once, from one edition on one scale."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.period import UNDATED
from theodolite.errors import FrontierError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.makers import Register, register_of
from theodolite.frontier.release import FIVE_TO_95, SCHEMA, Releases, in_order


class Told(NamedTuple):
    """Rows of a score, and what is to be said of those that were left out."""

    rows: pl.DataFrame
    notes: tuple[str, ...]


def scores(ledger: Ledger) -> list[str]:
    """The ids of all scores of models that the ledger holds, sorted."""
    held = ledger.rows["indicator"].unique().sort()
    return [id for id in held if ledger.catalog.indicators[id].of == "model"]


def score_id(ledger: Ledger, score: str) -> str:
    """The id of a score of models by its id or the last part of it.

    Raises FrontierError where the catalogue has such a score and the ledger no figure of it, with the sources to pull,
    and UnknownNameError with near names and all that the ledger holds.
    """
    known = scores(ledger)
    named = [id for id in known if _is_called(id, score)]
    if len(named) == 1:
        return named[0]
    for id in ledger.catalog.indicators:
        if not named and _is_called(id, score) and ledger.catalog.indicators[id].of == "model":
            raise _not_held(ledger, id)
    near = named or nearest(score, [*known, *(id.rpartition("/")[2] for id in known)])
    raise UnknownNameError("score of models", score, near, next_step="one of " + ", ".join(known))


def _is_called(id: str, score: str) -> bool:
    return score in (id, id.rpartition("/")[2])


def _not_held(ledger: Ledger, id: str) -> FrontierError:
    providing = [
        name for name, source in ledger.catalog.sources.items() if id in {one.indicator for one in source.provides}
    ]
    known = f"as known on {ledger.as_of}, " if ledger.as_of else ""
    return FrontierError(
        f"{known}the ledger holds no figure of {id}",
        next_step=" or ".join(f"theodolite pull {name} --from FOLDER" for name in providing) or "another score",
    )


def releases(ledger: Ledger, score: str, as_of: date | None = None) -> Releases:
    """The releases with a `score`, as known at `as_of` (None: all there are), each once and sorted by day.

    One edition speaks, so that all scores are on one scale: of the work that the indicator prefers, or else of that
    with most models, the newest that was out. Where none was out at `as_of`, the earliest later one stands in and a
    note says so: its scores were measured later, of models that were there. For this to be found the ledger is opened
    without `as_of`; one that was opened with it has its own day where none is given here. Left out and told are models
    that may have come out after `as_of`, after their own edition, or on no day that is known, projections, and later
    figures of one model. A standard error is (high − low) / 3.29, since an interval is one of 5 to 95 %.

    Raises UnknownNameError as `score_id`, and FrontierError where no release is left.
    """
    as_of = as_of or ledger.as_of
    id = score_id(ledger, score)
    rows, first = _one_edition(ledger, id, as_of)
    work, edition = rows.select("source", "edition").row(0)
    rows, second = _usable(rows)
    if rows.is_empty():
        raise FrontierError(f"no release has a score of {id}", where=f"{work}-{edition}")
    last = max(rows["end"])
    now = min(last, as_of) if as_of else last
    out = rows.filter(pl.col("end") <= now)
    if out.is_empty():
        raise FrontierError(f"no model with a score of {id} had been released by {now}", expected="a later day")
    late = len(rows) - len(out)
    third = (f"Left out: {late} {_models(late)} that may have come out after {now}.",) if late else ()
    frame, sources, fourth = _described(out, register_of(ledger.catalog, work))
    indicator = ledger.catalog.indicators[id]
    return Releases(
        id, indicator.title, indicator.unit, indicator.direction == "less", in_order(frame), now,
        (*first, *second, *third, *fourth), tuple(dict.fromkeys((f"{work}-{edition}", *sources))),
    )  # fmt: skip


def _one_edition(ledger: Ledger, id: str, as_of: date | None) -> Told:
    rows = ledger.select(indicator=id)
    about = rows.group_by("source", "edition", "published").agg(models=pl.col("entity").n_unique())
    known = about if as_of is None else about.filter(pl.col("published") <= as_of)
    notes: list[str] = []
    if known.is_empty():
        known = about.filter(pl.col("published") == about["published"].min())
        day = known["published"][0]
        notes.append(f"Scores as measured later, in the edition of {day}: none was out on {as_of}.")
    prefer = list(ledger.catalog.indicators[id].prefer)
    newest = known.sort("published", "edition").group_by("source").last()
    place = pl.col("source").replace_strict(prefer, range(len(prefer)), default=len(prefer), return_dtype=pl.Int64)
    chosen = newest.sort([place, -pl.col("models").cast(pl.Int64), -pl.col("published").to_physical(), "source"])
    mine = (pl.col("source") == chosen["source"][0]) & (pl.col("edition") == chosen["edition"][0])
    used = rows.filter(mine)
    others = rows.filter(pl.col("published") <= (as_of or date.max)).filter(~mine).join(used, on="entity", how="anti")
    if count := others["entity"].n_unique():
        notes.append(f"Left out: {count} {_models(count)} of other editions, whose scores may be on another scale.")
    return Told(used, tuple(notes))


def _usable(rows: pl.DataFrame) -> Told:
    """The rows that are releases, one a model."""
    notes: list[str] = []
    reasons = {
        "projected": pl.col("status") == "F",
        "of no known day": pl.col("period") == UNDATED,
        "dated after the edition came out": pl.col("start") > pl.col("published"),
    }
    for reason, odd in reasons.items():
        if count := len(rows.filter(odd)):
            notes.append(f"Left out: {count} {_models(count)} {reason}.")
        rows = rows.filter(~odd)
    once = rows.sort("start", "end", "row").unique("entity", keep="first", maintain_order=True)
    if again := len(rows) - len(once):
        notes.append(
            f"Left out: {again} later {'figure' if again == 1 else 'figures'} of a model: its first one counts."
        )
    return Told(once, tuple(notes))


def _described(rows: pl.DataFrame, register: Register) -> tuple[pl.DataFrame, tuple[str, ...], tuple[str, ...]]:
    """The rows with what is known of each model, the editions that say so, and what is not known."""
    known = {entity: register.known(entity) for entity in rows["entity"]}
    about = pl.DataFrame(
        [(entity, one.title, one.makers, one.economies, one.weights, "") for entity, one in known.items()],
        schema=list(SCHEMA)[:6], orient="row",
    )  # fmt: skip
    se = (pl.col("high") - pl.col("low")) / FIVE_TO_95
    frame = rows.with_columns(se=se).join(about, on="entity", how="left", maintain_order="left")
    without = sum(not one.economies for one in known.values())
    notes = (f"No country is known of {without} {_models(without)}.",) if without else ()
    return frame, tuple(sorted({source for one in known.values() for source in one.sources})), notes


def _models(count: int) -> str:
    return "model" if count == 1 else "models"
