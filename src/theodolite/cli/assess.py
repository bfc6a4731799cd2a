"""`theodolite assess`: the main job, from evidence to a report that opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.evidence.ledger import Ledger

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
    given: Given,
    entity: Entity,
    against: Against,
    out: Annotated[Path, typer.Option("--out", help="The folder for the report, tables and figures.")] = Path("out"),
    lens: Lenses = None,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> int:
    """Say where an economy stands, how sure that is, and where the figures come from."""
    from rich.console import Console

    from theodolite.briefs.summary import show_summary, watched

    with watched(Console(stderr=True)) as progress:
        from theodolite.briefs.assessment import assess as ask
        from theodolite.briefs.files import write
        from theodolite.briefs.question import Own

        own = Own(_words(coinr, coin_tool), lens[0] if lens else None) if coinr or coin_tool else None
        ledger = _own(given, lens, coinr, coin_tool) if own else given.open_ledger()
        through = () if own else lens or ()
        assessment = ask(entity, against, ledger, through=through, seed=given.seed, own=own, progress=progress)
        document = write(assessment, out)
    if given.json:
        print_json(document)
    else:
        show_summary(assessment, out, Console())
    return 1 if assessment.asked.unusable else 0


def _words(coinr: tuple[Path, Path] | None, coin_tool: Path | None) -> tuple[str, ...]:
    """The words of the command that name own data."""
    return ("--coinr", *map(str, coinr)) if coinr else ("--coin-tool", str(coin_tool))


def _own(given: Given, lenses: list[str] | None, coinr: tuple[Path, Path] | None, coin_tool: Path | None) -> Ledger:
    """Own data, whose catalogue holds the one lens that they are seen through."""
    if len(lenses or ()) > 1:
        raise TheodoliteError("own data are seen through one lens", expected="--lens once, or not at all")
    return given_study(given, lenses[0] if lenses else None, coinr, coin_tool)[0]
