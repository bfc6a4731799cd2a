"""Generated pages are what the code and the catalogue say today, and everything has its place on one of them."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from theodolite.cli.main import app
from theodolite.core.catalog import Catalog
from theodolite.core.check import rules
from theodolite.core.spec import kebab
from theodolite.index.lens import lenses
from theodolite.index.method import methods

DOCS = Path(__file__).parents[2] / "docs"
STEPS = ("denominate", "screen", "impute", "treat", "normalise", "aggregate")


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    """Every generated page as `make docs` would write it now."""
    sys.path.insert(0, str(DOCS / "generator"))
    try:
        pages: Callable[[], dict[str, str]] = runpy.run_path(str(DOCS / "generator" / "__main__.py"))["pages"]
        return pages()
    finally:
        sys.path.remove(str(DOCS / "generator"))


def test_no_generated_page_is_stale(generated: dict[str, str]) -> None:
    stale = [name for name, text in generated.items() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert not stale, "run make docs"


def test_every_verb_and_its_options_have_their_place(generated: dict[str, str]) -> None:
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"\n## {name}\n" in generated["reference/cli.md"]
        for option in (param.opts[0] for param in command.params if param.opts[0].startswith("--")):
            assert f"`{option}" in generated["reference/cli.md"], f"{name} {option}"


def test_every_step_method_and_option_has_its_place(generated: dict[str, str]) -> None:
    page = generated["reference/yaml.md"]
    for step in STEPS:
        assert f"\n### do: {step}\n" in page
        for method in methods(step).values():
            section = page.partition(f"\n#### {step}: {method.name}\n")[2].partition("\n####")[0]
            assert section.strip(), method.name
            assert all(f"`{kebab(option)}`" in section for option in method.options.model_fields)


def test_every_indicator_lens_source_and_rule_has_its_place(generated: dict[str, str], catalog: Catalog) -> None:
    for page, names in {
        "reference/indicators.md": [f"### {id}" for id in catalog.indicators],
        "reference/sources.md": [f"## {id}" for id in catalog.sources],
        "reference/lenses.md": [f"## {id}" for id in lenses(catalog)],
        "reference/yaml.md": [f"| `{name}` |" for name in rules()],
    }.items():
        assert [name for name in names if f"\n{name}" not in generated[page]] == []


def test_every_source_that_ships_is_attributed(generated: dict[str, str], catalog: Catalog) -> None:
    shipped = [source for source in catalog.sources.values() if source.ships]
    assert [source.id for source in shipped if source.url not in generated["attribution.md"]] == []


def test_every_link_between_pages_leads_somewhere() -> None:
    import re

    for page in [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
