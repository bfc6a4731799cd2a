"""Where does it stand? The rank through every lens."""

from __future__ import annotations

import polars as pl

from theodolite.briefs.question import Answer, Asked, Figure
from theodolite.figures.pillar_bars import pillar_bars


def ask(asked: Asked) -> Answer:
    """The ranks of the entity and of those it is held against through every lens that could score them all."""
    everyone = (asked.entity, *asked.against)
    rows = [
        {"lens": r.lens.title, "question": r.lens.question, "ranked": len(r.table)}
        | {e: r.rank_of(e) for e in everyone}
        for r in asked.rankings.values()
    ]
    table = pl.DataFrame(rows)
    sentences = tuple(
        f"{r.lens.title}: {asked.name(asked.entity)} is {r.rank_of(asked.entity)} of {len(r.table)}."
        for r in asked.rankings.values()
        if r.rank_of(asked.entity)
    )
    ranks = [rank for rank in table[asked.entity].to_list() if rank is not None]
    span = f"{min(ranks)}" if min(ranks) == max(ranks) else f"between {min(ranks)} and {max(ranks)}"
    return Answer(
        question="Where does it stand?",
        finding=f"{asked.name(asked.entity)} ranks {span}, through {len(ranks)} lenses.",
        findings=sentences,
        figures=tuple(
            Figure(f"pillars-{id}", f"Pillars through the lens {r.lens.title}", pillar_bars(r, everyone), r.table)
            for id, r in asked.rankings.items()
            if all(r.rank_of(e) for e in everyone)
        ),
        tables={"ranks": table},
        sources=tuple(sorted({s for r in asked.rankings.values() for s in r.sources})),
    )
