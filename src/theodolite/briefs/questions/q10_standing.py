"""Where does it stand? The place through every lens, the span of places, and the pillars below each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.positions import Position, pillar_positions, positions, spanned
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.wording import listed, plural, span, upper
from theodolite.figures.numbers import in_words, ordinal, percent, score
from theodolite.figures.pillar_bars import PillarRow, pillar_bars
from theodolite.index.ranking import Ranking

Places = Mapping[str, tuple[Position, ...]]


def ask(asked: Asked) -> Answer:
    """The places of the entity and of those it is held against, through every lens."""
    places = positions(asked)
    return Answer(
        question="Where does it stand?",
        finding=finding(asked, places),
        findings=tuple(_sentence(asked, asked.rankings[id], row) for id, row in places.items()),
        exhibits=(
            _standings(asked, places),
            *(_pillars(asked, id, folded=k > 0) for k, id in enumerate(asked.rankings)),
        ),
        tables={f"ranking-{id}": ranking.table for id, ranking in asked.rankings.items()},
        sources=tuple(sorted({s for ranking in asked.rankings.values() for s in ranking.sources})),
        caveats=_caveats(asked),
    )


def finding(asked: Asked, places: Places) -> str:
    """The places that the entity takes over all lenses, and through how many it stands above each other one."""
    rows = list(places.values())
    ranks = [row[0].rank for row in rows if row[0].rank is not None]
    who = upper(asked.called(asked.entity))
    lenses = f"{in_words(len(rows))} {plural(len(rows), 'lens', 'lenses')}"
    if not ranks:
        return f"{who} is ranked through none of {lenses} ({rows[0][0].reason})."
    through = lenses if len(ranks) == len(rows) else f"{in_words(len(ranks))} of {lenses}"
    if len(ranks) == 1:
        said = f"{who} ranks {ordinal(ranks[0])} of {next(r[0].ranked for r in rows if r[0].rank)}, through {through}"
    elif min(ranks) == max(ranks):
        said = f"{who} ranks {ordinal(ranks[0])} through {through}"
    else:
        said = f"{who} ranks anywhere from {span(ranks)}, depending on which of {through} one looks through"
    return f"{said}; {listed([_head_to_head(asked, rows, k) for k in range(1, len(asked.everyone))])}."


def _head_to_head(asked: Asked, rows: list[tuple[Position, ...]], k: int) -> str:
    other = asked.called(asked.everyone[k])
    pairs = [(r[0], r[k]) for r in rows if r[0].rank is not None and r[k].rank is not None]
    above = [a.lens.title for a, b in pairs if a.rank < b.rank]  # type: ignore[operator]
    level = sum(a.rank == b.rank for a, b in pairs)
    if not pairs:
        return f"no lens ranks it together with {other}"
    if len(pairs) == 1:
        return f"it stands {'above' if above else 'level with' if level else 'below'} {other}"
    all_of = "both" if len(pairs) == 2 else f"all {in_words(len(pairs))}"
    if len(above) == len(pairs):
        return f"it stands above {other} through {all_of}"
    equal = f", and level through {in_words(level)}" if level else ""
    if not above:
        return f"it stands above {other} through none of them{equal}"
    named = f" ({listed(above)})" if len(above) <= 2 else ""
    return f"it stands above {other} through {in_words(len(above))} of {in_words(len(pairs))}{named}{equal}"


def _sentence(asked: Asked, ranking: Ranking, row: tuple[Position, ...]) -> str:
    first, *others = row
    if first.rank is None:
        start = f"{asked.called(asked.entity)} is not ranked ({first.reason})"
    else:
        start = f"{asked.called(asked.entity)} is {first.place} of {first.ranked} ranked"
    rest = listed([f"{asked.called(p.entity)} {p.place}" for p in others])
    said = f"{ranking.lens.title}: {start}, {rest}."
    pillars = pillar_positions(ranking, asked.entity)
    if len(pillars) < 2:
        return said
    best = min(pillars, key=lambda name: pillars[name].rank or 0)
    worst = max(pillars, key=lambda name: pillars[name].rank or 0)
    if pillars[best].rank == pillars[worst].rank:
        return said
    return (
        f"{said} Its best pillar there is {best} ({pillars[best].place}), its worst {worst} ({pillars[worst].place})."
    )


def _standings(asked: Asked, places: Places) -> Table:
    rows: list[tuple[Cell, ...]] = []
    facts: list[dict[str, object]] = []
    for id, row in places.items():
        table = asked.rankings[id].table
        lens = asked.rankings[id].lens
        cells = [Cell(lens.title, small=lens.question)]
        for p in row:
            about = {} if p.rank is None else table.row(by_predicate=pl.col("entity") == p.entity, named=True)
            facts.append(_fact(id, p, about))
            small = p.reason if p.rank is None else f"score {score(p.score or 0.0)}, {percent(about['coverage'])} known"
            cells.append(Cell(p.place, small=small, mark="quiet" if p.rank is None else ""))
        rows.append((*cells, cell(str(row[0].ranked))))
    spans = [spanned(row) for row in zip(*places.values(), strict=True)]
    rows.append((Cell("Span over the lenses", mark="lead"), *(Cell(s, mark="lead") for s in spans), cell("")))
    header = ("Lens and what it asks", *(asked.name(e) for e in asked.everyone), "Ranked")
    caption = (
        "Places through each lens, and the span of places over all of them. A score means something only inside its "
        "own lens; “known” is the share of the lens's indicators with a figure or a recorded nothing."
    )
    frame = pl.DataFrame(facts, infer_schema_length=None)
    return Table("standings", caption, header, tuple(rows), frame, numeric=(len(header) - 1,))


def _fact(id: str, p: Position, about: dict[str, object]) -> dict[str, object]:
    return {
        "lens": id, "title": p.lens.title, "entity": p.entity, "rank": p.rank, "joint": p.joint, "ranked": p.ranked,
        "score": p.score, "coverage": about.get("coverage"), "oldest_period": about.get("oldest_period"),
        "reason": p.reason,
    }  # fmt: skip


def _pillars(asked: Asked, id: str, *, folded: bool) -> Figure:
    ranking = asked.rankings[id]
    of = {entity: pillar_positions(ranking, entity) for entity in asked.everyone}
    rows, facts = [], []
    for node in ranking.lens.framework:
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
    own = [f"{r.lens.title}: {caveat}" for r in asked.rankings.values() for caveat in r.lens.caveats]
    lost = [f"The lens {id} cannot be used on this evidence: {why}" for id, why in asked.unusable.items()]
    return (*lost, *own)
