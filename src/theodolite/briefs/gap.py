"""Gap: the indicators on each side of a diffusion deficit, and their figures as the lens sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from theodolite.briefs.question import Asked
from theodolite.index.contribution import indicator_gaps
from theodolite.index.deficit import SHOWN, Deficit
from theodolite.index.denominate import Denominate, denominator_of, size_of
from theodolite.index.framework import leaves
from theodolite.index.ranking import Ranking

SCALES = {"population": (1e6, "per million people"), "gdp": (1e9, "per billion of output")}
"""Denominator → the number of its units that a figure is told per, and how."""


@dataclass(frozen=True)
class Part:
    """What one indicator adds to the score of an economy held against its peers, in points."""

    indicator: str
    points: float


@dataclass(frozen=True)
class Side:
    """One side of a gap: the lens, what its indicators do, and those that do it most."""

    ranking: Ranking
    word: str
    parts: tuple[Part, ...]


def sides(found: Deficit, entity: str) -> tuple[Side, Side]:
    """What makes use lag behind building, or run ahead of it: the side of use first."""
    row = found.table.row(found.table["entity"].to_list().index(entity), named=True)
    ahead = row["deficit"] < 0
    use = _side(found, found.diffusion, entity, "carries its use" if ahead else "holds its use back", up=ahead)
    build = "holds its building back" if ahead else "carries its building"
    return use, _side(found, found.powers, entity, build, up=not ahead)


def _side(found: Deficit, ranking: Ranking, entity: str, word: str, *, up: bool) -> Side:
    gaps = indicator_gaps(ranking, entity, found.peers(entity))
    parts = [Part(id, points) for id, points in gaps.items() if (points > 0 if up else points < 0)]
    return Side(ranking, word, tuple(sorted(parts, key=lambda part: (-abs(part.points), part.indicator))[:SHOWN]))


@dataclass(frozen=True, eq=False)
class Seen:
    """The figures of one indicator as a lens sees them: divided where it divides."""

    asked: Asked
    ranking: Ranking
    indicator: str

    @cached_property
    def per(self) -> str | None:
        """What the lens divides the indicator by; None where it takes it as it is."""
        allowed = self.asked.catalog.indicators[self.indicator].denominators
        own = next(leaf for leaf in leaves(self.ranking.lens.framework) if leaf.indicator == self.indicator)
        steps = [step for step in self.ranking.lens.steps if isinstance(step, Denominate)]
        named = (denominator_of(own.denominate, step.by, self.indicator, allowed) for step in steps)
        return next((name for name in named if name), None)

    def value(self, entity: str) -> float | None:
        """The figure of one economy, per million people or billion of output where it is divided; None if unknown."""
        raw = self.ranking.raw
        if entity not in raw.entities or (value := raw.value(entity, self.indicator)) is None:
            return None
        if self.per is None:
            return value
        size = float(raw.sizes[self.per][raw.entities.index(entity)])
        return None if np.isnan(size) else value / size * self._scale[0]

    @property
    def _scale(self) -> tuple[float, str]:
        return SCALES.get(self.per or "", (1.0, f"per {self.per}"))

    def middle(self, entities: Sequence[str]) -> float | None:
        """The median over those of `entities` that have a figure."""
        known = [value for entity in entities if (value := self.value(entity)) is not None]
        return float(np.median(known)) if known else None

    @property
    def unit(self) -> str:
        """The unit of a figure, and what it is told per: "count per million people"."""
        units, indicators = self.asked.catalog.units, self.asked.catalog.indicators
        own = units[indicators[self.indicator].unit].title
        if self.per is None:
            return own
        symbol = units[indicators[size_of(self.per, indicators)].unit].symbol
        return f"{own} {self._scale[1]}" + (f" ({symbol})" if symbol else "")
