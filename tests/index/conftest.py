"""A small invented world: a catalogue folder and its ledger, made from indicators, figures and a lens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import Lens, load_lens

World = Callable[..., tuple[Ledger, Lens]]

INDICATOR = {
    "title": "Invented", "unit": "count", "direction": "more", "kind": "stock", "missing-means": "unknown",
    "definition": "Invented for a test.",
}  # fmt: skip
SOURCE = {
    "title": "Invented", "producer": "Nobody", "published": "2026-01-01", "accessed": "2026-01-02", "citation": "None.",
    "url": "https://example.org", "licence": {"name": "CC0"}, "tier": "primary",
}  # fmt: skip
HEADER = "entity,indicator,period,value,low,high,unit,status,source,edition,locator,note\n"
AFTER = [{"title": "A test"}]
PLAIN = [{"do": "normalise", "how": "min-max", "to": [0, 100]},
         {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}]  # fmt: skip


def write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(json.loads(json.dumps(data)), stream)


def dated(key: str, given: object) -> tuple[str, object, str]:
    """An entry of `figures`: a number in 2025, or {period: number} or {period: [number, status]}."""
    value, status = given if isinstance(given, list) else (given, "A")
    return key, value, status


def observations(figures: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [HEADER]
    for entity, row in figures.items():
        for indicator, given in row.items():
            periods = given if isinstance(given, Mapping) else {"2025": given}
            for n, (period, value, status) in enumerate(dated(str(p), v) for p, v in periods.items()):
                lines.append(f"{entity},{indicator},{period},{value!r},,,count,{status},nobody/made,2026-01,row={n},\n")
    return "".join(lines)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a ledger and a lens: `indicators` (id → what differs from INDICATOR), `figures` (entity → id → value)."""

    def make(
        indicators: Mapping[str, Mapping[str, object]], figures: Mapping[str, Mapping[str, Any]], **lens: object
    ) -> tuple[Ledger, Lens]:
        spec = {"title": "T", "question": "Q?", "after": AFTER, "steps": PLAIN, **lens}
        spec.setdefault("framework", [{"pillar": "all", "indicators": [{"indicator": i} for i in indicators]}])
        folder = tmp_path / hashlib.sha256(repr((indicators, figures, spec)).encode()).hexdigest()[:12]
        for id, given in indicators.items():
            write(folder / "indicators" / f"{id}.yaml", {**INDICATOR, **given})
        provides = [{"indicator": id, "reader": "none.none", "measure": "none"} for id in indicators]
        write(folder / "sources/nobody/made-2026-01.yaml", {**SOURCE, "provides": provides})
        write(folder / "codelists/units.yaml", {"count": {"title": "count", "class": "count"}})
        table = folder / "observations/nobody/made-2026-01.csv"
        table.parent.mkdir(parents=True)
        table.write_text(observations(figures), encoding="utf-8")
        write(folder / "lens.yaml", spec)
        catalog = Catalog((folder,))
        return Ledger.open(catalog), load_lens(folder / "lens.yaml", catalog)

    return make
