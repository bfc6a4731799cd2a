"""`theodolite recover`: the weights behind somebody's published scores, and the totals that do not follow them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli.options import Given, print_json, verb

if TYPE_CHECKING:
    from theodolite.index.published.recover import Raised, Recovered


@verb
def recover(
    given: Given,
    scores: Annotated[
        Path, typer.Argument(help="A CSV file: a column of names, a column a pillar, and one of totals.")
    ],
    total: Annotated[
        str | None,
        typer.Option(help="The column of totals; else the one called total, score or the like, else the last number."),
    ] = None,
) -> None:
    """Recover the weights behind published scores, how well they re-make the totals, and which totals do not fit."""
    from theodolite.index.published.known import held_against_published
    from theodolite.index.published.recover import recover as find
    from theodolite.index.published.scores import read_scores

    found = find(read_scores(scores, total))
    document = _document(found, held_against_published(found, given.open_ledger()))
    if given.json:
        print_json(document)
    else:
        _show(found, document)


def _document(found: Recovered, differs: Sequence[Raised]) -> dict[str, Any]:
    entity, residual = found.largest
    pillars = found.published.pillars
    low, high = found.span
    return {
        "finding": found.finding,
        "entities": len(found.published.entities),
        "total": found.published.total,
        "mean": found.mean,
        "weights": found.weights,
        "ratio": dict(zip(pillars, found.ratio, strict=True)) if found.ratio else None,
        "standard_errors": dict(zip(pillars, map(float, found.fit.errors), strict=True)),
        "rescaled": found.rescaled,
        "scale": {"intercept": found.fit.intercept, "factor": found.fit.factor, "low": low, "high": high},
        "r2": found.r2,
        "r2_by_mean": found.fits,
        "largest_residual": abs(residual),
        "largest_residual_of": entity,
        "residuals": found.table.to_dicts(),
        "flags": [flag._asdict() for flag in (*found.flags, *differs)],
        "left_out": dict(found.published.left_out or {}),
    }


def _show(found: Recovered, document: dict[str, Any]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    table = Table(title=escape(f"Weights behind {found.published.total!r}"), title_justify="left", box=None)
    for heading in ("pillar", "weight", "standard error", "ratio"):
        table.add_column(heading, justify="left" if heading == "pillar" else "right")
    for pillar, weight in found.weights.items():
        ratio = str(document["ratio"][pillar]) if document["ratio"] else "–"
        table.add_row(escape(pillar), f"{weight:.4f}", f"{document['standard_errors'][pillar]:.4f}", ratio)
    console.print(table)
    console.print(escape(f"\n{found.finding}"))
    for flag in document["flags"]:
        about = f"{flag['entity']}: " if flag["entity"] else ""
        console.print(escape(f"{flag['kind']}: {about}{flag['what']}"))
    for name, reason in document["left_out"].items():
        console.print(escape(f"left out: {name} ({reason})"))
