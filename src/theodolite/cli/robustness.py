"""`theodolite robustness`: how sure the ranks of a lens are, over all that its doubt allows, and what drives them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.bar import bar
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, print_json, verb

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from theodolite.index.robustness.result import Robustness

SHOWN = 25
"""Rows of the table in the terminal, where --top does not say otherwise."""

INTERRUPTED = 130


@verb
def robustness(
    given: Given,
    lens: Annotated[
        str | None, typer.Argument(help="A lens by name, or a YAML file with one.", autocompletion=complete.lenses)
    ] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, help="How many lenses are drawn.")] = 100_000,
    entity: Annotated[
        list[str] | None, typer.Option("--entity", help="Tell all of this economy: every chance and what drives it.")
    ] = None,
    threads: Annotated[
        int | None, typer.Option("--threads", min=1, help="Threads; the figures do not depend on it.")
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", min=1, help="Show only so many of the first; in JSON: cut ranks and beats.")
    ] = None,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> int:
    """Draw lenses from the doubt of a lens: the chance of every rank, who stands above whom, which choice decides."""
    from theodolite.index.ranking import rank_entities
    from theodolite.index.robustness.draw import robustness as drawn
    from theodolite.index.robustness.stream import Interrupted
    from theodolite.store.location import data_folder

    ledger, chosen = given_study(given, lens, coinr, coin_tool)
    codes = [ledger.catalog.economies.resolve(name) for name in entity or ()]
    ranking = rank_entities(ledger, chosen)
    try:
        with bar("drawing") as progress:
            found = drawn(ranking, draws, given.seed, threads, progress=progress, keep=data_folder() / "draws")
    except Interrupted as stopped:
        print(f"{stopped}; the same command carries on from there", file=sys.stderr)
        return INTERRUPTED
    explained = {code: found.explain(code) for code in codes}
    if given.json:
        print_json(document(found, explained, top))
    else:
        _show(found, explained, top or SHOWN)
    return 0


def document(found: Robustness, explained: dict[str, Any], top: int | None) -> dict[str, Any]:
    """The result as JSON; `beats[i][j]` is how often entity i of `ranks` stands above entity j.

    `top` cuts `ranks` and `beats` to so many; the groups, the drivers and the rest are of everybody.
    """
    rows = found.table.head(top) if top else found.table
    return {
        "lens": found.ranking.lens.id,
        "draws": found.draws,
        "seed": found.seed,
        "finding": found.finding,
        "as_of": found.ranking.ledger.known,
        "ranks": [
            {**row, "probabilities": found.probabilities[place].tolist()}
            for place, row in enumerate(rows.iter_rows(named=True))
        ],
        "beats": found.beats[: len(rows), : len(rows)].tolist(),
        "groups": [list(group) for group in found.groups],
        "drivers": found.drivers.of() if found.drivers else [],
        "entities": explained,
        "plans": [plan.record for plan in found.plans],
        "left_out": list(found.space.drops),
        "weights": list(found.space.weights),
        "evidence": [cell._asdict() for cell in found.space.cells],
        "sources": list(found.sources),
    }


def _show(found: Robustness, explained: dict[str, Any], shown: int) -> None:
    from rich.markup import escape

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    console.print(_table(found, shown))
    if (rest := len(found.table) - shown) > 0:
        console.print(f"… and {rest} more (--top {len(found.table)} shows all)")
    console.print(escape(f"\n{found.finding}"))
    console.print("5–95 %: the ranks between which nine draws in ten lie; who shares a group cannot be told apart:")
    console.print("its first stands above each of the others in fewer than 95 % of the draws")
    _drivers(console, "What moves the ranks", found.drivers.of() if found.drivers else [])
    for code, told in explained.items():
        _entity(console, found, code, told)


def _table(found: Robustness, shown: int) -> Table:
    from rich.markup import escape
    from rich.table import Table

    lens = found.ranking.lens
    table = Table(title=escape(f"{lens.title}: {lens.question}"), title_justify="left", box=None)
    for heading in ("economy", "rank", "median", "5–95 %", "first", "top 3", "top 10", "group"):
        table.add_column(heading, justify="left" if heading == "economy" else "right", no_wrap=heading != "economy")
    for row in found.table.head(shown).iter_rows(named=True):
        table.add_row(
            escape(found.ranking.ledger.catalog.economies.title(row["entity"])),
            "–" if row["rank"] is None else str(row["rank"]),
            str(row["median"]),
            f"{row['p05']}–{row['p95']}",
            *(_chance(row[odds]) for odds in ("top_1", "top_3", "top_10")),
            str(row["group"]),
        )
    return table


def _entity(console: Console, found: Robustness, code: str, told: dict[str, Any]) -> None:
    from rich.markup import escape

    said = found.ranking.ledger.catalog.economies.said
    likely = sorted(enumerate(told["probabilities"], 1), key=lambda chance: -chance[1])[:10]
    chances = ", ".join(f"{rank} ({_chance(chance)})" for rank, chance in sorted(likely) if chance)
    console.print(escape(f"\n{said(code)}: likeliest ranks {chances}"))
    _drivers(console, f"What moves the rank of {said(code)}", told["drivers"])


def _drivers(console: Console, title: str, drivers: list[dict[str, Any]]) -> None:
    if not drivers:
        return
    from rich.table import Table

    table = Table(title=f"{title}: shares of the variance", title_justify="left", box=None)
    for heading in ("choice", "alone", "with others"):
        table.add_column(heading, justify="left" if heading == "choice" else "right")
    for row in drivers:
        table.add_row(row["choice"], *(_share(row, name) for name in ("first_order", "total")))
    console.print(table)
    if any(row["total"] is None for row in drivers):
        console.print("–: it does not vary, or too rarely to share out")


def _share(row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return "–"
    return f"{row[name]:.0%} ({row[f'{name}_p05']:.0%} to {row[f'{name}_p95']:.0%})"


def _chance(share: float) -> str:
    return "–" if share == 0 else "<1%" if share < 0.005 else ">99%" if 0.995 <= share < 1 else f"{share:.0%}"
