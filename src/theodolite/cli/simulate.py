"""`theodolite simulate`: what chips, rules, power, water and siting allow under a scenario, and what that rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.bar import steps
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.evidence.ledger import Ledger
    from theodolite.scenarios.result import Simulation
    from theodolite.scenarios.side_by_side import Comparison
    from theodolite.scenarios.siting.overview import Overview

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCENARIO]...",
        help="A scenario, by its name or the path of its file. Several, or none for all, stand side by side.",
        autocompletion=complete.scenarios,
    ),
]
Draws = Annotated[int, typer.Option("--draws", help="How many plausible worlds are drawn.")]
Year = Annotated[int | None, typer.Option("--year", help="The year in which scenarios stand side by side; the last.")]
Assumptions = Annotated[
    bool, typer.Option("--assumptions", help="Tell every assumption of one scenario, with who says so.")
]
Siting = Annotated[
    bool, typer.Option("--siting/--no-siting", help="Of one scenario, tell too where its country's work stands best.")
]
Full = Annotated[
    bool,
    typer.Option(
        "--full", help="Of siting, also the front of cost and carbon, and what the saving that is quoted of it takes."
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Write figures (SVG) and tables (CSV) into this folder.")
]


@verb
def simulate(
    given: Given,
    scenario: Names = None,
    draws: Draws = 10_000,
    year: Year = None,
    assumptions: Assumptions = False,
    siting: Siting = True,
    full: Full = False,
    out: Out = None,
) -> None:
    """Say what a nation's chips can do and what they use, year by year, under one scenario or several.

    Every input is an interval with its reference; sources in conflict are drawn from all sides. One scenario is told
    with what its spread comes from; several stand side by side over the same draws.
    """
    names = scenario or []
    if assumptions and len(names) != 1:
        raise TheodoliteError("--assumptions is of one scenario", expected="the name of one")
    if year is not None and len(names) == 1:
        raise TheodoliteError("--year is of scenarios side by side", expected="several scenarios, or none for all")
    if full and (len(names) != 1 or not siting):
        raise TheodoliteError("--full is of the siting of one scenario", expected="the name of one, and no --no-siting")
    if given.as_of is not None:
        raise TheodoliteError(
            "--as-of is not answered here: assumptions are of today, and most chips were counted since",
            next_step="leave it out; a scenario of your own may say what was assumed on that day",
        )
    ledger = given.open_ledger()
    if len(names) == 1:
        found: Simulation | Comparison = _one(ledger, names[0], draws, given.seed)
    else:
        found = _several(ledger, names, draws, given.seed, year)
    sited = _sited(ledger, found, full=full) if siting and len(names) == 1 else None
    files = [] if out is None else _written(found, sited, out)
    if given.json:
        print_json(found.document() | {"siting": {} if sited is None else sited.document(), "files": files})
    else:
        from theodolite.cli.simulate_shown import show_simulation

        show_simulation(found, sited, files, assumptions=assumptions)


def _one(ledger: Ledger, name: str, draws: int, seed: int) -> Simulation:
    from theodolite.scenarios.simulate import simulate as run

    with steps("drawing", draws) as tick:
        return run(ledger, name, draws, seed, tick=tick)


def _several(ledger: Ledger, names: list[str], draws: int, seed: int, year: int | None) -> Comparison:
    from theodolite.scenarios.scenario import scenario_entries
    from theodolite.scenarios.side_by_side import ordered, side_by_side

    chosen = names or ordered(scenario_entries(ledger.catalog))
    with steps("drawing", draws * len(chosen)) as tick:
        return side_by_side(ledger, chosen, draws, seed, year=year, tick=tick)


def _sited(ledger: Ledger, found: Any, *, full: bool) -> Overview | None:
    """The siting of a scenario that names one of its own country."""
    if (name := found.plan.scenario.siting) is None:
        return None
    from theodolite.scenarios.siting.overview import overview
    from theodolite.scenarios.siting.siting import load_siting

    if load_siting(name, ledger.catalog).country != found.plan.scenario.about:
        return None

    with steps("solving") as tick:
        return overview(ledger, name, full=full, tick=lambda _: tick(1))


def _written(found: Simulation | Comparison, sited: Overview | None, folder: Path) -> list[str]:
    from theodolite.briefs.files import write_exhibits
    from theodolite.briefs.scenario_exhibits import exhibits
    from theodolite.briefs.siting_exhibits import siting_exhibits

    return write_exhibits([*exhibits(found), *([] if sited is None else siting_exhibits(sited))], folder)
