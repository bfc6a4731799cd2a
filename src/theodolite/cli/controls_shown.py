"""The answer of `theodolite controls` in the terminal: the finding, a line a rule, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from theodolite.cli.terminal import Terminal
from theodolite.scenarios.controls.result import Controls, ControlTable

if TYPE_CHECKING:
    from rich.table import Table

    from theodolite.scenarios.controls.judge import Verdict

SIGNS = {"yes": "yes", "no": "–", "undetermined": "?", "licence-case-by-case": "case by case"}
"""A verdict → how it stands in a cell."""


def show_controls(found: Controls | ControlTable, files: Sequence[str] = ()) -> None:
    """Print what rules make of one chip with every reason, or of all chips as a table, and what was written."""
    console = Terminal()
    console.say(found.finding)
    if isinstance(found, Controls):
        _one(console, found)
    else:
        _all(console, found)
    if files:
        console.say(f"\nwritten: {', '.join(files)}")


def _one(console: Terminal, found: Controls) -> None:
    for one in found.verdicts:
        span = f"{one.rule.effective}" + (f" to {one.rule.until}" if one.rule.until else " on")
        read = "" if one.rule.read == "primary" else "; read second-hand"
        console.say(f"\n{one.rule.title}: {SIGNS[one.controlled] if one.controlled != 'no' else 'no'}")
        console.say(f"  {one.because}")
        console.say(f"  {span}; {one.rule.reference.citation}{read}; {one.rule.id}")
        if one.controlled != "no":
            console.say(f"  exports to: {'; '.join(one.rule.destinations)}")
        for caveat in one.rule.caveats if one.controlled not in ("no", "undetermined") else ():
            console.say(f"  note: {caveat}")
    if found.variants:
        console.say(f"\nothers of this name: {', '.join(found.variants)}")
    if found.sources:
        console.say(f"\nsources: {', '.join(found.sources)}")


def _all(console: Terminal, found: ControlTable) -> None:
    table = _columns(str(rule.effective)[:7] for rule in found.rules)
    by_chip: dict[str, list[Verdict]] = {}
    for one in found.verdicts:
        by_chip.setdefault(one.chip, []).append(one)
    for id, told in by_chip.items():
        table.add_row(found.chips[id].title, *(SIGNS[one.controlled] for one in told))
    console.print(table)
    for rule in found.rules:
        console.say(f"{str(rule.effective)[:7]}  {rule.title} ({rule.id})")
    console.say("– not caught; ? a figure that could decide is missing")


def _columns(days: Iterable[str]) -> Table:
    from rich.table import Table

    table = Table(box=None)
    table.add_column("chip", overflow="fold")
    for day in days:
        table.add_column(day)
    return table
