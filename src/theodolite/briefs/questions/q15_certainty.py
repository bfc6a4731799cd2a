"""How sure is its place? The places over the plausible versions of each lens, and what moves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from theodolite.briefs.certainty import FEW, SURE, Certainty, certainties, certainty, least_sure
from theodolite.briefs.certainty_figures import driven, heatmap, intervals, wins
from theodolite.briefs.draws import DRAWS
from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.moved import CHOICES, moved_by
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.wording import in_titles, listed, span, versions
from theodolite.core.prose import upper
from theodolite.figures.chance import chance
from theodolite.figures.numbers import NOTHING, in_words, ordinal, percent

QUESTION = "How sure is its place?"
LIMITS = (
    "A version changes only what its lens calls doubtful. What no version changes (which indicators there are, what "
    "nobody measures, errors that all sources share) is not in these numbers: a place is no surer than they say.",
)


def ask(asked: Asked) -> Answer:
    """The places that the entity takes when what each lens calls doubtful is chosen otherwise."""
    found = certainties(asked, asked.entity)
    lost = tuple(
        f"{asked.rankings[id].lens.title}: no versions are drawn, for {in_titles(error.what, asked.catalog)}."
        for id, error in asked.drawn[1].items()
    )
    loosest = least_sure(asked)
    if loosest is None:
        return Answer(QUESTION, _nothing(asked), caveats=lost)
    moved = moved_by(asked, loosest)
    return Answer(
        question=QUESTION,
        finding=_finding(asked, found),
        findings=(
            *(_against(asked, other) for other in asked.against),
            *filter(None, map(_flattered, found)),
            *_moved(asked, loosest, moved),
            _version(asked),
        ),
        exhibits=(_table(asked), *_figures(asked, loosest, moved)),
        tables={f"versions-{id}": robust.table for id, robust in asked.robust.items()},
        sources=tuple(sorted({s for c in found for s in asked.robust[c.lens.id].sources})),
        caveats=(*lost, *LIMITS),
    )


def _nothing(asked: Asked) -> str:
    """Why no place can be said to be more or less sure."""
    who = asked.called(asked.entity)
    if not asked.ranked(asked.entity):
        return f"No lens ranks {who}, so it has no place that could be sure."
    return f"No version of a lens ranks {who}: none of its lenses names anything to doubt."


def _finding(asked: Asked, found: Sequence[Certainty]) -> str:
    who = asked.called(asked.entity)
    if len(found) == 1:
        return f"Through {found[0].lens.title}, {who} is {found[0].told}."
    surest, loosest = surest_and_loosest(found)
    return (
        f"The place of {who} moves least through {surest.lens.title} ({surest.told}) and by most places through "
        f"{loosest.lens.title} ({loosest.told})."
    )


def surest_and_loosest(found: Sequence[Certainty]) -> tuple[Certainty, Certainty]:
    """The place that moves by the fewest places, and the one that moves by the most."""
    surest, *_, loosest = sorted(found, key=lambda c: (c.width, -c.as_written, c.lens.id))
    return surest, loosest


def _against(asked: Asked, other: str) -> str:
    """Through which lenses the entity stands above or below one other in nearly all versions, and where it is open."""
    shares = {
        robust.ranking.lens.title: (robust.beat(asked.entity, other), robust.beat(other, asked.entity))
        for robust in asked.robust.values()
        if {asked.entity, other} <= set(robust.entities)
    }
    name = asked.called(other)
    if not shares:
        return f"{upper(name)}: no version of a lens ranks both."
    above = [title for title, (up, _) in shares.items() if up >= SURE]
    below = [title for title, (_, down) in shares.items() if down >= SURE]
    open_ = [f"{title} ({versions(up)})" for title, (up, _) in shares.items() if title not in (*above, *below)]
    parts = []
    for word, titles, side in (("above", above, 0), ("below", below, 1)):
        if titles:
            least = min(shares[title][side] for title in titles)
            often = versions(least, at_least=len(titles) > 1)
            parts.append(f"{word} it {often} of {_which(titles, len(shares))}")
    if open_:
        parts.append(f"above it through {listed(open_)}")
    return f"{upper(name)}: {asked.called(asked.entity)} stands {'; '.join(parts)}."


def _flattered(c: Certainty) -> str:
    """Where the lens as written puts it higher, or lower, than most of its versions do."""
    if c.rank is None:
        return ""
    as_high, higher = sum(c.shares[: c.rank]), sum(c.shares[: c.rank - 1])
    if as_high <= FEW:
        return f"{c.lens.title}: as written it is {ordinal(c.rank)}, and as high as that {versions(as_high)}."
    if higher >= 1 - FEW:
        return f"{c.lens.title}: as written it is {ordinal(c.rank)}, and higher than that {versions(higher)}."
    return ""


def _which(titles: Sequence[str], of: int) -> str:
    """The lenses that a comparison is as good as settled through."""
    if len(titles) == of:
        return titles[0] if of == 1 else f"{'both' if of == 2 else f'all {in_words(of)}'} lenses"
    return listed(titles) if len(titles) <= 2 else f"{in_words(len(titles))} lenses ({listed(titles)})"


def _moved(asked: Asked, id: str, moved: Sequence[dict[str, Any]]) -> list[str]:
    """What moves the place most through the lens where it is least sure."""
    if not moved:
        return []
    first, *others = moved
    title = asked.rankings[id].lens.title
    told = f"{CHOICES[first['choice']]} ({_share(first)} of the movement, alone or together with others)"
    rest = (
        f", then {CHOICES[others[0]['choice']]} ({_share(others[0])})" if others and others[0]["total"] >= 0.05 else ""
    )
    return [f"{title}: what moves the place of {asked.called(asked.entity)} most is {told}{rest}."]


def _share(row: dict[str, Any]) -> str:
    return percent(round(min(row["total"], 1.0), 2))


def _version(asked: Asked) -> str:
    names = {name for robust in asked.robust.values() for name in robust.space.groups}
    doubted = listed([told for name, told in CHOICES.items() if name in names])
    return (
        f"A plausible version of a lens settles otherwise what the lens itself calls doubtful ({doubted}). "
        f"{DRAWS:,} versions of each lens were drawn by chance."
    )


def _table(asked: Asked) -> Table:
    """Lens × the places of everyone in 90 of 100 versions, and how often the entity stands above each other."""
    rows, facts = [], []
    for robust in asked.robust.values():
        lens = robust.ranking.lens
        own = {e: certainty(robust, e) for e in asked.everyone if e in robust.entities}
        beats = {o: robust.beat(asked.entity, o) for o in asked.against if asked.entity in own and o in own}
        rows.append(
            (
                Cell(lens.title, small=f"of {len(robust.ranking.final.entities)}"),
                *(_places(own.get(entity)) for entity in asked.everyone),
                *(cell(chance(beats[o]) or "0") if o in beats else Cell(NOTHING, mark="quiet") for o in asked.against),
            )
        )
        facts += [
            {"lens": lens.id, "entity": e, "rank": c.rank, "p05": c.low, "median": c.middle, "p95": c.high,
             "probability_of_rank": c.as_written} | {f"above_{o}": robust.beat(e, o) for o in own if o != e}
            for e, c in own.items()
        ]  # fmt: skip
    above = [f"Above {asked.name(other)}" for other in asked.against]
    caption = (
        "Places in 90 of 100 plausible versions of each lens, and the middle one; last, in how many of 100 versions "
        f"{asked.called(asked.entity)} stands above."
    )
    header = ("Lens", *(asked.name(entity) for entity in asked.everyone), *above)
    frame = pl.DataFrame(facts, infer_schema_length=None)
    numeric = tuple(range(len(header) - len(above), len(header)))
    return Table("certainty", caption, header, tuple(rows), frame, numeric)


def _places(c: Certainty | None) -> Cell:
    if c is None:
        return Cell("not ranked", mark="quiet")
    return Cell(span((c.low, c.high)), small="" if c.low == c.high else f"middle {ordinal(c.middle)}")


def _figures(asked: Asked, loosest: str, moved: Sequence[dict[str, Any]]) -> list[Figure]:
    """Intervals through the lens told of first and the least sure one, then what stands behind the latter."""
    title = asked.rankings[loosest].lens.title
    who = asked.name(asked.entity)
    found = [*([driven(asked, loosest, f"{title}: what moves the place of {who}", moved)] if moved else [])]
    found.append(heatmap(asked, loosest, f"{title}: how often each place", folded=True))
    found.append(wins(asked, loosest, f"{title}: how often one stands above another", folded=True))
    drawn = dict.fromkeys([loosest, *(c.lens.id for c in certainties(asked, asked.entity)[:1])])
    shown = [intervals(asked, id, _title(asked, id), folded=id != loosest) for id in drawn]
    return [*shown[:1], *found, *shown[1:]]


def _title(asked: Asked, id: str) -> str:
    """The finding of one lens for the entity."""
    robust = asked.robust[id]
    return f"{robust.ranking.lens.title}: {asked.name(asked.entity)} {certainty(robust, asked.entity).told}"
