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
    variables = {key: one for plan in reversed(plans) for key, one in plan.variables.items()}
    drawn = list(dict.fromkeys(key for plan in plans for key, one in plan.variables.items() if not one.fixed))
    sided = [key for key in drawn if any(plan.variables[key].sided for plan in plans if key in plan.variables)]
    replicates = [
        _replicate(plans, list(variables), drawn, sided, sample, [seed, at], told) for at in range(REPLICATES)
    ]
    shares = sobol_shares(_spread(replicates), seed)
    rows = [
        (name, key, variables[key].title, *(float(part[at, column]) for part in shares))
        for column, name in enumerate(TOLD) for at, key in enumerate(drawn) if np.isfinite(shares.total[at, column])
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    order = {name: at for at, name in enumerate(TOLD)}
    return frame.sort(pl.col("output").replace_strict(order, return_dtype=pl.Int64), -pl.col("total"), "assumption")


def _replicate(
    plans: Sequence[Plan], keys: Sequence[str], drawn: Sequence[str], sided: Sequence[str], sample: Sample,
    seed: list[int], told: Told,
) -> Array:  # fmt: skip
    """One replicate: the first base, the second, the first with one assumption of the second; × points × outputs.

    Only what is drawn has a dimension, and a second one where it has sides: the fewer they are, the more even is the
    sample in each.
    """
    width = len(drawn) + len(sided)
    cube = sample(POINTS, 2 * width, seed)
    fixed = np.full(POINTS * (len(drawn) + 2), 0.5)
    share, side = dict.fromkeys(keys, fixed), dict.fromkeys(keys, fixed)
    for found, its, first in ((share, drawn, 0), (side, sided, len(drawn))):
        for at, key in enumerate(its, first):
            a, b = cube[:, at], cube[:, width + at]
            found[key] = np.concatenate([a, b, *(b if key == one else a for one in drawn)])
    values = told([Draws(plan, share, side) for plan in plans])
    return np.stack([values[name] for name in TOLD], axis=1).reshape(len(drawn) + 2, POINTS, len(TOLD))


def _spread(replicates: Sequence[Array]) -> list[Moments]:
    """Moments of what each output is told by: its logarithm where its spread is one of ratios and it is never 0."""
    outputs = {one.name: one for one in OUTPUTS}
    whole = np.stack(replicates)
    for at, name in enumerate(TOLD):
        values = whole[..., at]
        if outputs[name].log and values.min() > 0:
            whole[..., at] = np.log(values)
        elif not np.isfinite(values).all():
            whole[..., at] = 0.0
    whole -= whole.mean(axis=(0, 1, 2))
    return [moments_of(one[0], one[1], one[2:]) for one in whole]
