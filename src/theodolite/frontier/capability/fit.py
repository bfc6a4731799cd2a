"""Fit: abilities, difficulties and slopes of the scores as they are, and how widely scores stray from the curves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from theodolite.errors import EvidenceError
from theodolite.frontier.capability.newton import settled
from theodolite.frontier.capability.response import Array, Curves, Priors

START, SETTLED, ROUNDS = 0.05, 1e-4, 60
"""The dispersion at which the fit begins, the relative change at which it has settled, and the rounds it may take."""

INNER = 0.05
"""How far from 0 and 1 the scores stay from which the search begins."""

LEAST = 1e-6
"""The dispersion is never below this: scores on the curve itself are no proof that all others will be."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The fitted curves, and the dispersion φ: scores vary about them with variance φ p (1 − p)."""

    curves: Curves
    dispersion: float

    @property
    def spread(self) -> Array:
        """Standard deviation of each score about its curve, I × J."""
        expected = self.curves.expected
        return np.sqrt(self.dispersion * expected * (1 - expected))


def fit(scores: Array, priors: Priors) -> Fit:
    """The curves that minimise `response.loss`, with the dispersion that they themselves imply.

    `scores` are I × J shares of 1 with NaN where there is none, one or more in every row and column. Curves by
    `newton.settled` and dispersion by `dispersion_of`, in turn until both agree. Raises EvidenceError where they do
    not settle.
    """
    curves, once, dispersion = _first(scores).repeated(1), np.ones((1, len(scores))), START
    for _ in range(ROUNDS):
        curves = settled(curves, scores, once, dispersion, priors)
        before, dispersion = dispersion, dispersion_of(curves.one(0), scores)
        if abs(dispersion - before) <= SETTLED * before:
            return Fit(curves.one(0), before)
    raise EvidenceError(
        f"the fit of {scores.shape[0]} models on {scores.shape[1]} benchmarks does not settle",
        next_step="leave out benchmarks with few models, or ask more benchmarks of each model",
    )


def dispersion_of(curves: Curves, scores: Array) -> float:
    """φ = 2 Σ [y log(y/p) + (1 − y) log((1 − y)/(1 − p))], the deviance, over its degrees of freedom.

    These are the scores less the parameters, at least one; φ is never below LEAST. Pearson's χ², which is nearly the
    same, hangs on single scores where p is next to nothing.
    """
    known = ~np.isnan(scores)
    observed, logits = scores[known], curves.logits[known]
    own = xlogy(observed, observed) + xlogy(1 - observed, 1 - observed)
    deviance = 2 * (own + np.logaddexp(0.0, logits) - observed * logits)
    freedom = max(1, int(known.sum()) - scores.shape[0] - 2 * scores.shape[1])
    return max(LEAST, float(deviance.sum()) / freedom)


def _first(scores: Array) -> Curves:
    """Where the search begins: slopes of 1, and logits of the scores, drawn in from 0 and 1, about each mean."""
    inner = np.clip(scores, INNER, 1 - INNER)
    logits = np.log(inner / (1 - inner))
    middle = np.nanmean(logits, axis=0)
    return Curves(np.clip(np.nanmean(logits - middle, axis=1), -2, 2), -middle, np.zeros(len(middle)))
