"""Exact answers: all pairwise ties against linear programs one at a time, attainable ranks, moves for a rank."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy.optimize import linprog
from timing import inside, line, median

from theodolite import Catalog, Ledger, load_lens, rank_entities
from theodolite.index.exact.all_pairs import least_weight_changes
from theodolite.index.exact.attainable import attainable_ranks
from theodolite.index.exact.dominance import dominance
from theodolite.index.exact.hill import hill
from theodolite.index.exact.least_change import least_changes
from theodolite.index.exact.reach import reach_on

ENTITIES, SAMPLE = 51, 25
"""As many entities as COINr's example has, and how many of their pairs go to the peer."""


def program(differences: np.ndarray, weights: np.ndarray) -> None:
    """The peer: ½‖w − w₀‖₁ for one pair as a linear program, solved by HiGHS."""
    k = len(weights)
    step = np.hstack([np.eye(k), -np.eye(k)])
    equal = np.vstack([np.ones(k) @ step, differences @ step])
    linprog(np.full(2 * k, 0.5), A_ub=-step, b_ub=weights, A_eq=equal, b_eq=[0, -differences @ weights])


def flips(criteria: int) -> None:
    """All 1,275 pairs of 51 random entities in closed form, and what as many programs would take."""
    random = np.random.default_rng(0)
    scores, weights = random.uniform(1, 100, (ENTITIES, criteria)), random.dirichlet(np.ones(criteria))
    pairs = list(combinations(range(ENTITIES), 2))
    differences = np.array([scores[a] - scores[b] for a, b in pairs])
    some = differences[random.choice(len(pairs), SAMPLE, replace=False)]
    sample = median(lambda: inside(lambda: [program(one, weights) for one in some]), 3)
    peer = sample._replace(
        seconds=sample.seconds * len(pairs) / SAMPLE, processor=sample.processor * len(pairs) / SAMPLE
    )
    own = median(lambda: inside(lambda: least_changes(differences, weights)))
    line(f"1,275 flips, {criteria} weights", own, 0.1, "itself", own)
    line(f"as programs (from {SAMPLE}), {criteria}", peer, None, "the flips", own)


def answers() -> None:
    """Every kind of answer through a shipped lens of 151 economies, against ranking them once."""
    ledger = Ledger.open(Catalog.open())
    ranking = rank_entities(ledger, load_lens("powers", ledger.catalog))
    once = median(lambda: inside(lambda: rank_entities(ledger, ranking.lens)))
    line("rank_entities, lens powers", once, None, "itself", once)
    climbed = hill(ranking, "DEU")
    for name, run in {
        "all pairs (11,325)": lambda: least_weight_changes(ranking),
        "dominance (151 × 151)": lambda: dominance(ranking),
        "best and worst rank, any w": lambda: attainable_ranks(ranking, "CHN"),
        "best and worst rank, 25 %": lambda: attainable_ranks(ranking, "CHN", within=0.25),
        "paces and curves of one": lambda: hill(ranking, "DEU"),
        "reach, second rank": lambda: reach_on(climbed, 2),
    }.items():
        line(name, median(lambda run=run: inside(run)), None, "rank_entities", once)


def exact() -> None:
    """Every measure of this file."""
    for criteria in (8, 49):
        flips(criteria)
    answers()


if __name__ == "__main__":
    exact()
