"""The compiled heart of robustness: points of the unit cube in, ranks of a block of draws out, and their tally.

Loops are written out, for array expressions take seconds to compile.
"""

# pyright: basic
from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np

from theodolite.index.robustness.points import FIRST, GOLDEN, SECOND

WITHIN, SIMPLEX, EACH = 0, 1, 2
"""How a doubtful weight follows from its point: within a share of itself, uniform on the simplex, uniform in 0–1."""

STEP = 2.0**-53
"""Between two neighbouring points of one dimension."""

SCALE = 1e9
"""Scores that are equal in units of one by this are tied, as `ranking.ranks` has it."""

_NJIT: Any = numba.njit
_GOLDEN, _FIRST, _SECOND = np.uint64(GOLDEN), np.uint64(FIRST), np.uint64(SECOND)


def called(function: Any) -> Any:
    """`function` compiled for Python to call: without the interpreter's lock, and kept on disk."""
    return _NJIT(nogil=True, cache=True, error_model="numpy")(function)


def inner(function: Any, fastmath: Any = False) -> Any:
    """`function` compiled for compiled functions alone."""
    options = {"nogil": True, "error_model": "numpy", "fastmath": fastmath}
    return _NJIT(**options, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)


@inner
def mixed(x):
    """SplitMix64's finaliser."""
    x = (x ^ (x >> np.uint64(30))) * _FIRST
    x = (x ^ (x >> np.uint64(27))) * _SECOND
    return x ^ (x >> np.uint64(31))


@called
def fill_points(seed, first, points):
    """Fill a B × D block with the points of draws `first`…: each depends on seed, draw and dimension alone."""
    rows, dims = points.shape
    start = mixed(np.uint64(seed) + _GOLDEN)
    for d in range(rows):
        base = start + _GOLDEN * (np.uint64(first + d) * np.uint64(dims) + np.uint64(1))
        for j in range(dims):
            points[d, j] = np.float64(mixed(base + _GOLDEN * np.uint64(j)) >> np.uint64(11)) * STEP


@inner
def draw_weights(point, doubt, base, dims, weights):
    """The weight of every child slot at one point of the unit cube."""
    sizes, drops, mode, within = doubt
    for c in range(base.shape[0]):
        j = dims[c]
        if j < 0:
            weights[c] = base[c]
        elif mode == WITHIN:
            weights[c] = base[c] * (1.0 + within * (2.0 * point[j] - 1.0))
        elif mode == SIMPLEX:
            weights[c] = -math.log(1.0 - point[j])
        else:
            weights[c] = point[j]
    if drops.shape[0] > 0:
        left_out = int(point[sizes.shape[0]] * (drops.shape[0] + 1))
        if left_out > 0:
            weights[drops[left_out - 1]] = 0.0


@inner
def convert(x, g, n, origin, target):
    """Bring n values of row g from the scale of one power mean onto that of another; False where undefined there."""
    for i in range(n):
        v = x[g, i]
        if origin == 0.0:
            v = math.exp(v)
        elif origin != 1.0:
            v = v ** (1.0 / origin)
        if target != 1.0 and v <= 0.0:
            return False
        if target == 0.0:
            v = math.log(v)
        elif target != 1.0:
            v = v**target
        x[g, i] = v
    return True


@inner
def add_present(source, row, share, nodes, g, mass):
    """Add a row of values, times its share, to group g where it is there (not NaN); `mass` counts the share that is."""
    for i in range(nodes.shape[1]):
        v = source[row, i]
        here = v == v
        nodes[g, i] += share * v if here else 0.0
        mass[i] += share if here else 0.0


@inner
def weigh_whole(g, columns, tree, weights, scale, nodes):
    """The values of one group from its children, whose weights times `scale` sum to one, where none is missing."""
    starts, children = tree[0], tree[1]
    for i in range(nodes.shape[1]):
        nodes[g, i] = 0.0
    for c in range(starts[g], starts[g + 1]):
        share, child = weights[c] * scale, children[c]
        if child >= 0 and share > 0.0:
            for i in range(nodes.shape[1]):
                nodes[g, i] += share * columns[child, i]
        elif share > 0.0:
            for i in range(nodes.shape[1]):
                nodes[g, i] += share * nodes[-1 - child, i]


@inner
def weigh_present(g, columns, tree, weights, scale, nodes, mass):
    """As `weigh_whole` where values may be missing: shares of what is there are scaled to sum to one."""
    starts, children = tree[0], tree[1]
    for i in range(nodes.shape[1]):
        nodes[g, i] = 0.0
        mass[i] = 0.0
    for c in range(starts[g], starts[g + 1]):
        share, child = weights[c] * scale, children[c]
        if child >= 0 and share > 0.0:
            add_present(columns, child, share, nodes, g, mass)
        elif share > 0.0:
            add_present(nodes, -1 - child, share, nodes, g, mass)
    for i in range(nodes.shape[1]):
        nodes[g, i] = nodes[g, i] / mass[i] if mass[i] > 0.0 else math.nan


@inner
def climb(columns, tree, weights, powers, masked, nodes, mass, empty):
    """The values of every group from the columns upwards, each on the scale of the mean above it, the root's in points.

    Returns the group that is undefined there, or -1.
    """
    starts, children, parents = tree[0], tree[1], tree[2]
    groups, n = nodes.shape
    for g in range(groups):
        whole = 0.0
        for c in range(starts[g], starts[g + 1]):
            if children[c] < 0 and empty[-1 - children[c]]:
                weights[c] = 0.0
            whole += weights[c]
        empty[g] = whole == 0.0
        if empty[g]:
            continue
        if masked[g]:
            weigh_present(g, columns, tree, weights, 1.0 / whole, nodes, mass)
        else:
            weigh_whole(g, columns, tree, weights, 1.0 / whole, nodes)
        above = powers[parents[g]] if g < groups - 1 else 1.0
        if powers[g] != above and not convert(nodes, g, n, powers[g], above):
            return g
    return -1


@inner
def count_short(keys, short, ranks, d):
    """Ranks of one draw into row d from its keys cut to 16 bits, sixteen compared at once; False where two are alike.

    Cutting keeps their order: keys that differ after it differ before, and keys that are tied stay so. `short` is room
    for four times a whole number of keys, and the least of numbers beyond the n that there are.
    """
    n, width = keys.shape[0], ranks.shape[1]
    low, high, sound = keys[0], keys[0], True
    for i in range(n):
        low, high = min(low, keys[i]), max(high, keys[i])
        sound = sound and keys[i] == keys[i]
    if not sound or not low < high:
        return False
    scale = 65534.0 / (high - low)
    for i in range(n):
        short[i] = np.int16((keys[i] - low) * scale - 32767.0)
    for b in range(width):
        ranks[d, b] = 1
    for a in range(0, n, 4):
        first, second, third, fourth = short[a], short[a + 1], short[a + 2], short[a + 3]
        for b in range(width):
            x = short[b]
            above = np.int16(first > x) + np.int16(second > x) + np.int16(third > x) + np.int16(fourth > x)
            ranks[d, b] += np.int16(above)
    whole = 0
    for i in range(n):
        whole += ranks[d, i]
    return whole == n * (n + 1) // 2


@inner
def count_long(keys, ranks, d):
    """Ranks of one draw into row d from whole keys: 1 and how many are greater, 0 for who has none (NaN)."""
    for a in range(keys.shape[0]):
        own, above = keys[a], 1
        for b in range(keys.shape[0]):
            above += keys[b] > own
        ranks[d, a] = above if own == own else 0


@inner
def plan_at(point, sizes):
    """The number of the plan at one point: the choices as digits, the last one running fastest."""
    plan = 0
    for c in range(sizes.shape[0]):
        plan = plan * sizes[c] + int(point[c] * sizes[c])
    return plan


@called
def rank_block(points, doubt, tree, powers, masked, matrices, drawn, room, ranks):
    """Ranks (B × n) of a block of draws; returns -1, or the group that is undefined in one of them.

    `matrices` are those of the plans, or where figures are `drawn`, those of the draws.
    """
    weights, nodes, mass, empty, keys, short = room
    for d in range(points.shape[0]):
        plan = plan_at(points[d], doubt[0])
        columns = matrices[d if drawn else plan]
        draw_weights(points[d], doubt, tree[3][plan], tree[4], weights)
        lost = climb(columns, tree, weights, powers[plan], masked[plan], nodes, mass, empty)
        if lost >= 0:
            return lost
        for i in range(keys.shape[0]):
            keys[i] = np.rint(nodes[nodes.shape[0] - 1, i] * SCALE)
        if not count_short(keys, short, ranks, d):
            count_long(keys, ranks, d)
    return -1


@called
def tally(ranks, histogram, wins, above):
    """Add a block of ranks (B × n) to how often each entity has each rank, and how often each stands above each.

    Rank 0 is none: it stands above nobody and nobody above it. Columns beyond the n entities, which fill a row up to
    whole vectors, may hold anything. A block has fewer than 32,768 draws; `above` is room for what it counts, as wide
    as a row.
    """
    draws, width = ranks.shape
    n = wins.shape[0]
    for a in range(n):
        for b in range(width):
            above[a, b] = 0
    for d in range(draws):
        for a in range(n):
            own = ranks[d, a]
            histogram[a, own] += 1
            if own > 0:
                for b in range(width):
                    above[a, b] += np.int16(own < ranks[d, b])
    for a in range(n):
        for b in range(n):
            wins[a, b] += above[a, b]
