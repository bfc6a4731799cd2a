"""Response: the two-parameter curve of a score, the penalised quasi-likelihood of many, and its gradient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Priors:
    """Normal priors that hold the fit in place where scores say little: each a mean of 0 and this deviation.

    Abilities have the deviation 1: that is what fixes the spread, and 0 the middle, of the fitted scale.
    """

    difficulty: float = 2.0
    """Of a benchmark's difficulty, in deviations of ability."""
    log_slope: float = 1.0
    """Of the logarithm of a benchmark's slope."""


class Curves(NamedTuple):
    """Abilities of I models, difficulties and log slopes of J benchmarks, each perhaps below an axis of resamples."""

    ability: Array
    difficulty: Array
    log_slope: Array

    @property
    def slope(self) -> Array:
        """Slopes, all above 0: a better model never has a lower expected score."""
        return np.exp(self.log_slope)

    @property
    def logits(self) -> Array:
        """η = slope (ability − difficulty), (…, I, J)."""
        return self.slope[..., None, :] * (self.ability[..., :, None] - self.difficulty[..., None, :])

    @property
    def expected(self) -> Array:
        """p = 1/(1 + exp(−η)), (…, I, J): the expected score as a share of what is above guessing."""
        return expit(self.logits)

    def repeated(self, times: int) -> Curves:
        """The same curves under a leading axis of that length."""
        return Curves(*(np.repeat(part[None], times, axis=0) for part in self))

    def one(self, fit: int) -> Curves:
        """The curves of one fit of many."""
        return Curves(*(part[fit] for part in self))

    def flat(self) -> Array:
        """One vector of I + 2J parameters: abilities, difficulties, log slopes."""
        return np.concatenate([self.ability, self.difficulty, self.log_slope])

    @classmethod
    def of(cls, flat: Array, models: int) -> Curves:
        """The curves of such a vector."""
        benchmarks = (len(flat) - models) // 2
        return cls(flat[:models], flat[models : models + benchmarks], flat[models + benchmarks :])


def loss(flat: Array, scores: Array, dispersion: float, priors: Priors) -> tuple[float, Array]:
    """What the fit minimises, and its gradient, for scores (I × J shares of 1, NaN where there is none).

    Σ [log(1 + exp η) − y η]/φ + ½ Σ ability² + ½ Σ (difficulty/2)² + ½ Σ (log slope)², with the deviations of
    `priors` and the dispersion φ: a fractional logit (Papke and Wooldridge 1996,
    https://doi.org/10.1002/(SICI)1099-1255(199611)11:6<619::AID-JAE418>3.0.CO;2-1) on the two-parameter curve
    (Birnbaum 1968). In each ability it is strictly convex, and its minimum rises with each score of the model.
    """
    curves = Curves.of(flat, len(scores))
    known = ~np.isnan(scores)
    logits, observed = curves.logits, np.where(known, scores, 0.0)
    terms = np.where(known, np.logaddexp(0.0, logits) - observed * logits, 0.0)
    pull = np.where(known, expit(logits) - observed, 0.0) / dispersion
    slopes, d, s = curves.slope, curves.difficulty / priors.difficulty**2, curves.log_slope / priors.log_slope**2
    gradient = np.concatenate(
        [pull @ slopes + curves.ability, -slopes * pull.sum(axis=0) + d, (pull * logits).sum(axis=0) + s]
    )
    penalty = curves.ability @ curves.ability + curves.difficulty @ d + curves.log_slope @ s
    return float(terms.sum() / dispersion + penalty / 2), gradient
