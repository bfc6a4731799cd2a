"""The figures of certainty: intervals of ranks, chances of ranks, who stands above whom, and what moves a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from theodolite.briefs.certainty import Certainty, certainty
from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.moved import CHOICES
from theodolite.briefs.question import Asked
from theodolite.core.prose import upper
from theodolite.figures.chance import chance
from theodolite.figures.drivers import Driver, Share, drivers
from theodolite.figures.neighbourhood import MOST, neighbourhood
from theodolite.figures.numbers import NOTHING, percent
from theodolite.figures.pairwise_wins import pairwise_wins
from theodolite.figures.rank_heatmap import RankChances, rank_heatmap
from theodolite.figures.rank_intervals import RankInterval, rank_intervals
from theodolite.figures.theme import Look

MOST_COMPARED = 10
"""Economies in a square of wins: as many as fit a phone."""


def ordered(asked: Asked, id: str) -> list[Certainty]:
    """Everybody whom a lens ranks as written, the best place first."""
    robust = asked.robust[id]
    ranked = robust.table.drop_nulls("rank").sort("rank", "entity")["entity"]
    return [certainty(robust, entity) for entity in ranked]


def _look(asked: Asked, entity: str) -> Look | None:
    return dict(zip(asked.everyone, asked.looks, strict=True)).get(entity)


def _lead(asked: Asked, entity: str) -> Cell:
    return Cell(asked.name(entity), mark="lead" if entity in asked.everyone else "")


def _nearest(asked: Asked, field: Sequence[Certainty], most: int) -> list[Certainty]:
    own = [k for k, c in enumerate(field) if c.entity in asked.everyone]
    return [field[k] for k in neighbourhood(len(field), own, most)]


def intervals(asked: Asked, id: str, title: str, *, folded: bool) -> Figure:
    """The 90 of 100 ranks of everybody, or of the neighbourhood of those asked about, through one lens."""
    field = ordered(asked, id)
    rows = [
        RankInterval(asked.name(c.entity), c.rank or 0, c.low, c.middle, c.high, _look(asked, c.entity)) for c in field
    ]
    near = _nearest(asked, field, MOST)
    shown = [
        (
            _lead(asked, c.entity),
            *(cell(str(n)) for n in (c.rank, c.low, c.middle, c.high)),
            cell(chance(c.as_written) or "0"),
        )
        for c in near
    ]
    header = ("Economy", "Place as written", "From", "Middle", "To", "Place as written, in 100 versions")
    frame = pl.DataFrame(
        [
            {"lens": id, "entity": c.entity, "rank": c.rank, "p05": c.low, "median": c.middle, "p95": c.high,
             "probability_of_rank": c.as_written}
            for c in field
        ]
    )  # fmt: skip
    name = f"rank-intervals-{id}"
    numbers = Table(name, f"{title}: the places", header, tuple(shown), frame, numeric=(1, 2, 3, 4, 5))
    caption = (
        "Each bar holds the places that an economy takes in 90 of 100 plausible versions of the lens; the mark is the "
        "middle one, the upright stroke the place through the lens as written."
    )
    draw = lambda width: rank_intervals(title, rows, width)  # noqa: E731
    return Figure.drawn(name, title, caption, draw, frame, folded=folded, numbers=numbers)


def heatmap(asked: Asked, id: str, title: str, *, folded: bool) -> Figure:
    """In how many of 100 versions each takes each place."""
    field = ordered(asked, id)
    rows = [RankChances(asked.name(c.entity), c.rank or 0, c.shares, _look(asked, c.entity)) for c in field]
    facts = [
        {"lens": id, "entity": c.entity, "rank": k + 1, "probability": share}
        for c in field
        for k, share in enumerate(c.shares)
        if share > 0
    ]
    name = f"rank-chances-{id}"
    frame = pl.DataFrame(facts)
    shown = [
        (
            _lead(asked, c.entity),
            *(cell(place) for place in _likeliest(c)),
        )
        for c in _nearest(asked, field, MOST)
    ]
    header = ("Economy", "Likeliest place", "Second", "Third")
    numbers = Table(name, f"{title}: the three likeliest places of each, of 100", header, tuple(shown), frame)
    caption = "A number is how many of 100 plausible versions of the lens give an economy that place."
    draw = lambda width: rank_heatmap(title, rows, width)  # noqa: E731
    return Figure.drawn(name, title, caption, draw, frame, folded=folded, numbers=numbers)


def _likeliest(c: Certainty) -> list[str]:
    most = sorted(range(len(c.shares)), key=lambda k: (-c.shares[k], k))[:3]
    return [f"{k + 1} ({chance(c.shares[k])})" if c.shares[k] > 0 else NOTHING for k in (*most, *[most[-1]] * 3)][:3]


def wins(asked: Asked, id: str, title: str, *, folded: bool) -> Figure:
    """In how many of 100 versions one stands above the other, among those asked about and their neighbours."""
    near = _nearest(asked, ordered(asked, id), MOST_COMPARED)
    robust = asked.robust[id]
    places = [robust.entities.index(c.entity) for c in near]
    square = [[float(robust.beats[a, b]) for b in places] for a in places]
    names = [asked.name(c.entity) for c in near]
    shown = [
        (cell(name), *(cell(NOTHING if a == b else chance(share) or "0") for b, share in enumerate(square[a])))
        for a, name in enumerate(names)
    ]
    facts = [
        {"lens": id, "entity": a, "above": b, "probability": float(robust.beats[j, k])}
        for j, a in enumerate(robust.entities)
        for k, b in enumerate(robust.entities)
        if j != k and a in asked.everyone
    ]
    name = f"wins-{id}"
    frame = pl.DataFrame(facts)
    numbers = Table(name, f"{title}: the row above the column, of 100", ("Economy", *names), tuple(shown), frame,
                    numeric=tuple(range(1, len(names) + 1)))  # fmt: skip
    caption = "A number is in how many of 100 plausible versions of the lens the one of the row stands above the other."
    draw = lambda width: pairwise_wins(title, names, square, [_look(asked, c.entity) for c in near], width)  # noqa: E731
    return Figure.drawn(name, title, caption, draw, frame, folded=folded, numbers=numbers)


def driven(asked: Asked, id: str, title: str, rows: Sequence[dict[str, Any]]) -> Figure:
    """What moves the place of the entity through one lens, as `moved_by` gives it: each choice alone, and in all."""
    drawn = [
        Driver(
            upper(CHOICES[row["choice"]]),
            Share(row["first_order"], row["first_order_p05"], row["first_order_p95"]),
            Share(row["total"], row["total_p05"], row["total_p95"]),
        )
        for row in rows
    ]
    shown = [(cell(d.choice), *(cell(_with_ends(share)) for share in (d.alone, d.total))) for d in drawn]
    name = f"drivers-{id}"
    frame = pl.DataFrame([{"lens": id, "entity": asked.entity, **row} for row in rows], infer_schema_length=None)
    numbers = Table(name, f"{title}: shares with their 5 to 95 % intervals", ("Choice", "Alone", "With the others"),
                    tuple(shown), frame)  # fmt: skip
    caption = (
        "Shares of the movement (variance) of its place: what each choice moves by itself, and what it moves together "
        "with others; the second do not add up to 100. A thin line is the interval of an estimate (5 to 95 %)."
    )
    return Figure.drawn(name, title, caption, lambda width: drivers(title, drawn, width), frame, numbers=numbers)


def _with_ends(share: Share) -> str:
    value, low, high = (percent(round(max(end, 0.0), 2)) for end in (share.value, share.low, share.high))
    return f"{value} ({low} to {high})"
