"""Components: the directions in which the items of one pillar vary together, with signs that do not turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.coherence.correlate import FEWEST, is_flat
from theodolite.index.dataset import Array, Mask

TIED = 1e-9
"""Loadings that differ by no more than this are equally large."""


@dataclass(frozen=True, eq=False)
class Components:
    """The principal components of k items over the `complete` entities (n of all), largest first.

    `eigenvalues` are those of the k × k correlations and sum to k; column c of `loadings` (k × k) has length one.
    `scores` are n × k for the complete entities: standardised items times loadings.
    """

    items: tuple[str, ...]
    complete: Mask
    eigenvalues: Array
    loadings: Array
    scores: Array

    @property
    def n(self) -> int:
        """The number of entities with a figure of every item."""
        return int(self.complete.sum())

    @property
    def shares(self) -> Array:
        """The share of the variance of all items that lies along each component."""
        return self.eigenvalues / len(self.items)

    @property
    def kept(self) -> int:
        """How many components hold more than one item's worth of variance (an eigenvalue above 1).

        Kaiser (1960), The application of electronic computers to factor analysis,
        https://doi.org/10.1177/001316446002000116.
        """
        return int((self.eigenvalues > 1 + TIED).sum())


def components(x: Array, items: Sequence[str]) -> Components:
    """The principal components of the correlations between k items, from n × k figures.

    Entities with a missing figure are left out. Raises PlanError, which names the item, where one has no figure or is
    constant among the others, where fewer than three entities are complete, or for fewer than two items.
    A component and its opposite are the same direction: the sign is such that its largest loading is positive (of
    several that are equally large, the first). OECD/JRC Handbook (2008), step 4.
    """
    if len(items) < 2:
        raise PlanError(f"{len(items)} item has no components", expected="at least two items")
    complete: Mask = np.logical_not(np.isnan(x).any(axis=1))
    _refuse(x, items, complete)
    scaled = x[complete] / np.abs(x[complete]).max(axis=0)
    z = (scaled - scaled.mean(axis=0)) / scaled.std(axis=0, ddof=1)
    values, vectors = np.linalg.eigh(z.T @ z / (len(z) - 1))
    loadings = settled(vectors[:, ::-1])
    return Components(tuple(items), complete, np.maximum(values[::-1], 0.0), loadings, z @ loadings)


def settled(vectors: Array) -> Array:
    """Each column of a k × c array turned so that its largest figure is positive; of equally large ones, the first."""
    sizes = np.abs(vectors)
    first = np.argmax(sizes >= sizes.max(axis=0) - TIED, axis=0)
    return vectors * np.where(vectors[first, np.arange(vectors.shape[1])] < 0, -1.0, 1.0)


def _refuse(x: Array, items: Sequence[str], complete: Mask) -> None:
    where = "principal components"
    missing = np.isnan(x).sum(axis=0)
    if (n := int(complete.sum())) < FEWEST:
        worst = items[int(np.argmax(missing))]
        raise PlanError(
            f"{n} entities have a figure of every item; {worst} lacks the most ({missing.max()} of {len(x)})",
            where=where,
            expected=f"at least {FEWEST} complete entities",
            next_step=f"impute {worst}, or leave it out",
        )
    for item, column in zip(items, x[complete].T, strict=True):
        if is_flat(column):
            raise PlanError(
                f"{item} is constant: {column[0]:g} for all {n} entities with a figure of every item",
                where=where,
                expected="items that tell entities apart",
                next_step=f"leave {item} out",
            )
