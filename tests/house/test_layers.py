"""The house: arrows point down, imports stay light, files stay small and say what they are."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "theodolite"
FILES = sorted(SOURCE.rglob("*.py"))
HEAVY = ("numpy", "polars", "pydantic", "typer", "rich", "jinja2", "pycountry", "ruamel", "openpyxl", "sqlalchemy")
FORBIDDEN = {"utils", "helpers", "common", "misc", "manager", "handler", "data2"}


def test_import_theodolite_is_light() -> None:
    code = f"import sys, theodolite; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_file_is_small_and_opens_with_one_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 400, "a file stays under 400 lines"
    assert path.stem not in FORBIDDEN, "a name that says nothing"
    if path.name == "__init__.py" and path.parent != SOURCE:
        assert not text.strip(), "a room's __init__ is empty"
        return
    sentence = (ast.get_docstring(tree) or "").split("\n\n")[0]
    assert sentence, "a file opens with one sentence"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = len((ast.get_docstring(node) or "").splitlines())
            length = (node.end_lineno or 0) - node.lineno - documented
            assert length <= 40, f"{node.name} has {length} lines of code"


def test_the_median_file_is_short() -> None:
    sizes = [path.read_text(encoding="utf-8").count("\n") for path in FILES if path.name != "__init__.py"]
    assert statistics.median(sizes) < 120
