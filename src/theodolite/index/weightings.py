"""Weightings: what finds the weights of siblings from an n × k array of their values, without a gap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from theodolite.index.dataset import Array
from theodolite.index.method import method


@method("weight", "given", constant=True)
def given(values: Array, weights: Array) -> Array:
    """The weights as written. OECD/JRC Handbook (2008), step 6."""
    del values
    return weights


@method("weight", "equal", constant=True)
def equal(values: Array) -> Array:
    """The same weight for every sibling: wₖ = 1/k. OECD/JRC Handbook (2008), step 6."""
    return np.ones(values.shape[1])


@method("weight", "pca")
def pca(values: Array) -> Array:
    """Loadings of the first principal component of the correlation matrix, their sign settled so that they sum up.

    Loadings of both signs say that siblings do not measure one thing: such weights are refused. Rows with a gap do
    not count. The rule is that of COINr's `get_PCA` (https://doi.org/10.21105/joss.04567). The OECD/JRC Handbook
    (2008), step 6, squares the loadings of several factors after a rotation.
    """
    _, vectors = np.linalg.eigh(np.atleast_2d(np.corrcoef(values, rowvar=False)))
    first = vectors[:, -1]
    return first if first.sum() >= 0 else -first


@method("weight", "balanced")
def balanced(values: Array, score: Callable[[Array], Array], additive: bool) -> Array:
    """Weights under which every sibling correlates equally with the parent's scores.

    Under an arithmetic mean (`additive`) they are v over the standard deviations with Rv = 1, R being the correlation
    matrix: unique where R is regular, so that a negative one proves that no weights of at least 0 do it; where R is
    singular, one of at least 0 is taken if there is any. Under other means they are searched from there by least
    squares, a negative part being raised first, and refused (NaN) where the correlations do not become equal to nine
    digits. `score` maps k weights to n scores of the parent. Rows with a gap do not count.
    Becker and others (2017), https://doi.org/10.1016/j.ecolind.2017.03.056.
    """
    spread, together, ones = values.std(axis=0), np.corrcoef(values, rowvar=False), np.ones(values.shape[1])
    start = np.linalg.lstsq(together, ones, rcond=None)[0] / spread
    start = start / np.abs(start).sum()
    if (start >= 0).all() and _imbalance(values, score(start)).max() < CONVERGED:
        return start
    from scipy.optimize import least_squares, nnls

    if additive:
        other, off = nnls(together, ones)
        return other / spread if off < CONVERGED else np.where((start < 0).any(), start, np.nan)

    def apart(logs: Array) -> Array:
        return _imbalance(values, score(np.exp(logs)))

    found = least_squares(apart, np.log(np.maximum(start, RAISED)), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    weights = np.exp(np.array(found.x) - np.max(found.x))
    return weights if _imbalance(values, score(weights)).max() < CONVERGED else np.full(len(start), np.nan)


@method("weight", "infomax")
def infomax(values: Array) -> Array:
    """Weights under which the siblings' correlations with their arithmetic mean sum to the most: 1/sd of each.

    With v = w·sd the sum is 1ᵀRv/√(vᵀRv), which is greatest for v ∝ 1 (Cauchy and Schwarz in the product of R). Rows
    with a gap do not count. The aim is COINr's `infomax` (https://doi.org/10.21105/joss.04567), found there by search.
    """
    return 1 / values.std(axis=0)


@method("weight", "entropy", domain="not-negative")
def entropy(values: Array) -> Array:
    """Shannon's entropy: wₖ ∝ 1 + Σᵢ pᵢₖ ln pᵢₖ / ln n, pᵢₖ being the share of row i in the sum of column k.

    More weight where figures are spread more unevenly, for values of at least zero. Rows with a gap do not count.
    Shannon (1948), A Mathematical Theory of Communication; Zeleny (1982), Multiple Criteria Decision Making.
    """
    shares = values / values.sum(axis=0)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    return 1 + (shares * logs).sum(axis=0) / np.log(len(values))


@method("weight", "critic")
def critic(values: Array) -> Array:
    """CRITIC: wₖ ∝ sₖ Σₗ (1 − rₖₗ), with sₖ the standard deviation of column k rescaled to 0–1 and r correlations.

    More weight where figures differ more and agree less with the siblings'. Rows with a gap do not count.
    Diakoulaki, Mavrotas and Papayannakis (1995), Computers and Operations Research 22.
    """
    spread = values.std(axis=0) / np.ptp(values, axis=0)
    return spread * (1 - np.corrcoef(values, rowvar=False)).sum(axis=0)


CONVERGED = 1e-9
"""How far correlations that are called equal may be apart."""

RAISED = 0.01
"""The least share from which weights are searched: nearer to 0 the search no longer feels a weight."""


def _imbalance(values: Array, scores: Array) -> Array:
    """How far the correlation of each of k columns with n scores is from their mean."""
    away, from_mean = values - values.mean(axis=0), scores - scores.mean()
    found = away.T @ from_mean / (np.linalg.norm(away, axis=0) * np.linalg.norm(from_mean))
    return np.abs(found - found.mean())
