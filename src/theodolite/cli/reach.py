"""`theodolite reach`: what it would take for a rank, or for one economy to draw level with another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, print_json, verb
from theodolite.cli.reach_shown import show_flip, show_reach
from theodolite.errors import TheodoliteError
from theodolite.index.exact.limit import SECONDS

if TYPE_CHECKING:
    from theodolite.index.exact.attainable import Attainable
    from theodolite.index.exact.flip import Flip
    from theodolite.index.exact.levers import Levers
    from theodolite.index.exact.reach import Reach
    from theodolite.index.ranking import Ranking

Economy = Annotated[
    str, typer.Argument(help="The economy: a code or a name, as CHN or China.", autocompletion=complete.economies)
]
Over = Annotated[
    str | None,
    typer.Option(
        "--over", help="The economy to draw level with, by moving weights.", autocompletion=complete.economies
    ),
]
Through = Annotated[
    str | None, typer.Option("--lens", help="A lens by name, or a YAML file with one.", autocompletion=complete.lenses)
]


@verb
def reach(
    given: Given,
    entity: Economy,
    rank: Annotated[
        int | None, typer.Option("--rank", min=1, help="The rank to be reached, by moving figures.")
    ] = None,
    over: Over = None,
    lens: Through = None,
    within: Annotated[
        str | None, typer.Option("--within", metavar="SHARE", help="Let each weight move so far of itself: 25%.")
    ] = None,
    level: Annotated[
        str,
        typer.Option("--level", help="Whose weights move: pillars, indicators, or those in one pillar by its name."),
    ] = "pillars",
    years: Annotated[float, typer.Option("--years", help="The years of movement that the levers are told for.")] = 1.0,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="How long each program may take; then what is proven is told.")
    ] = SECONDS,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
) -> None:
    """Say what it would take: the least movement of figures for a rank, or of weights to draw level with another."""
    if (rank is None) == (over is None):
        raise TheodoliteError("reach takes a rank or another economy", expected="--rank 5, or --over USA")
    share = _share(within)
    from theodolite.index.ranking import rank_entities

    ledger, chosen = given_study(given, lens, coinr, coin_tool)
    code = ledger.catalog.economies.resolve(entity)
    ranking = rank_entities(ledger, chosen)
    if over is not None:
        _over(given, ranking, code, ledger.catalog.economies.resolve(over), share, level)
    elif rank is not None:
        _rank(given, ranking, code, rank, share, level, years, seconds)


def _over(given: Given, ranking: Ranking, a: str, b: str, within: float | None, level: str) -> None:
    from theodolite.index.exact.flip import least_weight_change

    found = least_weight_change(ranking, a, b, level=level, within=within)
    if given.json:
        print_json(_flip_document(found))
    else:
        show_flip(found)


def _flip_document(found: Flip) -> dict[str, Any]:
    return {
        "lens": found.ranking.lens.id,
        "as_of": found.ranking.ledger.known,
        "a": found.a,
        "b": found.b,
        "ahead": found.ahead,
        "level": found.level.name,
        "region": found.region.said,
        "scale": found.level.link.scale,
        "least_weight_change": found.least_weight_change,
        "weights": dict(found.weights),
        "given": found.level.written(found.level.weights),
        "differences": dict(found.differences),
        "lead": found.lead,
        "farthest": found.farthest,
        "possible": found.possible,
        "why": found.why,
        "finding": found.finding,
        "sources": list(found.sources),
    }


def _rank(
    given: Given, ranking: Ranking, code: str, rank: int, within: float | None, level: str, years: float, seconds: float
) -> None:
    from theodolite.index.exact.hill import hill
    from theodolite.index.exact.levers import levers_on
    from theodolite.index.exact.reach import reach_on

    with _waiting(f"what rank {rank} would take"):
        climbed = hill(ranking, code)
        found, levers = reach_on(climbed, rank, seconds), levers_on(climbed, years)
        extremes = _attainable(ranking, code, within, level, seconds)
    if given.json:
        print_json(_reach_document(found, levers, extremes))
    else:
        show_reach(found, levers, extremes)


def _attainable(ranking: Ranking, code: str, within: float | None, level: str, seconds: float) -> Attainable | str:
    """The ranks that weights alone can give: within what is asked, else what the lens doubts; or why none are told."""
    from theodolite.errors import PlanError
    from theodolite.index.exact.attainable import attainable_ranks

    doubt = ranking.lens.doubt
    if within is None and doubt is not None and doubt.weights is not None:
        within = doubt.weights.within
    try:
        return attainable_ranks(ranking, code, level=level, within=within, seconds=seconds)
    except PlanError as error:
        return f"No ranks by other weights are told: {error.what}"


def _reach_document(found: Reach, levers: Levers, extremes: Attainable | str) -> dict[str, Any]:
    from theodolite.index.exact.levers import told

    ranks: dict[str, Any] = {"why": extremes} if isinstance(extremes, str) else _extremes(extremes)
    return {
        "lens": found.ranking.lens.id,
        "as_of": found.ranking.ledger.known,
        **found.explain(found.entity),
        "finding": found.finding,
        "levers": [told(lever) for lever in levers.strongest],
        "levers_finding": levers.finding,
        "by_weights": ranks,
        "caveats": list(found.ranking.lens.caveats),
        "sources": sorted({*found.sources, *levers.sources}),
    }


def _extremes(found: Attainable) -> dict[str, Any]:
    ends = {
        name: {"rank": e.rank, "bound": e.bound, "gap": e.gap, "status": e.status, "weights": dict(e.weights)}
        for name, e in (("best", found.best), ("worst", found.worst))
    }
    return {
        "level": found.level.name,
        "region": found.region.said,
        **ends,
        "undecided": list(found.undecided),
        "finding": found.finding,
    }


def _share(text: str | None) -> float | None:
    """A share written 25% or 0.25; None stays None."""
    if text is None:
        return None
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise TheodoliteError(f"{text!r} is not a share", expected="a share above 0 and at most 1: 25% or 0.25")
    return value


@contextmanager
def _waiting(what: str) -> Iterator[None]:
    """A sign of life on standard error while a program is solved; none where nobody looks."""
    from rich.console import Console

    console = Console(stderr=True)
    if not sys.stderr.isatty():
        yield
        return
    with console.status(f"working out {what}"):
        yield
