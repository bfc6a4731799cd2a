"""`theodolite assess`: the main job, from evidence to a report that opens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from theodolite.cli import complete
from theodolite.cli.options import AsOf, CatalogDir, Json, Seed, Workspace, open_ledger, print_json, verb

Entity = Annotated[
    str,
    typer.Argument(help="The economy to assess: a code or a name, as CHN or China.", autocompletion=complete.economies),
]
Against = Annotated[
    list[str],
    typer.Option(help="An economy to hold it against; may be repeated.", autocompletion=complete.economies),
]
Lenses = Annotated[
    list[str] | None,
    typer.Option(
        help="Look through this lens (a name or a file) and no others; may be repeated.",
        autocompletion=complete.lenses,
    ),
]


@verb
def assess(
    entity: Entity,
    against: Against,
    out: Annotated[Path, typer.Option("--out", help="The folder for the report, tables and figures.")] = Path("out"),
    lens: Lenses = None,
    json: Json = False,
    seed: Seed = 0,
    as_of: AsOf = None,
    catalog: CatalogDir = None,
    workspace: Workspace = None,
) -> None:
    """Say where an economy stands, how sure that is, and where the figures come from."""
    from rich.console import Console

    from theodolite.briefs.summary import show_summary, watched

    with watched(Console(stderr=True)) as progress:
        from theodolite.briefs.assessment import assess as ask
        from theodolite.briefs.files import write

        ledger = open_ledger(catalog, as_of, workspace)
        assessment = ask(entity, against, ledger, through=lens or (), seed=seed, progress=progress)
        document = write(assessment, out)
    if json:
        print_json(document)
    else:
        show_summary(assessment, out, Console())
