"""Steps: what a lens may do between the ledger and a score, as one ordered, hashable, serialisable tuple."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import numpy as np
from pydantic import Field

from theodolite.errors import PlanError
from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import Dataset
from theodolite.index.denominate import Denominate
from theodolite.index.framework import Pillar
from theodolite.index.impute import Impute
from theodolite.index.normalise import Normalise
from theodolite.index.screen import Screen
from theodolite.index.treat import Treat
from theodolite.index.weight import Weight

Step = Annotated[Denominate | Screen | Impute | Treat | Normalise | Weight | Aggregate, Field(discriminator="do")]

FEWEST = 3
"""Entities below which there is nothing to rank."""

Done = dict[tuple[tuple[Pillar, ...], tuple[Step, ...]], Dataset]
"""Framework and first steps → the rows after them: what need not be carried out again on the same rows."""


def carry_out(steps: Sequence[Step], data: Dataset, framework: Sequence[Pillar], done: Done | None = None) -> Dataset:
    """`data` after every step but the last aggregate, in the order written.

    With `done`, steps that were carried out on the same rows are looked up there, and others are added.

    Raises PlanError where fewer than three entities are left, or a step cannot be carried out on them.
    """
    refuse_few(data)
    done = {} if done is None else done
    for number, step in enumerate(steps, start=1):
        first = (tuple(framework), tuple(steps[:number]))
        if isinstance(step, Weight):
            data = step.apply(data, framework, aggregate_of(steps))
        elif first in done:
            data = done[first]
        elif not isinstance(step, Aggregate):
            data = step.apply(data, framework)
            refuse_few(data)
            if not any(isinstance(before, Weight) for before in steps[:number]):
                done[first] = data
    if (data.directions < 0).any():
        turned = data.indicators[int(np.argmin(data.directions))]
        raise PlanError(
            f"less is better in {turned}, and no step turns it round",
            expected="a normalise step before the aggregate",
            next_step="add {do: normalise, how: min-max, to: [1, 100]} to the lens",
        )
    return data


def aggregate_of(steps: Sequence[Step]) -> Aggregate:
    """The aggregate that `steps` end with; raises PlanError where they end with another step, or are none."""
    if not steps or not isinstance(steps[-1], Aggregate):
        raise PlanError("the steps do not end with an aggregate", expected="{do: aggregate, …} as the last of them")
    return steps[-1]


def refuse_few(data: Dataset) -> None:
    """Raise PlanError where fewer than three entities are there to be ranked."""
    if len(data.entities) < FEWEST:
        raise PlanError(
            f"{len(data.entities)} entities are left: too few to rank",
            expected=f"at least {FEWEST} entities",
            next_step=f"widen what leaves the others out: {_left_out(data)}"
            if data.excluded
            else "bring in more entities",
        )


def _left_out(data: Dataset) -> str:
    """How many are left out for which kind of reason, the most frequent first."""
    kinds = Counter(reason.split(":")[0] for reason in data.excluded.values())
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
