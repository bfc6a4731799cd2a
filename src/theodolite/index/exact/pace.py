"""Pace: how fast an indicator has been moved in a year, by the fastest peer that stands at or above an entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from theodolite.index.dataset import Array, Cell
from theodolite.index.exact.curves import measured, size_of
from theodolite.index.exact.steady import is_steady
from theodolite.index.framework import Taken, leaves
from theodolite.index.gather import reconciled
from theodolite.index.periods import FORECAST, take
from theodolite.index.ranking import Ranking
from theodolite.index.reconciled import Reconciled

YEARS = 5
"""The years that a pace is taken over."""

AT_THE_TOP = "nobody stands above it"
"""Why an indicator is not moved that is at the best value observed already."""

WITHIN = 1.0
"""Figures stand five years apart where they are no more than so many years off it."""


@dataclass(frozen=True)
class Pace:
    """How much a year the entity's figure would move at the pace of `peer`, in the indicator's own unit, and why.

    The peer went from `before` (its figure of the period `first`) to `after` (of `last`) in `years`; where the lens
    divides the indicator, `per_year` is what the peer gained per head (or per output), for the size of the entity.
    """

    indicator: str
    peer: str
    per_year: float
    first: str
    last: str
    before: float
    after: float
    years: float
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """A peer's figure of five years before, its period, the years between, and the rows of the ledger behind it."""

    value: float
    period: str
    years: float
    rows: tuple[int, ...]


def paces(ranking: Ranking, entity: str, used: Reconciled | None = None) -> tuple[dict[str, Pace], dict[str, str]]:
    """Indicator → the fastest pace of a peer at or above the level of `entity`; and, of the others, why there is none.

    The pace is the largest mean annual change for the better over five years among the other ranked entities whose
    figure, per what the lens divides by, is at least as good as that of `entity`. The two figures are taken by the
    lens's own rule of periods: its last one and that nearest to five years before, at most a year off; a sum, mean or
    greatest of a window is held against the window five years before. Only a peer whose series is steady counts (see
    `is_steady`): a break or a slip is nobody's pace. A true zero that nobody recorded counts where
    the list has figures of that time. A divisor is held at its present size for peer and entity alike. `used` is what
    `reconciled` gives.
    """
    used = reconciled(ranking.ledger, [ranking.lens]) if used is None else used
    found, reasons = dict[str, Pace](), dict[str, str]()
    for leaf in leaves(ranking.lens.framework):
        pace = _pace(ranking, entity, leaf.indicator, leaf.period or ranking.lens.period, used)
        if isinstance(pace, str):
            reasons[leaf.indicator] = pace
        else:
            found[leaf.indicator] = pace
    return found, reasons


def _pace(ranking: Ranking, entity: str, id: str, rule: Taken, used: Reconciled) -> Pace | str:
    """The pace of one indicator, or why there is none."""
    levels = measured(ranking, id)
    sign = 1.0 if ranking.ledger.catalog.indicators[id].direction == "more" else -1.0
    if entity not in levels:
        return "its own figure is not known"
    peers = [peer for peer, level in levels.items() if peer != entity and sign * level >= sign * levels[entity]]
    if not peers or max(sign * levels[peer] for peer in peers) == sign * levels[entity]:
        return AT_THE_TOP
    before = earlier(ranking, id, rule, used)
    known = [peer for peer in peers if peer in before]
    if not known:
        return f"no peer at or above its level has figures {YEARS} years apart"
    gains = {
        peer: sign * (_figure(ranking, peer, id) - before[peer].value) / before[peer].years / size_of(ranking, id, peer)
        for peer in known
    }
    rising = sorted((peer for peer in known if gains[peer] > 0), key=lambda peer: (-gains[peer], peer))
    if not rising:
        return f"no peer at or above its level has moved for the better in {YEARS} years"
    course = _courses(ranking, id, rule, used, {peer: before[peer] for peer in rising})
    fastest = next((peer for peer in rising if is_steady(sign * course[peer])), None)
    if fastest is None:
        return (
            "no peer at or above its level has moved for the better but in a single year or between too few known ones"
        )
    return _told(ranking, id, fastest, before[fastest], gains[fastest] * size_of(ranking, id, entity))


def _told(ranking: Ranking, id: str, peer: str, before: Earlier, per_year: float) -> Pace:
    cell = ranking.raw.cells.get((peer, id))
    rows = ranking.ledger.rows.filter(pl.col("row").is_in([*before.rows, *(cell.rows if cell else ())]))
    sources = tuple(sorted({f"{work}-{edition}" for work, edition in rows.select("source", "edition").iter_rows()}))
    last = cell.period if cell else before.period
    return Pace(
        id, peer, per_year, before.period, last, before.value, _figure(ranking, peer, id), before.years, sources
    )


def _figure(ranking: Ranking, entity: str, id: str) -> float:
    value = ranking.raw.value(entity, id)
    return float("nan") if value is None else value


def earlier(ranking: Ranking, id: str, rule: Taken, used: Reconciled) -> dict[str, Earlier]:
    """Ranked entity → its figure of one indicator five years before the one that the ranking holds, where known."""
    if id not in used.tables:
        return {}
    cells = {e: cell for e in ranking.final.entities if (cell := ranking.raw.cells.get((e, id))) is not None}
    indicator = ranking.ledger.catalog.indicators[id]
    zeros = indicator.missing_means == "none-recorded" and indicator.recorded_by is None
    if rule.over:
        return _windows(used, id, rule, cells, _year(ranking), zeros=zeros)
    return _singles(used.tables[id].filter(pl.col("status") != FORECAST), cells, zeros=zeros)


def _windows(
    used: Reconciled, id: str, rule: Taken, cells: Mapping[str, Cell], year: int, *, zeros: bool
) -> dict[str, Earlier]:
    """What the same window gave five years before."""
    end = date(year - YEARS, 12, 31)
    figures = take(used.tables[id], rule, end, whole=used.ledger.catalog.indicators[id].missing_means == "unknown")
    span = str(end.year) if rule.over == 1 else f"{end.year - (rule.over or 1) + 1}/{end.year}"
    found = {
        e: Earlier(figures[e][0], figures[e][1].period, float(YEARS), figures[e][1].rows) for e in cells if e in figures
    }
    if zeros and figures:
        found |= {e: Earlier(0.0, span, float(YEARS), ()) for e in cells if e not in figures}
    return found


def _singles(seen: pl.DataFrame, cells: Mapping[str, Cell], *, zeros: bool) -> dict[str, Earlier]:
    """The figure nearest to five years before each entity's own last one; of two that are as near, the later."""
    periods = seen.select("period", "end").unique().sort("end", "period", descending=True).rows()
    own = {(row[0], row[1]): (row[2], row[3]) for row in seen.select("entity", "period", "value", "row").iter_rows()}
    found: dict[str, Earlier] = {}
    for entity, cell in cells.items():
        near = [(period, _years(end, cell.end)) for period, end in periods]
        near = sorted((one for one in near if abs(one[1] - YEARS) <= WITHIN), key=lambda one: abs(one[1] - YEARS))
        for period, years in near:
            if (entity, period) in own:
                value, row = own[entity, period]
                found[entity] = Earlier(value, period, years, (row,))
                break
        else:
            if zeros and near:
                found[entity] = Earlier(0.0, near[0][0], near[0][1], ())
    return found


def _courses(
    ranking: Ranking, id: str, rule: Taken, used: Reconciled, before: Mapping[str, Earlier]
) -> dict[str, Array]:
    """Each peer's six yearly points of five years, the one of `before` first; NaN where a year is not known."""
    indicator = ranking.ledger.catalog.indicators[id]
    zeros = indicator.missing_means == "none-recorded" and indicator.recorded_by is None
    inner = (
        _windows_between(ranking, id, rule, used, before, zeros=zeros)
        if rule.over
        else _singles_between(ranking, id, used.tables[id].filter(pl.col("status") != FORECAST), before, zeros=zeros)
    )
    return {
        e: np.array([one.value, *(points.get(e, np.nan) for points in inner), _figure(ranking, e, id)])
        for e, one in before.items()
    }


def _windows_between(
    ranking: Ranking, id: str, rule: Taken, used: Reconciled, before: Mapping[str, Earlier], *, zeros: bool
) -> list[dict[str, float]]:
    """What the same window gave in each year between."""
    whole = ranking.ledger.catalog.indicators[id].missing_means == "unknown"
    found: list[dict[str, float]] = []
    for part in range(1, YEARS):
        figures = take(used.tables[id], rule, date(_year(ranking) - YEARS + part, 12, 31), whole=whole)
        found.append({e: figures[e][0] if e in figures else 0.0 for e in before if zeros or e in figures})
    return found


def _singles_between(
    ranking: Ranking, id: str, seen: pl.DataFrame, before: Mapping[str, Earlier], *, zeros: bool
) -> list[dict[str, float]]:
    """The figures each fifth of the way from those of `before` to the last ones, at most half a fifth off it."""
    ends = seen["end"].unique().sort(descending=True).to_list()
    own = {(entity, end): value for entity, end, value in seen.select("entity", "end", "value").iter_rows()}
    found = [dict[str, float]() for _ in range(1, YEARS)]
    for entity, one in before.items():
        last = ranking.raw.cells[entity, id].end
        ago = [(end, _years(end, last)) for end in ends]
        for part, figures in enumerate(found, start=1):
            off = {end: abs(years - one.years * (1 - part / YEARS)) for end, years in ago}
            near = sorted((end for end in ends if off[end] <= one.years / YEARS / 2), key=off.__getitem__)
            known = next((own[entity, end] for end in near if (entity, end) in own), 0.0 if zeros and near else None)
            if known is not None:
                figures[entity] = known
    return found


def _years(first: date, last: date) -> float:
    """The years between the ends of two periods, in whole months."""
    return last.year - first.year + (last.month - first.month) / 12


def _year(ranking: Ranking) -> int:
    """The year up to which the figures of a ranking are taken: its own of a panel, else that of the last edition."""
    return int(ranking.stage.period[:4]) if ranking.stage.period else ranking.ledger.now.year
