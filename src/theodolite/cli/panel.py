"""`theodolite panel`: one lens over several years with fixed goalposts, and who rose and fell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.index.panel import PanelRanking

SHOWN = 20
"""Rows of the table in the terminal, where --top does not say otherwise."""


@verb
def panel(
    given: Given,
    lens: Annotated[
        str | None, typer.Argument(help="A lens by name, or a YAML file with one.", autocompletion=complete.lenses)
    ] = None,
    years: Annotated[str, typer.Option("--years", help="The first and the last year, as 2020-2025.")] = "",
    top: Annotated[int | None, typer.Option("--top", min=1, help="Show only so many of the first.")] = None,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> None:
    """Rank economies through one lens in each of several years, on scales that are the same in all of them."""
    from theodolite.index.panel import rank_panel

    result = rank_panel(*given_study(given, lens, coinr, coin_tool), _years(years))
    if given.json:
        print_json(_document(result, top))
    else:
        _show(result, top or SHOWN)


def _years(text: str) -> list[int]:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last) == 4 and first < last):
        raise TheodoliteError(
            f"{text!r} is not a span of years",
            where="--years",
            expected="the first and the last year, as 2020-2025",
        )
    return list(range(int(first), int(last) + 1))


def _ordered(result: PanelRanking) -> list[str]:
    """Entities by their rank in the last year, then those that it does not rank."""
    last = max(result.rankings)
    table = result.table.sort("year", "rank", "entity", descending=[True, False, False])
    return [*dict.fromkeys([*result.rankings[last].table["entity"], *table["entity"]])]


def _document(result: PanelRanking, top: int | None) -> dict[str, Any]:
    rows = {(row["year"], row["entity"]): row for row in result.table.iter_rows(named=True)}
    return {
        "lens": result.lens.id,
        "finding": result.finding,
        "as_of": result.ledger.known,
        "years": list(result.rankings),
        "entities": [
            {
                "entity": entity,
                "years": [
                    {"year": year, "score": row["score"], "rank": row["rank"], "coverage": row["coverage"]}
                    for year in result.rankings
                    if (row := rows.get((year, entity)))
                ],
            }
            for entity in _ordered(result)[:top]
        ],
        "excluded": [
            {"year": year, "entity": entity, "reason": reason}
            for year, ranking in result.rankings.items()
            for entity, reason in ranking.excluded.items()
        ],
        "caveats": list(result.lens.caveats),
        "sources": list(result.sources),
    }


def _show(result: PanelRanking, shown: int) -> None:
    from rich.markup import escape
    from rich.table import Table

    from theodolite.cli.terminal import Terminal

    table = Table(title=escape(f"{result.lens.title}: rank, and score in brackets"), title_justify="left", box=None)
    table.add_column("economy")
    for year in result.rankings:
        table.add_column(str(year), justify="right", no_wrap=True)
    ordered = _ordered(result)
    for entity in ordered[:shown]:
        cells = [_cell(result, year, entity) for year in result.rankings]
        table.add_row(escape(result.ledger.catalog.economies.title(entity)), *cells)
    console = Terminal()
    console.print(table)
    if (rest := len(ordered) - shown) > 0:
        console.print(f"… and {rest} more (--top {len(ordered)} shows all)")
    console.print(escape(f"\n{result.finding}"))
    for caveat in result.lens.caveats:
        console.print(escape(f"caveat: {caveat}"))


def _cell(result: PanelRanking, year: int, entity: str) -> str:
    ranking = result.rankings[year]
    rank = ranking.rank_of(entity)
    return "–" if rank is None else f"{rank} ({ranking.score_of(entity):.1f})"
