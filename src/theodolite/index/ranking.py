"""Rank: evidence seen through a lens becomes scores and ranks, with everything left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from theodolite.core.observation import schema
from theodolite.core.period import UNDATED
from theodolite.errors import PlanError
from theodolite.evidence.ledger import Ledger
from theodolite.index.aggregate import WHOLE, coverage_tree
from theodolite.index.dataset import Array, Cell, Dataset, Flag
from theodolite.index.earliest import with_first_day
from theodolite.index.explain import Tree, explain
from theodolite.index.framework import leaves, pillars, shares
from theodolite.index.gather import gather, reconciled
from theodolite.index.lens import Lens
from theodolite.index.reconciled import Reconciled
from theodolite.index.stage import Stage
from theodolite.index.step import FEWEST
from theodolite.index.weight import weighted

FEW = 10
"""Entities below which a ranking is marked as one of few."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """Scores and ranks of every entity that a lens could score.

    `raw` holds the figures as gathered, `final` the normalised ones that were aggregated; `scores` maps every pillar
    (and WHOLE) to n scores in the order of `final.entities`, `coverage` in the same way to the share of weight
    that rests on figures; `flags` says what a reader should know of cells, entities and columns. Where a weight step
    found weights, the framework of `lens` holds them in place of those written.
    """

    lens: Lens
    ledger: Ledger
    stage: Stage
    """What the steps were carried out on: whoever carries out others on the same rows begins here."""
    raw: Dataset
    final: Dataset
    scores: Mapping[str, Array]
    coverage: Mapping[str, Array]
    flags: tuple[Flag, ...]

    @property
    def weights(self) -> Mapping[str, float]:
        """The share of every pillar and indicator among its siblings, as it was used."""
        return dict(shares(self.lens.framework))

    @property
    def excluded(self) -> Mapping[str, str]:
        """Who is not ranked, and why; the part before the colon is the kind of reason."""
        return self.final.excluded

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, score, rank (see `ranks`), one column a pillar, coverage, oldest_period; best first."""
        whole = self.scores[WHOLE]
        shown = {
            "entity": list(self.final.entities),
            "score": whole,
            "rank": ranks(whole),
            **{name: scores for name, scores in self.scores.items() if name != WHOLE},
            "coverage": self.coverage[WHOLE],
            "oldest_period": [self._oldest(entity) for entity in self.final.entities],
        }
        frame = pl.DataFrame(shown, schema_overrides={"oldest_period": pl.String})
        return frame.with_columns(pl.col(pl.Float64).fill_nan(None)).sort("rank", "entity")

    @property
    def finding(self) -> str:
        """Who leads, by how much, among how many, and how much of it rests on figures."""
        first, second = self.table.head(2).iter_rows(named=True)
        name = self.ledger.catalog.economies.said
        digits = 0 if abs(first["score"]) >= 10 else 2
        lead = f"{first['score']:.{digits}f} points against {second['score']:.{digits}f}"
        oldest = self.table["oldest_period"].drop_nulls().min()
        rest = [f"{len(self.excluded)} could not be ranked"] if self.excluded else []
        rest += [f"the oldest figure used is of {oldest}"] if oldest else []
        return (
            f"Through the lens {self.lens.title!r}, {name(first['entity'])} stands first of {len(self.table)} "
            f"economies and {name(second['entity'])} second ({lead})"
            + ("; " + ", and ".join(rest) if rest else "")
            + "."
        )

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Editions behind the cells that were ranked, sorted."""
        used = self.observations_behind()
        return tuple(sorted(set(used["source"] + "-" + used["edition"])))

    def rank_of(self, entity: str) -> int | None:
        """The rank of one entity, None where it was not ranked."""
        return self._ranks.get(entity)

    def score_of(self, entity: str) -> float:
        """The score of one ranked entity."""
        return float(self.scores[WHOLE][self.final.entities.index(entity)])

    def explain(self, entity: str) -> Tree:
        """The tree behind the score of one entity, down to source and locator."""
        return explain(self, entity)

    def cell(self, entity: str, indicator: str) -> Cell | None:
        """Where the figure of one cell comes from; None where it is missing or a zero that nobody recorded."""
        return self.raw.cells.get((entity, indicator))

    def observations_behind(self, entity: str | None = None) -> pl.DataFrame:
        """The ledger's rows behind the ranked cells and what they are divided by, of one entity or of all."""
        wanted = frozenset(self.final.entities if entity is None else (entity,))
        rows = {row for (e, _), cell in self.raw.cells.items() if e in wanted for row in cell.rows}
        return self.ledger.rows.filter(pl.col("row").is_in(list(rows)))

    def observations(self) -> pl.DataFrame:
        """The scores as rows of the ledger: indicators `lens/<id>` and `lens/<id>/<pillar>`, in points.

        The source is `theodolite/lens-<id>`, the edition the day up to which the evidence was known, and the locator
        the hash of the lens. Such rows are for rooms that build on a ranking: they are not evidence, and no file of
        the catalogue stands behind them.
        """
        parts = [
            self.table.select(
                "entity",
                indicator=pl.lit(f"lens/{self.lens.id}" + ("" if name == WHOLE else f"/{name}")),
                value=pl.col("score" if name == WHOLE else name),
            )
            for name in self.scores
        ]
        day = self.ledger.now.isoformat()
        rows = pl.concat(parts).drop_nulls("value").with_columns(
            period=pl.lit(day), low=pl.lit(None), high=pl.lit(None), unit=pl.lit("points"), status=pl.lit("E"),
            source=pl.lit(f"theodolite/lens-{self.lens.id}"), edition=pl.lit(day), locator=pl.lit(self.lens.hash),
            note=pl.lit(""),
        )  # fmt: skip
        return rows.select(pl.col(name).cast(kind) for name, kind in schema().items())

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return dict(self.table.select("entity", "rank").iter_rows())

    def _oldest(self, entity: str) -> str | None:
        cells = [cell for id in self.final.indicators if (cell := self.cell(entity, id)) is not None]
        oldest = min(cells, key=lambda cell: (cell.end, cell.period)).period if cells else UNDATED
        return None if oldest == UNDATED else oldest


def rank_entities(ledger: Ledger, lens: Lens, used: Reconciled | None = None) -> Ranking:
    """Carry out the steps of `lens` on `ledger`, in the order written; `used` is what `reconciled` gives.

    Raises PlanError where the lens cannot be computed on this evidence; for an earlier day (`--as-of`), it says from
    which day on all its indicators are published.
    """
    try:
        return rank_stage(Stage(gather(ledger, lens, used)), lens, ledger)
    except PlanError as error:
        raise with_first_day(error, ledger, lens) from None


def rank_stage(stage: Stage, lens: Lens, ledger: Ledger) -> Ranking:
    """Carry out the steps of `lens` on the rows of `stage`, whose figures come from `ledger`; errors as above."""
    return rank_finished(stage, lens, ledger, stage.picked(stage.rows), stage.finish(lens.steps, lens.framework))


def rank_finished(stage: Stage, lens: Lens, ledger: Ledger, raw: Dataset, data: Dataset) -> Ranking:
    """The ranking of the ranked rows of `stage`: `raw` as gathered, `data` after the steps; errors as above."""
    lens = lens.model_copy(update={"framework": weighted(lens.framework, data.weights)}) if data.weights else lens
    scores = lens.aggregate.apply(data, lens.framework)
    unscored = {
        entity: _why_unscored(lens, data, entity)
        for entity, score in zip(data.entities, scores[WHOLE], strict=True)
        if np.isnan(score)
    }
    if (scored := len(data.entities) - len(unscored)) < FEWEST:
        raise PlanError(
            f"the lens {lens.id!r} can score {scored} of {len(data.entities)} entities: the others lack a figure",
            expected=f"figures of all indicators for at least {FEWEST} entities",
            next_step="aggregate with missing: re-weight, screen, or take out the indicators that few have",
        )
    kept = np.array([entity not in unscored for entity in data.entities])
    final = data.leave_out(unscored)
    coverage = coverage_tree(lens.framework, _present(final))
    return Ranking(
        lens, ledger, stage, raw, final,
        {name: values[kept] for name, values in scores.items()}, coverage,
        (*final.flags, *_few(final), *_partial(lens, final, coverage)),
    )  # fmt: skip


def ranks(scores: Array) -> npt.NDArray[np.int64]:
    """The n ranks of n scores, 1 for the greatest; scores that are equal to nine decimals share the best rank."""
    rounded = np.round(scores, 9)
    return len(rounded) + 1 - np.searchsorted(np.sort(rounded), rounded, side="right")


def rank_through(ledger: Ledger, through: Iterable[Lens]) -> dict[str, Ranking]:
    """Lens id → ranking, through several lenses; sources are reconciled once for all of them.

    Raises PlanError where one of them cannot be computed on this evidence, or two have the same id.
    """
    rankings, refused = rank_each(ledger, through)
    for error in refused.values():
        raise error
    return rankings


def rank_each(
    ledger: Ledger, through: Iterable[Lens], used: Reconciled | None = None
) -> tuple[dict[str, Ranking], dict[str, PlanError]]:
    """As `rank_through`; lenses that cannot be computed stand apart: id → why. `used` is what `reconciled` gives.

    Raises PlanError where two lenses have the same id.
    """
    if used is None:
        through = list(through)
        used = reconciled(ledger, through)
    rankings, refused = dict[str, Ranking](), dict[str, PlanError]()
    for lens in through:
        if lens.id in rankings or lens.id in refused:
            raise PlanError(
                f"two lenses have the id {lens.id!r}: one would hide the other",
                expected="every lens once",
                next_step="name it once, or give the file of your own lens another name",
            )
        try:
            rankings[lens.id] = rank_entities(ledger, lens, used)
        except PlanError as error:
            refused[lens.id] = error
    return rankings, refused


class Span(NamedTuple):
    """The best and the worst rank of an entity over several lenses, and how many of them rank it."""

    best: int
    worst: int
    lenses: int


def span_of_ranks(rankings: Sequence[Ranking], entity: str) -> Span | None:
    """The span of the ranks of `entity` over `rankings`; None where none of them ranks it."""
    found = [rank for ranking in rankings if (rank := ranking.rank_of(entity)) is not None]
    return Span(min(found), max(found), len(found)) if found else None


def _present(data: Dataset) -> dict[str, Array]:
    filled = {(flag.entity, flag.indicator) for flag in data.flags if flag.kind == "imputed"}
    return {
        id: np.array(
            [
                0.0 if np.isnan(value) or (entity, id) in filled else 1.0
                for entity, value in zip(data.entities, data.values[:, j], strict=True)
            ]
        )
        for j, id in enumerate(data.indicators)
    }


def _few(final: Dataset) -> list[Flag]:
    number = len(final.entities)
    return [Flag("few-entities", f"only {number} entities are ranked")] if number < FEW else []


def _partial(lens: Lens, final: Dataset, coverage: Mapping[str, Array]) -> list[Flag]:
    return [
        Flag("partial-pillar", f"{pillar.pillar}: {share:.0%} of its weight rests on figures", entity)
        for pillar in pillars(lens.framework)
        for entity, share in zip(final.entities, coverage[pillar.pillar], strict=True)
        if share < 1
    ]


def _why_unscored(lens: Lens, data: Dataset, entity: str) -> str:
    missing = [leaf.indicator for leaf in leaves(lens.framework) if data.value(entity, leaf.indicator) is None]
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return f"a figure is missing: {missing[0]}{more}"
