"""The verb list: which lenses re-make others' work and what must be pulled for them, and the published systems."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner

from theodolite.cli.main import app


def listed(kind: str) -> dict[str, dict[str, Any]]:
    done = CliRunner().invoke(app, ["list", kind, "--json"])
    assert done.exit_code == 0
    return {row["id"]: row for row in json.loads(done.stdout)[kind]}


def test_a_lens_says_whom_it_re_makes_and_what_must_be_pulled_first() -> None:
    lenses = listed("lenses")
    assert (lenses["powers"]["replicates"], lenses["powers"]["to_pull"]) == (None, [])
    assert lenses["tortoise-2021"]["replicates"] == "tortoise-2021"
    assert lenses["tortoise-2021"]["to_pull"] == ["tortoise/global-ai-index-table-2021"]
    assert (lenses["imf-aipi"]["to_pull"], lenses["stanford-vibrancy"]["weights"]) == ([], "unknown")


def test_published_systems_are_listed_with_the_lens_that_re_makes_them() -> None:
    systems = listed("systems")
    assert {id: row["lens"] for id, row in systems.items()} == {
        "aspi-2024": None, "aspi-2025": "aspi", "imf-2023": "imf-aipi", "microsoft-2026": None, "oxford-2023": None,
        "oxford-2024": "oxford-2024", "oxford-2025": "oxford-2025", "stanford-2023": "stanford-vibrancy",
        "tortoise-2021": "tortoise-2021",
    }  # fmt: skip
    assert systems["oxford-2024"]["covers"] == 188
    assert "Tortoise Media" in CliRunner().invoke(app, ["list", "systems"]).stdout
