"""The pillars: the folders in which indicators may stand, and how many levels each should hold."""

from __future__ import annotations

from theodolite.core.spec import Spec


class KnownPillar(Spec):
    """One entry of `codelists/pillars.yaml`; a level is an indicator that is not a share or growth of another."""

    title: str
    definition: str
    """What belongs there."""
    thin: str | None = None
    """Why little can be said through it, where that is so: a clause that a report prints with the counts."""
    levels_at_least: int = 0
    """How many levels it should hold."""
    economies_at_least: int = 20
    """How many economies a level must have an observation of, to count as one."""
