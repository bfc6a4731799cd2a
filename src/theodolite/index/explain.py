"""Explain: one entity's score as a tree of pillars, indicators and observations, down to source and locator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from theodolite.errors import UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.quote import quote
from theodolite.index.aggregate import WHOLE
from theodolite.index.dataset import Array, Cell, Dataset, Flag
from theodolite.index.denominate import Denominate, denominator_of, size_of
from theodolite.index.framework import Leaf, Node
from theodolite.index.lens import Lens

Tree = dict[str, Any]


class Ranked(Protocol):
    """What of a ranking its explanation needs."""

    @property
    def lens(self) -> Lens: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def raw(self) -> Dataset: ...
    @property
    def final(self) -> Dataset: ...
    @property
    def scores(self) -> Mapping[str, Array]: ...
    @property
    def coverage(self) -> Mapping[str, Array]: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    def rank_of(self, entity: str) -> int | None: ...


def explain(ranking: Ranked, entity: str, copies: Sequence[Path] = ()) -> Tree:
    """The tree behind the score of `entity`: score → pillars → indicators → observations → source and locator.

    An indicator's `recorded` says `observed`, `none recorded` (a true zero) or `missing`; every observation of a
    window is listed, and `denominator` holds the figure that the value is divided by. An observation is quoted from
    the user's own `copies` of publishers' files (folders, or files themselves) where they hold it.

    Raises UnknownNameError where the entity was not ranked, with the reason if it was left out.
    """
    if entity not in ranking.final.entities:
        _refuse(ranking, entity)
    place = ranking.final.entities.index(entity)
    return {
        "entity": entity,
        "lens": ranking.lens.id,
        "score": _number(ranking.scores[WHOLE][place]),
        "rank": ranking.rank_of(entity),
        "ranked": len(ranking.final.entities),
        "coverage": _number(ranking.coverage[WHOLE][place]),
        "pillars": [_node(ranking, node, entity, place, copies) for node in ranking.lens.framework],
    }


def _refuse(ranking: Ranked, entity: str) -> None:
    economies = ranking.ledger.catalog.economies
    if entity in economies.groups:
        reason = "a group of economies is observed, never ranked"
    elif entity in economies.titles:
        reason = ranking.final.excluded.get(entity, "no figure of any of the lens's indicators")
    else:
        reason = None
    raise UnknownNameError(
        f"economy ranked through the lens {ranking.lens.id!r}",
        entity,
        [] if reason else economies.near(entity, ranking.final.entities),
        where=f"{economies.title(entity)} is left out ({reason})" if reason else None,
        next_step="another lens may rank it" if reason and entity not in economies.groups else None,
    )


def _node(ranking: Ranked, node: Node, entity: str, place: int, copies: Sequence[Path]) -> Tree:
    if isinstance(node, Leaf):
        return _leaf(ranking, node, entity, copies)
    return {
        "pillar": node.pillar,
        "title": node.title or node.pillar,
        "weight": node.weight,
        "score": _number(ranking.scores[node.pillar][place]),
        "coverage": _number(ranking.coverage[node.pillar][place]),
        "indicators": [_node(ranking, child, entity, place, copies) for child in node.indicators],
    }


def _leaf(ranking: Ranked, leaf: Leaf, entity: str, copies: Sequence[Path]) -> Tree:
    id = leaf.indicator
    indicator = ranking.ledger.catalog.indicators[id]
    cell = ranking.raw.cells.get((entity, id))
    value = ranking.raw.value(entity, id)
    by = _divided_by(ranking, leaf)
    return {
        "indicator": id,
        "title": indicator.title,
        "weight": leaf.weight,
        "value": value,
        "unit": indicator.unit,
        "recorded": "observed" if cell else "missing" if value is None else "none recorded",
        "period": cell.period if cell else None,
        "low": cell.low if cell else None,
        "high": cell.high if cell else None,
        "normalised": ranking.final.value(entity, id),
        "flags": [
            flag.what for flag in ranking.flags if flag.indicator == id and flag.entity in (None, entity)
        ],
        "observations": _observations(ranking, cell, copies),
        "denominator": None if by is None else _denominator(ranking, entity, by, copies),
    }  # fmt: skip


def _divided_by(ranking: Ranked, leaf: Leaf) -> str | None:
    allowed = ranking.ledger.catalog.indicators[leaf.indicator].denominators
    steps = [step for step in ranking.lens.steps if isinstance(step, Denominate)]
    return denominator_of(leaf.denominate, steps[0].by, leaf.indicator, allowed) if steps else None


def _denominator(ranking: Ranked, entity: str, by: str, copies: Sequence[Path]) -> Tree:
    size = ranking.raw.sizes[by][ranking.raw.entities.index(entity)]
    cell = ranking.raw.cells.get((entity, size_of(by, ranking.ledger.catalog.indicators)))
    return {"by": by, "value": _number(size), "observations": _observations(ranking, cell, copies)}


def _observations(ranking: Ranked, cell: Cell | None, copies: Sequence[Path]) -> list[Tree]:
    return [_observation(ranking, row, copies) for row in cell.rows] if cell else []


def _observation(ranking: Ranked, row: int, copies: Sequence[Path]) -> Tree:
    seen = ranking.ledger.at(row)
    source = ranking.ledger.catalog.sources[f"{seen['source']}-{seen['edition']}"]
    found = quote(seen, source, copies)
    return {
        "value": seen["value"],
        "unit": seen["unit"],
        "period": seen["period"],
        "status": seen["status"],
        "source": source.id,
        "citation": source.citation,
        "url": source.url,
        "locator": seen["locator"],
        "note": seen["note"],
        "quote": [{"place": record.place, "cells": dict(record.cells)} for record in found.records],
        "quote_more": found.more,
        "quote_missing": found.missing,
    }


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
