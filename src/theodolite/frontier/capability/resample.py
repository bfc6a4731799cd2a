"""Resample: many fits at once, of models drawn again and of scores that might as well have been observed."""

from __future__ import annotations

import numpy as np

from theodolite.frontier.capability.fit import Fit
from theodolite.frontier.capability.newton import LONGEST, STEPS, settled
from theodolite.frontier.capability.response import Array, Curves, Priors

CLOSE = 1e-6
"""The last step of an ability that is placed is shorter than this."""

CHUNK = 50
"""Resamples that are fitted at a time: what bounds the memory."""


def resampled(scores: Array, fit: Fit, priors: Priors, seed: int, resamples: int) -> Array:
    """Abilities in each of `resamples` fits, resamples × I, on the fit's own scale.

    Benchmarks are fitted anew on models drawn with replacement, as many as there are. On these benchmarks each model
    is placed by its own scores, each moved by an error with the variance φ p (1 − p), and its prior's mean by one of
    variance 1, so that abilities vary as widely as scores and prior leave open (a randomised maximum a posteriori;
    Papandreou and Yuille 2010). A model that is not drawn is placed like all others.
    """
    rng = np.random.default_rng(seed)
    models, benchmarks = scores.shape
    weights = rng.multinomial(models, np.full(models, 1 / models), size=resamples).astype(float)
    errors, priors_at = rng.standard_normal((resamples, models, benchmarks)), rng.standard_normal((resamples, models))
    parts: list[Array] = []
    for first in range(0, resamples, CHUNK):
        part = slice(first, first + CHUNK)
        curves = settled(fit.curves.repeated(len(weights[part])), scores, weights[part], fit.dispersion, priors)
        parts.append(placed(scores + fit.spread * errors[part], curves, fit.dispersion, priors_at[part]))
    return np.concatenate(parts)


def placed(scores: Array, curves: Curves, dispersion: float, middle: Array) -> Array:
    """The ability of each model on benchmarks held as they are, by Newton's method.

    `scores` are resamples × I × J and may lie beyond 0 and 1; `middle` is the mean of each ability's prior.
    """
    known, slopes = ~np.isnan(scores), curves.slope[:, None, :]
    ability = curves.ability
    for _ in range(STEPS):
        expected = curves._replace(ability=ability).expected
        pull = np.where(known, slopes * (expected - scores), 0.0).sum(axis=2) / dispersion + ability - middle
        bend = np.where(known, slopes**2 * expected * (1 - expected), 0.0).sum(axis=2) / dispersion + 1
        step = np.clip(-pull / bend, -LONGEST, LONGEST)
        ability = ability + step
        if float(np.abs(step).max()) <= CLOSE:
            break
    return ability
