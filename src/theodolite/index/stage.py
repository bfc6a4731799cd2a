"""Stage: the rows that the steps of a lens are carried out on, and which of them a ranking is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np

from theodolite.index.dataset import AT, Dataset, Flag, entity_of, period_of
from theodolite.index.framework import Pillar
from theodolite.index.step import Done, Step, carry_out, refuse_few

Held = TypeVar("Held")


@dataclass(frozen=True, eq=False)
class Stage:
    """Every row that the figures of a ranking are treated and normalised among, and which of them it ranks.

    `rows` is a dataset as gathered. Without a `period` its rows are the entities that are ranked. With one, it is a
    panel: a row is an entity in a period (`CHN@2023`), all rows set the goalposts, and those of `period` are ranked.
    """

    rows: Dataset
    period: str | None = None
    done: Done = field(default_factory=dict[Any, Any], init=False, repr=False)
    """What was carried out on the rows so far; a stage of other rows begins anew."""

    def finish(self, steps: Sequence[Step], framework: Sequence[Pillar]) -> Dataset:
        """The ranked rows after every one of `steps` but the aggregate, carried out on all rows, in the order written.

        Raises PlanError where a step cannot be carried out, or fewer than three entities are left to be ranked.
        """
        data = self.picked(carry_out(steps, self.rows, framework, self.done))
        refuse_few(data)
        return data

    def picked(self, data: Dataset) -> Dataset:
        """The ranked rows of `data`, whose rows are some of this stage's, named by their entities alone."""
        if self.period is None:
            return data
        return split(data, [self.period])[self.period]


def finish_each(
    rows: Dataset, periods: Sequence[str], steps: Sequence[Step], framework: Sequence[Pillar]
) -> dict[str, Dataset]:
    """As `Stage.finish` for the stage of each of `periods`; `steps` are carried out once for all of them."""
    each = split(carry_out(steps, rows, framework), periods)
    for data in each.values():
        refuse_few(data)
    return each


def split(data: Dataset, periods: Sequence[str]) -> dict[str, Dataset]:
    """Each of `periods` → its rows of the panel `data`, named by their entities alone; each row is looked at once."""
    rows = _by_period(((row, i) for i, row in enumerate(data.entities)), periods)
    cells = _by_period(((row, (id, cell)) for (row, id), cell in data.cells.items()), periods)
    excluded, flags = _by_period(data.excluded.items(), periods), _flags(data, periods)
    found = dict[str, Dataset]()
    for period in periods:
        kept = [i for _, i in rows[period]]
        found[period] = replace(
            data,
            entities=tuple(entity for entity, _ in rows[period]),
            values=data.values[kept],
            cells={(entity, id): cell for entity, (id, cell) in cells[period]},
            sizes={name: sizes[kept] for name, sizes in data.sizes.items()},
            groups={name: tuple(labels[i] for i in kept) for name, labels in data.groups.items()},
            flags=tuple(flags[period]),
            excluded=dict(excluded[period]),
        )
    return found


def _by_period(named: Iterable[tuple[str, Held]], periods: Sequence[str]) -> dict[str, list[tuple[str, Held]]]:
    """Each of `periods` → what is held under the names of its rows, with the entity of each."""
    found = {period: list[tuple[str, Held]]() for period in periods}
    for row, held in named:
        if (period := period_of(row)) in found:
            found[period].append((entity_of(row), held))
    return found


def _flags(data: Dataset, periods: Sequence[str]) -> dict[str, list[Flag]]:
    """Each of `periods` → the flags of its rows, and those of whole columns."""
    found = {period: list[Flag]() for period in periods}
    for flag in data.flags:
        if flag.entity is None:
            for flags in found.values():
                flags.append(flag)
        elif (period := period_of(flag.entity)) in found:
            found[period].append(replace(flag, entity=entity_of(flag.entity)))
    return found


def stacked(by_period: Sequence[tuple[str, Dataset]]) -> Dataset:
    """One dataset whose rows are the rows of several, each named `entity@period`; the indicators must be the same."""
    first = by_period[0][1]
    return replace(
        first,
        entities=tuple(f"{e}{AT}{period}" for period, data in by_period for e in data.entities),
        values=np.vstack([data.values for _, data in by_period]),
        cells={(f"{e}{AT}{period}", id): cell for period, data in by_period for (e, id), cell in data.cells.items()},
        sizes={name: np.concatenate([data.sizes[name] for _, data in by_period]) for name in first.sizes},
        groups={name: tuple(label for _, data in by_period for label in data.groups[name]) for name in first.groups},
        flags=tuple(
            flag if flag.entity is None else replace(flag, entity=f"{flag.entity}{AT}{period}")
            for period, data in by_period
            for flag in data.flags
        ),
        excluded={f"{e}{AT}{period}": why for period, data in by_period for e, why in data.excluded.items()},
    )
