"""An indicator: what is measured, in which unit, which way is better, and what a missing value means."""

from __future__ import annotations

from typing import Literal

from theodolite.core.spec import Spec

EntityKind = Literal["economy", "group", "region", "organisation", "model", "chip"]


class Indicator(Spec):
    """One leaf of any framework; its id is the path below `indicators/`, and its pillar the folder."""

    id: str
    title: str
    """As it stands in a table."""
    unit: str
    """A code of `codelists/units.yaml`."""
    direction: Literal["more", "less"]
    """Which way is better."""
    kind: Literal["stock", "flow", "share", "index", "rank"]
    """What sort of figure it is: at a moment, over a period, a part of a whole, a score, a place."""
    missing_means: Literal["none-recorded", "unknown"]
    """none-recorded: the publisher lists all it knows, so what is absent is a true zero; unknown: it is not known."""
    recorded_by: str | None = None
    """The indicator that counts the records of the same list, where a record may lack this figure: what is absent is a
    true zero only where nothing is recorded there, and unknown elsewhere."""
    definition: str
    """What exactly is counted, in our own words."""
    concept: str | None = None
    """The idea that several indicators measure in different ways; `conflicts` compares them."""
    variant_of: str | None = None
    """The indicator that this one is a share, growth or other view of: the two count once."""
    of: EntityKind = "economy"
    """The kind of entity that is observed."""
    denominators: tuple[str, ...] = ()
    """What a lens may divide it by: `population`, `gdp`, or another indicator by its id."""
    prefer: tuple[str, ...] = ()
    """Works (source ids without edition) in the order in which they are to be believed, where sources differ."""
    caveats: tuple[str, ...] = ()
    """What a reader of its figures should know."""

    @property
    def pillar(self) -> str:
        """The folder it stands in."""
        return self.id.rpartition("/")[0]
