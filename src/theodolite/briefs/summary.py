"""The assessment in a terminal: the finding, the places, the conflicts, the oldest figure, and a progress bar."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table as Grid
from rich.text import Text

from theodolite.briefs.assessment import Assessment
from theodolite.briefs.exhibit import Cell
from theodolite.briefs.first_screen import first_screen
from theodolite.core.prose import printable

PATIENCE = 1.0
"""Seconds before a progress bar is shown."""


@contextmanager
def watched(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A function to tell of steps done; it draws a bar on `console` once the work has taken longer than PATIENCE."""
    bar = Progress(TextColumn("assessing"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
                   console=console, transient=True)  # fmt: skip
    began, task = time.monotonic(), list[TaskID]()

    def tell(done: int, of: int) -> None:
        if not task and time.monotonic() - began > PATIENCE and console.is_terminal:
            bar.start()
            task.append(bar.add_task("assessing", total=of))
        if task:
            bar.update(task[0], completed=done, total=of, refresh=True)

    try:
        yield tell
    finally:
        if task:
            bar.stop()


def show_summary(assessment: Assessment, folder: Path, console: Console) -> None:
    """Print what a reader needs to know before opening the report."""
    first = first_screen(assessment)
    console.print()
    console.print(Text(printable(assessment.finding), style="bold"))
    console.print()
    grid = Grid(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for name in first.places.header:
        grid.add_column(Text(printable(name)))
    for row in first.places.rows:
        grid.add_row(*(_shown(cell) for cell in row))
    console.print(grid)
    for line in (*first.key, *first.rests):
        console.print(Text(printable(line), style="dim"))
    for line in first.left_out:
        console.print(Text.assemble(("Lens left out", "bold"), "  ", printable(line)))
    console.print()
    for answer in assessment.answers[1:]:
        console.print(Text.assemble((answer.question, "bold"), "  ", printable(answer.finding)))
    console.print(Text.assemble(("Oldest figure in use", "bold"), "  ", printable(first.oldest)))
    console.print()
    console.print(Text.assemble(("Report", "bold"), "  ", str(folder / "report.html")), soft_wrap=True)


def _shown(cell: Cell) -> Text:
    style = {"lead": "bold", "quiet": "dim"}.get(cell.mark, "")
    return Text.assemble((printable(cell.text), style), (f" {printable(cell.small)}" if cell.small else "", "dim"))
