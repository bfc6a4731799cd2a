"""The kernel where the figures are drawn too: compiled twins of treatments and normalisations, run in every draw.

Each twin gives what the registered method gives for the first m figures of a row, which has no gaps; the tests hold
them to it to 1e-12.
"""

# pyright: basic
from __future__ import annotations

import math
from functools import partial

from theodolite.index.columns import FLAT
from theodolite.index.robustness.compiled_columns import (
    BELOW,
    MAXIMUM,
    POSTS,
    POWER,
    RANGE,
    SHIFTED,
    STANDARD,
    TARGET,
    TURN,
    WINSORISE,
)
from theodolite.index.robustness.kernel import called, convert, inner, plan_at

FEWEST = 4
"""As in `treatments`: figures below which moments are not defined."""


@partial(inner, fastmath={"reassoc", "nnan", "nsz"})
def ends(x, m):
    """The least and the greatest figure."""
    low, high = x[0], x[0]
    for i in range(1, m):
        low = min(low, x[i])
        high = max(high, x[i])
    return low, high


@partial(inner, fastmath={"reassoc"})
def sums(x, m, scale, centre):
    """The sums of z, z², z³ and z⁴ for z = x · scale − centre, in whatever order is fastest."""
    first, second, third, fourth = 0.0, 0.0, 0.0, 0.0
    for i in range(m):
        z = x[i] * scale - centre
        first += z
        second += z * z
        third += z * z * z
        fourth += z * z * z * z
    return first, second, third, fourth


@inner
def moments(x, m, low, high):
    """Twin of `moments`: skewness and excess kurtosis of figures between `low` and `high`."""
    size = max(abs(low), abs(high))
    if m < FEWEST or size == 0.0:
        return math.nan, math.nan
    scale, centre, second, third, fourth = 1.0 / size, 0.0, 0.0, 0.0, 0.0
    for _ in range(2):
        first, second, third, fourth = sums(x, m, scale, centre)
        centre += first / m
    if second == 0.0:
        return math.nan, math.nan
    second, third, fourth = second / m, third / m, fourth / m
    skew = math.sqrt(m * (m - 1.0)) / (m - 2.0) * third / (second * math.sqrt(second))
    excess = fourth / (second * second) - 3.0
    return skew, (m - 1.0) / ((m - 2.0) * (m - 3.0)) * ((m + 1.0) * excess + 6.0)


@partial(inner, fastmath={"reassoc", "nnan", "nsz"})
def inwards(x, m, low, high, top):
    """Twin of `_inwards`, in place: every figure at the far end takes the next value."""
    far, near = (high, low) if top else (low, high)
    for i in range(m):
        if x[i] != far:
            near = max(near, x[i]) if top else min(near, x[i])
    for i in range(m):
        if x[i] == far:
            x[i] = near


@inner
def power_of(x, m, exponent, low, shift):
    """Twin of `box_cox` of x − low + shift, in place; returns whether it is defined."""
    for i in range(m):
        v = x[i] - low + shift
        if v <= 0.0:
            return False
        x[i] = math.log(v) if exponent == 0.0 else (v**exponent - 1.0) / exponent
    return True


@inner
def transform(x, m, how, exponent):
    """Twin of `shifted_log` (how 1) and `shifted_box_cox` (how 2), in place."""
    low, high = ends(x, m)
    if how == 1.0:
        power_of(x, m, 0.0, low, (high - low) / 100.0)
    else:
        power_of(x, m, exponent, low, 1.0)


@inner
def winsorise(x, m, low, high, op, drawn):
    """Twin of `winsorise`, in place; op holds skewness, kurtosis, at most, then, of and λ after its code."""
    moved, outlying, current = 0, True, x
    while True:
        skew, kurt = moments(current, m, low, high)
        outlying = abs(skew) > op[1] and kurt > op[2]
        if not outlying or moved >= op[3]:
            break
        if moved == 0:
            for i in range(m):
                drawn[i] = x[i]
            current = drawn
        inwards(drawn, m, low, high, skew > 0.0)
        moved = 0
        for i in range(m):
            moved += drawn[i] != x[i]
        low, high = ends(drawn, m)
    if moved == 0 and not outlying:
        return
    if low == high or (outlying and op[4] == 0.0):
        return
    if moved > 0 and (not outlying or op[5] > 0.0):
        for i in range(m):
            x[i] = drawn[i]
    if outlying:
        transform(x, m, op[4], op[6])


@inner
def scale_by(x, m, low, high, a, b):
    """Put `low` at a and `high` at b, and the others between and beyond them in proportion."""
    for i in range(m):
        x[i] = a + (x[i] - low) * ((b - a) / (high - low))


@inner
def cut(x, m, low, high):
    """Put what is below `low` or above `high` there."""
    for i in range(m):
        x[i] = min(max(x[i], low), high)


@inner
def count_below(x, m, start, parts, old):
    """Twin of `rank`, `borda` and `percentile_rank`: start and the number of lower figures, over `parts`."""
    for i in range(m):
        old[i] = x[i]
    for i in range(m):
        own, lower = old[i], 0
        for k in range(m):
            lower += old[k] < own
        x[i] = (start + lower) / parts


@inner
def standardise(x, m, low, high, op):
    """Twin of `z_score` and `ampi`: the mean at op[1], and one standard deviation (op[3]: range) at op[2]."""
    scale, centre, second = 1.0 / max(abs(low), abs(high)), 0.0, 0.0
    for _ in range(2):
        first, second, _, _ = sums(x, m, scale, centre)
        centre += first / m
    unit = (high - low) * scale if op[3] > 0.0 else math.sqrt(second / (m - 1))
    for i in range(m):
        x[i] = op[1] + op[2] * (x[i] * scale - centre) / unit


@inner
def operate(x, m, op, spare):
    """Carry out one row of a program on the figures of one column, in place; returns whether it is defined on them."""
    code = int(op[0])
    if code == TURN:
        for i in range(m):
            x[i] = -x[i]
        return True
    low, high = ends(x, m)
    if code != POSTS and high - low <= FLAT * max(abs(low), abs(high)):
        return False
    if code == POWER:
        return power_of(x, m, op[1], 0.0, 0.0)
    if (code == MAXIMUM and high <= 0.0) or (code == TARGET and op[1] <= low):
        return False
    if code == SHIFTED:
        transform(x, m, op[1], op[2])
    elif code == WINSORISE:
        winsorise(x, m, low, high, op, spare)
    elif code == STANDARD:
        standardise(x, m, low, high, op)
    elif code == BELOW:
        count_below(x, m, op[1], m - 1.0 if op[2] > 0.0 else 1.0, spare)
    else:
        stretch(x, m, low, high, op, code)
    return True


@inner
def stretch(x, m, low, high, op, code):
    """Twins of what is linear between two posts: ranges, goalposts, fractions of the maximum, distances to a target."""
    if code == RANGE:
        scale_by(x, m, low, high, op[1], op[2])
    elif code == POSTS:
        scale_by(x, m, op[1], op[2], op[3], op[4])
    else:
        scale_by(x, m, 0.0 if code == MAXIMUM else low, high if code == MAXIMUM else op[1], 0.0, 1.0)
    if code == POSTS and op[5] > 0.0:
        cut(x, m, op[3], op[4])
    if code == TARGET and op[2] > 0.0:
        cut(x, m, -math.inf, 1.0)


@called
def run_program(x, program, spare):
    """Carry out the rows of a program on one column without gaps, in place; returns whether all are defined on it."""
    sound = True
    for step in range(program.shape[0]):
        sound = sound and operate(x, x.shape[0], program[step], spare)
    return sound


@inner
def draw_column(point, evidence, s, a, x):
    """Lay out doubtful column a with the figures that are drawn in it."""
    counts, start, _, cells, firsts, low, high, _, _, _ = evidence
    first = point.shape[0] - cells.shape[1]
    for i in range(counts[s, a]):
        x[0, i] = start[s, a, i]
    for k in range(firsts[a], firsts[a + 1]):
        if cells[s, k] >= 0:
            x[0, cells[s, k]] = low[s, k] + point[first + k] * (high[s, k] - low[s, k])


@called
def redraw(points, sizes, evidence, powers, matrices, columns, x, spare):
    """The columns of a block of draws (B × C × n), the doubtful ones drawn and treated and normalised anew.

    Returns -1, or the doubtful column that is undefined in one of the draws. `x` (1 × rows) and `spare` (rows) are
    room for one column each.
    """
    counts, _, places, _, _, _, _, programs, steps, holds = evidence
    alike = matrices.shape[0] // counts.shape[0]
    for d in range(points.shape[0]):
        plan = plan_at(points[d], sizes)
        s = plan // alike
        for c in range(columns.shape[1]):
            for i in range(columns.shape[2]):
                columns[d, c, i] = matrices[plan, c, i]
        for a in range(counts.shape[1]):
            draw_column(points[d], evidence, s, a, x)
            sound = True
            for step in range(steps[s, a]):
                sound = sound and operate(x[0], counts[s, a], programs[s, a, step], spare)
            power = powers[plan, holds[a, 1]]
            if power != 1.0:
                sound = sound and convert(x, 0, counts[s, a], 1.0, power)
            if not sound:
                return a
            for i in range(counts[s, a]):
                if places[s, a, i] >= 0:
                    columns[d, holds[a, 0], places[s, a, i]] = x[0, i]
    return -1
