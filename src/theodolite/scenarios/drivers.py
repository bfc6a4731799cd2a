"""Drivers: which assumptions the spread of each output in the last year comes from, by Sobol's shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl

from theodolite.scenarios.equation import Array
from theodolite.scenarios.outputs import OUTPUTS, TOLD
from theodolite.scenarios.plan import Plan
from theodolite.scenarios.run import Draws
from theodolite.uncertainty.sample import Sample, scrambled_sobol
from theodolite.uncertainty.sobol import Moments, moments_of, sobol_shares

REPLICATES, POINTS = 8, 128
"""Independent scrambles, and the points of each: a power of 2."""

Told = Callable[[Sequence[Draws]], Mapping[str, Array]]

COLUMNS = {
    "output": pl.String, "assumption": pl.String, "title": pl.String, "first": pl.Float64, "first_low": pl.Float64,
    "first_high": pl.Float64, "total": pl.Float64, "total_low": pl.Float64, "total_high": pl.Float64,
}  # fmt: skip


def drivers(plans: Sequence[Plan], seed: int, told: Told, sample: Sample = scrambled_sobol) -> pl.DataFrame:
    """One row an output and assumption: its first-order and total shares with their 5 to 95 %, the largest first.

    An assumption is moved as a whole: its side and its place in the interval together. Outputs whose spread is one of
    ratios are taken as logarithms. `sample` draws the points. An output that does not vary has no rows.
    """
    variables = {key: one for plan in plans for key, one in plan.variables.items()}
    drawn = [key for key, one in variables.items() if not one.fixed]
    replicates = [_moments(plans, list(variables), drawn, sample, [seed, at], told) for at in range(REPLICATES)]
    shares = sobol_shares(replicates, seed)
    rows = [
        (name, key, variables[key].title, *(float(part[at, column]) for part in shares))
        for column, name in enumerate(TOLD) for at, key in enumerate(drawn) if np.isfinite(shares.total[at, column])
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    order = {name: at for at, name in enumerate(TOLD)}
    return frame.sort(pl.col("output").replace_strict(order, return_dtype=pl.Int64), -pl.col("total"), "assumption")


def _moments(
    plans: Sequence[Plan], keys: Sequence[str], drawn: Sequence[str], sample: Sample, seed: list[int], told: Told
) -> Moments:
    """One replicate, all points at once: the first base, the second, the first with one assumption of the second."""
    cube = sample(POINTS, 4 * len(keys), seed).reshape(POINTS, 4, len(keys))
    share, side = dict[str, Array](), dict[str, Array]()
    for at, key in enumerate(keys):
        moved = [key == one for one in drawn]
        for found, (mine, other) in ((share, (0, 1)), (side, (2, 3))):
            a, b = cube[:, mine, at], cube[:, other, at]
            found[key] = np.concatenate([a, b, *(b if its else a for its in moved)])
    values = told([Draws(plan, share, side) for plan in plans])
    outputs = {one.name: one for one in OUTPUTS}
    told_of = np.stack([_spread(values[name], log=outputs[name].log) for name in TOLD], axis=1)
    whole = (told_of - told_of.mean(axis=0)).reshape(len(drawn) + 2, POINTS, len(TOLD))
    return moments_of(whole[0], whole[1], whole[2:])


def _spread(values: Array, *, log: bool) -> Array:
    """Logarithms where the spread is one of ratios and no value is 0 or below, which has none."""
    return np.log(values) if log and values.min() > 0 else values
