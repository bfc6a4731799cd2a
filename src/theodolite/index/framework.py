"""The framework: indicators as leaves, pillars as branches of any depth, weights as shares of their parent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Literal

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from theodolite.core.spec import Spec
from theodolite.index.dataset import Array


def _weight(value: object) -> float:
    if isinstance(value, str):
        try:
            value = float(Fraction(value))
        except (ValueError, ZeroDivisionError):
            raise ValueError("a weight is a number or a fraction such as 1/5") from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(f"the weight {value} is not a number of at least 0")
    return float(value)


Weight = Annotated[float, BeforeValidator(_weight)]


class Taken(Spec):
    """Which periods of an indicator are taken, and how several become one figure.

    `latest` is each entity's own last figure. `common` is the last period for which at least half of the entities
    that the indicator was ever observed for have a figure, the same for every entity: for a series that a few single
    figures run ahead of. `sum`, `mean` and `max` join the figures of a window.
    """

    take: Literal["latest", "common", "sum", "mean", "max"] = "latest"
    over: Annotated[int, Field(gt=0, le=100)] | None = None
    """With sum, mean and max: the number of years, ending with the present one, the same for every entity."""
    not_older_than: str | None = Field(default=None, pattern=r"^\d{1,2} years?$")
    """With latest and common: figures from before that are not used."""

    @model_validator(mode="after")
    def _fits(self) -> Taken:
        single = self.take in ("latest", "common")
        if single != (self.over is None):
            raise ValueError("sum, mean and max say over how many years (over: 3); latest and common do not")
        if not single and self.not_older_than is not None:
            raise ValueError("not-older-than goes with latest and common; sum, mean and max have over: instead")
        return self

    @property
    def oldest(self) -> int | None:
        """The number of years in `not-older-than`."""
        return int(self.not_older_than.split()[0]) if self.not_older_than else None


class Leaf(Spec):
    """An indicator in a framework."""

    indicator: str
    weight: Weight = 1.0
    period: Taken | None = None
    """Another rule for this indicator than the lens's own."""
    denominate: str | None = None
    """Another denominator for this indicator than the step's own."""
    goalposts: tuple[float, float] | None = None
    """The figures, in the indicator's own unit, that stand for the ends of the scale; the lower one first."""
    target: float | None = None
    """The figure that distances are measured to, in the indicator's own unit."""

    @model_validator(mode="after")
    def _rising(self) -> Leaf:
        if self.goalposts is not None and self.goalposts[0] >= self.goalposts[1]:
            low, high = self.goalposts
            raise ValueError(f"the goalposts of {self.indicator} are {low:g} and {high:g}: the lower one comes first")
        return self


class Pillar(Spec):
    """A branch: indicators, or further pillars, that are aggregated into one score."""

    pillar: str = Field(pattern=r"^[^\W_][^/\x00-\x1f\x7f]*$", max_length=200)
    """Its name: kebab-case in our own lenses, and as it is in data of one's own."""
    title: str | None = None
    """What is printed for it, where that is another text."""
    weight: Weight = 1.0
    indicators: tuple[Leaf | Pillar, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _weighted(self) -> Pillar:
        if not any(node.weight for node in self.indicators):
            raise ValueError(f"all weights in the pillar {self.pillar!r} are 0: give one of them a weight above 0")
        return self


Node = Leaf | Pillar


def name_of(node: Node) -> str:
    """The indicator id of a leaf, the name of a pillar."""
    return node.indicator if isinstance(node, Leaf) else node.pillar


def height(nodes: Sequence[Node]) -> int:
    """The level of sibling `nodes` from the leaves upwards: 1 for indicators alone, else one above their highest."""
    return 1 + max((height(node.indicators) for node in nodes if isinstance(node, Pillar)), default=0)


def weights_of(nodes: Sequence[Node]) -> Array:
    """The k weights of sibling nodes as written, not yet scaled to sum to one."""
    return np.array([node.weight for node in nodes])


def shares(nodes: Sequence[Node]) -> Iterator[tuple[str, float]]:
    """Every node at and below `nodes` with its share of the weight of its siblings."""
    total = sum(node.weight for node in nodes)
    for node in nodes:
        yield name_of(node), node.weight / total
        if isinstance(node, Pillar):
            yield from shares(node.indicators)


def leaves(nodes: Sequence[Node]) -> Iterator[Leaf]:
    """Every leaf below `nodes`, in the order written."""
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        else:
            yield from leaves(node.indicators)


def counted(nodes: Sequence[Node]) -> Iterator[Leaf]:
    """Every leaf below `nodes` that counts: neither it nor a pillar above it has the weight 0."""
    for node in nodes:
        if node.weight > 0 and isinstance(node, Leaf):
            yield node
        elif node.weight > 0 and isinstance(node, Pillar):
            yield from counted(node.indicators)


def weightless(nodes: Sequence[Node]) -> frozenset[str]:
    """The indicators below `nodes` that do not count."""
    return frozenset(leaf.indicator for leaf in leaves(nodes)) - {leaf.indicator for leaf in counted(nodes)}


def pillars(nodes: Sequence[Node]) -> Iterator[Pillar]:
    """Every pillar at and below `nodes`, parents before children."""
    for node in nodes:
        if isinstance(node, Pillar):
            yield node
            yield from pillars(node.indicators)
