"""Aggregate: normalised figures into pillar scores, and pillar scores into one."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import field_validator

from theodolite.core.spec import Spec
from theodolite.index.dataset import Array
from theodolite.index.method import find_method, method


class Aggregate(Spec):
    """The means taken at each level; how a missing figure is treated is a choice, and it is written down."""

    do: Literal["aggregate"] = "aggregate"
    indicators: str
    """The mean of indicators within a pillar."""
    pillars: str
    """The mean of pillars, at every level above."""
    missing: Literal["refuse", "re-weight"] = "refuse"
    """refuse: no score where a figure is missing; re-weight: the mean of what is there, with its coverage beside it."""

    @field_validator("indicators", "pillars")
    @classmethod
    def _known(cls, how: str) -> str:
        find_method("aggregate", how)
        return how


def combine(how: str, values: Array, weights: Array, missing: str) -> Array:
    """One score a row from an n × k array and k weights, by the mean `how`; NaN is missing.

    With `refuse` a row with any missing value (of weight above 0) has no score; with `re-weight` the weights of what
    is there are scaled to sum to one, and a row with nothing has no score.
    """
    used = weights > 0
    values, weights = values[:, used], weights[used]
    present = ~np.isnan(values)
    shares = np.where(present, weights, 0.0)
    total = shares.sum(axis=1, keepdims=True)
    shares = np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)
    kernel = find_method("aggregate", how).kernel
    scores = kernel(np.where(present, values, 1.0), shares)
    short = ~present.any(axis=1) if missing == "re-weight" else ~present.all(axis=1)
    return np.where(short, np.nan, scores)


@method("aggregate", "arithmetic")
def arithmetic(values: Array, shares: Array) -> Array:
    """Weighted arithmetic mean Σ wᵢxᵢ of each row; `shares` sum to one in each row, and hold 0 where x is missing."""
    return (values * shares).sum(axis=1)


@method("aggregate", "geometric")
def geometric(values: Array, shares: Array) -> Array:
    """Weighted geometric mean exp(Σ wᵢ ln xᵢ) of each row, for values above zero; `shares` as in `arithmetic`."""
    return np.exp((np.log(values) * shares).sum(axis=1))
