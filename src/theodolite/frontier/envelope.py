"""Envelope: the running best of two groups of releases, many resamples at once, and when a height was first reached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NOT_YET = -1
"""The running best of a group that has released nothing: below every rank."""


@dataclass(frozen=True)
class Envelope:
    """One group's running best: `days` rise along each row, `best` is the best rank of all releases up to then.

    Both are resamples × releases. Ranks stand in one order for both groups of a race, so that they compare across it.
    """

    days: Array
    best: Ranks

    @cached_property
    def records(self) -> Mask:
        """Where a release beats all before it; of several on one day, only the best is a record."""
        rises = np.ones(self.best.shape, dtype=bool)
        rises[:, 1:] = self.best[:, 1:] > self.best[:, :-1]
        return rises

    def first_reach(self, heights: Ranks) -> Array:
        """The day on which each of `heights` (resamples × any number) was first reached; infinite where it was not."""
        rows, releases = self.best.shape
        apart = int(max(self.best.max(), heights.max())) + 2
        lift = np.arange(rows)[:, None] * apart
        at = np.searchsorted((self.best + lift).ravel(), (heights + lift).ravel(), side="left")
        at = at.reshape(heights.shape) - np.arange(rows)[:, None] * releases
        days = np.take_along_axis(self.days, np.minimum(at, releases - 1), axis=1)
        return np.where(at < releases, days, np.inf)


def ranked(*groups: Array) -> list[Ranks]:
    """The heights of several groups (each resamples × releases) as ranks in one order: equal heights, equal ranks."""
    flat = np.concatenate([group.ravel() for group in groups])
    ranks = np.unique(flat, return_inverse=True)[1].astype(np.int64)
    ends = np.cumsum([group.size for group in groups])[:-1]
    return [part.reshape(group.shape) for part, group in zip(np.split(ranks, ends), groups, strict=True)]


def envelope(days: Array, ranks: Ranks) -> Envelope:
    """The running best of releases in any order: `days` and `ranks` are resamples × releases, nothing missing.

    F(t) = the best height among the releases up to t; of releases on one day the best comes first.
    """
    order = np.lexsort((-ranks, days), axis=1)
    return Envelope(
        np.take_along_axis(days, order, axis=1),
        np.maximum.accumulate(np.take_along_axis(ranks, order, axis=1), axis=1),
    )
