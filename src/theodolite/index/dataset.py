"""The dataset of a ranking: entities × indicators, with the observation behind each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Flag:
    """Something that a step did or saw and that a reader of the ranking should know."""

    step: str
    what: str
    entity: str | None = None
    indicator: str | None = None


@dataclass(frozen=True, eq=False)
class Dataset:
    """Values of n entities on m indicators at one stage of a lens.

    `values` is n × m with NaN for missing; `rows` is n × m with the ledger's row behind a cell, or -1 where the cell
    is a recorded nothing (a true zero) or missing; `directions` is m long, +1 where more is better, -1 where less.
    """

    entities: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    rows: Rows
    directions: Array
    flags: tuple[Flag, ...] = ()

    def with_values(self, values: Array, flags: Sequence[Flag] = ()) -> Dataset:
        """The same cells with other values, and `flags` added."""
        return replace(self, values=values, flags=(*self.flags, *flags))

    def keep(self, kept: npt.NDArray[np.bool_], flags: Sequence[Flag] = ()) -> Dataset:
        """Only the entities where `kept` (n booleans) is true."""
        return replace(
            self,
            entities=tuple(e for e, k in zip(self.entities, kept, strict=True) if k),
            values=self.values[kept],
            rows=self.rows[kept],
            flags=(*self.flags, *flags),
        )

    def column(self, indicator: str) -> Array:
        """The n values of one indicator."""
        return self.values[:, self.indicators.index(indicator)]
