"""Shrink: noisy scores drawn towards their group's own trend, as far as their error is large beside the spread."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from theodolite.frontier.envelope import Array
from theodolite.frontier.track import Scale, Track, scaled, scaled_errors, unscaled

FEWEST = 3
"""Fewer releases with an error than this determine no trend and no spread about it."""


def shrunk(one: Track, scale: Scale) -> Track:
    """A group's releases with each height moved to its posterior mean; a height without an error stays as it is.

    Empirical Bayes on `scale`: height ~ N(line over time, τ²), measured with its standard error σ. The line is fitted
    with weights 1/σ², τ² by DerSimonian and Laird's moment estimate about it (at least 0); the height becomes
    line + τ²/(τ² + σ²) (height − line), its error √(τ²σ²/(τ² + σ²)). With fewer than three errors nothing moves.
    Efron and Morris (1975), JASA 70, 311; DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177.
    """
    heights, errors = scaled(one.heights, scale), scaled_errors(one.heights, one.errors, scale)
    noisy = np.isfinite(errors) & (errors > 0)
    if noisy.sum() < FEWEST:
        return one
    y, sigma, days = heights[noisy], errors[noisy], one.days[noisy]
    line, leverage, parameters = _line(days - days.mean(), y, 1 / sigma)
    spread = _spread_beyond_error(y - line, sigma, leverage, len(y) - parameters)
    kept = spread / (spread + sigma**2)
    moved, narrowed = heights.copy(), errors.copy()
    moved[noisy] = line + kept * (y - line)
    narrowed[noisy] = np.sqrt(kept) * sigma
    back = unscaled(moved, scale, one.heights)
    steepness = scaled_errors(back, np.ones_like(back), scale)
    return replace(
        one, heights=np.where(noisy, back, one.heights), errors=np.where(noisy, narrowed / steepness, one.errors)
    )


def _line(x: Array, y: Array, weights: Array) -> tuple[Array, Array, int]:
    """The weighted least-squares line at each x, each point's leverage, and how many parameters the line has.

    Two; one where all x are one: a level alone.
    """
    design = np.stack([np.ones_like(x), x], axis=1)
    basis, size, _ = np.linalg.svd(design * weights[:, None], full_matrices=False)
    basis = basis[:, size > size[0] * len(x) * np.finfo(float).eps]
    return basis @ (basis.T @ (y * weights)) / weights, (basis**2).sum(axis=1), basis.shape[1]


def _spread_beyond_error(off: Array, sigma: Array, leverage: Array, freedom: int) -> float:
    """τ² = (Q − f)/Σ w(1 − h), with w = 1/σ², Q = Σ w off², leverages h and f degrees of freedom; at least 0.

    Q is f on average where there is no spread, and grows by Σ w(1 − h) with each unit of τ².
    """
    w = 1 / sigma**2
    return max(0.0, (float(w @ off**2) - freedom) / float(w @ (1 - leverage)))
