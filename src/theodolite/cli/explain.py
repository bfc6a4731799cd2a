"""`theodolite explain`: one economy's score, down to the observations, their sources and the places in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.briefs.draws import DRAWS
from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, own_copies, print_json, verb
from theodolite.core.prose import printable, shown

if TYPE_CHECKING:
    from rich.tree import Tree

    from theodolite.index.ranking import Ranking

LONGEST = 400
"""Characters of a quoted record that are shown in the terminal; --json holds all of them."""


Entity = Annotated[
    str, typer.Argument(help="The economy: a code or a name, as CHN or China.", autocompletion=complete.economies)
]
LensName = Annotated[
    str | None, typer.Option("--lens", help="A lens by name, or a YAML file with one.", autocompletion=complete.lenses)
]
Copies = Annotated[
    list[Path] | None,
    typer.Option("--from", help="A folder with your own copies of publishers' files, to quote; may be repeated."),
]
Against = Annotated[
    list[str] | None,
    typer.Option(
        help="Say how often it stands above this economy, and what weights would turn that; may be repeated.",
        autocompletion=complete.economies,
    ),
]


@verb
def explain(
    given: Given,
    entity: Entity,
    lens: LensName = None,
    own: Copies = None,
    against: Against = None,
    draws: Annotated[
        int, typer.Option(min=0, help="How many plausible versions of the lens are drawn; 0 draws none.")
    ] = DRAWS,
    levers: Annotated[
        bool, typer.Option("--levers/--no-levers", help="Say what a year at the fastest peer's pace would do, or not.")
    ] = True,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> None:
    """Walk from a score to its pillars, indicators and observations, and to where each of them was published."""
    from rich.text import Text

    from theodolite.cli.explain_beside import beside, findings
    from theodolite.index.explain import explain as explained
    from theodolite.index.ranking import rank_entities

    ledger, chosen = given_study(given, lens, coinr, coin_tool)
    code = ledger.catalog.economies.resolve(entity)
    ranking = rank_entities(ledger, chosen)
    files = [*(own or []), *(coinr or ()), *([coin_tool] if coin_tool else []), *own_copies(given.workspace)]
    others = [ledger.catalog.economies.resolve(other) for other in against or ()]
    parts = beside(ranking, code, others, draws, given.seed, levers=levers)
    tree = explained(ranking, code, files)
    if given.json:
        print_json({**tree, **parts})
        return
    from theodolite.cli.terminal import Terminal

    console = Terminal()
    console.print(_drawn(ranking, tree))
    for sentence in findings(parts):
        console.print(Text(printable(sentence)))


def _drawn(ranking: Ranking, tree: dict[str, Any]) -> Tree:
    from rich.markup import escape
    from rich.tree import Tree

    name = ranking.ledger.catalog.economies.title(tree["entity"])
    root = Tree(
        f"[bold]{escape(name)}[/bold] through {escape(ranking.lens.title)}: {tree['score']:.1f} points, "
        f"rank {tree['rank']} of {tree['ranked']}, {100 * tree['coverage']:.0f} per cent of the weight rests on figures"
    )
    for node in tree["pillars"]:
        _draw(root, node, ranking)
    return root


def _draw(above: Tree, node: dict[str, Any], ranking: Ranking) -> None:
    from rich.markup import escape

    if "pillar" in node:
        score = "no score" if node["score"] is None else f"{node['score']:.1f}"
        branch = above.add(f"[bold]{escape(node['title'])}[/bold] {score} (weight {node['weight']:g})")
        for child in node["indicators"]:
            _draw(branch, child, ranking)
        return
    branch = above.add(escape(_headline(node, ranking)))
    for flag in node["flags"]:
        branch.add(f"[yellow]{escape(flag)}[/yellow]")
    _draw_observations(branch, node["observations"], ranking)
    if node["denominator"]:
        below = branch.add(escape(f"divided by {node['denominator']['by']}: {_number(node['denominator']['value'])}"))
        _draw_observations(below, node["denominator"]["observations"], ranking)


def _draw_observations(above: Tree, observations: list[dict[str, Any]], ranking: Ranking) -> None:
    from rich.markup import escape

    for observation in observations:
        branch = above.add(escape(_cited(observation, ranking)))
        for record in observation["quote"]:
            branch.add(f"[italic]{escape(_quoted(record['cells']))}[/italic]")
        if observation["quote_more"]:
            branch.add(f"… and {observation['quote_more']} more records")


def _quoted(cells: dict[str, str]) -> str:
    """A record in one line, without what a terminal would carry out."""
    said = " · ".join(f"{name}: {text}" for name, text in cells.items() if text)
    plain = "".join(c if c.isprintable() else " " for c in said)
    return plain if len(plain) <= LONGEST else plain[:LONGEST] + "…"


def _headline(node: dict[str, Any], ranking: Ranking) -> str:
    from theodolite.core.period import plain_period

    if node["recorded"] == "missing":
        return f"{node['title']}: missing, nobody knows (weight {node['weight']:g})"
    said = f"{node['title']}: {_amount(node['value'], node['unit'], ranking)}"
    said += f" ({plain_period(node['period'])})" if node["period"] else " (none recorded: a true zero)"
    if node["low"] is not None and node["low"] < node["high"]:
        said += f", {_number(node['low'])} to {_number(node['high'])}"
    return f"{said} → {_number(node['normalised'])} points (weight {node['weight']:g})"


def _cited(observation: dict[str, Any], ranking: Ranking) -> str:
    from theodolite.core.period import plain_period

    amount = _amount(observation["value"], observation["unit"], ranking)
    said = f"{amount}, {plain_period(observation['period'])}: {observation['citation']}"
    return f"{said} {observation['url']} at {observation['locator']}"


def _amount(value: float | None, unit: str, ranking: Ranking) -> str:
    """A figure with the title of its unit; a count of things is said without."""
    title = ranking.ledger.catalog.units[unit].title
    return _number(value) if title == "count" else f"{_number(value)} {title}"


def _number(value: float | None) -> str:
    return "unknown" if value is None else shown(value)
