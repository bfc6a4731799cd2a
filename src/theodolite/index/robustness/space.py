"""The space of lenses that a doubt spans: which choices there are, and which lens stands at each of its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.dataset import Array
from theodolite.index.doubt import Doubt, Weights, alternatives
from theodolite.index.framework import Node, Pillar, counted, height, name_of
from theodolite.index.lens import Lens
from theodolite.index.ranking import Ranking
from theodolite.index.step import Step

DROP, WEIGHTS, EVIDENCE = "drop-indicator", "weights", "evidence"
"""What choices are called that are no step."""


class Choice(NamedTuple):
    """A doubted step and the alternatives that are drawn in its place."""

    step: str
    alternatives: tuple[Step, ...]


class Interval(NamedTuple):
    """A figure that is drawn: indicator, entity, and the ends between which it lies, in the unit of the evidence."""

    indicator: str
    entity: str
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class LensSpace:
    """Every lens that a doubt allows, as a unit cube: each dimension from 0 to 1 decides one thing.

    Its dimensions are, in this order: one for each of `choices`; one for which of `drops` is left out, if any (of its
    k + 1 equal parts the first leaves out none); one for each of the nodes in `weights` whose weight is drawn; one
    for each of `cells`.
    """

    lens: Lens
    choices: tuple[Choice, ...]
    drops: tuple[str, ...]
    weights: tuple[str, ...]
    cells: tuple[Interval, ...]

    @property
    def dimensions(self) -> int:
        """The number of dimensions of the cube."""
        return sum(len(places) for places in self.groups.values())

    @cached_property
    def groups(self) -> dict[str, range]:
        """What is chosen → the dimensions that decide it: each step by its name, drop-indicator, weights, evidence."""
        sizes = {choice.step: 1 for choice in self.choices}
        sizes |= {DROP: int(bool(self.drops)), WEIGHTS: len(self.weights), EVIDENCE: len(self.cells)}
        ends = np.cumsum(list(sizes.values())).tolist()
        places = {name: range(end - size, end) for (name, size), end in zip(sizes.items(), ends, strict=True)}
        return {name: place for name, place in places.items() if len(place)}

    @property
    def free(self) -> frozenset[str]:
        """The nodes whose weight is drawn whatever is written: a found weight of 0 too may be drawn above it."""
        doubted = self.lens.doubt.weights if self.lens.doubt else None
        return frozenset(self.weights if doubted and doubted.free else ())

    def lens_at(self, point: Array, found: Mapping[str, float] | None = None) -> Lens:
        """The lens at one point of the cube: its steps, and a framework with the weights that stand there.

        Where a step of the lens finds weights, `found` are those that it found on the evidence; they are drawn like
        written ones, and the step does not stand in the lens any more. An indicator that is left out keeps its place
        with the weight 0, and so does a pillar in which nothing else has a weight; so the steps before the aggregate
        see every column, as `leave_one_out` has it.
        """
        chosen = {c.step: c.alternatives[int(point[j] * len(c.alternatives))] for j, c in enumerate(self.choices)}
        weights = {**(found or {}), **self._weights_at(point, found or {})}
        if self.drops and (left_out := int(point[len(self.choices)] * (len(self.drops) + 1))):
            weights[self.drops[left_out - 1]] = 0.0
        steps = (chosen.get(step.do, step) for step in self.lens.steps)
        return self.lens.model_copy(
            update={
                "steps": tuple(step for step in steps if not found or step.do != "weight"),
                "framework": tuple(_reweighted(self.lens.framework, weights)),
            }
        )

    def values_at(self, point: Array) -> dict[tuple[str, str], float]:
        """(entity, indicator) → the figure that is drawn at one point of the cube."""
        u = point[self.dimensions - len(self.cells) :]
        return {(c.entity, c.indicator): c.low + u[k] * (c.high - c.low) for k, c in enumerate(self.cells)}

    def _weights_at(self, point: Array, found: Mapping[str, float]) -> dict[str, float]:
        doubted = self.lens.doubt.weights if self.lens.doubt else None
        if doubted is None or not self.weights:
            return {}
        u, written = point[self.groups[WEIGHTS]], {**written_weights(self.lens.framework), **found}
        if doubted.within is not None:
            return {n: written[n] * (1 + doubted.within * (2 * u[k] - 1)) for k, n in enumerate(self.weights)}
        drawn = -np.log(1 - u) if doubted.free == "simplex" else u
        return dict(zip(self.weights, drawn.tolist(), strict=True))


def space_of(ranking: Ranking) -> LensSpace:
    """The space that the doubt of the ranking's lens spans on its evidence.

    Raises PlanError where the lens has no doubt, or names levels that it does not have, or where all that is doubted is
    evidence that has no other side.
    """
    lens = ranking.lens
    doubt = lens.doubt or Doubt()
    choices = tuple(Choice(name, steps) for name, steps in alternatives(doubt, lens.steps).items())
    leaves = [leaf.indicator for leaf in counted(lens.framework)]
    space = LensSpace(
        lens,
        choices,
        tuple(leaves) if doubt.drop_indicator and len(leaves) > 1 else (),
        tuple(_doubted_weights(lens.framework, doubt.weights)) if doubt.weights else (),
        tuple(_intervals(ranking, doubt)),
    )
    if not space.dimensions and doubt.evidence is not None:
        lacking = "has two sources that differ" if doubt.evidence == "conflicts" else "has a low and a high end"
        raise PlanError(
            f"the lens {lens.id!r} doubts the evidence, and no figure {lacking}: every draw would be the same",
            expected="figures of more than one source" if doubt.evidence == "conflicts" else "figures with intervals",
            next_step="doubt something else as well: doubt: {weights: {within: 25%}}",
        )
    if not space.dimensions:
        raise PlanError(
            f"nothing about the lens {lens.id!r} is doubted: every draw would be the same",
            expected="a doubt: in the lens with a step, weights, drop-indicator or evidence",
            next_step="add doubt: {weights: {within: 25%}} to it",
        )
    return space


def written_weights(nodes: Sequence[Node]) -> dict[str, float]:
    """The name of every node at and below `nodes` → its weight as written."""
    found: dict[str, float] = {}
    for node in nodes:
        found[name_of(node)] = node.weight
        if isinstance(node, Pillar):
            found |= written_weights(node.indicators)
    return found


def _doubted_weights(framework: Sequence[Pillar], doubted: Weights) -> list[str]:
    """The names of the nodes whose weight is drawn; not of an only child, which always counts whole."""
    top = height(framework)
    if doubted.levels and max(doubted.levels) > top:
        raise PlanError(
            f"doubt, weights: level {max(doubted.levels)} is doubted, and the framework has {top} levels",
            expected=f"levels from 1 (indicators) to {top}",
            next_step="take the level out of the doubt",
        )

    def below(nodes: Sequence[Node]) -> list[str]:
        weighted = [node for node in nodes if node.weight > 0]
        found: list[str] = []
        for node in weighted:
            level = height(node.indicators) + 1 if isinstance(node, Pillar) else 1
            if len(weighted) > 1 and (doubted.levels is None or level in doubted.levels):
                found.append(name_of(node))
            if isinstance(node, Pillar):
                found += below(node.indicators)
        return found

    return below(framework)


def _intervals(ranking: Ranking, doubt: Doubt) -> list[Interval]:
    if doubt.evidence is None:
        return []
    weighing = [leaf.indicator for leaf in counted(ranking.lens.framework)]
    found = [
        Interval(indicator, entity, cell.low, cell.high)
        for (entity, indicator), cell in ranking.raw.cells.items()
        if indicator in weighing and cell.low < cell.high and (cell.disputed or doubt.evidence == "intervals")
    ]
    return sorted(found)


def _reweighted(nodes: Sequence[Node], weights: Mapping[str, float]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        weight = weights.get(name_of(node), node.weight)
        if isinstance(node, Pillar):
            below = _reweighted(node.indicators, weights)
            empty = not any(child.weight for child in below)
            change = {"weight": 0.0} if empty else {"weight": weight, "indicators": tuple(below)}
            found.append(node.model_copy(update=change))
        else:
            found.append(node.model_copy(update={"weight": weight}))
    return found
