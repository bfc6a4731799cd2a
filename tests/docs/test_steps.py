"""The page of methods: a row for every method that is registered, with the domain that the code declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.index.method import methods
from theodolite.index.step import Step  # noqa: F401  registers every method

PAGE = Path(__file__).parents[2] / "docs/methods/steps.md"


@pytest.mark.parametrize("step", ["impute", "treat", "normalise", "weight", "aggregate"])
def test_every_method_has_its_row_and_no_row_is_without_a_method(step: str) -> None:
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## {step}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("| `")]
    told = {name.strip("`"): (formula, missing, domain) for name, formula, missing, domain, _ in rows}
    assert {name: domain for name, (*_, domain) in told.items()} == {n: m.domain for n, m in methods(step).items()}
    assert all(formula and missing for formula, missing, _ in told.values())
