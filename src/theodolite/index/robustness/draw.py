"""Draw: a ranking and the doubt of its lens become a distribution over ranks."""

from __future__ import annotations

import os
from pathlib import Path

from theodolite.errors import PlanError
from theodolite.index.ranking import Ranking
from theodolite.index.robustness.design import Design
from theodolite.index.robustness.drivers import drivers_of
from theodolite.index.robustness.evidence import evidence_of
from theodolite.index.robustness.plans import carried_out, matrices
from theodolite.index.robustness.result import Robustness
from theodolite.index.robustness.space import space_of
from theodolite.index.robustness.stream import Progress, stream
from theodolite.index.robustness.tree import live_tree

DRAWS = 100_000
"""Lenses drawn where nothing else is said: a share of one half is then known to a third of a percentage point."""

LARGEST_SEED = 2**64


def robustness(
    ranking: Ranking,
    draws: int = DRAWS,
    seed: int = 0,
    threads: int | None = None,
    *,
    drivers: bool = True,
    progress: Progress | None = None,
    keep: Path | None = None,
) -> Robustness:
    """Draw `draws` lenses from the doubt of the ranking's lens, and count the ranks that each of them gives.

    Every alternative of a step is equally likely; weights, what is left out and doubtful figures are drawn as `doubt:`
    says. The steps of each combination of alternatives are carried out once, on all rows of the ranking's stage; what
    follows is drawn by a compiled kernel on `threads` threads (as many as there are processors), and `drivers` asks for
    the Sobol shares of each choice. The same ranking and seed give the same counts on any number of threads, with or
    without interruptions (see `stream` for `progress` and `keep`).

    Raises PlanError before the first draw where the lens doubts nothing, or a lens that its doubt allows is undefined.
    """
    _check(draws, seed, threads)
    space = space_of(ranking)
    tree = live_tree(space)
    plans = carried_out(ranking, space)
    laid_out = matrices(plans, space, tree)
    drawn = evidence_of(ranking, space, tree, plans, laid_out.entities) if space.cells else None
    design = Design(space, tree, laid_out, drawn)
    tally = stream(design, draws, seed, threads or os.cpu_count() or 1, progress, keep)
    names = design.matrices.entities
    found = drivers_of(design, [ranking.rank_of(entity) for entity in names], seed) if drivers else None
    return Robustness(ranking, space, plans, seed, tally, names, found)


def _check(draws: int, seed: int, threads: int | None) -> None:
    """Raise PlanError where there is nothing to draw, nobody to draw it, or no seed to draw it from."""
    if draws < 1:
        raise PlanError(f"{draws} draws are too few", expected="at least one draw")
    if threads is not None and threads < 1:
        raise PlanError(f"{threads} threads are too few", expected="at least one thread")
    if not 0 <= seed < LARGEST_SEED:
        raise PlanError(f"{seed} is no seed", expected="a whole number of 0 or more, below 2 to the 64th")
