"""The commands of the README and the blocks of the tutorial and the method pages are run, and print what they say."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> list[tuple[str, str]]:
    """The language and text of every block of a page that names a language."""
    return BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


def run_page(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run shell and Python blocks in order in `folder`; a text block is what the block before it must print."""
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    printed = ""
    for language, text in blocks(page):
        if language == "sh" and "make " not in text:
            printed = shell(text, folder)
        elif language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(text, page, "exec"), names)
            printed = out.getvalue()
        elif language == "text":
            assert printed == text


def shell(text: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
    return done.stdout


METHODS = (
    "evidence", "index", "own-data", "coherence", "published", "exact", "robustness", "briefs", "reading", "fact-check",
    "claims", "review", "capability", "frontier", "controls", "scenarios", "siting",
)  # fmt: skip
PAGES = ["README.md", "docs/tutorial.md", *(f"docs/methods/{name}.md" for name in METHODS)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_as_it_stands(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert blocks(page)
    run_page(page, tmp_path, monkeypatch)


def test_the_two_commands_of_the_readme_are_targets_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"^make (\w+)", dict(reversed(blocks("README.md")))["sh"], re.MULTILINE)
    assert named == ["assess", "test"]
    assert set(named) <= targets
