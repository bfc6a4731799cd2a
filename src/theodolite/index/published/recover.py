"""Recover: the weights behind published scores, how well they re-make the totals, and which totals they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.observation import schema
from theodolite.core.prose import shown
from theodolite.errors import PlanError, UnknownNameError
from theodolite.index.dataset import Array
from theodolite.index.means import Mean
from theodolite.index.method import Link
from theodolite.index.published.fit_weights import Fit, fit, refuse_unidentified
from theodolite.index.published.followers import FEWEST, RULE
from theodolite.index.published.scores import PublishedScores, scores_of

LARGEST_RATIO = 200
"""The largest sum of whole numbers that is tried as a ratio of weights."""

CLOSE = 4.0
"""Standard errors within which a weight is the share that a ratio gives it."""

UNSURE = 0.02
"""The standard error of a weight from which on it is not known well enough to be used."""

LARGEST = 1e30
"""The largest figure that is taken for a score: squares of sums of them are still numbers."""

_MEANS = ("arithmetic", "geometric", "harmonic")
"""Those tried; the first is kept unless another is clearly better."""


class Raised(NamedTuple):
    """Something that a reader of recovered weights should know; `entity` where it is about one."""

    kind: str
    what: str
    entity: str | None = None


@dataclass(frozen=True, eq=False)
class Recovered:
    """Weights recovered from `published` scores: which `mean` re-makes the totals, by which `fit`, how well.

    `remade` holds n totals; `fits` says of every mean that could be tried its R²; `rescaled` whether the totals are
    the mean shifted or stretched, and `ratio` the weights as whole numbers, where the fit settles on them.
    """

    published: PublishedScores
    mean: str
    fit: Fit
    remade: Array
    rescaled: bool
    ratio: tuple[int, ...] | None
    fits: dict[str, float]

    @property
    def weights(self) -> dict[str, float]:
        """Pillar → its weight; they sum to one."""
        return dict(zip(self.published.pillars, map(float, self.fit.weights), strict=True))

    @cached_property
    def table(self) -> pl.DataFrame:
        """entity, printed, remade, residual (printed less re-made) and follows, the largest residual first."""
        return pl.DataFrame(
            {
                "entity": self.published.entities,
                "printed": self.published.totals,
                "remade": self.remade,
                "residual": self.published.totals - self.remade,
                "follows": self.fit.follows,
            }
        ).sort(pl.col("residual").abs(), descending=True, maintain_order=True)

    @property
    def r2(self) -> float:
        """The share of the variance of the totals that is re-made, over those that follow the rule."""
        return r_squared(self.published.totals[self.fit.follows], self.remade[self.fit.follows])

    @property
    def largest(self) -> tuple[str, float]:
        """The entity whose printed total is farthest from the re-made one, and how far."""
        entity, residual = self.table.select("entity", "residual").row(0)
        return str(entity), float(residual)

    @property
    def span(self) -> tuple[float, float]:
        """The least and the greatest re-made total, to the digits in which the totals are printed."""
        digits = self.published.decimals[-1]
        return float(np.round(self.remade.min(), digits)) + 0.0, float(np.round(self.remade.max(), digits)) + 0.0

    @cached_property
    def flags(self) -> tuple[Raised, ...]:
        """Altered totals, weights that are not sure, and totals that these pillars do not make.

        A total is called altered only where all that follow are re-made to within their rounding: only then is the
        rule known to be the publisher's own. Elsewhere one as far off is an `outlier`, which accuses nobody.
        """
        return tuple(_flags(self))

    @property
    def finding(self) -> str:
        """The weights, how well they re-make the totals, and how many totals do not follow."""
        entity, residual = self.largest
        told = ":".join(map(str, self.ratio)) if self.ratio else ", ".join(f"{w:.3f}" for w in self.weights.values())
        low, high = self.span
        scale = f", then put on a scale from {shown(low)} to {shown(high)}" if self.rescaled else ""
        apart = int((~self.fit.follows).sum())
        return (
            f"The totals of {len(self.published.entities)} entities are re-made by the weights {told} over "
            f"{', '.join(self.published.pillars)} ({self.mean} mean{scale}; R² {self.r2:.8f}); the largest residual is "
            f"{shown(abs(residual))} ({entity})" + (f"; totals that do not follow the rule: {apart}." if apart else ".")
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """Editions that the scores were taken from; none for a table of the user's own."""
        return self.published.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """What each pillar adds to the re-made total of `entity`, on the link scale of the mean, and what is left."""
        known = self.published.entities
        if entity not in known:
            raise UnknownNameError("entity of the table", entity, nearest(entity, known))
        at = known.index(entity)
        parts = self.fit.slopes * _link(self.mean).of(self.published.values[at])
        return {
            "entity": entity,
            "printed": float(self.published.totals[at]),
            "remade": float(self.remade[at]),
            "intercept": self.fit.intercept,
            "parts": dict(zip(self.published.pillars, map(float, parts), strict=True)),
        }

    def observations(self) -> pl.DataFrame:
        """None: what is recovered is a rule, not a figure of an entity."""
        return pl.DataFrame(schema=schema())


def recover(scores: object, total: str | None = None) -> Recovered:
    """The weights of at least zero by which a mean of the pillars re-makes the published totals.

    `scores` is a CSV file by its path, or a frame of pandas, polars or arrow: names, pillars, and the totals in the
    column `total` (see `read_scores`); or published scores as they were read.

    An arithmetic mean is tried, and a geometric and a harmonic one where all scores are above zero; the arithmetic
    one is kept unless another leaves less than half of its absolute residuals. A shift or factor of the whole
    (as of a total put on 0 to 100 afterwards) is fitted with an arithmetic mean, and left out where the totals are
    re-made without it. Totals that do not follow the rule of the others take no part and are flagged (see `fit`).

    Raises PlanError where the weights cannot be told apart (see `refuse_unidentified`) or no pillar speaks for the
    totals.
    """
    published = scores_of(scores, total)
    _refuse_boundless(published)
    refuse_unidentified(published.values, published.pillars)
    if np.ptp(published.totals) == 0:
        raise PlanError("all totals are the same", expected="totals that differ")
    tried = {mean: found for mean in _MEANS if (found := _through(mean, published)) is not None}
    if not tried:
        raise PlanError(
            "no pillar goes up with the totals",
            expected="pillars of which more is better, in totals of which more is better",
            next_step="turn round the sign of a pillar of which less is better",
        )
    left = {name: float(np.abs(published.totals - remade).sum()) for name, (_, remade) in tried.items()}
    name = min(left, key=lambda name: left[name] * (1 if name == "arithmetic" else 2))
    found, remade = tried[name]
    ratio = _ratio(found)
    rescaled = name == "arithmetic" and _rescaled(found, ratio)
    fits = {name: r_squared(published.totals[f.follows], again[f.follows]) for name, (f, again) in tried.items()}
    return Recovered(published, name, found, remade, rescaled, ratio, fits)


def r_squared(printed: Array, remade: Array) -> float:
    """1 − Σ(printed − re-made)² / Σ(printed − mean of printed)²."""
    return float(1 - np.sum((printed - remade) ** 2) / np.sum((printed - printed.mean()) ** 2))


def _refuse_boundless(published: PublishedScores) -> None:
    figures = np.column_stack([published.values, published.totals])
    row, column = np.unravel_index(int(np.abs(figures).argmax()), figures.shape)
    if abs(figures[row, column]) > LARGEST:
        raise PlanError(
            f"{figures[row, column]:g} is no score",
            where=f"{published.entities[row]}, under {(*published.pillars, published.total)[column]!r}",
            expected=f"figures of at most {LARGEST:g}",
            next_step="look for a slip of the keyboard",
        )


def _through(mean: str, published: PublishedScores) -> tuple[Fit, Array] | None:
    """The fit on the mean's link scale, and the totals that it re-makes; None outside its domain.

    Rows are weighted by total¹⁻ᵖ, in proportion to 1/|g'(total)| for a link of power p: a residual is then one of the
    total to first order.
    """
    if mean == "arithmetic":
        found = _arithmetic(published)
        return None if found is None else (found, found.fitted)
    if min(published.values.min(), published.totals.min()) <= 0:
        return None
    link = _link(mean)
    with np.errstate(all="ignore"):
        size = published.totals ** (1 - link.power)
        x, y = link.of(published.values) * size[:, None], link.of(published.totals) * size
        rounding = _rounding_through(link, published) * size[:, None]
        if not (np.isfinite(x).all() and np.isfinite(rounding).all()):
            return None
        found = fit(x, y, shifted=False, rounding=rounding)
        remade = np.array([]) if found is None else link.back(found.fitted / size)
    return None if found is None or not np.isfinite(remade).all() else (found, remade)


def _link(mean: str) -> Link:
    link = Mean(how=mean).link
    assert link is not None, "each of the means tried has a link"
    return link


def _arithmetic(published: PublishedScores) -> Fit | None:
    """The fit without a shift where that is as good as the fit with one."""
    halves = _halves(published)
    rounding = np.tile(halves, (len(published.totals), 1))
    free = fit(published.values, published.totals, rounding=rounding)
    plain = fit(published.values, published.totals, rounding=rounding, shifted=False)
    if free is None or plain is None:
        return free or plain
    both = [np.abs(published.totals - found.fitted)[found.follows].max() for found in (plain, free)]
    rounded = float(halves @ np.append(free.slopes, 1.0))
    as_good = both[0] <= max(2 * both[1], 2 * rounded) and plain.follows.sum() >= free.follows.sum()
    return plain if as_good else free


def _halves(published: PublishedScores) -> Array:
    """Half a unit of the last printed digit of the k pillars, then of the totals."""
    return 0.5 * 10.0 ** -np.array(published.decimals, dtype=float)


def _rounding_through(link: Link, published: PublishedScores) -> Array:
    """n × (k + 1): how far half a unit of the last printed digit of each figure reaches on the scale of a link."""
    figures = np.column_stack([published.values, published.totals])
    lower = np.maximum(figures - _halves(published), figures / 2)
    return np.abs(link.of(figures) - link.of(lower))


def _rescaled(found: Fit, ratio: tuple[int, ...] | None) -> bool:
    """Whether the totals are neither the mean itself nor the plain sum of the pillars."""
    is_sum = ratio is not None and set(ratio) == {1} and abs(found.factor / len(ratio) - 1) < 1e-3
    return found.intercept != 0 or not (is_sum or abs(found.factor - 1) < 1e-3)


def _ratio(found: Fit) -> tuple[int, ...] | None:
    """The smallest whole numbers in the ratio of the weights, where the fit is sharp enough to tell them apart."""
    reach = np.maximum(CLOSE * found.errors, 1e-6)
    for total in range(1, LARGEST_RATIO + 1):
        if reach.max() > 1 / (4 * total):
            return None
        parts = np.rint(found.weights * total)
        if parts.sum() == total and (np.abs(found.weights - parts / total) <= reach).all():
            return tuple(int(part) for part in parts)
    return None


def _flags(found: Recovered) -> Iterator[Raised]:
    for row in found.table.filter(~pl.col("follows")).iter_rows(named=True):
        what = f"printed {shown(row['printed'])}, and the rule of the others gives {shown(row['remade'])}"
        yield Raised("altered-total" if found.fit.exact else "outlier", what, row["entity"])
    rows, columns = found.published.values.shape
    if rows < columns + 2 + FEWEST:
        yield Raised("few-rows", f"{rows} rows are too few to tell altered totals from {columns} weights")
    if found.r2 < RULE:
        yield Raised("poor-fit", f"no mean of these pillars makes the totals: R² is {found.r2:.3f} at best")
    if (worst := float(found.fit.errors.max())) > UNSURE:
        yield Raised("unsure", f"the scores tell the weights only to within {worst:.2g} (a standard error)")
    if found.ratio is not None and set(found.ratio) == {1}:
        what = "all weights are equal: the publisher's own rule, or a total that somebody else computed"
        yield Raised("equal-weights", what)
