"""The answer of `theodolite lag` in the terminal: the finding, a line an estimator, what else is known, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from theodolite.cli.terminal import Terminal
from theodolite.frontier.estimators import ESTIMATORS
from theodolite.frontier.fan import claimed
from theodolite.frontier.result import MONTH, Estimate, Lag, told, told_span

if TYPE_CHECKING:
    from rich.table import Table

    from theodolite.frontier.fan import Fan
    from theodolite.frontier.past import Past


ROOMY = 100
"""From so many columns on, each estimator is explained beside its figures."""


def show_lag(found: Lag | Fan, past: Past | None, files: Sequence[str]) -> None:
    """Print one comparison or a fan of them, what would have been said before, and the files that were written."""
    console = Terminal()
    if isinstance(found, Lag):
        _one(console, found)
    else:
        _fan(console, found)
    if past is not None:
        _past(console, past)
    if files:
        console.print(f"\nwritten: {', '.join(files)}", markup=False, highlight=False)


def _one(console: Terminal, found: Lag) -> None:
    console.say(found.finding)
    glossed = ["what it is"] if console.width >= ROOMY else []
    table = _columns("\nMonths behind", "estimator", *glossed, "raw", "90 %", "corrected", "90 % ")
    for one in found.estimators:
        table.add_row(one.name, *(ESTIMATORS[one.name].gloss for _ in glossed), *_cells(one))
    console.print(table)
    console.say("")
    for line in _beside(found):
        console.say(line)
    for note in found.notes:
        console.say(f"note: {note}")
    console.say(f"sources: {', '.join(found.sources)}" if found.sources else "source: a table of your own")


def _beside(found: Lag) -> list[str]:
    """What is known beside the estimators, a line each."""
    behind, ahead = found.tracks
    unit = "points" if found.releases.unit in ("index", "percent", "score") else found.releases.unit
    lines = [
        f"models: {len(behind)} of {found.follower.name}, {len(ahead)} of {found.leader.name}",
        f"vertical gap: {found.vertical_gap:.3g} {unit}",
        f"records of the leader: {found.records}, of which {found.censored} not reached",
    ]
    if found.noise is not None and np.isfinite(found.noise.mean):
        one = found.noise
        lines.append(
            f"matched within the errors of the scores: {one.matched} of {one.records} records, after "
            f"{one.mean:.1f} months on average"
        )
    if found.survival is not None:
        lines.append(f"log-normal law of reaching a record: median {found.survival.median:.1f} months")
    return lines


def _fan(console: Terminal, found: Fan) -> None:
    console.say(found.finding)
    table = _columns(
        "\nMonths behind by score and estimator", "score", "models", *(_short(name) for name in ESTIMATORS)
    )
    for one in found.lags:
        models = f"{len(one.tracks[0])}/{len(one.tracks[1])}"
        table.add_row(one.releases.title, models, *(told(estimate.months) for estimate in one.estimators))
    console.print(table)
    level = _columns("\nMean over records reached", "score", "raw", "90 %", "corrected", "90 % ")
    for one in found.lags:
        level.add_row(one.releases.title, *_cells(one.estimate("level-mean")))
    console.print(level)
    if len(found.claims):
        console.say("\nWhat has been said, in months:")
        for row in found.claims.iter_rows(named=True):
            console.say(f"  {claimed(row)}  {row['label']}, {row['period']} ({row['source']}-{row['edition']})")
    for id, why in found.left_out.items():
        console.say(f"left out: {id}: {why}")


def _past(console: Terminal, past: Past) -> None:
    console.say(f"\n{past.finding}")
    table = _columns("\nAs it would have been said", "date", *(_short(name) for name in ESTIMATORS))
    for date, rows in past.history.group_by("date", maintain_order=True):
        months = dict(rows.select("name", "months").iter_rows())
        table.add_row(str(date[0]), *(told(months[name]) for name in ESTIMATORS))
    console.print(table)
    scored = _columns("\nDates of catching up, predicted then", "estimator", "came", "open", "off", "bias", "in 90 %")
    for one in past.scores:
        share = f"{one.within:.0%}" if np.isfinite(one.within) else "–"
        months = (told(one.absolute / MONTH), told(one.bias / MONTH))
        scored.add_row(one.name, str(one.settled), str(one.open), *months, share)
    console.print(scored)


def _cells(one: Estimate) -> tuple[str, str, str, str]:
    return (
        told(one.months), told_span(one.low, one.high),
        told(one.corrected), told_span(one.corrected_low, one.corrected_high),
    )  # fmt: skip


def _short(name: str) -> str:
    """An estimator's name on two lines, for the head of a narrow column."""
    return name.replace("-", "\n", 1)


def _columns(title: str, *names: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None)
    for name in names:
        table.add_column(name, justify="left" if name in ("estimator", "what it is", "score", "date") else "right")
    return table
