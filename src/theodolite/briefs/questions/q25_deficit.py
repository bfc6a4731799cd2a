"""Does use keep pace with power? The diffusion deficit: rank in `powers` against rank in `diffusion`."""

from __future__ import annotations

import numpy as np
import polars as pl

from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.used import shares
from theodolite.briefs.wording import plural, upper
from theodolite.figures.numbers import in_words, ordinal, percent
from theodolite.figures.rank_slope import Pair, rank_slope
from theodolite.index.ranking import Ranking, ranks

POWER, USE = "powers", "diffusion"
"""The lenses whose ranks are compared."""
SHOWN = 4
"""Indicators named on each side of the gap."""

QUESTION = "Does use keep pace with power?"


def ask(asked: Asked) -> Answer:
    """How many places each one loses or gains from building artificial intelligence to using it, and by what."""
    if POWER not in asked.rankings or USE not in asked.rankings:
        return Answer(QUESTION, f"Not answered: it needs the lenses {POWER} and {USE}.")
    power, use = asked.rankings[POWER], asked.rankings[USE]
    sentences = [_sentence(asked, power, use, entity) for entity in asked.everyone]
    return Answer(
        question=QUESTION,
        finding=sentences[0],
        findings=tuple(sentences[1:]),
        exhibits=(_figure(asked, power, use), _indicators(asked, power, use)),
        sources=tuple(sorted({*power.sources, *use.sources})),
    )


def _sentence(asked: Asked, power: Ranking, use: Ranking, entity: str) -> str:
    left, right = power.rank_of(entity), use.rank_of(entity)
    who = asked.called(entity)
    if left is None or right is None:
        lens = power.lens if left is None else use.lens
        return f"{upper(who)} is not ranked through {lens.title}, so there is no gap to measure."
    both = f"{ordinal(left)} of {len(power.table)} through {power.lens.title}"
    both += f" and {ordinal(right)} of {len(use.table)} through {use.lens.title}"
    gap = right - left
    if gap == 0:
        return f"{upper(who)} ranks {both}: use keeps pace."
    word = f"{in_words(abs(gap))} {plural(abs(gap), 'place')}"
    kind = f"a diffusion deficit of {word}" if gap > 0 else f"a lead of {word} in use over power"
    return f"{upper(who)} ranks {both}: {kind}."


def _figure(asked: Asked, power: Ranking, use: Ranking) -> Figure:
    common = [e for e in power.final.entities if use.rank_of(e) is not None]
    look_of = dict(zip(asked.everyone, asked.looks, strict=True))
    pairs = [Pair(power.rank_of(e) or 0, use.rank_of(e) or 0, look_of.get(e)) for e in common]
    pairs.sort(key=lambda pair: (pair.look is not None, pair.left, pair.right))
    title = f"Rank through {power.lens.title} against rank through {use.lens.title}"
    caption = (
        f"Every line is one of the {len(common)} economies that both lenses rank; first place is on top, and equal "
        "steps are equal ratios of ranks. A line that falls is a deficit."
    )
    table = pl.DataFrame(
        [{"entity": e, POWER: power.rank_of(e), USE: use.rank_of(e)} for e in common],
        schema={"entity": pl.String, POWER: pl.Int64, USE: pl.Int64},
    )
    draw = lambda width: rank_slope(title, power.lens.title, use.lens.title, pairs, width)  # noqa: E731
    return Figure.drawn("deficit", title, caption, draw, table)


def _indicators(asked: Asked, power: Ranking, use: Ranking) -> Table:
    """The indicators of both lenses with each one's rank, those that make the gap of the entity first."""
    rows, facts = [], []
    for ranking, best_first in ((power, True), (use, False)):
        places = _places(ranking, asked.entity)
        weight = shares(ranking.lens)
        order = sorted(places, key=lambda id: (places[id][0] * (1 if best_first else -1), -weight[id], id))
        for n, id in enumerate(order):
            found = [_places(ranking, entity).get(id) for entity in asked.everyone]
            facts += [
                {"lens": ranking.lens.id, "indicator": id, "weight": weight[id], "entity": e,
                 "rank": p[0] if p else None, "of": p[1] if p else None}
                for e, p in zip(asked.everyone, found, strict=True)
            ]  # fmt: skip
            if n < SHOWN:
                title = asked.catalog.indicators[id].title
                small = f"{ranking.lens.title}, weight {percent(weight[id])}"
                rows.append((Cell(title, small=small), *(cell(f"{p[0]} of {p[1]}" if p else "unknown") for p in found)))
    who = asked.called(asked.entity)
    caption = (
        f"The indicators that make the gap: those of {power.lens.title} in which {who} ranks highest, then those of "
        f"{use.lens.title} in which it ranks lowest. Ranks are among the economies that the lens ranks."
    )
    header = ("Indicator", *(asked.name(entity) for entity in asked.everyone))
    return Table("deficit-indicators", caption, header, tuple(rows), pl.DataFrame(facts, infer_schema_length=None))


def _places(ranking: Ranking, entity: str) -> dict[str, tuple[int, int]]:
    """Indicator → the rank of `entity` in the normalised figures of the lens, and how many have one."""
    if entity not in ranking.final.entities:
        return {}
    index = ranking.final.entities.index(entity)
    found: dict[str, tuple[int, int]] = {}
    for id in shares(ranking.lens):
        column = ranking.final.column(id)
        known = ~np.isnan(column)
        if known[index]:
            found[id] = (int(ranks(column[known])[int(known[:index].sum())]), int(known.sum()))
    return found
