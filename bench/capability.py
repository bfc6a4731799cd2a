"""Capability: seconds of one fit beside a general minimiser of the same loss, and of 200 resamples."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from timing import inside, line, median

from theodolite import Catalog, Ledger
from theodolite.frontier.capability.fit import fit
from theodolite.frontier.capability.index import capability_index
from theodolite.frontier.capability.resample import resampled
from theodolite.frontier.capability.response import Curves, Priors, loss

RESAMPLES = 200


def capability() -> None:
    """The shipped scores; the peer is L-BFGS with the same gradient, from everybody alike, at the fitted dispersion."""
    ledger = Ledger.open(Catalog.open())
    index = capability_index(ledger)
    scores, priors, found = index.scores.shares, Priors(), index.fit
    models, benchmarks = scores.shape
    start = Curves(np.zeros(models), np.zeros(benchmarks), np.zeros(benchmarks)).flat()
    given = (scores, found.dispersion, priors)
    peer = median(lambda: inside(lambda: minimize(loss, start, given, "L-BFGS-B", jac=True, options={"maxiter": 5000})))
    against = "L-BFGS on the same loss"
    line(f"{against}, {models} × {benchmarks}", peer, None, "itself", peer)
    line("fit, the dispersion found too", median(lambda: inside(lambda: fit(scores, priors))), None, against, peer)
    drawn = median(lambda: inside(lambda: resampled(scores, found, priors, 0, RESAMPLES)), 3)
    line(f"{RESAMPLES} resamples", drawn, 5, against, peer)
    line("capability_index(ledger)", median(lambda: inside(lambda: capability_index(ledger)), 3), 10, against, peer)
