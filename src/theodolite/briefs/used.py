"""Figures in use: what the lenses take for each entity, how old it is, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from theodolite.briefs.question import Asked
from theodolite.briefs.wording import plain_period
from theodolite.core.period import UNDATED, parse_period
from theodolite.figures.coverage_tiles import State
from theodolite.index.dataset import Cell
from theodolite.index.framework import Leaf, Node, Taken, leaves
from theodolite.index.gather import YEARS_UNTIL_OLD, denominators
from theodolite.index.lens import Lens
from theodolite.index.missing import absent
from theodolite.index.ranking import Ranking

Key = tuple[str, str, tuple[int, ...]]

JOINED = ("sum", "mean")
"""Rules that make one figure of a window of years, which is as old as the middle of the window."""


@dataclass(frozen=True)
class Used:
    """One figure that one or more lenses take for one entity, before it is divided or normalised.

    `rows` are the numbers of its observations in the ledger, none where there are none: then `state` says whether
    the source lists all it knows (none-recorded, a true zero) or nobody knows (unknown). A figure that counts in no
    lens is not-taken: with its value where the lens leaves the entity out, without where it is too old for the lens.
    """

    indicator: str
    entity: str
    value: float | None
    rows: tuple[int, ...]
    period: str
    """The period of the figure; with the rule that joins several observations, where there is one."""
    year: int | None
    """The year in which its period ends; of a sum or mean over several years, the middle one."""
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
    values: dict[Key, Used] = {}
    for id, ranking in asked.rankings.items():
        for indicator, share in _looked_at(ranking).items():
            for entity in asked.everyone:
                if _left_to_others(asked, entity, indicator, ranking):
                    continue
                figure = _figure(asked, ranking, entity, indicator)
                key = (indicator, entity, figure.rows)
                weights.setdefault(key, {})[id] = share
                values[key] = figure
    order = {entity: k for k, entity in enumerate(asked.everyone)}
    keys = sorted(weights, key=lambda key: (key[0], order[key[1]], key[2]))
    return tuple(replace(values[key], weights=weights[key]) for key in keys)


def _left_to_others(asked: Asked, entity: str, indicator: str, ranking: Ranking) -> bool:
    """Whether the lens leaves the entity out though another one ranks it by the indicator: only that one counts."""
    if ranking.rank_of(entity) is not None:
        return False
    return any(r.rank_of(entity) is not None and indicator in _looked_at(r) for r in asked.rankings.values())


def _figure(asked: Asked, ranking: Ranking, entity: str, indicator: str) -> Used:
    """The figure that the lens's rule takes, whether the lens ranks the entity or not, without its weights."""
    rule = rule_of(ranking.lens, indicator)
    taken = asked.figures.figures(indicator, rule).get(entity)
    if taken is None:
        value, flag = absent(asked.figures, indicator, rule, [entity])[entity]
        if flag and flag.kind == "not-taken":
            return Used(indicator, entity, None, (), "", None, "not-taken", {})
        none = value == 0
        return Used(indicator, entity, 0.0 if none else None, (), "", None, "none-recorded" if none else "unknown", {})
    value, cell = taken
    rows, period, year = _behind(asked, rule, cell)
    year = None if cell.period == UNDATED else year
    state: State = "old" if year is not None and year < asked.ledger.now.year - YEARS_UNTIL_OLD else "figure"
    if ranking.rank_of(entity) is None:
        state = "not-taken"
    return Used(indicator, entity, value, rows, period, year, state, {})


def rule_of(lens: Lens, indicator: str) -> Taken:
    """Which period of an indicator the lens takes; of what it only divides by, each economy's last."""
    own = (leaf.period or lens.period for leaf in leaves(lens.framework) if leaf.indicator == indicator)
    return next(own, Taken())


def _looked_at(ranking: Ranking) -> dict[str, float]:
    """The indicators with their shares, and those that the lens divides by, which have none."""
    divisors = dict.fromkeys(denominators(ranking.ledger, ranking.lens).values(), 0.0)
    return {**divisors, **shares(ranking.lens)}


def _behind(asked: Asked, rule: Taken, cell: Cell) -> tuple[tuple[int, ...], str, int]:
    """The observations that a figure is made of, its period for reading, and the year that tells its age."""
    now = asked.ledger.now
    if rule.take in JOINED:
        window = parse_period(cell.period)
        part = ", the last year in part" if window.end > now else ""
        return (
            cell.rows,
            f"{rule.take} of {plain_period(cell.period)}{part}",
            (window.start.year + window.end.year) // 2,
        )
    if rule.take != "max":
        return cell.rows, plain_period(cell.period), cell.end.year
    row = max(cell.rows, key=lambda row: float(str(asked.ledger.at(row)["value"])))
    own = parse_period(str(asked.ledger.at(row)["period"]))
    return (row,), f"{plain_period(own.text)}, the highest of {now.year - (rule.over or 1) + 1}–{now.year}", own.year
