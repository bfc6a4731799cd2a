"""Where does it stand? The place through every lens, the span of places, and the pillars below each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from theodolite.briefs.exhibit import Cell, Figure, Table
from theodolite.briefs.headline import headline
from theodolite.briefs.positions import (
    DAGGER,
    KNOWN_ENOUGH,
    Position,
    apart,
    pillar_positions,
    positions,
    spanned,
)  # fmt: skip
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.unranked import unranked
from theodolite.briefs.weight import rests_on
from theodolite.briefs.wording import listed, span
from theodolite.figures.numbers import percent, score
from theodolite.figures.pillar_bars import PillarRow, pillar_bars
from theodolite.index.ranking import Ranking

WHOLLY = 0.9995
"""From this share on a place rests on all of its lens's weight, as a percentage is printed."""

Places = Mapping[str, tuple[Position, ...]]


def ask(asked: Asked) -> Answer:
    """The places of the entity and of those it is held against, through every lens."""
    places = positions(asked)
    ranked = places.items() if asked.ranked(asked.entity) else ()
    return Answer(
        question="Where does it stand?",
        finding=headline(asked, places),
        findings=(
            *(unranked(asked, entity) for entity in asked.everyone if not asked.ranked(entity)),
            *filter(None, (_sentence(asked, asked.rankings[id], row[0]) for id, row in ranked)),
        ),
        exhibits=(
            _standings(asked, places),
            *(
                _pillars(asked, id, folded=k > 0 or not asked.ranked(asked.entity))
                for k, id in enumerate(_that_rank_somebody(asked))
            ),
        ),
        tables={f"ranking-{id}": ranking.table for id, ranking in asked.rankings.items()},
        sources=tuple(sorted({s for ranking in asked.rankings.values() for s in ranking.sources})),
        caveats=_caveats(asked),
    )


def _that_rank_somebody(asked: Asked) -> list[str]:
    """The lenses that rank at least one of those asked about."""
    return [id for id, r in asked.rankings.items() if any(r.rank_of(entity) for entity in asked.everyone)]


def _sentence(asked: Asked, ranking: Ranking, first: Position) -> str:
    """The best and the worst pillar of a place, which itself stands in the table; or why there is none."""
    if first.rank is None:
        return f"{ranking.lens.title}: {asked.called(asked.entity)} is not ranked ({first.reason})."
    pillars = pillar_positions(ranking, asked.entity)
    if len(pillars) < 2:
        return ""
    best = min(pillars, key=lambda name: pillars[name].rank or 0)
    worst = max(pillars, key=lambda name: pillars[name].rank or 0)
    if pillars[best].rank == pillars[worst].rank:
        return ""
    high = f"{asked.pillar_said(best)} ({pillars[best].place})"
    low = f"{asked.pillar_said(worst)} ({pillars[worst].place})"
    return f"{ranking.lens.title}: its best pillar is {high}, its worst {low}."


def _standings(asked: Asked, places: Places) -> Table:
    rows: list[tuple[Cell, ...]] = []
    facts: list[dict[str, object]] = []
    spans = [spanned(row) for row in zip(*places.values(), strict=True)]
    for id, row in places.items():
        table = asked.rankings[id].table
        lens = asked.rankings[id].lens
        cells = [Cell(f"{lens.title} (of {row[0].ranked})", small=lens.question)]
        for p, over in zip(row, spans, strict=True):
            about = {} if p.rank is None else table.row(by_predicate=pl.col("entity") == p.entity, named=True)
            facts.append({**_fact(id, p, about), "span": over})
            cells.append(Cell(p.marked, small=_beside(p), mark="quiet" if p.rank is None else ""))
        rows.append(tuple(cells))
    rows.append((Cell("Span over the lenses", mark="lead"), *(Cell(s, mark="lead") for s in spans)))
    header = ("Lens and what it asks", *(asked.name(e) for e in asked.everyone))
    caption = (
        "Places through each lens; below each, the places it takes in 90 of 100 plausible versions of that lens; "
        "last, the span of places over all lenses. A score means something only inside its own lens; “known” is the "
        "share of the lens's weight that rests on a figure or a recorded nothing, where that is not all of it "
        f"({DAGGER}: less than {percent(KNOWN_ENOUGH)})."
    )
    frame = pl.DataFrame(facts, infer_schema_length=None)
    return Table("standings", caption, header, tuple(rows), frame)


def _beside(p: Position) -> str:
    """What stands below a place: how far it moves, the score, and how much is known."""
    if p.rank is None:
        return p.reason
    known = f", {percent(p.known)} known" if p.known is not None and p.known < WHOLLY else ""
    moves = f"{span(p.likely)}; " if p.likely else ""
    return f"{moves}score {score(p.score or 0.0)}{known}"


def _fact(id: str, p: Position, about: dict[str, object]) -> dict[str, object]:
    return {
        "lens": id, "title": p.lens.title, "entity": p.entity, "rank": p.rank, "joint": p.joint, "ranked": p.ranked,
        "score": p.score, "coverage": about.get("coverage"), "oldest_period": about.get("oldest_period"),
        "p05": p.likely and p.likely[0], "p95": p.likely and p.likely[1],
        "reason": p.reason,
    }  # fmt: skip


def _pillars(asked: Asked, id: str, *, folded: bool) -> Figure:
    ranking = asked.rankings[id]
    of = {entity: pillar_positions(ranking, entity) for entity in asked.everyone}
    rows, facts = [], []
    for node in (node for node in ranking.lens.framework if node.weight > 0):
        own = [of[entity].get(node.pillar) for entity in asked.everyone]
        field = ranking.scores[node.pillar]
        rows.append(
            PillarRow(
                asked.pillar(node.pillar),
                tuple(p.score if p else None for p in own),
                tuple(p.place if p else "" for p in own),
                tuple(float(v) for v in field[~np.isnan(field)]),
            )
        )
        facts += [
            {"lens": id, "pillar": node.pillar, "weight": node.weight, "entity": e, "score": float(v)}
            for e, v in zip(ranking.final.entities, field, strict=True)
            if not np.isnan(v)
        ]
    title = f"Pillar scores through the lens {ranking.lens.title}: {listed([look.name for look in asked.looks])}"
    heading = f"{ranking.lens.title}: scores by pillar"
    caption = f"{ranking.lens.question} Score and place in each pillar; below them every economy as a dot."
    draw = lambda width: pillar_bars(title, asked.looks, rows, width)  # noqa: E731
    return Figure.drawn(f"pillars-{id}", heading, caption, draw, pl.DataFrame(facts), folded=folded)


def _caveats(asked: Asked) -> tuple[str, ...]:
    heavy = [rests_on(asked, ranking, asked.entity, whole=True) for ranking in apart(asked)]
    first = [*(line for lines in heavy for line in lines[:1]), *(line for lines in heavy for line in lines[1:])]
    own = [f"{r.lens.title}: {caveat}" for r in asked.rankings.values() for caveat in r.lens.caveats]
    lost = [f"The lens {id} is left out: {why}" for id, why in asked.unusable.items()]
    return (*lost, *first, *own)
