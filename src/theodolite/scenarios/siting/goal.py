"""Goals: what a siting can be made least of, in which unit, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from theodolite.core.nearest import nearest
from theodolite.errors import ScenarioError

GoalName = Literal["cost", "carbon", "water", "stressed-water", "energy"]

GOALS: tuple[GoalName, ...] = get_args(GoalName)


@dataclass(frozen=True)
class Goal:
    """How a total is said: its words, and its unit (CUR is the siting's currency)."""

    words: str
    unit: str

    def unit_in(self, currency: str) -> str:
        """The unit, money in a currency."""
        return self.unit.replace("CUR", currency)


WORDS: Mapping[str, Goal] = {
    "cost": Goal("cost", "CUR"),
    "carbon": Goal("carbon dioxide", "tCO2"),
    "water": Goal("water", "m3"),
    "stressed-water": Goal("stress-weighted water", "m3"),
    "energy": Goal("electricity", "MWh"),
}


def checked_goal(name: str) -> GoalName:
    """The goal of that name; raises ScenarioError where there is none."""
    for goal in GOALS:
        if goal == name:
            return goal
    near = nearest(name, GOALS)
    raise ScenarioError(
        f"a siting is not made least of {name!r}",
        expected=f"did you mean {near[0]!r}?" if near else ", ".join(GOALS),
    )


def then(goal: GoalName) -> Sequence[GoalName]:
    """A goal and what decides where it leaves a choice: cost, or carbon where cost comes first."""
    return (goal, "carbon" if goal == "cost" else "cost")
