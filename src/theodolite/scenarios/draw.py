"""Drawing: where in its interval every variable falls, the same for a variable of any scenario under one seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from theodolite.scenarios.equation import Array
from theodolite.scenarios.plan import Plan
from theodolite.scenarios.run import Draws

BLOCK = 8192
"""Draws that are run at once: their arrays stay in the processor's cache."""


def blocks(plans: Sequence[Plan], draws: int, seed: int) -> Iterator[list[Draws]]:
    """Blocks of draws of all plans together, in which a variable that two plans share falls alike in both.

    Each variable that is drawn has a stream of its own, by the seed and its key, so that one more variable changes no
    other one; inside a block every stream is stratified: one draw in each of as many equal parts as there are draws
    (McKay, Beckman and Conover 1979, https://doi.org/10.2307/1268522).
    """
    known = [(key, one) for plan in plans for key, one in plan.variables.items()]
    drawn, sided = {key for key, one in known if not one.fixed}, {key for key, one in known if one.sided}
    for number, start in enumerate(range(0, draws, BLOCK)):
        count = min(BLOCK, draws - start)
        share, side = (dict.fromkeys((key for key, _ in known), np.full(count, 0.5)) for _ in range(2))
        for key in drawn:
            rng = np.random.default_rng([seed, crc32(key.encode()), number])
            share[key] = _stratified(rng, count)
            if key in sided:
                side[key] = _stratified(rng, count)
        yield [Draws(plan, share, side) for plan in plans]


def _stratified(rng: np.random.Generator, count: int) -> Array:
    return (rng.permutation(count) + rng.random(count)) / count
