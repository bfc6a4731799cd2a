"""Where do the lenses disagree, and why? The ranks over the lenses, and the pillars that move them."""

from __future__ import annotations

import polars as pl

from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.positions import Position, apart, pillar_positions, position
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.weight import about
from theodolite.briefs.wording import listed
from theodolite.core.prose import upper
from theodolite.figures.numbers import NOTHING, in_words
from theodolite.figures.rank_lanes import LensRanks, rank_lanes
from theodolite.index.contribution import indicator_gaps, pillar_gaps
from theodolite.index.ranking import Ranking


def ask(asked: Asked) -> Answer:
    """The span of each one's places over the lenses, and the pillars that hold the entity up or down in each."""
    return Answer(
        question="Where do the lenses disagree, and why?",
        finding=_finding(asked),
        findings=tuple(filter(None, (_spread(asked, e) for e in asked.against))),
        exhibits=(
            *([_figure(asked)] if any(map(asked.ranked, asked.everyone)) else []),
            *([_reasons(asked)] if asked.ranked(asked.entity) else []),
        ),
        sources=tuple(sorted({s for ranking in asked.rankings.values() for s in ranking.sources})),
        caveats=_decisive(asked),
    )


def _decisive(asked: Asked) -> tuple[str, ...]:
    """The caveats of the indicators that hold the entity down most at its lowest place, and up most at its highest."""
    found: list[str] = []
    for lens, down in zip(apart(asked), (True, False), strict=False):
        others = [e for e in lens.final.entities if e != asked.entity]
        gaps = indicator_gaps(lens, asked.entity, others)
        found += sorted((id for id in gaps if (gaps[id] < 0) == down), key=lambda id: -abs(gaps[id]))[:2]
    return tuple(about(asked, id) for id in dict.fromkeys(found) if asked.catalog.indicators[id].caveats)


def _ranked(asked: Asked, entity: str) -> list[Position]:
    """The places of one entity, best first, where it is ranked."""
    places = [position(ranking, entity) for ranking in asked.rankings.values()]
    return sorted((p for p in places if p.rank is not None), key=lambda p: (p.rank, p.lens.id))


def _finding(asked: Asked) -> str:
    ranked = _ranked(asked, asked.entity)
    who = upper(asked.called(asked.entity))
    if len(ranked) < 2:
        through = "one lens" if ranked else "no lens"
        return f"{who} is ranked through {through}: there is nothing to compare."
    best, worst = ranked[0], ranked[-1]
    if best.rank == worst.rank:
        return f"They do not disagree on its rank: {asked.called(asked.entity)} is {best.place} through all of them."
    down = _beyond(asked.rankings[worst.lens.id], asked.entity, below=True)
    named = listed([f"{asked.pillar_said(name)} ({p.place} of {p.ranked})" for name, p in down])
    because = f"; there it is held down by {named}" if down else ""
    high, low = (_through(ranked, end) for end in (best, worst))
    return f"{who} stands highest through {high} and lowest through {low}{because}."


def _through(ranked: list[Position], end: Position) -> str:
    """Every lens that gives the place of `end`: Use (1st of 3); Power and Use (2nd through both)."""
    level = [p for p in ranked if p.rank == end.rank]
    if len(level) == 1:
        return f"{end.lens.title} ({end.place} of {end.ranked})"
    all_of = "both" if len(level) == 2 else f"all {in_words(len(level))}"
    return f"{_named_at(ranked, end)} ({end.place} through {all_of})"


def _spread(asked: Asked, entity: str) -> str:
    ranked = _ranked(asked, entity)
    if len(ranked) < 2 or ranked[0].rank == ranked[-1].rank:
        return ""
    best, worst = ranked[0], ranked[-1]
    return (
        f"{upper(asked.called(entity))} moves from {best.place} ({_named_at(ranked, best)}) to {worst.place} "
        f"({_named_at(ranked, worst)})."
    )


def _named_at(ranked: list[Position], end: Position) -> str:
    return listed([p.lens.title for p in ranked if p.rank == end.rank])


def _beyond(ranking: Ranking, entity: str, *, below: bool) -> list[tuple[str, Position]]:
    """The two pillars furthest below (or above) the place that the entity takes overall."""
    overall = ranking.rank_of(entity)
    if overall is None:
        return []
    own = pillar_positions(ranking, entity).items()
    apart = [(name, p) for name, p in own if p.rank is not None and (p.rank > overall if below else p.rank < overall)]
    return sorted(apart, key=lambda item: item[1].rank or 0, reverse=below)[:2]


def _figure(asked: Asked) -> Figure:
    lanes = [
        LensRanks(r.lens.title, len(r.final.entities), tuple(r.rank_of(entity) for entity in asked.everyone))
        for r in asked.rankings.values()
    ]
    title = f"Ranks over the lenses: {listed([look.name for look in asked.looks])}"
    caption = "First place is on the left. Equal steps are equal ratios of ranks; a dotted lane ends at the last rank."
    table = pl.DataFrame(
        [
            {"lens": id, "entity": entity, "rank": r.rank_of(entity), "ranked": len(r.final.entities)}
            for id, r in asked.rankings.items()
            for entity in asked.everyone
        ],
        infer_schema_length=None,
    )
    return Figure.drawn(
        "ranks", "Rank through each lens", caption, lambda width: rank_lanes(title, asked.looks, lanes, width), table
    )


def _reasons(asked: Asked) -> Table:
    rows, facts = [], []
    for id, ranking in asked.rankings.items():
        up, down = (_beyond(ranking, asked.entity, below=below) for below in (False, True))
        row = [
            Cell(ranking.lens.title, small=position(ranking, asked.entity).place),
            _named(asked, up),
            _named(asked, down),
        ]
        for other in asked.against:
            gaps = _gaps(ranking, asked.entity, other)
            row.append(_gap({asked.pillar_said(name): part for name, part in gaps.items()}))
            facts += [
                {"lens": id, "entity": asked.entity, "other": other, "pillar": name, "gap": part}
                for name, part in gaps.items()
            ]
        rows.append(tuple(row))
    who = asked.name(asked.entity)
    header = ("Lens", "Held up by", "Held down by", *(f"{who} against {asked.name(e)}" for e in asked.against))
    caption = (
        f"The pillars in which {asked.called(asked.entity)} stands above and below its own place, and those that move "
        "the comparison most, by their weight in the lens."
    )
    schema = {"lens": pl.String, "entity": pl.String, "other": pl.String, "pillar": pl.String, "gap": pl.Float64}
    return Table("reasons", caption, header, tuple(rows), pl.DataFrame(facts, schema=schema))


def _named(asked: Asked, pillars: list[tuple[str, Position]]) -> Cell:
    return cell(", ".join(f"{asked.pillar_said(name)} {p.place}" for name, p in pillars) or NOTHING)


def _gaps(ranking: Ranking, entity: str, other: str) -> dict[str, float]:
    """Pillar → its part of the lead of one over the other, largest first; empty where the lens does not rank both."""
    if ranking.rank_of(entity) is None or ranking.rank_of(other) is None:
        return {}
    return dict(sorted(pillar_gaps(ranking, entity, other).items(), key=lambda item: -item[1]))


def _gap(gaps: dict[str, float]) -> Cell:
    if not gaps:
        return Cell(NOTHING, mark="quiet")
    most, least = next(iter(gaps.items())), list(gaps.items())[-1]
    gain = f"gains most from {most[0]}" if most[1] > 0 else "gains in no pillar"
    loss = f"loses most from {least[0]}" if least[1] < 0 else "loses in no pillar"
    return cell(gain, small=loss)
