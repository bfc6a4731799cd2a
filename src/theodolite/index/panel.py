"""Panel: the same lens over several years, with goalposts that are fixed over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import polars as pl

from theodolite.core.observation import schema
from theodolite.core.period import UNDATED
from theodolite.errors import PlanError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.dataset import Dataset
from theodolite.index.explain import Tree
from theodolite.index.gather import gather, reconciled
from theodolite.index.lens import Lens
from theodolite.index.ranking import Ranking, rank_finished
from theodolite.index.reconciled import Reconciled
from theodolite.index.stage import Stage, finish_each, stacked

YEARS = (1900, 2100)
"""The first and the last year that may be asked for."""


class Moved(NamedTuple):
    """An entity's rank and score in the first and the last year in which it is ranked."""

    entity: str
    first: int
    last: int
    rank_first: int
    rank_last: int
    score_first: float
    score_last: float


@dataclass(frozen=True, eq=False)
class PanelRanking:
    """One ranking a year. Every analysis takes a ranking, and so any year of a panel.

    All rankings share their treatment and goalposts, which are those of all entities in all years together: a score of
    one year can be held against that of another, and a figure that does not change keeps its normalised value.
    """

    lens: Lens
    ledger: Ledger
    rankings: Mapping[int, Ranking]
    """Year → ranking, in the order of the years."""

    def at(self, year: int) -> Ranking:
        """The ranking of one year; raises UnknownNameError where the panel does not have it."""
        if year not in self.rankings:
            raise UnknownNameError("year of the panel", str(year), [str(known) for known in self.rankings])
        return self.rankings[year]

    @cached_property
    def table(self) -> pl.DataFrame:
        """year and the columns of `Ranking.table`; by year, best first."""
        parts = [ranking.table.with_columns(year=pl.lit(year)) for year, ranking in self.rankings.items()]
        return pl.concat(parts, how="vertical_relaxed").select("year", pl.exclude("year"))

    @property
    def finding(self) -> str:
        """Who stood first in the first and the last year, and whose score rose and fell most between them."""
        first, *_, last = self.rankings
        name = self.ledger.catalog.economies.said
        moved = [m for m in self._moves if (m.first, m.last) == (first, last)]
        leads = [self.rankings[year].table["entity"][0] for year in (first, last)]
        leader = (
            f"{name(leads[0])} stands first in {first} and in {last}"
            if leads[0] == leads[1]
            else f"{name(leads[0])} stands first in {first}, {name(leads[1])} in {last}"
        )
        over = f"from {first} to {last}, with goalposts fixed over all years"
        said = f"Through the lens {self.lens.title!r} {over}, {leader}"
        if not moved:
            return f"{said}; no economy is ranked in both years."
        most, least = (end(moved, key=lambda m: m.score_last - m.score_first) for end in (max, min))
        return f"{said}; of {len(moved)} economies ranked in both, {_told(most, name(most.entity))}" + (
            "." if most is least else f", and {_told(least, name(least.entity))}."
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the rankings, sorted."""
        return tuple(sorted({source for ranking in self.rankings.values() for source in ranking.sources}))

    def explain(self, entity: str) -> dict[int, Tree]:
        """Year → the tree behind the score of one entity, for the years in which it is ranked."""
        ranked = {year: r.explain(entity) for year, r in self.rankings.items() if r.rank_of(entity) is not None}
        if not ranked:
            raise UnknownNameError(f"economy ranked through the lens {self.lens.id!r} in any year", entity, ())
        return ranked

    def moved(self, entity: str) -> Moved:
        """Rank and score of an entity in the first and last year that rank it; raises UnknownNameError if none does."""
        for move in self._moves:
            if move.entity == entity:
                return move
        raise UnknownNameError(f"economy ranked through the lens {self.lens.id!r} in any year", entity, ())

    def observations(self) -> pl.DataFrame:
        """The scores as rows of the ledger: as of a ranking, with the year as their period."""
        parts = [r.observations().with_columns(period=pl.lit(str(year))) for year, r in self.rankings.items()]
        return pl.concat(part.select(pl.col(name).cast(kind) for name, kind in schema().items()) for part in parts)

    @cached_property
    def _moves(self) -> tuple[Moved, ...]:
        return tuple(_moves(self.table))


def rank_panel(ledger: Ledger, lens: Lens, years: Sequence[int]) -> PanelRanking:
    """`lens` on the figures of each of `years`, its steps carried out on all entities in all years together.

    A year takes the figures whose periods are over by its end, by the lens's own rule of periods counted from there;
    vintages are today's (`--as-of` goes back to those of an earlier day). Screening and imputation see rows of entity
    and year.

    Raises PlanError where fewer than two years are asked for, one twice or of another age; where one lies before an
    indicator begins, after the last figure of all of them or after the day up to which the evidence knows; or where an
    indicator has no figure in one of them: the error names indicator and year. Also under a mean whose scores depend on
    who else is there: those of two years could not be held against each other.
    """
    ordered = sorted(years)
    if len(ordered) < 2 or len(set(ordered)) < len(ordered) or not all(YEARS[0] <= y <= YEARS[1] for y in ordered):
        raise PlanError(
            f"these are not the years of a panel: {', '.join(map(str, years)) or 'none'}",
            expected="two or more different years, each written with four digits",
            next_step="rank_entities ranks a single moment",
        )
    _refuse_relative(lens)
    used = reconciled(ledger, [lens])
    _refuse_outside(used, lens, ordered[0], ordered[-1])
    gathered = {str(year): _gathered(ledger, lens, used, year) for year in ordered}
    rows = stacked(list(gathered.items()))
    done = finish_each(rows, list(gathered), lens.steps, lens.framework)
    rankings = {
        int(year): rank_finished(Stage(rows, period=year), lens, ledger, raw, done[year])
        for year, raw in gathered.items()
    }
    return PanelRanking(lens, ledger, rankings)


def _refuse_relative(lens: Lens) -> None:
    for mean in lens.aggregate.means(lens.framework):
        if mean.relative:
            raise PlanError(
                f"under {mean} every score depends on who else is there: two years have no scale in common",
                where=f"aggregate: {mean}",
                expected="a mean of the entity's own figures, without then:",
                next_step="take such a mean, or rank one moment at a time (--as-of)",
            )


def _refuse_outside(used: Reconciled, lens: Lens, first: int, last: int) -> None:
    """Refuse years before an indicator begins, after all of them have ended, or after what the evidence knows of."""
    tables = {id: used.tables[id].filter(pl.col("period") != UNDATED) for id in lens.indicators if id in used.tables}
    if undated := [id for id, rows in tables.items() if rows.is_empty()]:
        raise PlanError(
            f"the figures of {undated[0]} have no date: there are no years to tell apart",
            where=f"the lens {lens.id!r}",
            expected="figures of several periods (a column Time in data of your own)",
            next_step="rank them at a single moment",
        )
    begins, ends = (
        {id: year for id, rows in tables.items() if isinstance(year := end(rows["end"].dt.year()), int)}
        for end in (pl.Series.min, pl.Series.max)
    )
    late = max(begins, key=begins.__getitem__, default=None)
    if late is not None and begins[late] > first:
        raise PlanError(
            f"the figures of {late} begin in {begins[late]}, and the panel in {first}",
            where=f"the lens {lens.id!r}",
            expected=f"years from {begins[late]} on",
            next_step="begin later, or take a lens whose indicators reach back so far",
        )
    until = min(used.now.year, max(ends.values(), default=used.now.year))
    if last > until:
        raise PlanError(
            f"the figures of the lens end in {until}, and the panel in {last}",
            where=f"the lens {lens.id!r}",
            expected=f"years up to {until}",
            next_step="end earlier: nothing is known of years to come",
        )


def _gathered(ledger: Ledger, lens: Lens, used: Reconciled, year: int) -> Dataset:
    try:
        return gather(ledger, lens, used.at_end_of(year))
    except PlanError as error:
        ended = any((used.tables[id]["end"].dt.year() < year).all() for id in lens.indicators if id in used.tables)
        raise PlanError(
            error.what,
            where=f"the year {year} of the panel" + (f", {error.where}" if error.where else ""),
            expected=error.expected,
            next_step="end earlier, or let the lens take older figures"
            if ended
            else "begin later, or take a lens whose indicators reach back so far",
        ) from None


def _moves(table: pl.DataFrame) -> Iterator[Moved]:
    for (entity,), rows in table.sort("year").partition_by("entity", as_dict=True, maintain_order=True).items():
        first, last = rows.row(0, named=True), rows.row(-1, named=True)
        yield Moved(
            str(entity), first["year"], last["year"], first["rank"], last["rank"], first["score"], last["score"]
        )


def _told(move: Moved, name: str) -> str:
    change = move.score_last - move.score_first
    verb = "gains" if change >= 0 else "loses"
    return f"{name} {verb} {abs(change):.1f} points (rank {move.rank_first} to {move.rank_last})"
