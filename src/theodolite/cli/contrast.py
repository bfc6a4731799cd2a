"""`theodolite contrast`: published systems and lenses side by side, two editions apart, or printed and re-made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.options import Given, open_ledger, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    import polars as pl

    from theodolite.evidence.ledger import Ledger
    from theodolite.index.published.editions import Editions

SHOWN = 15
"""Rows of a table in the terminal, where --top does not say otherwise."""

Name = typer.Argument(help="A published system or a lens, by name.", autocompletion=complete.systems)


@verb
def contrast(
    given: Given,
    a: Annotated[str | None, Name] = None,
    b: Annotated[str | None, Name] = None,
    entity: Annotated[
        list[str] | None,
        typer.Option(help="An economy to tell of; may be repeated.", autocompletion=complete.economies),
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help="Hold lens A as known on this day against B (or A).")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="Show so many of the economies that differ most.")] = SHOWN,
) -> None:
    """Hold two published systems or lenses together: where they disagree, and why.

    A and B: side by side, and two editions of one work split into data and method. A alone: what a system prints, and
    what its lens re-makes. A with --before: the lens on two days. No name: every system, for each --entity.
    """
    ledger = given.open_ledger()
    codes = [ledger.catalog.economies.resolve(name) for name in entity or []]
    if before is not None:
        document, tables = _days(given, ledger, a, b, before, codes)
    elif a is None:
        document, tables = _all_systems(ledger, codes)
    elif b is None:
        document, tables = _printed(ledger, a, codes)
    else:
        document, tables = _two(ledger, a, b, codes)
    if given.json:
        print_json(document)
    else:
        _show(ledger, document, tables, top)


Tables = dict[str, "pl.DataFrame"]
Told = tuple[dict[str, Any], Tables]


def _two(ledger: Ledger, a: str, b: str, codes: list[str]) -> Told:
    from theodolite.index.published.contrast import contrast as hold

    found = hold(ledger, a, b)
    split, why_not = _editions_of(ledger, found.a.name, found.b.name)
    document: dict[str, Any] = {
        "a": found.a.name,
        "b": found.b.name,
        "finding": found.finding,
        "sentences": [split.sentence(code) for code in codes] if split else [],
        "caveats": list(found.caveats),
        "common": len(found.entities),
        "spearman": found.spearman,
        "kendall": found.kendall,
        "why": found.why.to_dicts(),
        "economies": found.table.to_dicts(),
        "explained": [found.explain(code) for code in codes],
        "editions": {"finding": split.finding, "economies": split.table.to_dicts()} if split else None,
        "editions_missing": why_not,
        "sources": list(found.sources),
    }
    tables = {"why": found.why, "where": found.table}
    return document, {**tables, split.finding: split.table} if split else tables


def _editions_of(ledger: Ledger, a: str, b: str) -> tuple[Editions | None, str | None]:
    """The split between two editions of one work, or why there is none; neither where they are no such editions."""
    from theodolite.errors import PlanError
    from theodolite.index.published.editions import system_editions
    from theodolite.index.published.system import systems

    known = systems(ledger.catalog)
    later = [name for name, other in ((a, b), (b, a)) if name in known and known[name].follows == other]
    if not later:
        return None, None
    try:
        return system_editions(ledger, later[0]), None
    except PlanError as error:
        return None, str(error)


def _days(given: Given, ledger: Ledger, a: str | None, b: str | None, before: str, codes: list[str]) -> Told:
    from theodolite.index.lens import load_lens
    from theodolite.index.published.editions import lens_editions

    if a is None:
        raise TheodoliteError("--before holds a lens against itself on two days", expected="the name of a lens")
    then = open_ledger(given.catalog, before, given.workspace)
    found = lens_editions((then, load_lens(a, then.catalog)), (ledger, load_lens(b or a, ledger.catalog)))
    document = {
        "a": a,
        "b": b or a,
        "before": then.now.isoformat(),
        "after": ledger.now.isoformat(),
        "finding": found.finding,
        "sentences": [found.sentence(code) for code in codes],
        "economies": found.table.to_dicts(),
        "sources": list(found.sources),
    }
    return document, {"why ranks changed": found.table}


def _all_systems(ledger: Ledger, codes: list[str]) -> Told:
    from theodolite.index.published.standings import standings

    if not codes:
        raise TheodoliteError(
            "nothing is named to be held together",
            expected="two systems or lenses, as tortoise-2021 oxford-2024, or an economy with --entity",
            next_step="theodolite contrast --entity CHN --entity USA",
        )
    found = standings(ledger, codes)
    document = {
        "finding": found.finding,
        "standings": found.table.to_dicts(),
        "caveats": list(found.caveats),
        "sources": list(found.sources),
    }
    return document, {"in every system": found.table.drop("concept", "basis", "title")}


def _printed(ledger: Ledger, a: str, codes: list[str]) -> Told:
    from theodolite.index.lens import load_lens
    from theodolite.index.published.replicate import replicate
    from theodolite.index.published.system import lens_of, systems
    from theodolite.index.ranking import rank_entities

    known = systems(ledger.catalog)
    lens = lens_of(known[a], ledger.catalog) if a in known else load_lens(a, ledger.catalog)
    if lens is None:
        raise TheodoliteError(f"no lens re-makes the system {a!r}", next_step="name a second system to hold it against")
    found = replicate(rank_entities(ledger, lens))
    same, ranks = found.same
    document = {
        "lens": lens.id,
        "system": found.system.id,
        "finding": found.finding,
        "ranks_remade": same,
        "ranks_printed": ranks,
        "economies": found.table.to_dicts(),
        "explained": [found.explain(code) for code in codes],
        "sources": list(found.sources),
    }
    return document, {"printed and re-made": found.table}


def _show(ledger: Ledger, document: dict[str, Any], tables: Tables, top: int) -> None:
    from rich.markup import escape
    from rich.table import Table

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    for title, frame in tables.items():
        table = Table(title=escape(title), title_justify="left", box=None)
        for column in frame.columns:
            words = frame.schema[column].is_numeric()
            table.add_column(escape(column.replace("_", " ")), justify="right" if words else "left")
        for row in frame.head(top).iter_rows(named=True):
            table.add_row(*(escape(_cell(ledger, name, value)) for name, value in row.items()))
        console.print(table)
        if len(frame) > top:
            console.print(f"… and {len(frame) - top} more (--top {len(frame)} shows all)")
    console.print(escape(f"\n{document['finding']}"))
    for caveat in document.get("caveats", []):
        console.print(escape(f"– {caveat}"))
    if "spearman" in document:
        console.print(_LEGEND)
    for sentence in document.get("sentences", []):
        console.print(escape(sentence))
    for row in document.get("explained", []):
        facts = ", ".join(
            f"{name.replace('_', ' ')} {value}"
            for name, value in row.items()
            if name not in ("entity", "tree") and value is not None
        )
        console.print(escape(f"{ledger.catalog.economies.title(row['entity'])}: {facts}"))
    if document.get("editions_missing"):
        console.print(escape(f"not split into data and method: {document['editions_missing']}"))


_LEGEND = (
    "common: places among the economies in common. shift: from a to b among these; below 0 is a better place in b. "
    "rank b less rank a is coverage, weights and concept together."
)


def _cell(ledger: Ledger, column: str, value: object) -> str:
    if value is None:
        return "–"
    if column == "entity":
        return ledger.catalog.economies.title(str(value))
    return f"{round(value, 9) + 0.0:.4g}" if isinstance(value, float) else str(value)
