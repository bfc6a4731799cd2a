"""Savings from shifting work: in space, in time and in both, against work that stays at home in its own hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.goal import GOALS, WORDS, GoalName, checked_goal
from theodolite.scenarios.siting.illustrative import told
from theodolite.scenarios.siting.inputs import inputs_of
from theodolite.scenarios.siting.programme import NO_LIMITS, Limits
from theodolite.scenarios.siting.result import Site, Switches
from theodolite.scenarios.siting.site import Ready, answer
from theodolite.scenarios.siting.siting import Siting

CASES: Mapping[str, tuple[bool, bool]] = {
    "none": (False, False), "space": (True, False), "time": (False, True), "both": (True, True),
}  # fmt: skip
"""Case → whether work may move in space, and in time."""

NOTHING = 1e-9
"""Savings below this part are none: a solver leaves as much between sitings that are alike."""


@dataclass(frozen=True, eq=False)
class Savings:
    """Four sitings: nothing shifted, in space alone, in time alone, and both."""

    cases: Mapping[str, Site]

    @property
    def base(self) -> Site:
        """The siting in which nothing is shifted."""
        return self.cases["none"]

    def saved(self, case: str, quantity: GoalName) -> float:
        """The part of a quantity that a case saves against none; below 0 where it takes more, 0 of nothing."""
        before = self.base.solved.totals[quantity]
        part = (before - self.cases[case].solved.totals[quantity]) / before if before else 0.0
        return part if abs(part) > NOTHING else 0.0

    @cached_property
    def finding(self) -> str:
        """One sentence: what shifting saves of the objective, and what that does to the rest."""
        goal = self.base.objective
        parts = ", ".join(f"{case} {self.saved(case, goal):.1%}" for case in ("space", "time", "both"))
        rest = ", ".join(self._changed(one) for one in ("cost", "carbon", "energy", "water") if one != goal)
        siting = self.base.inputs.siting
        return (
            f"{siting.title}: shifting work saves of {WORDS[goal].words}, against work that stays at its home hub "
            f"in its own hour: {parts}; with both, {rest}; {told(siting)}."
        )

    def _changed(self, quantity: GoalName) -> str:
        part = self.saved("both", quantity)
        return f"{WORDS[quantity].words} {'rises' if part < 0 else 'falls'} by {abs(part):.1%}"

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a case: totals, and the part of each that is saved against none."""
        rows = [
            {
                "case": case,
                **{_key(name): one.solved.totals[name] for name in GOALS},
                **{_key(f"{name}-saved"): self.saved(case, name) for name in GOALS},
            }
            for case, one in self.cases.items()
        ]
        return pl.DataFrame(rows)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that grid factors come from, sorted."""
        return self.base.sources

    def explain(self, entity: str) -> dict[str, Any]:
        """What a hub, region or country does in each case."""
        return {case: one.explain(entity) for case, one in self.cases.items()}

    def observations(self) -> pl.DataFrame:
        """The rows of all four sitings; the note says which."""
        return pl.concat([one.observations() for one in self.cases.values()])

    def document(self) -> dict[str, Any]:
        """Totals and savings by case."""
        return {
            "objective": self.base.objective,
            "finding": self.finding,
            "cases": {row.pop("case"): row for row in self.table.to_dicts()},
        }


def _key(name: str) -> str:
    return name.replace("-", "_")


def savings(
    ledger: Ledger,
    siting: Siting | str,
    objective: str = "cost",
    *,
    latency: bool = True,
    contracts: bool = True,
    limits: Limits = NO_LIMITS,
) -> Savings:
    """What shifting saves of the objective and of the rest; raises ScenarioError where a case cannot be."""
    goal = checked_goal(objective)
    return cases(Ready(inputs_of(ledger, siting), latency, contracts), goal, limits)


def cases(ready: Ready, goal: GoalName, limits: Limits = NO_LIMITS) -> Savings:
    """The four sitings of one that is ready."""
    return Savings(
        {
            case: answer(ready, goal, Switches(ready.latency, ready.contracts, space, time), limits)
            for case, (space, time) in CASES.items()
        }
    )
