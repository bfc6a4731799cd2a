"""An indicator: what is measured, in which unit, which way is better, and what a missing value means."""

from __future__ import annotations

from typing import Literal

from theodolite.core.spec import Spec

EntityKind = Literal["economy", "group", "region", "organisation", "model", "chip"]


class Indicator(Spec):
    """One leaf of any framework; its id is the path below `indicators/`, and its pillar the folder."""

    id: str
    title: str
    unit: str
    direction: Literal["more", "less"]
    kind: Literal["stock", "flow", "share", "index", "rank"]
    missing_means: Literal["none-recorded", "unknown"]
    definition: str
    """What exactly is counted, in our own words."""
    concept: str | None = None
    """The idea that several indicators measure in different ways; `conflicts` compares them."""
    variant_of: str | None = None
    """The indicator that this one is a share, growth or other view of: the two count once."""
    of: EntityKind = "economy"
    denominators: tuple[Literal["population", "gdp"], ...] = ()
    prefer: tuple[str, ...] = ()
    """Works (source ids without edition) in the order in which they are to be believed, where sources differ."""
    caveats: tuple[str, ...] = ()

    @property
    def pillar(self) -> str:
        """The folder it stands in."""
        return self.id.rpartition("/")[0]
