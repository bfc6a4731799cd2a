"""Choosing on the command line: a lens by name or path, and the evidence: ours, or data of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theodolite.cli.options import Given, parse_day
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog
    from theodolite.evidence.ledger import Ledger
    from theodolite.index.lens import Lens

Coinr = Annotated[
    tuple[Path, Path] | None,
    typer.Option(
        "--coinr", metavar="IDATA IMETA", help="Your own data instead of ours: COINr's iData and iMeta as CSV files."
    ),
]
CoinTool = Annotated[
    Path | None,
    typer.Option("--coin-tool", metavar="XLSX", help="Your own data instead of ours: a workbook of the JRC COIN Tool."),
]


def chosen_lens(name: str | None, catalog: Catalog) -> Lens:
    """The lens called `name`, or the one in that YAML file; without a name, an error that lists them all."""
    from theodolite.index.lens import lenses, load_lens

    if name is not None:
        return load_lens(name, catalog)
    there = lenses(catalog)
    width = max(map(len, there), default=0)
    listed = "\n".join(f"    {id:{width}} {lens.question}" for id, lens in there.items())
    raise TheodoliteError(f"no lens is named; there are\n{listed}", next_step="name one of them, or a YAML file")


def given_study(
    given: Given, lens: str | None, coinr: tuple[Path, Path] | None = None, coin_tool: Path | None = None
) -> tuple[Ledger, Lens]:
    """The evidence and the lens: ours, or the user's own data, of which `lens` then gives the steps alone.

    Raises TheodoliteError where two kinds of own data are named, and where there is no lens for our evidence.
    """
    if coinr and coin_tool:
        raise TheodoliteError("own data are named twice", expected="--coinr or --coin-tool")
    if coinr is None and coin_tool is None:
        ledger = given.open_ledger()
        return ledger, chosen_lens(lens, ledger.catalog)
    from theodolite.index.own.coin_tool import from_coin_tool
    from theodolite.index.own.coinr import from_coinr
    from theodolite.index.own.study import load_steps

    steps = load_steps(lens, given.open_catalog()) if lens is not None else None
    as_of = parse_day(given.as_of)
    study = from_coinr(*coinr, steps, as_of) if coinr else from_coin_tool(coin_tool or Path(), steps, as_of)
    return study.ledger, study.lens
