"""Newton: the curves that minimise the loss of weighted models, for many weightings at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from theodolite.errors import EvidenceError
from theodolite.frontier.capability.response import Array, Curves, Priors

STEPS, SMALL, LONGEST, TIRED = 400, 1e-5, 0.5, 20
"""Steps at most, the length at which they end, the longest that one may be, and after how many it is half that."""

BLOCK = 40
"""Models that are summed at a time: products so small are not spread over threads, which cost more than they gain."""


class Slopes(NamedTuple):
    """The derivatives of the loss at one set of curves: of abilities per unit of weight, and of the 2J item parameters.

    `own` is the curvature in each ability, `across` that between an ability and the items, `items` that among items.
    """

    of_ability: Array
    of_items: Array
    own: Array
    across: Array
    items: Array


def settled(curves: Curves, scores: Array, weights: Array, dispersion: float, priors: Priors) -> Curves:
    """The minima of `response.loss` in which model i counts weights[r, i] times, for all r at once, from `curves` on.

    Abilities are eliminated, so that a step solves 2J equations. It is Newton's where that goes down, else that of
    Fisher scoring, which always does. A model with weight 0 is placed where its own scores put it. Raises
    EvidenceError where STEPS do not do.
    """
    found, open_ = Curves(*(part.copy() for part in curves)), np.arange(len(weights))
    for taken in range(STEPS):
        step = _step(Curves(*(part[open_] for part in found)), scores, weights[open_], dispersion, priors)
        length = np.max([np.abs(part).max(axis=1) for part in step], axis=0)
        longest = LONGEST / (1 + taken / TIRED)
        shorter = (longest / np.maximum(length, longest))[:, None]
        for part, by in zip(found, step, strict=True):
            part[open_] += shorter * by
        open_ = open_[length > SMALL]
        if not len(open_):
            return found
    raise EvidenceError(
        f"the fit of {scores.shape[0]} models on {scores.shape[1]} benchmarks does not settle in {STEPS} steps",
        next_step="leave out benchmarks with few models, or ask more benchmarks of each model",
    )


def _step(curves: Curves, scores: Array, weights: Array, dispersion: float, priors: Priors) -> Curves:
    """One step of every fit, each by its own better method."""
    exact = _slopes(curves, scores, weights, dispersion, priors, exact=True)
    newton, down = _solved(exact, weights)
    if down.all():
        return newton
    scoring, _ = _solved(_slopes(curves, scores, weights, dispersion, priors, exact=False), weights)
    return Curves(*(np.where(down[:, None], own, other) for own, other in zip(newton, scoring, strict=True)))


def _solved(at: Slopes, weights: Array) -> tuple[Curves, np.ndarray]:
    """The step that the derivatives ask for, and whether the loss falls along it."""
    shared = weights[:, :, None] / at.own[:, :, None] * at.across
    system = at.items.copy()
    for first in range(0, shared.shape[1], BLOCK):
        part = slice(first, first + BLOCK)
        system -= np.swapaxes(at.across[:, part], 1, 2) @ shared[:, part]
    pull = at.of_items - (shared * at.of_ability[:, :, None]).sum(axis=1)
    items = -np.linalg.solve(system, pull[:, :, None])[:, :, 0]
    ability = -(at.of_ability + (at.across @ items[:, :, None])[:, :, 0]) / at.own
    return Curves(ability, *np.split(items, 2, axis=1)), (pull * items).sum(axis=1) <= 0


def _slopes(curves: Curves, scores: Array, weights: Array, dispersion: float, priors: Priors, *, exact: bool) -> Slopes:
    """The derivatives; without `exact` the expected curvature, as if every score lay on its curve."""
    known, slopes, logits, expected = ~np.isnan(scores), curves.slope[:, None, :], curves.logits, curves.expected
    pull = np.where(known, expected - scores, 0.0) / dispersion
    bend = np.where(known, expected * (1 - expected), 0.0) / dispersion
    left, counted = pull if exact else np.zeros_like(pull), weights[:, :, None]
    difficulty, log_slope = curves.difficulty / priors.difficulty**2, curves.log_slope / priors.log_slope**2
    of_items = [
        difficulty - (counted * slopes * pull).sum(axis=1),
        log_slope + (counted * logits * pull).sum(axis=1),
    ]
    tied = slopes * (bend * logits + left)
    square = (
        (counted * slopes**2 * bend).sum(axis=1) + 1 / priors.difficulty**2,
        (counted * logits * (logits * bend + left)).sum(axis=1) + 1 / priors.log_slope**2,
        -(counted * tied).sum(axis=1),
    )
    return Slopes(
        (slopes * pull).sum(axis=2) + curves.ability,
        np.concatenate(of_items, axis=1),
        (slopes**2 * bend).sum(axis=2) + 1,
        np.concatenate([-(slopes**2) * bend, tied], axis=2),
        _square(*square),
    )


def _square(difficulty: Array, log_slope: Array, between: Array) -> Array:
    """R × 2J × 2J: each benchmark's own two by two, and nothing between benchmarks."""
    fits, benchmarks = difficulty.shape
    first, second = np.arange(benchmarks), np.arange(benchmarks) + benchmarks
    system = np.zeros((fits, 2 * benchmarks, 2 * benchmarks))
    system[:, first, first], system[:, second, second] = difficulty, log_slope
    system[:, first, second] = system[:, second, first] = between
    return system
