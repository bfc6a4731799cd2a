"""Does use keep pace with power? The diffusion deficit: rank at building AI against rank at using it."""

from __future__ import annotations

import polars as pl

from theodolite.briefs.certainty import certainty
from theodolite.briefs.exhibit import Cell, Figure, Table, cell
from theodolite.briefs.gap import Seen, sides
from theodolite.briefs.question import Answer, Asked
from theodolite.briefs.weight import about, rests_on
from theodolite.briefs.wording import listed, plain_period, plural
from theodolite.core.prose import upper
from theodolite.figures.numbers import NOTHING, in_words, number, ordinal, score
from theodolite.figures.rank_slope import Pair, rank_slope
from theodolite.index.deficit import Deficit, deficit
from theodolite.index.lens import lenses

POWER, USE = "powers", "diffusion"
"""The lenses whose ranks are compared."""

QUESTION = "Does use keep pace with power?"


def ask(asked: Asked) -> Answer | None:
    """How many places each one loses or gains from building artificial intelligence to using it, and by what.

    Nothing where the catalogue has no such lenses, as of data of the user's own.
    """
    if not {POWER, USE} <= set(lenses(asked.catalog)):
        return None
    if POWER not in asked.rankings or USE not in asked.rankings:
        return Answer(QUESTION, f"Not answered: it takes the lenses {POWER} and {USE} together.")
    found = deficit(asked.rankings[POWER], asked.rankings[USE])
    heavy = [line for r in (found.diffusion, found.powers) for line in rests_on(asked, r, asked.entity, whole=True)]
    first, *others = [_sentence(asked, found, entity) for entity in asked.everyone]
    held = asked.entity in found.entities
    return Answer(
        question=QUESTION,
        finding=f"{first}{_rare(asked, found) if held else ''}",
        findings=(*_because(asked, found), *others) if held else tuple(others),
        exhibits=(
            *([_figure(asked, found)] if set(asked.everyone) & set(found.entities) else []),
            *([_indicators(asked, found)] if held else []),
        ),
        sources=found.sources,
        caveats=(*heavy, *(_decisive(asked, found, heavy) if held else [])),
    )


def _decisive(asked: Asked, found: Deficit, told: list[str]) -> list[str]:
    """The caveats of the indicators that decide most on each side, but those that are told of already."""
    ids = dict.fromkeys(part.indicator for side in sides(found, asked.entity) for part in side.parts[:2])
    known = [asked.catalog.indicators[id] for id in ids if asked.catalog.indicators[id].caveats]
    return [about(asked, i.id) for i in known if not any(f"one indicator, {i.title}" in line for line in told)]


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


def _rare(asked: Asked, found: Deficit) -> str:
    """That a place of the entity is no likely one over the versions of its lens."""
    drawn = (asked.robust.get(ranking.lens.id) for ranking in (found.powers, found.diffusion))
    told = [certainty(r, asked.entity) for r in drawn if r is not None and asked.entity in r.entities]
    return "".join(f" Through {c.lens.title}, {c.rare}." for c in told if c.rare)


def _because(asked: Asked, found: Deficit) -> list[str]:
    use = sides(found, asked.entity)[0]
    named = [asked.catalog.indicators[part.indicator].title for part in use.parts[:3]]
    if not named:
        return []
    near = found.peers(asked.entity)
    peers = listed([asked.called(peer) for peer in near[:3]])
    return [
        f"Held against the {in_words(len(near))} economies nearest to it at building ({peers} first among them), "
        f"what {use.word} most: {listed(named)}."
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
    rows, facts = [], []
    peers = found.peers(asked.entity)
    for side in sides(found, asked.entity):
        for part in side.parts:
            indicator = asked.catalog.indicators[part.indicator]
            seen = Seen(asked, side.ranking, part.indicator)
            row = [*(seen.value(entity) for entity in asked.everyone), seen.middle(peers)]
            values = [_value(seen, entity, row) for entity in asked.everyone]
            points = cell(_signed(part.points), small=f"peers: {number(row[-1], row)}")
            small = f"{seen.unit}; {side.word}"
            rows.append((Cell(indicator.title, small=small), points, *values))
            facts.append(
                {"lens": side.ranking.lens.id, "role": side.word, "indicator": part.indicator, "points": part.points}
                | {entity: seen.value(entity) for entity in asked.everyone}
                | {"middle_of_peers": seen.middle(peers), "per": seen.per or ""}
            )
    who = asked.called(asked.entity)
    caption = (
        f"The indicators that make the gap of {who}: points that each adds to its score, held against the middle "
        f"figure of the {len(peers)} economies nearest to it at building (peers). Figures are as the lens takes "
        "them, per head or per output where it divides. Points of two lenses do not compare."
    )
    header = ("Indicator", "Points", *(asked.name(entity) for entity in asked.everyone))
    return Table("deficit-indicators", caption, header, tuple(rows), pl.DataFrame(facts, infer_schema_length=None))


def _signed(points: float) -> str:
    return f"+{score(points)}" if points > 0 else score(points)


def _value(seen: Seen, entity: str, row: list[float | None]) -> Cell:
    value, behind = seen.value(entity), seen.ranking.cell(entity, seen.indicator)
    if behind is None:
        return Cell("0, none recorded" if value == 0 else NOTHING, mark="quiet")
    return Cell(number(value, row), behind.rows, small=plain_period(behind.period))
