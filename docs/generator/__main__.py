"""`make docs`: write every page that is generated from the verbs, the models and the catalogue."""

from __future__ import annotations

from pathlib import Path

import catalog_pages
import cli_page
import yaml_page

DOCS = Path(__file__).parents[1]


def pages() -> dict[str, str]:
    """Path below docs/ → text of every generated page."""
    return {
        "reference/cli.md": cli_page.page(),
        "reference/yaml.md": yaml_page.page(),
        **catalog_pages.pages(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
