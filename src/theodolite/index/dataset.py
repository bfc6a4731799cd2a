"""The dataset of a ranking: entities × indicators, where each figure comes from, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

AT = "@"
"""What stands between entity and period in the name of a row of a panel: `CHN@2023`."""

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

FlagKind = Literal[
    "none-recorded", "not-measured", "not-taken", "old", "withdrawn", "provisional", "disputed", "no-denominator",
    "imputed", "treated", "untreated", "still-skewed", "many-zeros", "partial-pillar", "few-entities",
    "weighted", "constant",
]  # fmt: skip


@dataclass(frozen=True)
class Flag:
    """Something that a step did or saw and that a reader of the ranking should know, of a cell, entity or column."""

    kind: FlagKind
    what: str
    entity: str | None = None
    indicator: str | None = None


@dataclass(frozen=True)
class Cell:
    """Where one figure comes from: every row of the ledger behind it, and the interval that its sources span."""

    rows: tuple[int, ...]
    low: float
    high: float
    period: str
    """The period of the figure: of its one observation, or the window that several were joined over."""
    end: date
    provisional: bool = False
    withdrawn: bool = False
    """Whether a later edition of the work gives the entity other periods, and others this one, but not this figure."""
    disputed: bool = False
    """Whether works that are independent of each other give different values."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Values of n entities on m indicators at one stage of a lens.

    `values` is n × m with NaN for missing; `directions` is m long, +1 where more is better, -1 where less. `cells`
    maps (entity, indicator) to where the figure comes from; a true zero that nobody recorded, like a missing figure,
    has no cell. `denominators` (m long) are those that each indicator allows, `sizes` maps a denominator to its n
    values. `groups` maps a grouping of the entities (a tercile of output) to n labels, empty for an entity without one.
    `weights` maps indicators and pillars to the weights that a weight step found for them.
    `excluded` says who was left out on the way, and why; the part before the colon is the kind of reason.
    """

    entities: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    directions: Array
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict[tuple[str, str], Cell])
    denominators: tuple[tuple[str, ...], ...] = ()
    sizes: Mapping[str, Array] = field(default_factory=dict[str, Array])
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    flags: tuple[Flag, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict[str, str])

    def with_values(self, values: Array, flags: Sequence[Flag] = ()) -> Dataset:
        """The same cells with other values, and `flags` added."""
        return replace(self, values=values, flags=(*self.flags, *flags))

    def leave_out(self, reasons: Mapping[str, str]) -> Dataset:
        """Without the entities of `reasons` (entity → why), which are added to `excluded`."""
        kept = np.array([entity not in reasons for entity in self.entities], dtype=bool)
        return replace(
            self,
            entities=tuple(entity for entity in self.entities if entity not in reasons),
            values=self.values[kept],
            sizes={name: values[kept] for name, values in self.sizes.items()},
            groups={
                name: tuple(label for label, here in zip(labels, kept, strict=True) if here)
                for name, labels in self.groups.items()
            },
            flags=tuple(flag for flag in self.flags if flag.entity not in reasons),
            excluded=dict(sorted({**self.excluded, **reasons}.items())),
        )

    def column(self, indicator: str) -> Array:
        """The n values of one indicator."""
        return self.values[:, self.indicators.index(indicator)]

    def value(self, entity: str, indicator: str) -> float | None:
        """One value; None where it is missing."""
        value = float(self.column(indicator)[self.entities.index(entity)])
        return None if np.isnan(value) else value


def entity_of(row: str) -> str:
    """The entity of a row, of a panel or not."""
    return row.partition(AT)[0]


def period_of(row: str) -> str:
    """The period of a row of a panel; empty for a row that has none."""
    return row.rpartition(AT)[2] if AT in row else ""
