"""The diffusion deficit: how much further down an economy stands at using AI than at building it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.prose import upper
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.contribution import indicator_gaps, unknown_among
from theodolite.index.ranking import Ranking, ranks

SHOWN = 5
"""How many indicators are named on each side of a gap."""

PEERS = 10
"""How many economies an economy is held against: those that stand nearest to it in building AI."""


@dataclass(frozen=True, eq=False)
class Deficit:
    """Ranks in `powers` and in `diffusion` among the economies that both rank; a deficit is the second less the first.

    After Ding (2024), https://doi.org/10.1080/09692290.2023.2173633: assessments that look at innovation alone
    overlook whether a country can put what it invents to use.
    """

    powers: Ranking
    diffusion: Ranking

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The economies that both lenses rank, sorted by code."""
        return tuple(sorted(set(self.powers.final.entities) & set(self.diffusion.final.entities)))

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, powers, diffusion (ranks among the shared economies) and deficit, by the rank in powers."""
        built, used = (ranks(_scores(ranking, self.entities)) for ranking in (self.powers, self.diffusion))
        return pl.DataFrame(
            {"entity": self.entities, "powers": built, "diffusion": used, "deficit": used - built}
        ).sort("powers", "entity")

    @property
    def finding(self) -> str:
        """The widest deficit among the ten that come first in powers."""
        widest = self.table.head(10).sort("deficit", descending=True, maintain_order=True)["entity"][0]
        return f"Of the ten that lead in building AI, the widest diffusion deficit: {self.sentence(widest)}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions behind both rankings, sorted."""
        return tuple(sorted({*self.powers.sources, *self.diffusion.sources}))

    def sentence(self, entity: str) -> str:
        """The two ranks of one economy, and the indicators that do most to hold it back and to carry it."""
        tree = self.explain(entity)
        name = upper(self.powers.ledger.catalog.economies.said(entity))
        title = self.powers.ledger.catalog.indicators
        said = (
            f"{name} ranks {tree['powers']} at building AI and {tree['diffusion']} at using it, "
            f"among {len(self.entities)} economies that both lenses rank"
        )
        back = [title[part["indicator"]].title for part in tree["holds_back"][:2]]
        held = f"held against its {len(tree['peers'])} nearest peers at building"
        return f"{said}; {held}, what holds its use back most: {' and '.join(back)}." if back else f"{said}."

    def explain(self, entity: str) -> dict[str, Any]:
        """The ranks of one economy, what holds its use back and what carries its building, in points of the score.

        Each indicator's points are the score less what it would be with the indicator at the median of the `peers`
        (see `indicator_gaps`); one that no peer has a figure of is named apart. Raises UnknownNameError where not
        both lenses rank the economy.
        """
        row = self.table.filter(pl.col("entity") == entity)
        if row.is_empty():
            lacking = self.powers if entity not in self.powers.final.entities else self.diffusion
            raise UnknownNameError(
                "economy ranked by both lenses", entity, (), where=f"the lens {lacking.lens.id!r} does not rank it"
            )
        peers = self.peers(entity)
        used, built = self._gaps(self.diffusion, entity, peers), self._gaps(self.powers, entity, peers)
        return {
            **row.row(0, named=True),
            "peers": list(peers),
            "holds_back": [part for part in reversed(used) if part["points"] < 0][:SHOWN],
            "unknown_among_peers": [*unknown_among(self.diffusion, peers), *unknown_among(self.powers, peers)],
            "carries": [part for part in built if part["points"] > 0][:SHOWN],
        }

    def peers(self, entity: str) -> tuple[str, ...]:
        """The ten economies that stand nearest to `entity` in building AI, the nearest first."""
        place = self.table.filter(pl.col("entity") == entity)["powers"][0]
        others = self.table.filter(pl.col("entity") != entity)
        nearest = others.sort((pl.col("powers") - place).abs(), "powers", "entity").head(PEERS)
        return tuple(nearest["entity"])

    def observations(self) -> pl.DataFrame:
        """The scores of both rankings as rows of the ledger, for the economies that both rank."""
        rows = pl.concat([self.powers.observations(), self.diffusion.observations()])
        return rows.filter(pl.col("entity").is_in(list(self.entities)))

    def _gaps(self, ranking: Ranking, entity: str, peers: tuple[str, ...]) -> list[dict[str, Any]]:
        gaps = indicator_gaps(ranking, entity, peers)
        parts = [
            {
                "indicator": id,
                "value": ranking.raw.value(entity, id),
                "period": cell.period if (cell := ranking.cell(entity, id)) else None,
                "points": points,
            }
            for id, points in gaps.items()
        ]
        return sorted(parts, key=lambda part: (-part["points"], part["indicator"]))


def deficit(powers: Ranking, diffusion: Ranking) -> Deficit:
    """The diffusion deficit of every economy that both rankings hold.

    Raises PlanError where they share fewer than three.
    """
    found = Deficit(powers, diffusion)
    if len(found.entities) < 3:
        raise PlanError(
            f"the lenses {powers.lens.id!r} and {diffusion.lens.id!r} rank {len(found.entities)} economies in common",
            expected="at least three",
            next_step="widen the screen of one of them",
        )
    return found


def _scores(ranking: Ranking, entities: tuple[str, ...]) -> np.ndarray:
    return np.array([ranking.score_of(entity) for entity in entities])
