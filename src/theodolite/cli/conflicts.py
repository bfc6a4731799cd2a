"""`theodolite conflicts`: where sources disagree, who says what, which figure is used and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.claims_gathered import Read
from theodolite.cli.options import Given, print_json, verb

if TYPE_CHECKING:
    from rich.table import Table

    from theodolite.evidence.conflicts import Conflicts

SHOWN = 40
"""Cases that a terminal is given one by one; where there are more, only those that conflict are."""


@verb
def conflicts(
    given: Given,
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator", metavar="I", help="Only this indicator; may be repeated.", autocompletion=complete.indicators
        ),
    ] = None,
    entity: Annotated[
        list[str] | None, typer.Option("--entity", metavar="E", help="Only this entity: a code, a name, an id.")
    ] = None,
    read: Read = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Hold the claims kept in your workspace against each other, too.")
    ] = False,
) -> int:
    """Show every case that more than one source, edition or definition tells of, and which figure is used.

    With --read or --claims: every case in which a claim of a document meets another one, or what the evidence base
    holds, and the arithmetic that each document's own numbers allow. Nothing is kept.
    """
    from theodolite.evidence.conflicts import conflicts as find

    ledger = given.open_ledger()
    names = ledger.catalog.economies
    entities = [name if name in ledger.entities else names.resolve(name) for name in entity or []]
    if read or claims:
        from theodolite.cli.claim_conflicts_shown import of_claims

        return of_claims(given, ledger, indicator or [], entities, read or [], kept=claims)
    found = find(ledger, indicator or None, entities or None)
    if given.json:
        print_json({"finding": found.finding, "conflicts": found.documents()})
    else:
        _print(found)
    return 0


def _print(found: Conflicts) -> None:
    from rich.markup import escape

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    console.print(escape(found.finding))
    many = len(found.table) > SHOWN
    cases = found.table.filter(relation="conflicts") if many else found.table
    for case in found.documents(cases.head(SHOWN)):
        for part in _case(case):
            console.print(part)
    if many:
        console.print(_subjects(found))
        console.print("one by one: narrow with --indicator and --entity, or see all with --json")


def _case(case: dict[str, Any]) -> tuple[str, Table]:
    """One case: what it is about and why one figure is used, and every side of it."""
    from rich.markup import escape
    from rich.table import Column, Table

    from theodolite.core.prose import shown

    key = case["key"]
    about = escape(f"{key['entity']}, {key['indicator'] or key['concept']}, {key['period']}")
    sides = Table("", Column(justify="right", no_wrap=True), "", Column(overflow="fold"), box=None, show_header=False)
    for side in case["sides"]:
        edition = escape(f"{side['source']}-{side['edition']}, {side['published'][:4]}")
        counted = escape(side["indicator"]) if key["concept"] else ""
        sides.add_row("→" if side["used"] else "", f"{shown(side['value'])} {key['unit']}", counted, edition)
    return f"\n[bold]{about}[/bold]: {case['relation']}; {escape(case['why'])}", sides


def _subjects(found: Conflicts) -> Table:
    """The indicators and concepts that more than one source tells of, and how their figures relate."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(
        title="\nAll of them by indicator or concept; the ratio is the middle one of highest over lowest",
        title_justify="left",
        box=None,
    )
    for heading in ("relation", "about", "cases", "economies", "ratio", "largest"):
        words = heading in ("relation", "about")
        table.add_column(heading, justify="left" if words else "right", overflow="fold", no_wrap=not words)
    for about, relation, cases, entities, middle, largest in found.subjects.iter_rows():
        ratios = ["–" if ratio is None else f"{ratio:,.3g}" for ratio in (middle, largest)]
        table.add_row(relation, escape(about), f"{cases:,}", f"{entities:,}", *ratios)
    return table
