"""A made scenario: a thousand H100 chips a year and every assumption fixed, but for what a test says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

H100 = "chip/nvidia-h100-sxm5-80gb"
MADE = [{"title": "Made"}]

FIXED: Mapping[str, float] = {
    "supply/smuggled": 1000, "supply/retirement": 0,
    "efficiency/mfu": 0.4, "efficiency/cluster": 0.9, "efficiency/cluster-domestic": 0.8,
    "efficiency/training-time": 0.5, "efficiency/algorithmic-progress": 3, "efficiency/frontier-growth": 4,
    "efficiency/intensity-decode": 100, "efficiency/intensity-prefill": 1000,
    "power/server-factor": 2, "power/overhead": 1.25, "power/utilisation": 0.5, "power/pue": 1.2,
    "power/household": 10_000, "power/national-growth": 0.05, "water/wue": 1, "water/grid": 2,
    "carbon/renewable-share": 0.5, "carbon/grid-decline": 0,
    "climate/national-emissions": 10_000, "climate/gdp-growth": 0.05, "climate/carbon-intensity-plan": 0.2,
}  # fmt: skip
"""Assumption → its value, in the unit of its file."""


def side(low: float, high: float | None = None, **more: Any) -> dict[str, Any]:
    """An interval as a scenario says it on the spot."""
    return {"low": low, "high": low if high is None else high, "after": MADE, **more}


def made(folder: Path, name: str = "made", use: Mapping[str, Any] | None = None, **said: Any) -> str:
    """The path of a scenario of China from 2023 to 2025, held against itself.

    `use` takes the place of fixed values, None of one that is not asked for; `said` takes the place of the rest.
    """
    fixed = {**{id: side(value) for id, value in FIXED.items()}, **(use or {})}
    whole: dict[str, Any] = {
        "title": name.capitalize(), "question": "What if?", "inherits": "controls-hold", "against": name,
        "years": {"from": 2023, "to": 2025}, "arrivals": [{"by": "smuggled", "chip": H100, "units": "supply/smuggled"}],
        "regions": [{"region": "CN-SC", **side(1)}],
        "use": {id: one for id, one in fixed.items() if one is not None},
    }  # fmt: skip
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps({**whole, **said}), encoding="utf-8")
    return str(path)
