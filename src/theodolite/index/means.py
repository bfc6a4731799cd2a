"""Means: how the values of siblings become one, and on which scale their parts add up."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np
from pydantic import AfterValidator, model_serializer, model_validator

from theodolite.index.dataset import Array
from theodolite.index.method import Domain, Link, MethodStep, method
from theodolite.index.normalise import Normalise


class Mean(MethodStep):
    """One mean of an aggregate: written by its name, or as `{how: generalised, p: 0.5}` where it has options."""

    do: Literal["aggregate"] = "aggregate"  # pyright: ignore[reportIncompatibleVariableOverride]
    then: Normalise | None = None
    """A normalisation of the scores that it gives, among the entities that have one."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        if not isinstance(data, str | dict | Mean):
            raise ValueError("a mean is written by its name, or as {how: …} with its options")
        return {"how": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _of_scores(self) -> Mean:
        if self.then and (self.then.only or self.then.except_ or self.then.method.facts):
            raise ValueError(f"scores have no goalposts, targets or names: {self.then.how} is for indicators")
        return self

    @model_serializer
    def _written(self) -> str | dict[str, Any]:
        """As a lens writes it: the name alone where there are no options."""
        options = dict(self.model_extra or {})
        if self.then:
            options["then"] = {"how": self.then.how, **(self.then.model_extra or {})}
        return {"how": self.how, **options} if options else self.how

    @property
    def link(self) -> Link | None:
        """The function g on whose scale the parts of a score add up; None where they do nowhere."""
        return self.method.link(**self.options) if self.method.link and not self.then else None

    @property
    def relative(self) -> bool:
        """Whether the score of an entity depends on the other entities too."""
        return self.method.relative or self.then is not None

    @property
    def least(self) -> float | None:
        """The least score that it may give, whatever its values; None where that lies within them."""
        if self.then:
            return self.then.least
        return self.method.least(**self.options) if self.method.least else None

    @property
    def domain(self) -> Domain:
        """The values that it is defined on."""
        return self.method.domain

    def __str__(self) -> str:
        options = ", ".join(f"{key} {value}" for key, value in (self.model_extra or {}).items())
        said = f"{self.how} ({options})" if options else self.how
        return f"{said}, then {self.then.how}" if self.then else said


def _power(p: float) -> float:
    if p != 0 and not SMALLEST <= abs(p) <= LARGEST:
        raise ValueError(f"the power {p:g} is beyond what numbers hold: 0, or from {SMALLEST:g} to {LARGEST:g} in size")
    return p


SMALLEST, LARGEST = 0.001, 100.0
"""Powers nearer to 0 or farther from it than this lose what tells values apart."""

Power = Annotated[float, AfterValidator(_power)]


def _points() -> Link:
    return Link("points", np.asarray, np.asarray, 1.0)


def _logarithms() -> Link:
    return Link("logarithms", np.log, np.exp, 0.0)


def _powers(p: float) -> Link:
    if p == 0:
        return _logarithms()

    def of(x: Array) -> Array:
        return np.power(x, p)

    def back(y: Array) -> Array:
        return np.power(y, 1 / p)

    return Link(f"powers of {p:g}", of, back, p)


@method("aggregate", "arithmetic", link=_points)
def arithmetic(values: Array, shares: Array) -> Array:
    """Weighted arithmetic mean Σ wᵢxᵢ of each row; `shares` sum to one in each row, and hold 0 where x is missing.

    OECD/JRC Handbook (2008), step 6.
    """
    return (values * shares).sum(axis=1)


@method("aggregate", "geometric", domain="positive", link=_logarithms)
def geometric(values: Array, shares: Array) -> Array:
    """Weighted geometric mean exp(Σ wᵢ ln xᵢ) of each row, for values above zero; `shares` as in `arithmetic`.

    OECD/JRC Handbook (2008), step 6.
    """
    return np.exp((np.log(values) * shares).sum(axis=1))


@method("aggregate", "harmonic", domain="positive", link=lambda: _powers(-1.0))
def harmonic(values: Array, shares: Array) -> Array:
    """Weighted harmonic mean 1/Σ(wᵢ/xᵢ) of each row, for values above zero; `shares` as in `arithmetic`.

    Hardy, Littlewood and Pólya (1934), Inequalities, chapter 2.
    """
    return generalised(values, shares, p=-1.0)


@method("aggregate", "generalised", domain="positive", link=_powers)
def generalised(values: Array, shares: Array, *, p: Power) -> Array:
    """Weighted power mean (Σ wᵢxᵢᵖ)^(1/p) of each row, for values above zero; `shares` as in `arithmetic`.

    p = 1 is the arithmetic mean, 0 (the limit) the geometric and -1 the harmonic one; the lower p, the less a
    strength makes up for a weakness. Rows are scaled by an extreme of theirs first, so that no power overflows.
    Hardy, Littlewood and Pólya (1934), Inequalities, chapter 2.
    """
    if p == 0:
        return geometric(values, shares)
    here = shares > 0
    extreme = np.where(here, values, 0.0).max(axis=1) if p > 0 else np.where(here, values, np.inf).min(axis=1)
    scaled = np.where(here, values / extreme[:, None], 1.0)
    return extreme * np.power((shares * np.power(scaled, p)).sum(axis=1), 1 / p)


@method("aggregate", "ampi", domain="positive")
def ampi(values: Array, shares: Array, *, penalty: Literal["down", "up"] = "down") -> Array:
    """Adjusted Mazziotta–Pareto index M − S²/M of each row, M being its weighted mean and S its standard deviation.

    For values above zero on a scale with its reference at 100, such as {do: normalise, how: ampi}; `shares` as in
    `arithmetic`. Rows that are uneven lose; with `penalty: up` (M + S²/M) they gain, for indices of which less is
    better. Mazziotta and Pareto (2018), https://doi.org/10.1007/s11205-017-1577-5; weighted: the same (2022),
    https://rieds-journal.org/rieds/article/view/154.
    """
    mean = (values * shares).sum(axis=1)
    lost = (shares * (values - mean[:, None]) ** 2).sum(axis=1) / mean
    return mean - lost if penalty == "down" else mean + lost
