"""What it would take: the smallest part of work that can move for shifting to save as much as is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from theodolite.core.observation import schema
from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.goal import WORDS, GoalName, checked_goal
from theodolite.scenarios.siting.illustrative import told
from theodolite.scenarios.siting.inputs import Inputs, inputs_of
from theodolite.scenarios.siting.result import Switches
from theodolite.scenarios.siting.site import Ready, answer
from theodolite.scenarios.siting.siting import Siting

GRID: Sequence[float] = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Parts of movable work at which the saving is first looked at."""

CLOSE = 0.01
"""How closely the smallest part is found."""


@dataclass(frozen=True, eq=False)
class NeededShare:
    """The saving at several parts of movable work, and the smallest part at which it reaches the target."""

    siting: Siting
    quantity: GoalName
    target: float
    now: float
    """The part of work that can move as the siting has it."""
    tried: tuple[tuple[float, float | None], ...]
    """Part of movable work and the saving there, sorted; None where the siting does not fit at that part."""
    share: float | None
    """None where no part reaches the target."""
    sources: tuple[str, ...]

    @property
    def largest(self) -> tuple[float, float]:
        """The largest saving that was found, and at which part."""
        saving, share = max((saving, -share) for share, saving in self.tried if saving is not None)
        return saving, -share

    @property
    def fits_below(self) -> bool:
        """Whether the siting fits just below the smallest part: where not, it is the smallest at which it fits."""
        below = [saving for share, saving in self.tried if self.share is not None and share < self.share]
        return not below or below[-1] is not None

    @cached_property
    def finding(self) -> str:
        """One sentence: which part it takes, or the most that can be reached."""
        words = f"{100 * self.target:.3g}% of {WORDS[self.quantity].words}"
        best, at = self.largest
        if self.share is None:
            what = f"no part of movable work saves {words}: the most is {best:.1%}, at {at:.0%}"
        else:
            what = f"to save {words}, {self.share:.1%} of all work would have to be movable"
            what += "" if self.fits_below else ", the smallest part at which the siting fits at all,"
        return f"{self.siting.title}: {what} (now {self.now:.0%} is); {told(self.siting)}."

    @property
    def table(self) -> pl.DataFrame:
        """One row for each part of movable work that was tried: the part, and the saving."""
        return pl.DataFrame(list(self.tried), schema={"share": pl.Float64, "saving": pl.Float64}, orient="row")

    def explain(self, entity: str) -> dict[str, Any]:
        """The same for the country as a whole; raises KeyError for anything else."""
        if entity != self.siting.country:
            raise KeyError(entity)
        return self.document()

    def observations(self) -> pl.DataFrame:
        """The smallest part as a row of the ledger's form; none where no part reaches the target."""
        year, of = str(self.siting.year), self.siting.country
        rows = [] if self.share is None else [
            (of, f"siting/movable-share-for-{self.quantity}", year, self.share, None, None, "ratio", "E",
             "theodolite/siting", year, self.siting.id, f"to save {self.target:.0%}")
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=schema(), orient="row")

    def document(self) -> dict[str, Any]:
        """As it stands in a JSON document."""
        best, at = self.largest
        return {
            "quantity": self.quantity, "target": self.target, "now": self.now, "share": self.share,
            "fits_below": self.fits_below, "largest_saving": best, "largest_at": at, "finding": self.finding,
            "tried": [{"share": share, "saving": saving} for share, saving in self.tried],
        }  # fmt: skip


def needed_share(
    ledger: Ledger,
    siting: Siting | str,
    target: float,
    quantity: str = "energy",
    *,
    latency: bool = True,
    contracts: bool = True,
    urgent: bool = False,
) -> NeededShare:
    """The smallest part of work that has to be movable for shifting, in space and time, to save `target`.

    Work is movable where its class may wait or has no limit of latency; the rest stays at home, unless `urgent`. The
    proportions of regions stay as they are, and all work in sum. The saving
    is that of the least of the quantity against nothing shifted; it is looked at on a grid and then by halving, to a
    percentage point. Raises ScenarioError where the siting has no class of either sort.
    """
    goal = checked_goal(quantity)
    inputs = inputs_of(ledger, siting)
    movable, switches = inputs.movable, Switches(latency, contracts, urgent=urgent)
    now = float(inputs.demand[:, movable].sum() / inputs.demand.sum())
    if not 0 < now < 1 or not 0 < target < 1:
        raise ScenarioError(
            f"of the work of the siting {inputs.siting.id!r} {now:.0%} is movable, and {target:.0%} is to be saved",
            expected="work of both sorts, and a part between 0 and 1",
        )
    tried: dict[float, float | None] = {now: _saved(inputs, goal, switches)}

    def saved(share: float) -> float | None:
        if share not in tried:
            try:
                tried[share] = _saved(_with_share(inputs, movable, share), goal, switches)
            except ScenarioError:
                tried[share] = None
        return tried[share]

    share = _smallest(saved, target)
    sources = tuple(sorted({one.source for one in inputs.factors.values() if one.source is not None}))
    return NeededShare(inputs.siting, goal, target, now, tuple(sorted(tried.items())), share, sources)


def _smallest(saved: Callable[[float], float | None], target: float) -> float | None:
    """The smallest part that reaches the target, by halving below the first of the grid that does."""
    low: float | None = None
    for share in GRID:
        if (saved(share) or 0.0) >= target:
            break
        low = share
    else:
        return None
    if low is None:
        return share
    high = share
    while high - low > CLOSE:
        middle = (low + high) / 2
        low, high = (low, middle) if (saved(middle) or 0.0) >= target else (middle, high)
    return high


def _with_share(inputs: Inputs, movable: np.ndarray, share: float) -> Inputs:
    """The same work in all, of which another part is movable."""
    whole = inputs.demand.sum()
    moves = inputs.demand * movable
    stays = inputs.demand - moves
    return replace(inputs, demand=whole * (share * moves / moves.sum() + (1 - share) * stays / stays.sum()))


def _saved(inputs: Inputs, goal: GoalName, switches: Switches) -> float:
    ready = Ready(inputs, switches.latency, switches.contracts)
    still = replace(switches, space=False, time=False)
    before, after = (answer(ready, goal, one).solved.totals[goal] for one in (still, switches))
    return (before - after) / before if before else 0.0
