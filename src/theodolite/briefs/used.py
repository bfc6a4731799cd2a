"""Figures in use: what the lenses take for each entity, how old it is, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from theodolite.briefs.question import Asked
from theodolite.figures.coverage_tiles import State
from theodolite.index.dataset import Cell
from theodolite.index.denominate import DENOMINATORS
from theodolite.index.framework import Leaf, Node, leaves
from theodolite.index.gather import YEARS_UNTIL_OLD, denominators
from theodolite.index.lens import Lens
from theodolite.index.ranking import Ranking

Key = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True)
class Used:
    """One figure that one or more lenses take for one entity, before it is divided or normalised.

    `rows` are the numbers of its observations in the ledger, none where there are none: then `state` says whether
    the source lists all it knows (none-recorded, a true zero), nobody knows (unknown), or there is a figure that no
    lens takes (not-taken), for it is too old for the lens, or the lens leaves the entity out.
    """

    indicator: str
    entity: str
    value: float | None
    rows: tuple[int, ...]
    period: str
    """The period of the figure; with the rule that joins several observations, where there are several."""
    year: int | None
    state: State
    weights: Mapping[str, float]
    """Lens id → the share of the whole that the indicator weighs there; 0 where the lens only divides by it."""

    @property
    def weight(self) -> float:
        """The most that it weighs in any lens."""
        return max(self.weights.values())


def shares(lens: Lens) -> dict[str, float]:
    """Indicator → its share of the whole, the product of the shares from leaf to root; weights of zero are left out."""
    found: dict[str, float] = {}

    def walk(nodes: tuple[Node, ...], whole: float) -> None:
        total = sum(node.weight for node in nodes) or 1.0
        for node in nodes:
            part = whole * node.weight / total
            if isinstance(node, Leaf):
                found[node.indicator] = part
            else:
                walk(node.indicators, part)

    walk(lens.framework, 1.0)
    return {indicator: share for indicator, share in found.items() if share > 0}


def used(asked: Asked) -> tuple[Used, ...]:
    """Every figure in use for everyone asked about, by indicator in the catalogue's order, then entity as asked."""
    weights: dict[Key, dict[str, float]] = {}
    values: dict[Key, tuple[float | None, str, date | None]] = {}
    for id, ranking in asked.rankings.items():
        for indicator, share in _looked_at(ranking).items():
            for entity in asked.everyone:
                if _passed_over(asked, entity, indicator, ranking):
                    continue
                cell = ranking.cell(entity, indicator)
                key = (indicator, entity, cell.rows if cell else ())
                weights.setdefault(key, {})[id] = share
                values[key] = (
                    _value(ranking, entity, indicator),
                    _period(ranking.lens, indicator, cell) if cell else "",
                    cell.end if cell else None,
                )
    order = {entity: k for k, entity in enumerate(asked.everyone)}
    keys = sorted(weights, key=lambda key: (key[0], order[key[1]], key[2]))
    return tuple(_used(asked, key, *values[key], weights[key]) for key in keys)


def _passed_over(asked: Asked, entity: str, indicator: str, ranking: Ranking) -> bool:
    """Whether the lens passes over the entity though another lens looks at it: then only the other lens counts."""
    if entity in ranking.raw.entities:
        return False
    return any(entity in r.raw.entities and indicator in _looked_at(r) for r in asked.rankings.values())


def _looked_at(ranking: Ranking) -> dict[str, float]:
    """The indicators with their shares, and those that the lens divides by, which have none."""
    divisors = {DENOMINATORS[name]: 0.0 for name in denominators(ranking.ledger, ranking.lens)}
    return {**divisors, **shares(ranking.lens)}


def _value(ranking: Ranking, entity: str, indicator: str) -> float | None:
    if entity not in ranking.raw.entities:
        return None
    if indicator in ranking.raw.indicators:
        return ranking.raw.value(entity, indicator)
    names = {id: name for name, id in DENOMINATORS.items()}
    return float(ranking.raw.sizes[names[indicator]][ranking.raw.entities.index(entity)])


def _period(lens: Lens, indicator: str, cell: Cell) -> str:
    if len(cell.rows) == 1:
        return cell.period
    own = next((leaf.period for leaf in leaves(lens.framework) if leaf.indicator == indicator), None)
    how = {"max": "highest", "mean": "mean", "sum": "sum"}.get((own or lens.period).take, "figures")
    return f"{how} of {cell.period.replace('/', '–')}"


def _used(
    asked: Asked, key: Key, value: float | None, period: str, end: date | None, weights: dict[str, float]
) -> Used:
    indicator, entity, rows = key
    if end is None and not asked.ledger.select(entity=entity, indicator=indicator).is_empty() and value is None:
        return Used(indicator, entity, None, (), "", None, "not-taken", weights)
    if end is None:
        none = asked.catalog.indicators[indicator].missing_means == "none-recorded"
        state: State = "none-recorded" if none else "unknown"
        return Used(indicator, entity, 0.0 if none else None, (), "", None, state, weights)
    old = end.year < asked.ledger.now.year - YEARS_UNTIL_OLD
    return Used(indicator, entity, value, rows, period, end.year, "old" if old else "figure", weights)
