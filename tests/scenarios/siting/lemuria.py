"""Lemuria: a country of two regions and two hubs, small enough to be solved by hand, written as YAML."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from theodolite.core.catalog import Catalog
from theodolite.scenarios.siting.siting import Siting, load_siting

HOURS = 24


def stated(unit: str, **of: float) -> list[dict[str, Any]]:
    """Figures of one quantity; two underscores stand for a stroke."""
    named = {name.replace("__", "/").replace("_", "-"): value for name, value in of.items()}
    return [{"of": named, "unit": unit, "after": [{"title": "The almanac of Lemuria"}]}]


def flat(value: float = 1.0) -> list[float]:
    """The same in every hour of a day."""
    return [value] * HOURS


def course(values: list[float], *of: str) -> list[dict[str, Any]]:
    """A course of one season."""
    return [{"of": list(of) or ["all"], "hours": {"always": values}, "after": [{"title": "The almanac of Lemuria"}]}]


SPEC: dict[str, Any] = {
    "title": "Lemuria",
    "country": "LEM",
    "year": 2030,
    "currency": "LEM",
    "regions": {
        "north": {"title": "North", "latitude": 0, "longitude": 0},
        "south": {"title": "South", "latitude": 9, "longitude": 0},
    },
    "hubs": {
        "near": {"title": "Nearby", "region": "LM-N", "latitude": 0, "longitude": 0},
        "far": {"title": "Faraway", "region": "LM-S", "latitude": 9, "longitude": 0},
    },
    "classes": {"live": {"title": "Live work"}, "batch": {"title": "Batch work"}},
    "seasons": {"always": {"days": 365.25}},
    "figures": {
        "demand": stated("MW", all=100),
        "mix": stated("dimensionless", live=0.4, batch=0.6),
        "share": stated("dimensionless", north=0.75, south=0.25),
        "latency-limit": stated("ms", live=10),
        "route-factor": stated("dimensionless", all=1.5),
        "fibre-delay": stated("us/km", all=5),
        "fixed-delay": stated("ms", all=1),
        "capacity": stated("MW", near=80, far=60),
        "pue": stated("dimensionless", near=1.5, far=1.2),
        "wue": stated("L/kWh", near=1.0, far=0.5),
        "grid-water": stated("L/kWh", near=2.0, far=1.0),
        "water-stress": stated("dimensionless", near=1.0, far=4.0),
        "price": stated("LEM/MWh", near=60, far=50),
        "grid-factor": stated("kgCO2/kWh", near=0.5, far=0.8),
    },
    "courses": {"demand": course(flat())},
}
"""Live work of the north (30 MW) has to stay at Nearby, that of the south (10 MW) at Faraway; 60 MW are free.

A megawatt of work costs 1.5 × 60 = 90 an hour at Nearby and 1.2 × 50 = 60 at Faraway, and makes 0.75 and 0.96 tonnes;
it takes 1 + 1.5 × 2 = 4 and 0.5 + 1.2 × 1 = 1.7 cubic metres.
"""


def written(folder: Path, *, figures: dict[str, Any] | None = None, name: str = "lemuria", **others: Any) -> Catalog:
    """A catalogue folder with Lemuria in it, some figures or other keys changed (None takes them away)."""
    spec = deepcopy(SPEC)
    spec["figures"].update(figures or {})
    spec["figures"] = {key: value for key, value in spec["figures"].items() if value is not None}
    spec.update(others)
    return saved(folder, {key: value for key, value in spec.items() if value is not None}, name)


def saved(folder: Path, spec: dict[str, Any], name: str) -> Catalog:
    """A catalogue folder with one siting."""
    path = folder / "sitings" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(without_aliases(spec), file)
    return Catalog.open(folder)


def without_aliases(value: Any) -> Any:
    """A copy in which no part stands twice: YAML would write a second one as an alias."""
    if isinstance(value, dict):
        return {key: without_aliases(one) for key, one in value.items()}
    return [without_aliases(one) for one in value] if isinstance(value, list) else value


def lemuria(folder: Path, *, figures: dict[str, Any] | None = None, **others: Any) -> Siting:
    """Lemuria, loaded."""
    return load_siting("lemuria", written(folder, figures=figures, **others))
