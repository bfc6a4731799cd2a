"""The framework: indicators as leaves, pillars as branches of any depth, weights as shares of their parent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from theodolite.core.spec import Spec


def _weight(value: object) -> float:
    if isinstance(value, str):
        try:
            value = float(Fraction(value))
        except (ValueError, ZeroDivisionError):
            raise ValueError("a weight is a number or a fraction such as 1/5") from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError("a weight is a number that is not negative")
    return float(value)


Weight = Annotated[float, BeforeValidator(_weight)]


class Taken(Spec):
    """Which periods of an indicator are taken, and how several become one figure."""

    take: Literal["latest", "sum", "mean", "max"] = "latest"
    over: Annotated[int, Field(gt=0)] | None = None
    """With sum, mean and max: the number of years, ending with the present one."""
    not_older_than: str | None = Field(default=None, pattern=r"^\d+ years?$")
    """With latest: figures from before that are not used."""

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
    denominate: Literal["population", "gdp", "none"] | None = None
    """Another denominator for this indicator than the step's own."""


class Pillar(Spec):
    """A branch: indicators, or further pillars, that are aggregated into one score."""

    pillar: str
    weight: Weight = 1.0
    indicators: tuple[Leaf | Pillar, ...] = Field(min_length=1)


Node = Leaf | Pillar


def name_of(node: Node) -> str:
    """The indicator id of a leaf, the name of a pillar."""
    return node.indicator if isinstance(node, Leaf) else node.pillar


def leaves(nodes: tuple[Node, ...]) -> Iterator[Leaf]:
    """Every leaf below `nodes`, in the order written."""
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        else:
            yield from leaves(node.indicators)


def pillars(nodes: tuple[Node, ...]) -> Iterator[Pillar]:
    """Every pillar at and below `nodes`, parents before children."""
    for node in nodes:
        if isinstance(node, Pillar):
            yield node
            yield from pillars(node.indicators)
