"""Plans: the discrete alternatives of a doubt, each carried out once on the evidence, with a record of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import Array, Dataset, Mask
from theodolite.index.ranking import Ranking
from theodolite.index.robustness.defined import refuse_undefined
from theodolite.index.robustness.space import LensSpace
from theodolite.index.robustness.tree import LiveTree, column_of
from theodolite.index.step import Step, aggregate_of

MOST = 2_000
"""Plans above which a doubt is refused: each of them is carried out."""


@dataclass(frozen=True, eq=False)
class Plan:
    """One combination of alternatives as it was carried out: the steps, and the figures of the ranked rows after them.

    `choices` says which alternative of each doubted step stands in `steps`.
    """

    choices: Mapping[str, str]
    steps: tuple[Step, ...]
    data: Dataset

    @property
    def aggregate(self) -> Aggregate:
        """The last of its steps."""
        return aggregate_of(self.steps)

    @property
    def record(self) -> dict[str, Any]:
        """The plan as JSON: its choices, every step with every option as it was executed, and whom it left out."""
        return {
            "choices": dict(self.choices),
            "steps": [{"do": step.do, **_written(step)} for step in self.steps],
            "entities": len(self.data.entities),
            "excluded": [{"entity": entity, "reason": why} for entity, why in self.data.excluded.items()],
        }


@dataclass(frozen=True, eq=False)
class Matrices:
    """What the kernel adds up: P plans × C columns × n entities, each column on the scale of the mean it enters.

    `powers` (P × G) are the powers of the means of G groups, `masked` (P × G) says where figures may be missing and
    are re-weighted; elsewhere a missing figure (NaN) leaves its entity without a rank.
    """

    entities: tuple[str, ...]
    columns: Array
    base: Array
    """P × the slots of the tree: weights as written, or as a step of the plan found them."""
    powers: Array
    masked: Mask


def carried_out(ranking: Ranking, space: LensSpace) -> tuple[Plan, ...]:
    """Every combination of the space's alternatives, the last choice running fastest.

    Raises PlanError that names the combination
    where one cannot be carried out on this evidence, or there are too many of them.
    """
    if (many := prod(len(choice.alternatives) for choice in space.choices)) > MOST:
        raise PlanError(
            f"the doubt of the lens {space.lens.id!r} combines to {many:,} alternatives",
            expected=f"at most {MOST:,}",
            next_step="doubt fewer steps at once, or give fewer alternatives to each",
        )
    plans: list[Plan] = []
    for combination in product(*(choice.alternatives for choice in space.choices)):
        chosen = {choice.step: step for choice, step in zip(space.choices, combination, strict=True)}
        said = {choice.step: said_of(chosen[choice.step], choice.alternatives) for choice in space.choices}
        steps = tuple(chosen.get(step.do, step) for step in space.lens.steps)
        try:
            plan = Plan(said, steps, ranking.stage.finish(steps, space.lens.framework))
            plan.aggregate.apply(plan.data, space.lens.framework)
        except PlanError as error:
            raise _named(error, said) from None
        plans.append(plan)
    return tuple(plans)


def matrices(plans: Sequence[Plan], space: LensSpace, tree: LiveTree) -> Matrices:
    """The columns of every plan for every entity that any of them could rank.

    Raises PlanError where a lens of the space is undefined on these figures: a value that is not above zero below a
    mean that takes only such, under any weights or without any one indicator of the space; or where a mean is none
    of powers.
    """
    entities = tuple(sorted({entity for plan in plans for entity in plan.data.entities}))
    shape = len(plans), len(tree.columns), len(entities)
    columns, masked = np.full(shape, np.nan), np.zeros((len(plans), len(tree.groups)), dtype=bool)
    powers = np.array([tree.powers(plan.aggregate) for plan in plans])
    base = np.empty((len(plans), len(tree.names)))
    holds = tree.holds()
    for p, plan in enumerate(plans):
        _refuse_unlinked(plan, tree)
        rows = np.searchsorted(entities, plan.data.entities)
        base[p] = [plan.data.weights.get(name, weight) for name, weight in zip(tree.names, tree.base, strict=True)]
        idle = {tree.children[slot] for slot in np.flatnonzero(base[p] == 0) if tree.names[slot] not in space.free}
        plain = [column_of(node, plan.aggregate, plan.data) for node in tree.columns]
        try:
            refuse_undefined(space, tree, plan.aggregate, base[p], plain, plan.data.entities)
        except PlanError as error:
            raise _named(error, plan.choices) from None
        for c, column in enumerate(plain):
            if c in idle:  # it counts in no draw, and need not be what the mean is defined on
                columns[p, c, rows] = 0.0
                continue
            link = plan.aggregate.mean_of(tree.groups[holds[c]]).link
            columns[p, c, rows] = column if link is None else link.of(column)
        if plan.aggregate.missing == "re-weight":
            masked[p] = _gaps(tree, np.isnan(columns[p]).any(axis=1))
    return Matrices(entities, columns, base, powers, masked)


def said_of(step: Step, among: Sequence[Step]) -> str:
    """An alternative in a few words: its method, and those of its options in which `among` differ."""
    written = [_written(one) for one in among]
    differ = {key for one in written for key in one if any(other.get(key) != one[key] for other in written)}
    own = _written(step)
    words = [str(own["how"])] if "how" in own else []
    words += [f"{key} {_value(value)}" for key, value in own.items() if key in differ - {"how"}]
    return ", ".join(words) or "as written"


def _written(step: Step) -> dict[str, Any]:
    options = step.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"do"})
    return {key: value for key, value in options.items() if value != []}


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return " to ".join(map(_value, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _gaps(tree: LiveTree, missing: Mask) -> list[bool]:
    """Group by group, whether one of its columns (`missing`) or of the groups below it has a gap."""
    found: list[bool] = []
    for group in range(len(tree.groups)):
        slots = tree.children[tree.starts[group] : tree.starts[group + 1]].tolist()
        found.append(any(missing[child] if child >= 0 else found[-1 - child] for child in slots))
    return found


def _refuse_unlinked(plan: Plan, tree: LiveTree) -> None:
    for nodes in tree.groups:
        if (mean := plan.aggregate.mean_of(nodes)).link is None:
            raise PlanError(
                f"a {mean} mean is not drawn: its parts do not add up, so that no draw can be made of sums",
                where="aggregate of the lens or of its doubt",
                expected="arithmetic, geometric, harmonic or generalised means",
                next_step="take one of them, or rank through the lens as it is",
            )


def _named(error: PlanError, choices: Mapping[str, str]) -> PlanError:
    """`error`, which also says in which combination of alternatives it is met."""
    said = ", ".join(f"{step}: {alternative}" for step, alternative in choices.items())
    where = " with ".join(part for part in (error.where, said) if part)
    return PlanError(error.what, where=where or None, expected=error.expected, next_step=error.next_step)
