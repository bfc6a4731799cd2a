"""Does use keep pace with power? The diffusion deficit: rank at building AI against rank at using it."""

from __future__ import annotations

from typing import Any

import polars as pl

from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.wording import listed, plural
from theodolite.core.prose import upper
from theodolite.figures.numbers import NOTHING, in_words, ordinal, score, with_unit
from theodolite.figures.rank_slope import Pair, rank_slope
from theodolite.index.deficit import Deficit, deficit

POWER, USE = "powers", "diffusion"
"""The lenses whose ranks are compared."""

QUESTION = "Does use keep pace with power?"


def ask(asked: Asked) -> Answer:
    """How many places each one loses or gains from building artificial intelligence to using it, and by what."""
    if POWER not in asked.rankings or USE not in asked.rankings:
        return Answer(QUESTION, f"Not answered: it takes the lenses {POWER} and {USE} together.")
    found = deficit(asked.rankings[POWER], asked.rankings[USE])
    first, *others = [_sentence(asked, found, entity) for entity in asked.everyone]
    held = asked.entity in found.entities
    return Answer(
        question=QUESTION,
        finding=first,
        findings=(*_because(asked, found), *others) if held else tuple(others),
        exhibits=(
            *([_figure(asked, found)] if set(asked.everyone) & set(found.entities) else []),
            *([_indicators(asked, found)] if held else []),
        ),
        sources=found.sources,
    )


def _sentence(asked: Asked, found: Deficit, entity: str) -> str:
    who = upper(asked.called(entity))
    if entity not in found.entities:
        lacking = found.powers if found.powers.rank_of(entity) is None else found.diffusion
        return f"{who} is not ranked through {lacking.lens.title}, so there is no gap to measure."
    row = found.table.row(by_predicate=pl.col("entity") == entity, named=True)
    gap = abs(row["deficit"])
    word = f"{in_words(gap)} {plural(gap, 'place')}"
    behind = f"a diffusion deficit of {word}" if row["deficit"] > 0 else f"use runs ahead by {word}"
    kind = behind if gap else "use keeps pace"
    return (
        f"{who} ranks {ordinal(row[POWER])} at building artificial intelligence and {ordinal(row[USE])} at using it, "
        f"among the {in_words(len(found.entities))} economies that both lenses rank: {kind}."
    )


def _because(asked: Asked, found: Deficit) -> list[str]:
    tree = found.explain(asked.entity)
    title = asked.catalog.indicators
    back = [title[part["indicator"]].title for part in tree["holds_back"][:3]]
    if not back:
        return []
    peers = listed([asked.called(peer) for peer in tree["peers"][:3]])
    return [
        f"Held against the {in_words(len(tree['peers']))} economies nearest to it at building ({peers} first among "
        f"them), what holds its use back most: {listed(back)}."
    ]


def _figure(asked: Asked, found: Deficit) -> Figure:
    look_of = dict(zip(asked.everyone, asked.looks, strict=True))
    pairs = [Pair(row[POWER], row[USE], look_of.get(row["entity"])) for row in found.table.iter_rows(named=True)]
    pairs.sort(key=lambda pair: (pair.look is not None, pair.left, pair.right))
    left, right = found.powers.lens.title, found.diffusion.lens.title
    title = f"Rank through {left} against rank through {right}"
    caption = (
        f"Every line is one of the {len(pairs)} economies that both lenses rank, ranked among themselves; first place "
        "is on top, and equal steps are equal ratios of ranks. A line that falls is a deficit."
    )
    draw = lambda width: rank_slope(title, left, right, pairs, width)  # noqa: E731
    return Figure.drawn("deficit", title, caption, draw, found.table)


def _indicators(asked: Asked, found: Deficit) -> Table:
    """The indicators that make the gap of the entity, in points of its score, with everyone's figures."""
    tree = found.explain(asked.entity)
    rows, facts = [], []
    for ranking, parts, word in (
        (found.diffusion, tree["holds_back"], "holds its use back"),
        (found.powers, tree["carries"], "carries its building"),
    ):
        for part in parts:
            indicator = asked.catalog.indicators[part["indicator"]]
            values = [_value(asked, ranking, part["indicator"], entity) for entity in asked.everyone]
            rows.append((Cell(indicator.title, small=word), cell(_signed(part["points"])), *values))
            facts.append({"lens": ranking.lens.id, "role": word, **part})
    who = asked.called(asked.entity)
    caption = (
        f"The indicators that make the gap of {who}: points that each adds to its score, held against the middle "
        f"figure of the {len(tree['peers'])} economies nearest to it at building. Points of two lenses do not compare."
    )
    header = ("Indicator", "Points", *(asked.name(entity) for entity in asked.everyone))
    return Table("deficit-indicators", caption, header, tuple(rows), pl.DataFrame(facts, infer_schema_length=None))


def _signed(points: float) -> str:
    return f"+{score(points)}" if points > 0 else score(points)


def _value(asked: Asked, ranking: Any, id: str, entity: str) -> Cell:
    unit = asked.catalog.units[asked.catalog.indicators[id].unit]
    value = ranking.raw.value(entity, id) if entity in ranking.raw.entities else None
    seen = ranking.cell(entity, id)
    if seen is None:
        return Cell("0, none recorded" if value == 0 else NOTHING, mark="quiet")
    return Cell(with_unit(value, unit), seen.rows, small=seen.period)
