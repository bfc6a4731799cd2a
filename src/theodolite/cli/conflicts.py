"""`theodolite conflicts`: where sources disagree, who says what, which figure is used and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from theodolite.cli import complete
from theodolite.cli.options import AsOf, CatalogDir, Json, Seed, Workspace, open_ledger, print_json, verb

if TYPE_CHECKING:
    from theodolite.evidence.conflicts import Conflicts

SHOWN = 40
"""Cases that a terminal is given; --json gives all."""


@verb
def conflicts(
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator", metavar="I", help="Only this indicator; may be repeated.", autocompletion=complete.indicators
        ),
    ] = None,
    entity: Annotated[
        list[str] | None, typer.Option("--entity", metavar="E", help="Only this entity: a code, a name, an id.")
    ] = None,
    json: Json = False,
    seed: Seed = 0,
    as_of: AsOf = None,
    catalog: CatalogDir = None,
    workspace: Workspace = None,
) -> None:
    """Show every case that more than one source, edition or definition tells of, and which figure is used."""
    from theodolite.evidence.conflicts import conflicts as find

    ledger = open_ledger(catalog, as_of, workspace)
    names = ledger.catalog.economies
    entities = [name if name in ledger.entities else names.resolve(name) for name in entity or []]
    found = find(ledger, indicator or None, entities or None)
    if json:
        print_json({"finding": found.finding, "conflicts": found.documents()})
    else:
        _print(found)


def _print(found: Conflicts) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Column, Table

    from theodolite.evidence.conflicts import shown

    console = Console()
    console.print(escape(found.finding))
    for case in found.documents(found.table.head(SHOWN)):
        key = case["key"]
        about = f"{key['entity']}, {key['indicator'] or key['concept']}, {key['period']}"
        console.print(f"\n[bold]{escape(about)}[/bold]: {case['relation']}; {escape(case['why'])}")
        figures = Table("", Column(justify="right", no_wrap=True), Column(overflow="fold"), box=None, show_header=False)
        for side in case["sides"]:
            edition = escape(f"{side['source']}-{side['edition']}, {side['published'][:4]}")
            figures.add_row("→" if side["used"] else "", f"{shown(side['value'])} {key['unit']}", edition)
        console.print(figures)
    if (more := len(found.table) - SHOWN) > 0:
        console.print(f"\n{more:,} more cases: narrow with --indicator and --entity, or see them all with --json")
