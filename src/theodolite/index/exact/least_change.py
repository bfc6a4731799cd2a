"""Least change: the share of weight that must move for a tie, in closed form for any number of pairs at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from theodolite.index.dataset import Array

TIE = 1e-9
"""Margins below it are none, as they are in the order of a ranking."""


def least_changes(differences: Array, weights: Array) -> Array:
    """½‖w − w₀‖₁ of the nearest weights w at which Σ wᵢdᵢ = 0, for p pairs; NaN where no weights give a tie.

    `differences` is p × k: what the first of a pair is ahead by on each of k criteria. `weights` are the k weights w₀;
    they sum to one, as w does. With m = Σ w₀ᵢdᵢ < 0 (else all signs are turned), moving weight from criterion i to the
    best one gains max d − dᵢ a unit: it is taken from the worst difference first, then from the next, until −m is made
    up: a sort and a cumulative sum, with the same answer as the linear program. There is no tie where max d < 0, for
    then the one behind is nowhere ahead: so too where it is behind by as much everywhere, or on the only one.
    Missing values are not taken: hand over the criteria that both have.
    The nearest weights at which another alternative comes first are those of Proll, Salhi and Ríos Insua (2001),
    https://doi.org/10.1002/mcda.283; in the sum of absolute changes they have this closed form.
    """
    _, ordered, shares, lacked = _sorted(differences, weights)
    moved, gained = _cumulated(ordered, shares)
    needed = np.minimum(lacked, np.maximum(gained[:, -1], 0.0))
    last = (gained >= needed[:, None]).argmax(axis=1)
    rows = np.arange(len(ordered))
    gain = ordered[rows, -1] - ordered[rows, last]
    before, made = moved[rows, last] - shares[rows, last], gained[rows, last] - shares[rows, last] * gain
    rest = np.divide(needed - made, gain, out=np.zeros_like(gain), where=gain > 0)
    changes = before + np.clip(rest, 0.0, shares[rows, last])
    return np.where(lacked < TIE, 0.0, np.where(ordered[:, -1] < 0, np.nan, changes))


def nearest_weights(differences: Array, weights: Array) -> Array:
    """The k weights at which one pair ties with the least change, given its k `differences`; they must exist."""
    order, ordered, shares, needed = (part[0] for part in _sorted(differences[None, :], weights))
    left, found = float(needed), shares.copy()
    for i in range(len(found) - 1):
        gain = float(ordered[-1] - ordered[i])
        step = min(float(shares[i]), left / gain) if gain > 0 else 0.0
        found[i] -= step
        found[-1] += step
        left -= step * gain
        if left <= 0 or step < shares[i]:
            break
    return found[np.argsort(order)]


def _sorted(differences: Array, weights: Array) -> tuple[npt.NDArray[np.int64], Array, Array, Array]:
    """Per pair: the order of criteria from the worst difference of the one behind, that, its weights, what it lacks."""
    margins = differences @ weights
    turned = np.where(margins > 0, -1.0, 1.0)[:, None] * differences
    order = np.argsort(turned, axis=1, kind="stable")
    return order, np.take_along_axis(turned, order, axis=1), weights[order], np.abs(margins)


def _cumulated(ordered: Array, shares: Array) -> tuple[Array, Array]:
    """Per pair: the weight moved and the margin gained when the first 1, 2, … criteria have given all of theirs."""
    gains = shares * (ordered[:, -1:] - ordered)
    return np.cumsum(shares, axis=1), np.cumsum(gains, axis=1)
