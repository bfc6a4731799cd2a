"""What `theodolite coherence` shows in a terminal: the pillars' correlations, what is flagged, and each part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from theodolite.index.coherence.components import Components
from theodolite.index.places import SCORE

if TYPE_CHECKING:
    from rich.table import Table

    from theodolite.index.coherence.coherence import Coherence
    from theodolite.index.leave_one_out import LeaveOneOut

SHOWN = 20
"""Flagged pairs that a terminal is given."""

MARKS = {"redundant": "+", "negative": "−", "against": "−", "weak": "~"}


def show(found: Coherence, one_out: LeaveOneOut) -> None:
    """Print the sentence, then every table."""
    from rich.markup import escape

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    console.print(escape(found.finding))
    console.print()
    console.print(_matrix(found))
    console.print("+ redundant, − against each other, ~ weak, · not defined: see below and --json")
    for table in (_flagged(found), _parts(found, one_out), _pillars(found), _statistics(found)):
        console.print()
        console.print(table)
    for row in found.alphas.filter(pl.col("left_out") != "").iter_rows(named=True):
        console.print(escape(f"not in alpha of {row['pillar']}: {row['left_out']} (constant, or too few figures)"))
    for pillar, reason in found.components.items():
        if isinstance(reason, str):
            console.print(escape(f"no components of {pillar}: {reason}"))


def _matrix(found: Coherence) -> Table:
    """The correlations of the pillars of the first level with each other and with the score."""
    names = [*(node.pillar for node in found.ranking.lens.framework), SCORE]
    pairs = {frozenset((row["a"], row["b"])): row for row in found.table.iter_rows(named=True)}
    table = _table(f"correlations of pillars ({found.bounds.by})", ["", *names[1:]])
    for k, name in enumerate(names[:-1]):
        cells = [_marked(pairs[frozenset((name, other))], found.bounds.by) for other in names[k + 1 :]]
        table.add_row(name, *[""] * k, *cells)
    return table


def _marked(pair: dict[str, Any], by: str) -> str:
    return "·" if pair[by] is None else _figure(pair[by]) + MARKS.get(pair["flag"], " ")


def _flagged(found: Coherence) -> Table:
    by = found.bounds.by
    rows = found.table.filter(pl.col("flag").is_not_null()).sort("flag", pl.col(by).abs(), descending=[False, True])
    more = f" (the first {SHOWN} of {len(rows)}; all with --json)" if len(rows) > SHOWN else ""
    table = _table(f"flagged pairs{more or ('' if len(rows) else ': none')}", ["flag", "", " ", "how", "n", by])
    for row in rows.head(SHOWN).iter_rows(named=True):
        table.add_row(row["flag"], row["a"], row["b"], row["relation"], str(row["n"]), _figure(row[by]))
    return table


def _parts(found: Coherence, one_out: LeaveOneOut) -> Table:
    moves = dict(one_out.effects.select("part", "mean_move").iter_rows())
    headings = ["part", "of", "weight", "importance", "main effect", "r² score", "places moved without it"]
    table = _table("weight is not importance", headings)
    for row in found.importance.sort("level", descending=True, maintain_order=True).iter_rows(named=True):
        table.add_row(
            row["part"], row["parent"], f"{row['weight']:.0%}", _percent(row["importance"]),
            _figure(row["main_effect"]), _figure(row["r2_score"]), _figure(moves.get(row["part"])),
        )  # fmt: skip
    return table


def _pillars(found: Coherence) -> Table:
    table = _table("within each pillar", ["pillar", "items", "alpha", "", "components kept", "first holds", "complete"])
    for row in found.alphas.iter_rows(named=True):
        each = found.components.get(row["pillar"])
        kept = (
            (f"{each.kept} of {len(each.items)}", f"{each.shares[0]:.0%}", str(each.n))
            if isinstance(each, Components)
            else ("–", "–", "–")
        )
        table.add_row(row["pillar"], f"{row['k']} of {row['items']}", _figure(row["alpha"]), row["flag"] or "", *kept)
    return table


def _statistics(found: Coherence) -> Table:
    names = ["min", "median", "max", "mean", "sd"]
    table = _table("figures as gathered", ["indicator", "n", *names, "skewness", "kurtosis", "flags"])
    for row in found.statistics.iter_rows(named=True):
        values = ["–" if row[name] is None else f"{row[name]:.3g}" for name in names]
        table.add_row(
            row["indicator"], str(row["n"]), *values, _figure(row["skewness"]), _figure(row["kurtosis"]), row["flags"]
        )
    return table


def _table(title: str, headings: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None)
    for heading in headings:
        words = heading in ("", " ", "part", "of", "pillar", "indicator", "flag", "how", "flags")
        table.add_column(heading, justify="left" if words else "right", overflow="fold")
    return table


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
