"""The compiled heart of robustness: points of the unit cube in, ranks of a block of draws out, and their tally.

All of it stands in one file, because numba's cache looks at the file of the function that is called and at no other.
"""

# pyright: basic
from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

WITHIN, SIMPLEX, EACH = 0, 1, 2
"""How a doubtful weight follows from its point: within a share of itself, uniform on the simplex, uniform in 0–1."""

GOLDEN, FIRST, SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def compiled(function: Any) -> Any:
    """`function` compiled by numba, without the interpreter's lock, and kept on disk."""
    return njit(nogil=True, cache=True, error_model="numpy")(function)


@compiled
def mixed(x):
    """SplitMix64's finaliser."""
    x = (x ^ (x >> np.uint64(30))) * FIRST
    x = (x ^ (x >> np.uint64(27))) * SECOND
    return x ^ (x >> np.uint64(31))


@compiled
def fill_points(seed, first, points):
    """Fill a B × D block with the points of draws `first`…: each depends on seed, draw and dimension alone."""
    rows, dims = points.shape
    start = mixed(np.uint64(seed) + GOLDEN)
    for d in range(rows):
        base = start + GOLDEN * (np.uint64(first + d) * np.uint64(dims) + np.uint64(1))
        for j in range(dims):
            points[d, j] = np.float64(mixed(base + GOLDEN * np.uint64(j)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def draw_weights(point, mode, within, base, dims, weights):
    """The weight of every child slot from one point of the unit cube."""
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


@compiled
def convert(x, origin, target):
    """Node values from the scale of one power mean onto that of another; returns whether all are defined there."""
    sound = True
    for i in range(x.shape[0]):
        v = x[i]
        if origin == 0.0:
            v = math.exp(v)
        elif origin != 1.0:
            v = v ** (1.0 / origin)
        if target == 0.0:
            sound = sound and not v <= 0.0
            v = math.log(v)
        elif target != 1.0:
            sound = sound and not v <= 0.0
            v = v**target
        x[i] = v
    return sound


@compiled
def climb(columns, starts, children, weights, powers, parents, masked, nodes, mass):
    """The values of the root from the columns up the tree; returns the group that is undefined, or -1."""
    groups = starts.shape[0] - 1
    n = nodes.shape[1]
    for g in range(groups):
        total = 0.0
        for c in range(starts[g], starts[g + 1]):
            if children[c] < 0 and weights[c] > 0.0 and mass[-1 - children[c], 0] < 0.0:
                weights[c] = 0.0
            total += weights[c]
        out = nodes[g]
        out[:] = 0.0
        mass[g, 0] = 0.0
        if total == 0.0:
            mass[g, 0] = -1.0
            continue
        if masked[g]:
            mass[g, :] = 0.0
        for c in range(starts[g], starts[g + 1]):
            if weights[c] == 0.0:
                continue
            share = weights[c] / total
            x = columns[children[c]] if children[c] >= 0 else nodes[-1 - children[c]]
            if masked[g]:
                for i in range(n):
                    here = x[i] == x[i]
                    out[i] += share * x[i] if here else 0.0
                    mass[g, i] += share if here else 0.0
            else:
                for i in range(n):
                    out[i] += share * x[i]
        if masked[g]:
            for i in range(n):
                out[i] = out[i] / mass[g, i] if mass[g, i] > 0.0 else np.nan
            mass[g, 0] = 0.0
        if g < groups - 1 and powers[g] != powers[parents[g]] and not convert(out, powers[g], powers[parents[g]]):
            return g
    return -1


@compiled
def place(keys, ranks):
    """Competition ranks of one draw: 1 and how many keys are greater; NaN is not ranked and gets 0."""
    n = keys.shape[0]
    for a in range(n):
        own = keys[a]
        above = 1
        for b in range(n):
            above += keys[b] > own
        ranks[a] = above if own == own else 0


@compiled
def solve(point, doubt, tree, powers, masked, columns, room, ranks):
    """Ranks of one draw from its columns; returns the group that is undefined in it, or -1."""
    sizes, drops, mode, within = doubt
    starts, children, parents, base, dims = tree
    weights, nodes, mass, keys = room
    draw_weights(point, mode, within, base, dims, weights)
    if drops.shape[0] > 0:
        absent = int(point[sizes.shape[0]] * (drops.shape[0] + 1))
        if absent > 0:
            weights[drops[absent - 1]] = 0.0
    lost = climb(columns, starts, children, weights, powers, parents, masked, nodes, mass)
    if lost >= 0:
        return lost
    root = starts.shape[0] - 2
    sign = -1e9 if powers[root] < 0.0 else 1e9
    for i in range(keys.shape[0]):
        keys[i] = np.rint(nodes[root, i] * sign)
    place(keys, ranks)
    return -1


@compiled
def plan_at(point, sizes):
    """The number of the plan at one point: the choices as digits, the last one running fastest."""
    plan = 0
    for c in range(sizes.shape[0]):
        plan = plan * sizes[c] + int(point[c] * sizes[c])
    return plan


@compiled
def room_for(slots, groups, n):
    """Room that the draws of a block share: weights, nodes, mass, keys."""
    return np.empty(slots), np.empty((groups, n)), np.zeros((groups, n)), np.empty(n)


@compiled
def rank_block(points, doubt, tree, powers, masked, matrices, ranks):
    """Ranks (B × n) of a block of draws; returns (-1, -1), or a draw and the group that is undefined in it."""
    room = room_for(tree[3].shape[0], tree[0].shape[0] - 1, ranks.shape[1])
    for d in range(points.shape[0]):
        plan = plan_at(points[d], doubt[0])
        lost = solve(points[d], doubt, tree, powers[plan], masked[plan], matrices[plan], room, ranks[d])
        if lost >= 0:
            return d, lost
    return -1, -1


@compiled
def tally(ranks, histogram, wins):
    """Add a block of ranks (B × n) to how often each entity has each rank, and how often each stands above each.

    Rank 0 is none: it stands above nobody and nobody above it. A block has fewer than 32,768 draws.
    """
    draws, n = ranks.shape
    above = np.zeros((n, n), np.int16)
    below = np.empty(n, np.int16)
    for d in range(draws):
        for a in range(n):
            below[a] = ranks[d, a]
        for a in range(n):
            own = below[a]
            histogram[a, own] += 1
            if own > 0:
                for b in range(n):
                    above[a, b] += np.int16(own < below[b])
    for a in range(n):
        for b in range(n):
            wins[a, b] += above[a, b]
