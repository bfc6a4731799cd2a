"""An indicator: what is measured, in which unit, which way is better, and what a missing value means."""

from __future__ import annotations

from typing import Literal

from theodolite.core.spec import Spec

EntityKind = Literal["economy", "group", "region", "organisation", "model", "chip"]


class Mistake(Spec):
    """What texts say where they mean this indicator, and what is wrong with saying it so."""

    words: str
    """As one line of `said-as:`; what a text holds beside the indicator's own words."""
    error: Literal["definition", "unit", "scope"]
    """Which kind of error it is: another definition, another unit, a part of it or more than it."""
    verdict: Literal["imprecise", "contradicted"]
    """The best that such a claim can be, however well its number agrees."""
    because: str
    """What is counted in truth, as the end of a sentence."""


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
    said_as: tuple[str, ...] = ()
    """What texts call it, one way a line: the words that must stand there in any order, with `/` between words of which
    one will do, `*` for any ending, and `-` before a word that must not stand there."""
    own_count: bool = False
    """Whether others count or estimate it otherwise, so that another number contradicts it only in a text that names
    the publisher, or where it can be told what was mixed up."""
    mistaken_for: tuple[Mistake, ...] = ()
    """What texts say in its place, which makes a claim imprecise or wrong although its number agrees."""
    caveats: tuple[str, ...] = ()
    """What a reader of its figures should know."""

    @property
    def pillar(self) -> str:
        """The folder it stands in."""
        return self.id.rpartition("/")[0]
