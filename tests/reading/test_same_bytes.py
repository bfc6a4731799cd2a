"""The same documents give the same claims, byte for byte, whatever order Python keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "corpus" / "dev"


@pytest.mark.parametrize("verb", ["read", "check-claims"])
def test_another_order_of_hashes_changes_nothing(verb: str, tmp_path: Path) -> None:
    files = [str(path) for path in sorted(CORPUS.glob("0[1-6]*.txt"))]
    assert len(files) == 6
    said: list[bytes] = []
    for seed in ("1", "2"):
        own = {**os.environ, "PYTHONHASHSEED": seed, "XDG_DATA_HOME": str(tmp_path / seed)}
        own.pop("THEODOLITE_WORKSPACE", None)
        command = [sys.executable, "-m", "theodolite", verb, *files, "--json"]
        done = subprocess.run(command, env=own, capture_output=True, check=True)
        said.append(done.stdout)
    assert said[0] == said[1]
    assert len(said[0]) > 5_000
