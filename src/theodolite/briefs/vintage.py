"""Vintage: the figures of age and of coverage, from what the lenses use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from theodolite.briefs.exhibit import Figure
from theodolite.briefs.question import Asked
from theodolite.briefs.used import Used
from theodolite.figures.coverage_tiles import CoverageRow, State, coverage_tiles
from theodolite.figures.figure_ages import AgeRow, figure_ages
from theodolite.figures.numbers import in_words
from theodolite.index.gather import YEARS_UNTIL_OLD


def _by_indicator(asked: Asked, figures: Sequence[Used]) -> dict[str, list[Used | None]]:
    """Indicator → the newest figure in use for each entity, indicators in the order of their pillars."""
    rows: dict[str, list[Used | None]] = {}
    for figure in figures:
        row = rows.setdefault(figure.indicator, [None] * len(asked.everyone))
        k = asked.everyone.index(figure.entity)
        if (before := row[k]) is None or (figure.year or 0) > (before.year or 0):
            row[k] = figure
    return rows


def ages(asked: Asked, figures: Sequence[Used]) -> Figure:
    """The year behind every figure in use, one row an indicator."""
    found = _by_indicator(asked, figures)
    rows = [
        AgeRow(
            asked.catalog.indicators[id].title,
            asked.pillar(asked.pillar_of(id)),
            tuple(figure.year if figure else None for figure in row),
        )
        for id, row in found.items()
        if any(figure and figure.year for figure in row)
    ]
    now = asked.ledger.now.year
    title = "Year of the figure used for each indicator"
    caption = (
        f"Shaded: more than {in_words(YEARS_UNTIL_OLD)} years before the date of the evidence. A sum or mean over "
        "several years stands at the middle year of its window, the highest of several at its own year."
    )
    table = pl.DataFrame(
        [{"indicator": f.indicator, "entity": f.entity, "year": f.year, "state": f.state} for f in figures],
        infer_schema_length=None,
    )
    draw = lambda width: figure_ages(title, asked.looks, rows, now, YEARS_UNTIL_OLD, width)  # noqa: E731
    return Figure.drawn("ages", title, caption, draw, table)


def coverage(asked: Asked, figures: Sequence[Used]) -> Figure:
    """Which figures are there, none recorded or unknown, one row a pillar."""
    found = _by_indicator(asked, figures)
    pillars = sorted({asked.pillar_of(id) for id in found})
    of = {pillar: [id for id in found if asked.pillar_of(id) == pillar] for pillar in pillars}
    states = {
        pillar: tuple(tuple(_state(found[id][k]) for id in of[pillar]) for k in range(len(asked.everyone)))
        for pillar in pillars
    }
    rows = [CoverageRow(asked.pillar(pillar), states[pillar]) for pillar in pillars]
    facts = [
        {"pillar": pillar, "entity": entity, "indicators": len(own), **_counts(own)}
        for pillar in pillars
        for entity, own in zip(asked.everyone, states[pillar], strict=True)
    ]
    title = "What is known in each pillar"
    caption = "One tile an indicator that a lens looks at."
    return Figure.drawn(
        "coverage", title, caption, lambda width: coverage_tiles(title, asked.looks, rows, width), pl.DataFrame(facts)
    )


def _state(figure: Used | None) -> State:
    return figure.state if figure else "unknown"


def _counts(states: Sequence[State]) -> dict[str, int]:
    count = Counter(states)
    return {
        "figures": count["figure"] + count["old"],
        "old": count["old"],
        "none_recorded": count["none-recorded"],
        "not_taken": count["not-taken"],
        "unknown": count["unknown"],
    }
