"""`theodolite coherence`: whether the parts of a lens belong together, and whether weights are importance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, print_json, verb

if TYPE_CHECKING:
    import polars as pl

    from theodolite.index.coherence.coherence import Coherence
    from theodolite.index.leave_one_out import LeaveOneOut


@verb
def coherence(
    given: Given,
    lens: Annotated[
        str | None, typer.Argument(help="A lens by name, or a YAML file with one.", autocompletion=complete.lenses)
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="The correlation that is flagged: pearson, spearman or kendall.")
    ] = "pearson",
    high: Annotated[float, typer.Option("--high", help="From here on two parts of one level are redundant.")] = 0.92,
    weak: Annotated[float, typer.Option("--weak", help="Below this a part hardly shows in its pillar.")] = 0.3,
    negative: Annotated[
        float, typer.Option("--negative", help="Down from here siblings pull against each other.")
    ] = -0.4,
    alpha: Annotated[float, typer.Option("--alpha", help="Below this Cronbach's alpha is low.")] = 0.7,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write every table as CSV, and a heatmap, into DIR.")
    ] = None,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> int:
    """Test a lens: correlations at every level, Cronbach's alpha, principal components, importance, statistics."""
    from theodolite.index.coherence.bounds import Bounds
    from theodolite.index.coherence.coherence import coherence as test
    from theodolite.index.leave_one_out import leave_one_out
    from theodolite.index.ranking import rank_entities

    bounds = Bounds(by=by, high=high, weak=weak, negative=negative, alpha=alpha)  # type: ignore[arg-type]
    ranking = rank_entities(*given_study(given, lens, coinr, coin_tool))
    found, one_out = test(ranking, bounds), leave_one_out(ranking)
    frames = tables(found, one_out)
    without = {name: reason for name, reason in found.components.items() if isinstance(reason, str)}
    if out is not None:
        _write(out, found, frames)
    if given.json:
        print_json(_document(found, frames, without))
    else:
        from theodolite.cli.coherence_view import show

        show(found, one_out)
    return 1 if without else 0


def tables(found: Coherence, one_out: LeaveOneOut) -> dict[str, pl.DataFrame]:
    """Every table by name: as they stand in the document, and as they are written."""
    return {
        "correlations": found.table,
        "alphas": found.alphas,
        "components": found.loadings,
        "importance": found.importance,
        "statistics": found.statistics,
        "availability": found.availability,
        "leave_one_out": one_out.effects,
    }


def _document(found: Coherence, frames: dict[str, pl.DataFrame], without: dict[str, str]) -> dict[str, Any]:
    from dataclasses import asdict

    ranking = found.ranking
    return {
        "lens": ranking.lens.id,
        "finding": found.finding,
        "as_of": ranking.ledger.known,
        "entities": len(ranking.final.entities),
        "bounds": asdict(found.bounds),
        **{name: frame.to_dicts() for name, frame in frames.items()},
        "without_components": [{"pillar": pillar, "reason": reason} for pillar, reason in without.items()],
        "sources": list(found.sources),
    }


def _write(folder: Path, found: Coherence, frames: dict[str, pl.DataFrame]) -> None:
    from theodolite.briefs.files import to_csv
    from theodolite.figures.theme import WIDE
    from theodolite.store.atomic import write_all

    files = {f"{name.replace('_', '-')}.csv": to_csv(frame) for name, frame in frames.items()}
    files["correlations.svg"] = heatmap(found, WIDE)
    write_all(folder, {name: text.encode() for name, text in files.items()})


def heatmap(found: Coherence, width: float) -> str:
    """The correlations of all parts as a picture, in the order of the lens: a pillar, then its parts."""
    from theodolite.figures.correlation import Pair, Part, correlation_heatmap
    from theodolite.index.places import in_order

    places = in_order(found.ranking.lens.framework)
    rows = {frozenset((row["a"], row["b"])): row for row in found.table.iter_rows(named=True)}
    pairs: dict[tuple[int, int], Pair] = {}
    for k, one in enumerate(places):
        for j, other in enumerate(places[:k]):
            row = rows[frozenset((one.name, other.name))]
            pairs[k, j] = Pair(row[found.bounds.by], flagged=row["flag"] is not None)
    parts = [Part(place.name, max(len(place.above) - 1, 0), bool(place.children)) for place in places]
    title = f"{found.ranking.lens.title}: correlations ({found.bounds.by}) of its parts"
    return correlation_heatmap(title, parts, pairs, width)
