"""Completion in a shell: what bash is offered for a word that is half typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.core.catalog import Catalog


def offered(typed: str) -> list[str]:
    words = typed.split(" ")
    environment = {
        "_THEODOLITE_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["theodolite", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = CliRunner().invoke(app, [], env=environment, prog_name="theodolite")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("asse", ["assess"]),
        ("assess CH", ["CHE", "CHL", "CHN"]),
        ("rank pow", ["powers"]),
        ("assess CHN --lens inten", ["intensity"]),
        ("conflicts --indicator compute/clusters-c", ["compute/clusters-count"]),
        ("rank nothing-begins-so", []),
    ],
)
def test_a_half_typed_word_is_completed(typed: str, expected: list[str]) -> None:
    assert offered(typed) == expected


def test_lenses_of_a_folder_of_ones_own_are_offered(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["new", "lens", "zebra", "--catalog", str(tmp_path)])
    assert offered(f"rank --catalog {tmp_path} zeb") == ["zebra"]
    assert offered(f"rank --catalog {tmp_path / 'none'} pow") == []


def test_editions_of_one_publisher_are_offered(catalog: Catalog) -> None:
    assert offered("pull epoch/") == [id for id in catalog.sources if id.startswith("epoch/")]
