"""`theodolite controls`: which rules of export control catch a chip, one of your own, or any that is known, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.options import Given, open_ledger, parse_day, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.scenarios.controls.chip import Chip
    from theodolite.scenarios.controls.result import Controls, ControlTable


Name = Annotated[
    str | None,
    typer.Argument(
        metavar="CHIP",
        help="A chip or a family of chips: H20, A100, RTX 4080, an id. Left out: all that are known.",
        autocompletion=complete.chips,
    ),
]
Own = Annotated[
    Path | None, typer.Option("--own", metavar="FILE", help="A YAML file of a chip, or of memory, of your own.")
]
Tops = Annotated[float | None, typer.Option("--tops", help="Of your own chip: dense operations in 10^12 a second.")]
Bits = Annotated[int | None, typer.Option("--bits", help="The length of these operations in bits.")]
Die = Annotated[float | None, typer.Option("--die", help="Area of its logic dies of a non-planar process, in mm².")]
Interconnect = Annotated[
    float | None, typer.Option("--interconnect", help="To and from other chips, both directions, in GB/s.")
]
Bandwidth = Annotated[float | None, typer.Option("--memory-bandwidth", help="To its memory, in GB/s.")]
DataCentre = Annotated[
    bool | None,
    typer.Option("--data-centre/--no-data-centre", help="Whether it is designed or marketed for data centres."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Write the tiles (SVG) and the verdicts (CSV) into this folder."),
]


@verb
def controls(
    given: Given,
    chip: Name = None,
    own: Own = None,
    tops: Tops = None,
    bits: Bits = None,
    die: Die = None,
    interconnect: Interconnect = None,
    memory_bandwidth: Bandwidth = None,
    data_centre: DataCentre = None,
    out: Out = None,
) -> None:
    """Say which rules of export control catch a chip, from when to when, and by which figure and limit.

    Rules are those of the catalogue; --as-of keeps those in force on that day. Where a figure is missing that could
    turn a verdict, it is undetermined. This is arithmetic on published figures and no legal advice.
    """
    figures = {
        "tops": tops, "bits": bits, "die": die, "interconnect": interconnect, "memory_bandwidth": memory_bandwidth,
        "data_centre": data_centre,
    }  # fmt: skip
    found = _answer(given, chip, own, {name: value for name, value in figures.items() if value is not None})
    files = [] if out is None else _written(given, found, out)
    if given.json:
        print_json(found.document() | {"files": files})
    else:
        from theodolite.cli.controls_shown import show_controls

        show_controls(found, files)


def _answer(given: Given, name: str | None, file: Path | None, figures: dict[str, Any]) -> Controls | ControlTable:
    """The answer for what was named or told, which is one thing alone."""
    from theodolite.scenarios.controls import controls as room

    told = [what for what, there in (("CHIP", name), ("--own FILE", file), ("figures of your own", figures)) if there]
    if len(told) > 1:
        raise TheodoliteError(f"{' and '.join(told)} are given together", expected="one of them")
    day = parse_day(given.as_of)
    if file is not None or figures:
        return room.controls_of(_own(file, figures), given.open_catalog(), day)
    ledger = open_ledger(given.catalog, None, given.workspace)
    return room.control_table(ledger, day) if name is None else room.controls(ledger, name, day)


def _written(given: Given, found: Controls | ControlTable, folder: Path) -> list[str]:
    """Write the tiles, of all chips those that families stand for, and the table of all verdicts."""
    from theodolite.briefs.control_exhibits import control_figure
    from theodolite.briefs.files import write_exhibits
    from theodolite.scenarios.controls.product_line import families

    chosen = [one.stands_for for one in families(given.open_catalog()).values()]
    return write_exhibits([control_figure(found, chosen)], folder)


def _own(file: Path | None, figures: dict[str, Any]) -> Chip:
    from theodolite.scenarios.controls.own import own_chip, read_own

    return own_chip(**figures) if file is None else read_own(file)
