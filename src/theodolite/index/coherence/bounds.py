"""Bounds: from where on a correlation, an alpha or a column is worth a second look."""

from __future__ import annotations

from dataclasses import dataclass

from theodolite.errors import PlanError
from theodolite.index.coherence.correlate import KERNELS, How

CORRELATIONS, SHARES = ("high", "weak", "negative"), ("available", "nonzero", "unique")


@dataclass(frozen=True)
class Bounds:
    """Rules of thumb, all of them parameters; a flag is a question to whoever made the index, not a verdict.

    `weak` and `negative` are those of COINr 1.1.14's `plot_corr`, whose bound for high is 0.9; those on columns are
    the defaults of its `get_stats` (Becker and others 2022, https://doi.org/10.21105/joss.04567). Raises PlanError for
    a bound outside its range, or correlations that are not negative ≤ weak ≤ high.
    """

    by: How = "pearson"
    """The correlation that `high`, `weak` and `negative` are about."""
    high: float = 0.92
    """From here on two parts of one level say the same: what they say counts twice."""
    weak: float = 0.3
    """Below this a part hardly shows in what it is a part of."""
    negative: float = -0.4
    """Down from here siblings pull against each other, and their sum hides both."""
    alpha: float = 0.7
    """Below this the parts of a pillar do not measure one thing (a cut-off as common as it is arbitrary)."""
    skewness: float = 2.0
    kurtosis: float = 3.5
    """A column has outliers where |skewness| and excess kurtosis are both above their bounds."""
    available: float = 0.65
    """Below this share of figures a column, or an entity, is thin."""
    nonzero: float = 0.5
    """Below this share of figures that are not zero, a column, or an entity, is mostly zeros."""
    unique: float = 0.5
    """Below this share of different figures a column is mostly ties."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.by not in KERNELS:
            raise PlanError(f"no correlation is called {self.by!r}", expected=f"one of {', '.join(KERNELS)}")
        for names, low in ((CORRELATIONS, -1.0), (SHARES, 0.0)):
            for name in names:
                if not low <= (bound := float(getattr(self, name))) <= 1:
                    raise PlanError(f"the bound {name} is {bound:g}", expected=f"a number from {low:g} to 1")
        if not self.negative <= self.weak <= self.high:
            raise PlanError(
                f"the bounds are out of order: negative {self.negative:g}, weak {self.weak:g}, high {self.high:g}",
                expected="negative ≤ weak ≤ high",
            )

    def flag(self, relation: str, value: float) -> str | None:
        """What a pair in this `relation` is flagged as: redundant, negative, against, weak or nothing.

        Siblings, and parts apart from each other on one level, are redundant from `high` on; siblings are negative
        down from `negative`. A part is against its parent below zero, and weak below `weak`. A missing value, and a
        pair of any other relation, has no flag.
        """
        if relation in ("siblings", "apart") and value >= self.high:
            return "redundant"
        if relation == "siblings" and value <= self.negative:
            return "negative"
        if relation == "parent" and value < self.weak:
            return "against" if value < 0 else "weak"
        return None
