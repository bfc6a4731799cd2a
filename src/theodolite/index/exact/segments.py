"""Segments: the least cost of raising a sum of functions of one variable each, as a piecewise-linear program."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from theodolite.errors import PlanError
from theodolite.index.dataset import Array


@dataclass(eq=False)
class Sum:
    """A constant and, by segment variable, what each adds: a linear expression of the program's variables."""

    constant: float = 0.0
    terms: dict[int, float] = field(default_factory=dict[int, float])

    def add(self, other: Sum, times: float = 1.0) -> None:
        """Add `times` the other sum to this one."""
        self.constant += times * other.constant
        for variable, factor in other.terms.items():
            self.terms[variable] = self.terms.get(variable, 0.0) + times * factor


@dataclass(eq=False)
class Program:
    """Minimise the cost of climbing curves, each cut into segments that are climbed from the first on.

    Every segment is a variable of 0 to 1, the share of it that is climbed (the incremental formulation; Vielma 2015,
    https://doi.org/10.1137/130915303). Where a curve is concave, the cheapest comes first by itself;
    elsewhere a binary variable a segment sees to it that the one before is climbed in full.
    """

    costs: list[float] = field(default_factory=list[float])
    whole: list[int] = field(default_factory=list[int])
    rows: list[tuple[dict[int, float], float, float]] = field(
        default_factory=list[tuple[dict[int, float], float, float]]
    )

    def curve(self, x: Array, y: Array, cost: Array | None = None, *, concave: bool) -> tuple[Sum, Sum]:
        """A rising curve through the points (x, y), both k long; climbing costs the steps of `cost`, if given.

        Returns how far it is climbed, as sums that begin at x₀ and at y₀.
        """
        widths, heights = np.diff(x), np.diff(y)
        steps = np.diff(cost) if cost is not None else np.zeros_like(widths)
        first = self._variables(steps, whole=False)
        if not concave:
            self._in_order(first, len(widths))
        at, reached = Sum(float(x[0])), Sum(float(y[0]))
        at.terms = {first + k: float(width) for k, width in enumerate(widths)}
        reached.terms = {first + k: float(height) for k, height in enumerate(heights)}
        return at, reached

    def demand(self, left: Sum, least: float, most: float) -> None:
        """Ask that `least` ≤ `left` ≤ `most`."""
        self.rows.append((left.terms, least - left.constant, most - left.constant))

    def solve(self, time_limit: float) -> tuple[Array, float]:
        """The values of all variables at the least cost found, and the share of it that is not proven to be needed.

        Raises PlanError where nothing is found within `time_limit` seconds.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        size = len(self.costs)
        places = [(n, column, factor) for n, (terms, _, _) in enumerate(self.rows) for column, factor in terms.items()]
        rows, columns, factors = (np.array(part) for part in zip(*places, strict=True))
        matrix = csr_array((factors, (rows, columns)), shape=(len(self.rows), size))
        low, high = (np.array([row[side] for row in self.rows]) for side in (1, 2))
        done = milp(
            np.array(self.costs),
            integrality=np.array(self.whole),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, low, high),  # pyright: ignore[reportArgumentType]
            options={"time_limit": time_limit, "mip_rel_gap": 0.0},
        )
        if done.x is None:
            raise PlanError(
                f"no answer was found within {time_limit:g} seconds: {str(done.message).rstrip('.').lower()}",
                where="reach",
                expected="a problem that is solved in that time",
                next_step="allow more seconds (--seconds 60)",
            )
        return np.asarray(done.x), float(done.mip_gap or 0.0)

    def _variables(self, costs: Array, *, whole: bool) -> int:
        first = len(self.costs)
        self.costs += [float(cost) for cost in costs]
        self.whole += [int(whole)] * len(costs)
        return first

    def _in_order(self, first: int, count: int) -> None:
        """share of segment k + 1 ≤ its binary ≤ share of segment k."""
        binary = self._variables(np.zeros(count - 1), whole=True)
        for k in range(count - 1):
            self.rows.append(({first + k: 1.0, binary + k: -1.0}, 0.0, np.inf))
            self.rows.append(({binary + k: 1.0, first + k + 1: -1.0}, 0.0, np.inf))


def value(total: Sum, solution: Array) -> float:
    """What a sum comes to."""
    return total.constant + sum(factor * float(solution[variable]) for variable, factor in total.terms.items())
