"""`assess` from a shell: the report, the JSON, and what a wrong name gets."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from theodolite.cli.main import app


def test_assess_writes_a_report_that_holds_the_finding(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["assess", "China", "--against", "USA", "--out", str(tmp_path), "--json"])
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert document["entity"] == "CHN"
    assert document["against"] == ["USA"]
    assert document == json.loads((tmp_path / "assessment.json").read_text(encoding="utf-8"))
    assert all((tmp_path / name).is_file() for name in document["files"])
    assert document["answers"][0]["finding"] in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_unknown_country_gets_its_nearest_name(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["assess", "Chnia", "--against", "USA", "--out", str(tmp_path / "new")])
    assert done.exit_code == 2
    assert "China (CHN)" in done.stderr
    assert not (tmp_path / "new").exists()
