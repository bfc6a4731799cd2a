"""Rankings worked by hand: every case of tests/cases, from figures to scores and ranks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from theodolite.index.ranking import rank_entities

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_worked_by_hand(path: Path, world: Any) -> None:
    case = read(path)
    table = rank_entities(*world(case["indicators"], case["figures"], **case["lens"])).table
    output = case["output"]
    found = {row["entity"]: row for row in table.iter_rows(named=True)}
    assert {entity: row["score"] for entity, row in found.items()} == pytest.approx(output["scores"], abs=1e-12)
    assert {entity: row["rank"] for entity, row in found.items()} == output["ranks"]
    for column in ("coverage", "oldest_period"):
        for entity, expected in output.get(column, {}).items():
            assert found[entity][column] == expected
    for entity, pillars in output.get("pillars", {}).items():
        assert {name: found[entity][name] for name in pillars} == pytest.approx(pillars, abs=1e-12)
