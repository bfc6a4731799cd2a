"""Which scenarios are about an entity: those of the catalogue, the one that inherits from none first."""

from __future__ import annotations

from theodolite.briefs.question import Asked
from theodolite.scenarios.scenario import scenario_entries
from theodolite.scenarios.side_by_side import ordered


def scenarios_about(asked: Asked) -> list[str]:
    """Names of the scenarios about the entity; none of data of one's own."""
    known = scenario_entries(asked.catalog)
    return [] if asked.own is not None else [name for name in ordered(known) if _about(asked, name) == asked.entity]


def _about(asked: Asked, name: str) -> str | None:
    """The economy that a scenario is about, by its own word or that of the nearest that it inherits from."""
    known, seen = scenario_entries(asked.catalog), set[str]()
    while name in known and name not in seen:
        seen.add(name)
        one = known[name]
        if one.about is not None or one.inherits is None:
            return one.about
        name = one.inherits
    return None
