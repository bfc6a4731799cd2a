"""Which scenarios are about an entity: those of the catalogue, the one that inherits from none first."""

from __future__ import annotations

from theodolite.core.catalog import Catalog
from theodolite.scenarios.scenario import scenario_entries
from theodolite.scenarios.side_by_side import ordered


def scenarios_about(catalog: Catalog, entity: str) -> list[str]:
    """Names of the scenarios about an entity."""
    return [name for name in ordered(scenario_entries(catalog)) if _about(catalog, name) == entity]


def _about(catalog: Catalog, name: str) -> str | None:
    """The economy that a scenario is about, by its own word or that of the nearest that it inherits from."""
    known, seen = scenario_entries(catalog), set[str]()
    while name in known and name not in seen:
        seen.add(name)
        one = known[name]
        if one.about is not None or one.inherits is None:
            return one.about
        name = one.inherits
    return None
