"""The code says what it does: docstrings, errors, signatures, and nothing of the machine it was made on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import theodolite

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "theodolite"
FILES = sorted(SOURCE.rglob("*.py"))
TEXTS = {".py", ".md", ".toml", ".txt", ".in", ".yaml", ".csv", ".html", ".cfg", ".sh", ""}
MACHINE = re.compile("|".join(["/" + "work/", "/" + "root/", "/" + "home/[a-z]", "/" + "Users/[A-Za-z]"]))
REGISTRY = re.compile(
    "|".join(["py" + "pi\\.", "python" + "hosted", "index" + "-url", "trusted" + "-host", "find" + "-links"]),
    re.IGNORECASE,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Every public function, class and method of a class (but of a protocol) below a module, with its dotted name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_"):
            yield prefix + child.name, child
            if isinstance(child, ast.ClassDef) and "Protocol" not in map(ast.unparse, child.bases):
                yield from public(child, f"{child.name}.")


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_everything_public_says_what_it_is(path: Path) -> None:
    silent = [name for name, node in public(ast.parse(path.read_text(encoding="utf-8"))) if not ast.get_docstring(node)]
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_an_assert_is_no_error_of_a_user(path: Path) -> None:
    asserts = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Assert)]
    told_to_the_types = ("isinstance", "is not None")
    assert [
        node.lineno for node in asserts if not any(word in ast.unparse(node.test) for word in told_to_the_types)
    ] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_error_is_swallowed_whole(path: Path) -> None:
    bare = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert bare == [] or name_of(path) == "cli/options.py"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_signature_says_what_a_frame_holds(path: Path) -> None:
    functions = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, Function)]
    assert [f.name for f in functions if "df" in {a.arg for a in [*f.args.args, *f.args.kwonlyargs]}] == []


def test_every_public_word_of_the_package_can_be_imported_and_is_documented() -> None:
    for word in theodolite.__all__:
        assert (getattr(theodolite, word).__doc__ or "").strip(), word


def test_no_public_word_is_the_name_of_a_room() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    assert rooms & set(theodolite.__all__) == set()


def test_the_catalogue_holds_data_alone() -> None:
    assert {path.suffix for path in (SOURCE / "catalog").rglob("*") if path.is_file()} <= {".yaml", ".csv"}


def test_nothing_says_on_which_machine_it_was_made_or_where_packages_came_from() -> None:
    folders = [ROOT / name for name in ("src", "tests", "docs", "bench", "requirements", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in TEXTS]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS and path.name != ".git"]
    told = re.compile(f"{MACHINE.pattern}|{REGISTRY.pattern}", re.IGNORECASE)
    read = {path: path.read_text(encoding="utf-8") for path in files if "__pycache__" not in path.parts}
    said = [f"{path.relative_to(ROOT)}: {found.group()}" for path, text in read.items() if (found := told.search(text))]
    assert said == []
