"""Check from Python: every rule of every room is held, whatever has been imported before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ALONE = """
import sys
import theodolite
for finding in theodolite.check(theodolite.Catalog.open(sys.argv[1])):
    print(finding.rule, finding.what, sep=": ")
"""


def test_check_holds_every_rule_without_the_command_line(tmp_path: Path) -> None:
    for name, text in {
        "lenses/mine.yaml": "title: x\n",
        "corrections/mine.yaml": "source: x\n",
        "lens/x.yaml": "",
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "files-stand-in-known-folders", "corrections-name-what-they-correct", "lenses-load",
    ]  # fmt: skip
