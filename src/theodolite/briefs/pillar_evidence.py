"""Pillar evidence: how much each pillar rests on over all economies, and which are thin."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from theodolite.briefs.exhibit import Table, cell
from theodolite.briefs.question import Asked
from theodolite.briefs.wording import plural
from theodolite.core.pillar import KnownPillar
from theodolite.figures.numbers import in_words


def economies_of(asked: Asked, ids: Sequence[str]) -> list[int]:
    """How many economies each of the indicators `ids` has an observation for, in ascending order."""
    rows = asked.ledger.select(indicator=list(ids))
    counts = dict(rows.group_by("indicator").agg(pl.col("entity").n_unique()).iter_rows())
    return sorted(counts.get(id, 0) for id in ids)


def pillar_table(asked: Asked) -> Table:
    """For every pillar of the evidence: its indicators, how many the lenses use, and how many economies they cover."""
    seen = {id for ranking in asked.rankings.values() for id in ranking.lens.indicators}
    observed = set(asked.ledger.rows["indicator"].unique())
    rows, facts = [], []
    for pillar in sorted({asked.pillar_of(id) for id in seen}):
        ids = [id for id in asked.catalog.indicators if asked.pillar_of(id) == pillar and id in observed]
        counts = economies_of(asked, ids)
        used_here = sum(id in seen for id in ids)
        least, most = (counts[0], counts[-1]) if counts else (0, 0)
        covered = str(least) if least == most else f"{least} to {most}"
        rows.append(tuple(cell(str(v)) for v in (asked.pillar(pillar), len(ids), used_here, covered)))
        facts.append(
            {
                "pillar": pillar,
                "indicators": len(ids),
                "in_use": used_here,
                "least_economies": least,
                "most_economies": most,
            }
        )
    header = ("Pillar", "Indicators", "In use", "Economies")
    caption = (
        "What each pillar rests on: its indicators with observations, how many of them a lens uses, and how many "
        "economies an indicator covers, from the least to the most."
    )
    return Table("pillar-evidence", caption, header, tuple(rows), pl.DataFrame(facts), numeric=(1, 2, 3))


def thin_pillars(asked: Asked) -> tuple[str, ...]:
    """Of each pillar that the catalogue calls thin: why, how many indicators it has, and which of them lenses use."""
    seen = {id for ranking in asked.rankings.values() for id in ranking.lens.indicators}
    observed = set(asked.ledger.rows["indicator"].unique())
    said: list[str] = []
    for pillar, known in asked.catalog.codelist("pillars", KnownPillar).items():
        ids = [id for id in asked.catalog.indicators if id.startswith(f"{pillar}/") and id in observed]
        in_use = [id for id in ids if id in seen]
        counts = {id: economies_of(asked, [id])[0] for id in in_use}
        named = [f"{asked.catalog.indicators[id].title}, {n} economies" for id, n in counts.items()]
        if ids and known.thin:
            covered = economies_of(asked, ids)
            have = f"{in_words(len(ids))} {plural(len(ids), 'indicator')} in all"
            have += f", of {covered[0]} to {covered[-1]} economies each"
            use = f"the lenses use {in_words(len(in_use))} ({'; '.join(named)})" if in_use else "the lenses use none"
            said.append(
                f"{asked.pillar(pillar)} is thin: {known.thin}. It has {have}; {use}. "
                "A place in it says less than a place in the other pillars."
            )
    return tuple(said)
