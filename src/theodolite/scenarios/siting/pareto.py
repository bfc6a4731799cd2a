"""The front between two goals: the least of one while the other is held to one limit after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.prose import counted
from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.goal import WORDS, GoalName, checked_goal
from theodolite.scenarios.siting.illustrative import told
from theodolite.scenarios.siting.inputs import inputs_of
from theodolite.scenarios.siting.programme import NO_LIMITS, Limits
from theodolite.scenarios.siting.result import Site, Switches
from theodolite.scenarios.siting.site import Ready, answer
from theodolite.scenarios.siting.siting import Siting

FLAT = 1e-9
"""Below this part of its size the span of a goal is none: both goals have their least at once."""


@dataclass(frozen=True, eq=False)
class Front:
    """Sitings from the least of the first goal to the least of the second, none of them worse than another in both."""

    goals: tuple[GoalName, GoalName]
    points: tuple[Site, ...]

    @cached_property
    def finding(self) -> str:
        """One sentence: what the least of the second goal costs in the first."""
        first, second = self.goals
        start, end = self.points[0], self.points[-1]
        siting = start.inputs.siting
        more, less = _change(start, end, first), -_change(start, end, second)
        if len(self.points) == 1:
            return f"{siting.title}: {WORDS[first].words} and {WORDS[second].words} are least at once; {told(siting)}."
        return (
            f"{siting.title}: {WORDS[second].words} can be {less:.1%} below that of the least {WORDS[first].words}, "
            f"for {more:.1%} more {WORDS[first].words}; half of that reduction takes {self._at_half():.1%}, "
            f"on a front of {counted(len(self.points), 'point')}{start.switches.words}; {told(siting)}."
        )

    def _at_half(self) -> float:
        """How much more of the first goal half of the second's reduction takes, straight between points."""
        first, second = ([one.solved.totals[goal] for one in self.points] for goal in self.goals)
        half = (second[0] + second[-1]) / 2
        return float(np.interp(half, second[::-1], first[::-1])) / first[0] - 1 if first[0] else 0.0

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a point: all totals, and what one more unit of the second goal would save of the first there."""
        return pl.DataFrame(self.document()["points"])

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that grid factors come from, sorted."""
        return self.points[0].sources

    def explain(self, entity: str) -> list[dict[str, Any]]:
        """What a hub, region or country does at each point."""
        return [one.explain(entity) for one in self.points]

    def observations(self) -> pl.DataFrame:
        """The rows of both ends."""
        return pl.concat([self.points[0].observations(), self.points[-1].observations()])

    def document(self) -> dict[str, Any]:
        """The front as it stands in a JSON document."""
        limit = f"{self.goals[1]} cap"
        points = [
            {**{name.replace("-", "_"): value for name, value in one.totals.items()},
             "slope": next((price.value for price in one.shadow_prices if price.limit == limit), None)}
            for one in self.points
        ]  # fmt: skip
        return {"goals": list(self.goals), "finding": self.finding, "points": points}


def _change(start: Site, end: Site, goal: GoalName) -> float:
    before = start.solved.totals[goal]
    return (end.solved.totals[goal] - before) / before if before else 0.0


def pareto(
    ledger: Ledger,
    siting: Siting | str,
    goals: tuple[str, str] = ("cost", "carbon"),
    points: int = 9,
    *,
    latency: bool = True,
    contracts: bool = True,
    limits: Limits = NO_LIMITS,
) -> Front:
    """The front between two goals by the epsilon-constraint method, at so many limits on the second, evenly apart.

    Each end is the least of one goal and, of all sitings that reach it, the one with the least of the other (Haimes,
    Lasdon and Wismer 1971; the ends as in Mavrotas 2009). Raises ScenarioError for less than two points, for one goal
    twice, and for a siting that nothing fits.
    """
    first, second = checked_goal(goals[0]), checked_goal(goals[1])
    if first == second or points < 2:
        raise ScenarioError(
            f"a front of {points} points between {first} and {second}", expected="two points, two goals"
        )
    ready, switches = Ready(inputs_of(ledger, siting), latency, contracts), Switches(latency, contracts)
    start = answer(ready, first, switches, limits, second)
    end = answer(ready, second, switches, limits, first)
    high, low = start.solved.totals[second], end.solved.totals[second]
    if high - low <= FLAT * max(abs(high), 1.0):
        return Front((first, second), (start,))
    between = [
        answer(ready, first, switches, _tighter(limits, second, float(cap)), second)
        for cap in np.linspace(high, low, points)[1:-1]
    ]
    return Front((first, second), (start, *between, end))


def _tighter(limits: Limits, goal: GoalName, cap: float) -> Limits:
    key = goal.replace("-", "_")
    return replace(limits, **{key: min(cap, getattr(limits, key))})
