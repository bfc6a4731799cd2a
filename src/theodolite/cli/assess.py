"""`theodolite assess`: the main job, from evidence to a report that opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.claims_gathered import Read, read_and_tell
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.cli.read import Unread
    from theodolite.evidence.ledger import Ledger
    from theodolite.reading.claims import Reading

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
    read: Read = None,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> int:
    """Say where an economy stands, how sure that is, and where the figures come from.

    With --read: also what documents of yours claim of it and of those it is held against, and whether that holds.
    """
    from rich.console import Console

    from theodolite.briefs.summary import show_summary, watched
    from theodolite.cli.terminal import Terminal

    with watched(Console(stderr=True)) as progress:
        from theodolite.briefs.assessment import assess as ask
        from theodolite.briefs.files import write
        from theodolite.briefs.question import Own

        own = Own(_words(coinr, coin_tool), lens[0] if lens else None) if coinr or coin_tool else None
        readings, unread = _read(given, read or [], own is not None)
        ledger = _own(given, lens, coinr, coin_tool) if own else given.open_ledger()
        through = () if own else lens or ()
        assessment = ask(
            entity, against, ledger, through=through, seed=given.seed, own=own, read=readings, progress=progress
        )
        document = write(assessment, out)
    if given.json:
        print_json(document)
    else:
        show_summary(assessment, out, Terminal())
    return 1 if assessment.asked.unusable or unread else 0


def _read(given: Given, places: list[str], own: bool) -> tuple[list[Reading], list[Unread]]:
    """The documents to read, which are held against our evidence and not against data of one's own."""
    if places and own:
        raise TheodoliteError("documents are not held against data of your own", expected="--read without them")
    return read_and_tell(given, places) if places else ([], [])


def _words(coinr: tuple[Path, Path] | None, coin_tool: Path | None) -> tuple[str, ...]:
    """The words of the command that name own data."""
    return ("--coinr", *map(str, coinr)) if coinr else ("--coin-tool", str(coin_tool))


def _own(given: Given, lenses: list[str] | None, coinr: tuple[Path, Path] | None, coin_tool: Path | None) -> Ledger:
    """Own data, whose catalogue holds the one lens that they are seen through."""
    if len(lenses or ()) > 1:
        raise TheodoliteError("own data are seen through one lens", expected="--lens once, or not at all")
    return given_study(given, lenses[0] if lenses else None, coinr, coin_tool)[0]
